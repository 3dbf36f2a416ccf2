// Sets the stage for a run against Stack Exchange chat: its people, its room, and what is taken away after each check.

import type { Account } from "../../contract-options.ts";
import { type Check, type Profile, profiles } from "../../suite/check.ts";
import type { Sender } from "../../suite/client.ts";
import type { Ledger, Leftover } from "../../suite/ledger.ts";
import { NothingJudged } from "../../suite/nothing-judged.ts";
import type { Recorded } from "../../suite/recorded.ts";
import type { Stage } from "../../suite/run.ts";
import { Actor, type Making } from "./actor.ts";
import type { Addresses } from "./addresses.ts";
import { allChecks } from "./index.ts";
import { logIn, meet } from "./log-in.ts";
import { Scene, type SceneOptions } from "./scene.ts";
import { Traces } from "./traces.ts";

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

export class StackExchangeStage {
  readonly #target: StackExchangeTarget;
  readonly #actors = new Map<string, Actor>();
  readonly #traces: Traces;
  /** What checks have made once for all of them. */
  readonly #shared = new Map<string, number>();
  #nobody: Actor | undefined;
  #texts = 0;

  constructor(target: StackExchangeTarget) {
    this.#target = target;
    const { ledger, runId, accounts } = target;
    const people = accounts.map((_, index) => String(index + 1));
    this.#traces = new Traces({ ledger, runId, people, person: (which) => this.#person(which) });
  }

  /** Logs everybody in, and sees whether the room is there. */
  async open(): Promise<void> {
    const nobody = this.#actor("");
    await meet(nobody);
    this.#nobody = nobody;
    for (const [index] of this.#target.accounts.entries()) await this.#person(String(index + 1));
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

  /** Takes things away; resolves to those that could not be, with what the service says about them. */
  cleanUp(leftovers: readonly Leftover[]): Promise<readonly Leftover[]> {
    return this.#traces.remove(leftovers);
  }

  /** The same check, which leaves no message, as two minutes later none could be deleted, and no room that later checks do without. */
  #tidy(check: Check<Scene>): Check<Scene> {
    const run = async (scene: Scene) => {
      try {
        await check.run(scene);
      } finally {
        const shared = [...this.#shared.values()].map(String);
        const { leftovers } = this.#target.ledger;
        await this.cleanUp(leftovers.filter(({ id = "" }) => !shared.includes(id)));
      }
    };
    return { ...check, run };
  }

  #scene(): Scene {
    const { room, patienceMs, runId, openSocket, addresses, profile } = this.#target;
    const nobody = this.#nobody ?? this.#actor("");
    const me = this.#actors.get("1") ?? nobody;
    const other = this.#actors.get("2") ?? me;
    const everybody = [...this.#actors.values()];
    const account = this.#target.accounts[0];
    const newSession = () => this.#actor("1");
    const nextText = () => `${runId} ${++this.#texts}`;
    const people = { nobody, me, other, everybody, account, newSession };
    const { chatHost } = addresses;
    const shared = this.#shared;
    const mayMakeRooms = profile === "full";
    const about = { room, shared, mayMakeRooms, patienceMs, nextText, chatHost, openSocket };
    return new Scene({ ...people, ...about });
  }

  #hindrance(check: Check<Scene>): string | undefined {
    const { profile } = this.#target;
    if (profiles.indexOf(check.profile) > profiles.indexOf(profile)) {
      return `It needs the profile ${check.profile}; the run has ${profile}.`;
    }
    const people = this.#target.accounts.length;
    if (check.people <= people) return undefined;
    return `It needs ${check.people} accounts; the run has ${people}.`;
  }

  #actor(which: string): Actor {
    const { addresses, sender, isStrict } = this.#target;
    const making = (what: Making, by: string, ask: () => Promise<Recorded>) =>
      this.#traces.make(what, by, ask);
    return new Actor({ addresses, sender, isStrict, making }, which);
  }

  async #person(which: string): Promise<Actor | undefined> {
    const known = this.#actors.get(which);
    const account = this.#target.accounts[Number(which) - 1];
    if (known || !account) return known;
    const actor = this.#actor(which);
    await logIn(actor, account);
    this.#actors.set(which, actor);
    return actor;
  }
}
