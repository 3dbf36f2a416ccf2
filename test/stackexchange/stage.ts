// An emulator with people and rooms for the tests of Stack Exchange chat, gone with the test that made it.

import { onTestFinished } from "vitest";
import {
  type ChatEmulator,
  createChatEmulator,
  type EmulatorOptions,
} from "../../src/server/index.ts";
import { fillDataFolder, newFolder } from "../command-line/folders.ts";
import { ChatClient, type Form, raise, type SiteHost } from "./chat-client.ts";
import { openWire, type Way } from "./ways.ts";

export const START = "2024-05-06T07:08:09Z";

export interface StageOptions extends EmulatorOptions {
  /** How its clients come, in process when left out. */
  readonly way?: Way;
  /** Listen although the clients do not need it, for sockets. */
  readonly listens?: boolean;
}

export class Stage {
  readonly emulator: ChatEmulator;
  readonly #way: Way;

  constructor(emulator: ChatEmulator, way: Way) {
    this.emulator = emulator;
    this.#way = way;
  }

  /** Somebody without an account. */
  stranger(host?: SiteHost, way = this.#way): ChatClient {
    return new ChatClient(openWire(this.emulator, way), host);
  }

  /** Somebody with an account of that name, logged in. */
  async person(name: string, host?: SiteHost, way?: Way): Promise<ChatClient> {
    const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
    await this.emulator.stackexchange.account({ email, name });
    return this.stranger(host, way).logIn(email);
  }

  /** Makes a room, which its maker owns. */
  async room(owner: ChatClient, name = "Sandbox", form: Form = {}): Promise<number> {
    const made = raise(await owner.post("/rooms/save", { name, ...form }));
    const number = /^\/rooms\/info\/(\d+)\//.exec(made.header("location") ?? "")?.[1];
    if (number === undefined) throw new Error(`No room was made: ${made.status} ${made.text}`);
    return Number(number);
  }

  /** The clock stands still unless a test moves it. */
  async advance(seconds: number): Promise<void> {
    await this.emulator.clock.advance({ seconds });
  }
}

/** Two people, and a room of the first. */
export interface Cast {
  readonly stage: Stage;
  readonly alice: ChatClient;
  readonly bob: ChatClient;
  readonly room: number;
}

export async function openStage({
  way = "in process",
  listens = false,
  ...options
}: StageOptions = {}): Promise<Stage> {
  const isListening = listens || way !== "in process";
  const dataFolder = newFolder();
  await fillDataFolder(dataFolder);
  const emulator = await createChatEmulator({ clock: `frozen:${START}`, dataFolder, ...options });
  onTestFinished(() => emulator.close());
  if (isListening) await emulator.listen({ port: 0 });
  return new Stage(emulator, way);
}

export async function openCast(options?: StageOptions): Promise<Cast> {
  const stage = await openStage(options);
  const alice = await stage.person("Alice");
  const bob = await stage.person("Bob");
  return { stage, alice, bob, room: await stage.room(alice) };
}
