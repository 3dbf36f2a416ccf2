// Sets the stage for a run against an endpoint of Azure Communication Services: its people, its versions, and what is taken away at the end.

import { type Check, CheckFailed, type Profile, profiles } from "../../suite/check.ts";
import type { Sender } from "../../suite/client.ts";
import type { Ledger, Leftover } from "../../suite/ledger.ts";
import { NoAnswer } from "../../suite/no-answer.ts";
import type { Stage } from "../../suite/run.ts";
import { apiAt, type VersionedApi } from "../../versions.ts";
import { identityErrors } from "../errors.ts";
import { chatApi, identityApi, realtimeApi } from "../index.ts";
import { Actor } from "./actor.ts";
import { checksByApi } from "./index.ts";
import { Owner } from "./owner.ts";
import { makePerson, type Person, personOf, tokenFor } from "./people.ts";
import { Scene } from "./scene.ts";
import { Speech } from "./speech.ts";
import { supervised } from "./supervised.ts";

export interface AcsTarget {
  /** Without a slash at its end. */
  readonly url: string;
  readonly accessKey?: string;
  /** Tokens of users that are there already, instead of an access key. */
  readonly tokens: readonly string[];
  readonly sender: Sender;
  readonly ledger: Ledger;
  readonly profile: Profile;
  readonly isStrict: boolean;
  readonly patienceMs: number;
  /** Makes names that differ from run to run. */
  readonly runId: string;
  isWanted(check: Check<Scene>): boolean;
}

const PEOPLE = 3;
/** After so many in a row that an endpoint does not answer, it is not asked to take away the rest. */
const UNANSWERED_MAX = 2;
const apis = { chat: chatApi, identity: identityApi, realtime: realtimeApi } as const;
export const apiNames = ["chat", "identity", "realtime"] as const;
type ApiName = (typeof apiNames)[number];

/** Every version that some api has. */
export const knownVersions: readonly string[] = [
  ...new Set(apiNames.flatMap((name) => versionIds(name))),
].sort();

export const newestChat: string = versionIds("chat").at(-1) ?? "";

export function versionIds(name: ApiName): readonly string[] {
  return apis[name].versions.map(({ id }) => id);
}

export function versionOf(name: ApiName, id: string): VersionedApi {
  const version = apiAt(apis[name], id);
  if (version) return version;
  throw new Error(`Cannot set the stage at ${id}: ${name} has no such version.`);
}

export class AcsStage {
  readonly #target: AcsTarget;
  readonly #owner: Owner | undefined;
  #people: readonly Person[] = [];
  readonly #crowd: string[] = [];
  #keys = 0;

  constructor(target: AcsTarget) {
    this.#target = target;
    const { accessKey, url, sender, ledger } = target;
    const version = versionOf("identity", "2023-10-01");
    const nextKey = () => this.#nextKey();
    // Whether answers keep the contract is what checks ask; the people of a run are made however it goes.
    const send = supervised({ sender, ledger, isStrict: false, nextKey }, version);
    this.#owner =
      accessKey === undefined ? undefined : new Owner({ accessKey, url, version, send });
  }

