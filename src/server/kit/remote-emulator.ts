// An emulator in another process, from which a test gets a tenant over HTTP.

import type { ChatOptions } from "./chat.ts";
import { ControlLine } from "./control-line.ts";
import type { Lent } from "./emulators.ts";
import { RemoteChat } from "./remote-chat.ts";
import type { SharedServer } from "./shared-server.ts";
import { type TestTitle, tenantName } from "./tenant-name.ts";

const known = new Map<string, RemoteEmulator>();

export class RemoteEmulator {
  readonly #server: SharedServer;
  readonly #control: ControlLine;
  /** The names of the tenants that this process has in use; no two processes run the same test. */
  readonly #names = new Set<string>();

  constructor(server: SharedServer) {
    this.#server = server;
    this.#control = new ControlLine(`${server.url}/_emulator`, server.controlToken);
  }

  /** The one of that server; names are told apart by it. */
  static at(server: SharedServer): RemoteEmulator {
    const emulator = known.get(server.url) ?? new RemoteEmulator(server);
    known.set(server.url, emulator);
    return emulator;
  }

  /** A new tenant named after a test. Rejects when an option is not valid, or is not one of a tenant's. */
  async lend(test: TestTitle, options: ChatOptions = {}): Promise<Lent<RemoteChat>> {
    expectOwn(options);
    const { url, controlToken } = this.#server;
    const name = tenantName(test, (one) => this.#names.has(one));
    this.#names.add(name);
    try {
      // One that an earlier run has left behind has another run's messages in it.
      await this.#control.delete(`tenants/${name}`);
      await this.#control.post("tenants", { name });
      await furnish(new ControlLine(`${url}/t/${name}/_emulator`, controlToken), options);
    } catch (error) {
      this.#names.delete(name);
      throw error;
    }
    return {
      chat: new RemoteChat(this.#server, name),
      giveBack: async () => {
        this.#names.delete(name);
        await this.#control.delete(`tenants/${name}`);
      },
    };
  }
}

/** What a server does for all of its tenants, one of them cannot have for itself. */
function expectOwn({ inProcess: _, fixtures: __, clock: ___, ...others }: ChatOptions): void {
  const [other] = Object.keys(others);
  if (other === undefined) return;
  throw new Error(
    `Cannot give one tenant of a shared server the option ${other}: it is the server's. Give it to share() in the global setup, or set inProcess.`,
  );
}

async function furnish(control: ControlLine, { fixtures = [], clock }: ChatOptions): Promise<void> {
  const [, at] = /^frozen:(.*)$/s.exec(clock ?? "") ?? [];
  if (at !== undefined) await control.post("clock", { freeze: at });
  else if (clock !== undefined) await control.post("clock", { set: clock });
  for (const fixture of fixtures) {
    await control.post("fixtures", typeof fixture === "string" ? { name: fixture } : fixture);
  }
}
