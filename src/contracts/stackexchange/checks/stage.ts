// Sets the stage for a run against Stack Exchange chat: its people, its room, and what is taken away after each check.

import type { Account } from "../../contract-options.ts";
import { type Check, CheckFailed, type Profile, profiles } from "../../suite/check.ts";
import type { Sender } from "../../suite/client.ts";
import type { Ledger, Leftover } from "../../suite/ledger.ts";
import { NoAnswer } from "../../suite/no-answer.ts";
import { NothingJudged } from "../../suite/nothing-judged.ts";
import { at, type Recorded } from "../../suite/recorded.ts";
import type { Stage } from "../../suite/run.ts";
import { errors } from "../errors.ts";
import { Actor } from "./actor.ts";
import type { Addresses } from "./addresses.ts";
import { allChecks } from "./index.ts";
import { logIn, meet } from "./log-in.ts";
import { Scene, type SceneOptions } from "./scene.ts";

export interface StackExchangeTarget {
  readonly addresses: Addresses;
  readonly accounts: readonly Account[];
  readonly room: number;
  readonly sender: Sender;
  readonly ledger: Ledger;
  readonly profile: Profile;
  readonly isStrict: boolean;
  readonly patienceMs: number;
  /** Makes texts that differ from run to run. */
  readonly runId: string;
  isWanted(check: Check<Scene>): boolean;
  /** Undefined where requests do not go over the network. */
  readonly openSocket: SceneOptions["openSocket"];
}

const PEOPLE_MAX = 2;
/** The service throttles deletions as well, so it is not asked again and again for what it will not do. */
const final: readonly string[] = [errors.tooLateToDelete.text, errors.notOwnDelete.text];

export class StackExchangeStage {
  readonly #target: StackExchangeTarget;
  readonly #actors = new Map<string, Actor>();
  /** Why a message stays, by its key in the ledger. */
  readonly #staying = new Map<string, string>();
  #nobody: Actor | undefined;
  #keys = 0;

  constructor(target: StackExchangeTarget) {
    this.#target = target;
  }

  /** Logs everybody in, and sees whether the room is there. */
  async open(): Promise<void> {
    const nobody = this.#actor("");
    await meet(nobody);
    this.#nobody = nobody;
    for (const [index] of this.#people.entries()) await this.#person(String(index + 1));
    const { room, addresses } = this.#target;
    const visitor = this.#actors.get("1") ?? nobody;
    const { response } = await visitor.ask("Chat_ShowRoomInfo", { params: { room } });
    if (response.status === 200) return;
    throw new NothingJudged(
      `there is no room ${room} on ${addresses.chatHost}: it answered ${response.status}. Name another with --room`,
    );
  }

  stage(): Stage<Scene> {
    return {
      apiVersion: "current",
      checks: allChecks
        .filter((check) => this.#target.isWanted(check))
        .map((check) => this.#tidy(check)),
      hindrance: (check) => this.#hindrance(check),
      scene: () => this.#scene(),
    };
  }

  /** Takes away messages; resolves to those that could not be, with what the service says about them. */
  async cleanUp(leftovers: readonly Leftover[]): Promise<readonly Leftover[]> {
    const kept: Leftover[] = [];
    for (const leftover of leftovers) {
      const why = this.#staying.get(leftover.key) ?? (await this.#remove(leftover));
      if (why === undefined) this.#target.ledger.write({ kind: "gone", key: leftover.key });
      else kept.push({ ...leftover, why });
    }
    return kept;
  }

  get #people(): readonly Account[] {
    return this.#target.accounts.slice(0, PEOPLE_MAX);
  }

  /** The same check, which leaves no message: two minutes later none could be deleted. */
  #tidy(check: Check<Scene>): Check<Scene> {
    const run = async (scene: Scene) => {
      try {
        await check.run(scene);
      } finally {
        await this.cleanUp(this.#target.ledger.leftovers);
      }
    };
    return { ...check, run };
  }

  #scene(): Scene {
    const { room, patienceMs, runId, openSocket, addresses } = this.#target;
    const nobody = this.#nobody ?? this.#actor("");
    const me = this.#actors.get("1") ?? nobody;
    const other = this.#actors.get("2") ?? me;
    const account = this.#people[0];
    const newSession = () => this.#actor("1");
    const nextText = () => `${runId} ${this.#next()}`;
    const origin = `https://${addresses.chatHost}`;
    const people = { nobody, me, other, account, newSession };
    return new Scene({ ...people, room, patienceMs, nextText, origin, openSocket });
  }

  #hindrance(check: Check<Scene>): string | undefined {
    const { profile } = this.#target;
    if (profiles.indexOf(check.profile) > profiles.indexOf(profile)) {
      return `It needs the profile ${check.profile}; the run has ${profile}.`;
    }
    const people = this.#people.length;
    if (check.people <= people) return undefined;
    return `It needs ${check.people} accounts; the run has ${people}.`;
  }

  #actor(which: string): Actor {
    const { addresses, sender, isStrict } = this.#target;
    const making = (by: string, ask: () => Promise<Recorded>) => this.#make(by, ask);
    return new Actor({ addresses, sender, isStrict, making }, which);
  }

  async #person(which: string): Promise<Actor | undefined> {
    const known = this.#actors.get(which);
    const account = this.#people[Number(which) - 1];
    if (known || !account) return known;
    const actor = this.#actor(which);
    await logIn(actor, account);
    this.#actors.set(which, actor);
    return actor;
  }

  #next(): number {
    this.#keys += 1;
    return this.#keys;
  }

  /** Every message goes through the ledger, also one that has to be refused: a broken endpoint may take it. */
  async #make(by: string, ask: () => Promise<Recorded>): Promise<Recorded> {
    const { ledger, runId } = this.#target;
    const key = `${runId}-${this.#next()}`;
    ledger.write({ kind: "making", what: "message", key, apiVersion: "current", by });
    const exchange = await ask().catch((error) => {
      if (error instanceof NoAnswer && error.isUnsent) ledger.write({ kind: "gone", key });
      throw error;
    });
    const id = at(exchange.response.body, "/id");
    if (typeof id === "number")
      ledger.write({ kind: "made", what: "message", key, id: String(id) });
    else ledger.write({ kind: "gone", key });
    return exchange;
  }

  /** Why the message stays; undefined when it is gone. */
  async #remove({ id, by = "", key }: Leftover): Promise<string | undefined> {
    try {
      const actor = await this.#person(by);
      if (!actor || id === undefined) return "nobody can tell which message it is, or whose";
      const { response } = await actor.ask("Chat_Delete", { params: { message: id } });
      const says =
        typeof response.body === "string" ? response.body : `answered ${response.status}`;
      if (says === "ok" || says === errors.alreadyDeleted.text || response.status === 302) return;
      if (final.includes(says)) this.#staying.set(key, says);
      return says;
    } catch (error) {
      // One that cannot be taken away keeps none of the others.
      if (error instanceof NoAnswer || error instanceof CheckFailed) return error.message;
      if (error instanceof NothingJudged) return error.message;
      throw error;
    }
  }
}