  /** Makes the people, or reads them off their tokens. */
  async open(): Promise<void> {
    if (!this.#owner) {
      this.#people = this.#target.tokens.map(personOf);
      return;
    }
    const people: Person[] = [];
    for (let made = 0; made < PEOPLE; made += 1) {
      people.push(await makePerson(this.#owner, ["chat"]));
    }
    this.#people = people;
  }

  /** One stage for each version of each api: those that are named, and the newest of an api that has none of them. */
  stages(wanted: readonly string[]): readonly Stage<Scene>[] {
    return apiNames.flatMap((name) => {
      const ids = versionIds(name);
      const named = ids.filter((id) => wanted.includes(id));
      const chosen = named.length > 0 ? named : ids.slice(-1);
      return chosen.map((id) => this.#stage(name, id, wanted));
    });
  }

  #stage(name: ApiName, id: string, wanted: readonly string[]): Stage<Scene> {
    const newestOf = (other: ApiName) => {
      const ids = versionIds(other);
      return versionOf(other, ids.findLast((known) => wanted.includes(known)) ?? ids.at(-1) ?? "");
    };
    const version = versionOf(name, id);
    const versions = {
      chat: newestOf("chat"),
      identity: newestOf("identity"),
      realtime: newestOf("realtime"),
      [name]: version,
    };
    return {
      apiVersion: id,
      checks: checksByApi[name].filter(
        (check) =>
          this.#target.isWanted(check) &&
          (check.appliesTo?.(version) ?? true) &&
          (!check.isOnce || version.id === newestOf(name).id),
      ),
      hindrance: (check) => this.#hindrance(check),
      scene: () => this.#scene(versions),
    };
  }

  #scene(versions: Readonly<Record<ApiName, VersionedApi>>): Scene {
    const { url, sender, ledger, isStrict, patienceMs, accessKey } = this.#target;
    return new Scene({
      url,
      sender,
      ledger,
      isStrict,
      patienceMs,
      versions,
      people: this.#people,
      crowd: this.#crowd,
      ...(accessKey !== undefined && { accessKey }),
      nextKey: () => this.#nextKey(),
    });
  }

  /** Takes away what was made; resolves to what could not be. */
  async cleanUp(leftovers: readonly Leftover[]): Promise<readonly Leftover[]> {
    const kept: Leftover[] = [];
    let unanswered = 0;
    for (const leftover of leftovers) {
      // Each would take as long as a request may, and there may be hundreds.
      const end = unanswered < UNANSWERED_MAX ? await this.#remove(leftover) : "kept";
      if (end === "gone") this.#target.ledger.write({ kind: "gone", key: leftover.key });
      else kept.push(leftover);
      unanswered = end === "unanswered" ? unanswered + 1 : end === "gone" ? 0 : unanswered;
    }
    return kept;
  }

  async #remove(leftover: Leftover): Promise<"gone" | "kept" | "unanswered"> {
    try {
      const isGone =
        leftover.what === "thread"
          ? await this.#removeThread(leftover)
          : await this.#removePerson(leftover);
      return isGone ? "gone" : "kept";
    } catch (error) {
      // One that cannot be taken away keeps none of the others.
      if (error instanceof NoAnswer) return "unanswered";
      if (error instanceof CheckFailed) return "kept";
      throw error;
    }
  }

  #hindrance(check: Check<Scene>): string | undefined {
    const { profile, tokens } = this.#target;
    if (profiles.indexOf(check.profile) > profiles.indexOf(profile)) {
      return `It needs the profile ${check.profile}; the run has ${profile}.`;
    }
    if (check.needsKey && !this.#owner) return "It needs a connection string.";
    const people = this.#owner ? PEOPLE : tokens.length;
    if (check.people > people) return `It needs ${check.people} users; the run has ${people}.`;
    return undefined;
  }

  async #removeThread({ id, repeatKey, apiVersion, by }: Leftover): Promise<boolean> {
    const creator = await this.#creator(by);
    const version = apiAt(chatApi, apiVersion);
    if (!creator || !version) return false;
    const { url, sender } = this.#target;
    const actor = new Actor({ ...creator, url, version, send: (request) => sender.send(request) });
    const chatThreadId = id ?? (await this.#findThread(actor, version, repeatKey));
    if (chatThreadId === undefined) return false;
    const { response } = await actor.call("Chat_DeleteChatThread", { params: { chatThreadId } });
    return response.status === 204 || response.status === 404;
  }

  /** A creation that was cut off is repeated with its key, which finds what it made. */
  async #findThread(
    actor: Actor,
    version: VersionedApi,
    repeatKey: string | undefined,
  ): Promise<string | undefined> {
    const speech = new Speech(version);
    if (speech.repeatHeader === undefined || repeatKey === undefined) return undefined;
    const made = await actor.call("Chat_CreateChatThread", {
      body: { topic: "Contract", ...speech.guests([]) },
      headers: { [speech.repeatHeader]: repeatKey },
    });
    return speech.newThread(made.response.body);
  }

  /** The maker of a thread; after a crash a new token is issued for him, once. */
  async #creator(id: string | undefined): Promise<Person | undefined> {
    const known = this.#people.find((person) => person.id === id);
    if (known || id === undefined || !this.#owner) return known;
    const person = { id, token: await tokenFor(this.#owner, id, ["chat"]) };
    this.#people = [...this.#people, person];
    return person;
  }

  /** One that a check has deleted already is no longer the resource's. */
  async #removePerson({ id }: Leftover): Promise<boolean> {
    if (id === undefined || !this.#owner) return false;
    const { response } = await this.#owner.call("CommunicationIdentity_Delete", { params: { id } });
    return response.status === 204 || response.text.includes(identityErrors.identityNotOwned.code);
  }

  #nextKey(): string {
    this.#keys += 1;
    return `${this.#target.runId}-${this.#keys}`;
  }
}
