// Sets the stage for a run against an endpoint of Azure Communication Services: its people, its versions, and what is taken away at the end.

import { type Check, CheckFailed, type Profile, profiles } from "../../suite/check.ts";
import { NoAnswer, type Sender } from "../../suite/client.ts";
import type { Ledger, Leftover } from "../../suite/ledger.ts";
import type { Stage } from "../../suite/run.ts";
import { apiAt, type VersionedApi } from "../../versions.ts";
import { chatApi } from "../index.ts";
import { Actor } from "./actor.ts";
import { chatChecks } from "./index.ts";
import { type Person, personOf, Resource } from "./people.ts";
import { Scene } from "./scene.ts";
import { Speech } from "./speech.ts";

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

export class AcsStage {
  readonly #target: AcsTarget;
  readonly #resource: Resource | undefined;
  #people: readonly Person[] = [];
  #keys = 0;

  constructor(target: AcsTarget) {
    this.#target = target;
    const { accessKey, url, sender } = target;
    this.#resource = accessKey === undefined ? undefined : new Resource(url, accessKey, sender);
  }

  /** Makes the people, or reads them off their tokens. */
  async open(): Promise<void> {
    if (!this.#resource) {
      this.#people = this.#target.tokens.map(personOf);
      return;
    }
    const people: Person[] = [];
    for (let made = 0; made < PEOPLE; made += 1) {
      people.push(await this.#resource.makePerson(this.#target.ledger, this.#nextKey()));
    }
    this.#people = people;
  }

  at(apiVersion: string): Stage<Scene> {
    const version = apiAt(chatApi, apiVersion);
    if (!version)
      throw new Error(`Cannot set the stage at ${apiVersion}: chat has no such version.`);
    const { url, sender, ledger, isStrict, patienceMs } = this.#target;
    const people = this.#people;
    const options = { url, version, sender, ledger, isStrict, patienceMs, people };
    return {
      apiVersion,
      checks: chatChecks.filter(
        (check) => this.#target.isWanted(check) && (check.appliesTo?.(version) ?? true),
      ),
      hindrance: (check) => this.#hindrance(check),
      scene: () => new Scene({ ...options, nextKey: () => this.#nextKey() }),
    };
  }

  /** Takes away what was made; resolves to what could not be. */
  async cleanUp(leftovers: readonly Leftover[]): Promise<readonly Leftover[]> {
    const kept: Leftover[] = [];
    for (const leftover of leftovers) {
      if (await this.#remove(leftover)) {
        this.#target.ledger.write({ kind: "gone", key: leftover.key });
      } else kept.push(leftover);
    }
    return kept;
  }

  async #remove(leftover: Leftover): Promise<boolean> {
    try {
      return leftover.what === "thread"
        ? await this.#removeThread(leftover)
        : await this.#removePerson(leftover);
    } catch (error) {
      // One that cannot be taken away keeps none of the others.
      if (error instanceof NoAnswer || error instanceof CheckFailed) return false;
      throw error;
    }
  }

  #hindrance(check: Check<Scene>): string | undefined {
    const { profile } = this.#target;
    if (profiles.indexOf(check.profile) > profiles.indexOf(profile)) {
      return `It needs the profile ${check.profile}; the run has ${profile}.`;
    }
    if (check.needsKey && !this.#resource) return "It needs a connection string.";
    if (check.people > this.#people.length) {
      return `It needs ${check.people} users; the run has ${this.#people.length}.`;
    }
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
    if (known || id === undefined || !this.#resource) return known;
    const person = { id, token: await this.#resource.tokenFor(id) };
    this.#people = [...this.#people, person];
    return person;
  }

  async #removePerson({ id }: Leftover): Promise<boolean> {
    return id !== undefined && this.#resource !== undefined
      ? this.#resource.removePerson(id)
      : false;
  }

  #nextKey(): string {
    this.#keys += 1;
    return `${this.#target.runId}-${this.#keys}`;
  }
}
