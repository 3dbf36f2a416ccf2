// The tokens in the addresses of sockets: who may listen to which room of which host.

import type { ConversationId, PersonId } from "../../engine/ids.ts";
import type { ChatHost } from "./chat-host.ts";
import type { StackExchange } from "./stack-exchange.ts";

export interface Pass {
  readonly network: StackExchange;
  readonly host: ChatHost;
  readonly room: ConversationId;
  /** Absent for people who have not logged in. */
  readonly person?: PersonId;
}

/** The oldest ones are forgotten. */
const PASSES_MAX = 10_000;

export class Passes {
  readonly #passes = new Map<string, Pass>();

  /** `token` is 32 fresh hexadecimal digits. */
  add(token: string, pass: Pass): void {
    const [oldest] = this.#passes.keys();
    if (this.#passes.size >= PASSES_MAX && oldest !== undefined) this.#passes.delete(oldest);
    this.#passes.set(token, pass);
  }

  find(token: string): Pass | undefined {
    return this.#passes.get(token);
  }
}
