// What a run leaves on the service, messages and rooms: written down before it is made, and taken away again.

import { CheckFailed } from "../../suite/check.ts";
import type { Ledger, Leftover } from "../../suite/ledger.ts";
import { NoAnswer } from "../../suite/no-answer.ts";
import { NothingJudged } from "../../suite/nothing-judged.ts";
import { at, type Recorded } from "../../suite/recorded.ts";
import { errors } from "../errors.ts";
import type { Actor, Making } from "./actor.ts";

export interface TracesOptions {
  readonly ledger: Ledger;
  readonly runId: string;
  /** The account of the run by that number, logged in; undefined where there is none. */
  person(which: string): Promise<Actor | undefined>;
  /** The numbers of all accounts. */
  readonly people: readonly string[];
}

/** The service throttles deletions as well, so it is not asked again and again for what it will not do. */
const final: readonly string[] = [errors.tooLateToDelete.text, errors.notOwnDelete.text];

export class Traces {
  readonly #options: TracesOptions;
  /** Why a message stays, by its key in the ledger. */
  readonly #staying = new Map<string, string>();
  #keys = 0;

  constructor(options: TracesOptions) {
    this.#options = options;
  }

  /** Everything goes through the ledger, also what has to be refused: a broken endpoint may take it. */
  async make(what: Making, by: string, ask: () => Promise<Recorded>): Promise<Recorded> {
    const { ledger, runId } = this.#options;
    this.#keys += 1;
    const key = `${runId}-${this.#keys}`;
    ledger.write({ kind: "making", what, key, apiVersion: "current", by });
    const exchange = await ask().catch((error) => {
      if (error instanceof NoAnswer && error.isUnsent) ledger.write({ kind: "gone", key });
      throw error;
    });
    const id = what === "room" ? roomMadeBy(exchange) : at(exchange.response.body, "/id");
    if (typeof id === "number") ledger.write({ kind: "made", what, key, id: String(id) });
    else ledger.write({ kind: "gone", key });
    return exchange;
  }

  /** Takes things away; resolves to those that could not be, with what the service says about them. */
  async remove(leftovers: readonly Leftover[]): Promise<readonly Leftover[]> {
    const kept: Leftover[] = [];
    // Rooms first: what was said in one goes with it.
    const rooms = leftovers.filter(({ what }) => what === "room");
    for (const leftover of [...rooms, ...leftovers.filter(({ what }) => what !== "room")]) {
      const why =
        this.#staying.get(leftover.key) ??
        (await (leftover.what === "room" ? this.#removeRoom(leftover) : this.#unsay(leftover)));
      if (why !== undefined) kept.push({ ...leftover, why });
      else this.#options.ledger.write({ kind: "gone", key: leftover.key });
      if (leftover.what === "room" && why === undefined) this.#staying.clear();
    }
    return kept;
  }

  /** Why the message stays; undefined when it is gone. */
  #unsay({ id, by = "", key }: Leftover): Promise<string | undefined> {
    return reasonOf(async () => {
      const actor = await this.#options.person(by);
      if (!actor || id === undefined) return "nobody can tell which message it is, or whose";
      const { response } = await actor.ask("Chat_Delete", { params: { message: id } });
      const says = wordsOf(response);
      if (says === "ok" || says === errors.alreadyDeleted.text || response.status === 302) return;
      if (final.includes(says)) this.#staying.set(key, says);
      return says;
    });
  }

  /** Where its maker may not, one of the others may be a moderator. */
  #removeRoom({ id, by = "" }: Leftover): Promise<string | undefined> {
    return reasonOf(async () => {
      if (id === undefined) return "nobody can tell which room it is";
      let says = "nobody can tell whose it is";
      for (const which of new Set([by, ...this.#options.people])) {
        const actor = await this.#options.person(which);
        if (!actor) continue;
        const form = { deleted: "true" };
        const { response } = await actor.ask("Chat_SetDeleted", { params: { room: id }, form });
        says = wordsOf(response);
        // One that nobody can see is deleted already.
        if (says === "ok" || says === errors.roomUnknown.text) return;
      }
      return says;
    });
  }
}

/** The number of the room to which the answer leads; undefined where it made none. */
export function roomMadeBy({ response }: Recorded): number | undefined {
  if (response.status !== 302) return undefined;
  const id = /\/rooms\/(?:info\/)?(\d+)/.exec(response.headers["location"] ?? "")?.[1];
  return id === undefined ? undefined : Number(id);
}

function wordsOf({ body, text, status }: Recorded["response"]): string {
  if (typeof body === "string") return body;
  return text === errors.roomUnknown.text ? text : `answered ${status}`;
}

/** One that cannot be taken away keeps none of the others. */
async function reasonOf(take: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof CheckFailed) return error.message;
    if (error instanceof NothingJudged) return error.message;
    throw error;
  }
}
