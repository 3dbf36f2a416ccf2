// An emulator in another process, from which a test gets a tenant over HTTP.

import type { Fixture } from "../../fixtures/fixture.ts";
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
    await expectAlone(options.fixtures);
    const { url, controlToken } = this.#server;
    const name = tenantName(test, (one) => this.#names.has(one));
    this.#names.add(name);
    const control = new ControlLine(`${url}/t/${name}/_emulator`, controlToken);
    const begin = () => furnish(control, options);
    try {
      // One that an earlier run has left behind has another run's messages in it.
      await this.#control.delete(`tenants/${name}`);
      await this.#control.post("tenants", { name });
      await begin();
    } catch (error) {
      this.#names.delete(name);
      throw error;
    }
    return {
      chat: new RemoteChat(this.#server, name, begin),
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

/** Brings a tenant from its reset to what a test begins with. */
async function furnish(control: ControlLine, { fixtures = [], clock }: ChatOptions): Promise<void> {
  await setClock(control, clock);
  for (const fixture of fixtures) {
    await control.post("fixtures", typeof fixture === "string" ? { name: fixture } : fixture);
  }
  // A snapshot has brought its own time along.
  if (fixtures.some(isSnapshot)) await setClock(control, clock);
}

/** In whatever order: it stands still for a moment, which may be any. */
async function setClock(control: ControlLine, clock: string | undefined): Promise<void> {
  if (clock === undefined) return;
  const [, at] = /^frozen:(.*)$/s.exec(clock) ?? [];
  await control.post("clock", { freeze: at ?? clock });
  if (at === undefined) await control.post("clock", { resume: true });
}

function isSnapshot(fixture: string | Fixture): boolean {
  return typeof fixture !== "string" && fixture.snapshot !== undefined;
}

/** A snapshot stands alone wherever it is. */
async function expectAlone(fixtures: ChatOptions["fixtures"] = []): Promise<void> {
  if (!fixtures.some(isSnapshot)) return;
  const { snapshotOf } = await import("../play-fixtures.ts");
  snapshotOf(fixtures.map((one) => (typeof one === "string" ? { name: one } : one)));
}
