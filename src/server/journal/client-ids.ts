// Gives the ids that clients make up at random a number each, so that two equal runs read the same.

import type { Kept } from "./note.ts";

const repeatHeaders = ["repeatability-request-id", "idempotency-token"] as const;
const realtimePath = /^[^?#]*\/(?:socket\.io|v4\/a|v3\/registrations)(?=[/?#]|$)/i;
const guid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
/** What counts a client's connections and requests starts with the time of its machine. */
const stamp = /([?&](?:con_num|t|tc)=)[^&]+/g;

/** Those that are no longer in the journal are forgotten at some time. */
const NAMES_MAX = 100_000;

export class ClientIds {
  readonly #numbers = new Map<string, number>();

  /** Must hear of the notes in their order, whatever part of them is read. */
  meet(kept: Kept): void {
    if (kept.kind === "socket") return;
    for (const name of repeatHeaders) this.#name(kept.headers.get(name) ?? "");
    if (!realtimePath.test(kept.url)) return;
    this.#name(kept.url);
    if (typeof kept.body === "string") this.#name(kept.body);
  }

  /** An id that a person made up, which is no GUID, stays. */
  header(name: string, value: string): string {
    return repeatHeaders.some((one) => one === name) ? this.#name(value) : value;
  }

  /** The texts of an exchange with that url. */
  textsAt(url: string): (text: string) => string {
    if (!realtimePath.test(url)) return (text) => text;
    return (text) => this.#name(text.replace(stamp, "$1<varies>"));
  }

  #name(text: string): string {
    return text.replace(guid, (id) => {
      const key = id.toLowerCase();
      const known = this.#numbers.get(key);
      if (known !== undefined) return `<id ${known}>`;
      if (this.#numbers.size >= NAMES_MAX) this.#numbers.clear();
      const number = this.#numbers.size + 1;
      this.#numbers.set(key, number);
      return `<id ${number}>`;
    });
  }
}
