// What a check of Azure Communication Services gets: people who speak one version, the resource's owner, and expectations.

import { CheckFailed, CheckSkipped } from "../../suite/check.ts";
import { Expectation } from "../../suite/expectation.ts";
import { pause } from "../../suite/rate-budget.ts";
import { at, type Recorded, type RecordedRequest } from "../../suite/recorded.ts";
import { apiAt, type VersionedApi } from "../../versions.ts";
import { versionErrors } from "../errors.ts";
import { chatApi } from "../index.ts";
import { Actor } from "./actor.ts";
import { image } from "./images/image.ts";
import { Owner } from "./owner.ts";
import { jwt, makePerson, newPerson, type Person } from "./people.ts";
import { Listener } from "./realtime/listener.ts";
import { Trouter } from "./realtime/trouter.ts";
import { type Guest, list, Speech, text } from "./speech.ts";
import { type Supervision, supervised } from "./supervised.ts";

export interface SceneOptions extends Supervision {
  readonly url: string;
  /** The version of each api that is spoken. */
  readonly versions: Readonly<Record<"chat" | "identity" | "realtime", VersionedApi>>;
  readonly people: readonly Person[];
  readonly accessKey?: string;
  /** Users who are there to fill a thread; grows when more are needed. */
  readonly crowd: string[];
  /** How long a list may lag behind. */
  readonly patienceMs: number;
}

const POLL_MS = 250;
const PAGES_MAX = 20;

export class Scene {
  readonly speech: Speech;
  readonly alice: Actor;
  readonly bob: Actor;
  readonly carol: Actor;
  readonly versions: SceneOptions["versions"];
  readonly #options: SceneOptions;

  constructor(options: SceneOptions) {
    this.#options = options;
    this.versions = options.versions;
    this.speech = new Speech(options.versions.chat);
    const [alice, bob, carol] = options.people;
    // A check that takes fewer people never asks for the others.
    this.alice = this.#actor(alice);
    this.bob = this.#actor(bob ?? alice);
    this.carol = this.#actor(carol ?? bob ?? alice);
  }

  /** The resource, for checks that need the access key. */
  get owner(): Owner {
    const { accessKey, url, versions } = this.#options;
    if (accessKey === undefined) {
      throw new Error("Cannot call as the resource: there is no key. Set needsKey in the check.");
    }
    const version = versions.identity;
    return new Owner({ accessKey, url, version, send: supervised(this.#options, version) });
  }

  /** A new user without a token; resolves to the id. */
  async newUser(): Promise<string> {
    const made = await this.owner.do("CommunicationIdentity_Create");
    return newPerson(made.response.body) ?? "";
  }

  /** What a Teams token is exchanged with: one that no tenant of Entra has signed. */
  teamsToken(): Readonly<Record<string, string>> {
    const oid = "00000000-0000-4000-8000-0000000000aa";
    const token = jwt({ alg: "RS256", typ: "JWT" }, { oid });
    const isAlone = this.versions.identity.id === "2021-10-31-preview";
    return isAlone ? { token } : { token, appId: oid, userId: oid };
  }

  /** A new user with a token of these scopes, taken away at the end of the run. */
  async newcomer(...scopes: readonly string[]): Promise<Actor> {
    // Whatever version is spoken: older ones have not all scopes, and the first gives no token.
    const owner = this.owner.at("2023-10-01");
    return this.#actor(await makePerson(owner, scopes.length === 0 ? ["chat"] : scopes));
  }

  /** The same scene with somebody new in the place of Alice. */
  async withNewcomer(): Promise<Scene> {
    const [, ...others] = this.#options.people;
    const person = await makePerson(this.owner, ["chat"]);
    return new Scene({ ...this.#options, people: [person, ...others] });
  }

  /** So many users without tokens, who are made once in a run. */
  async crowd(size: number): Promise<readonly string[]> {
    const { crowd } = this.#options;
    while (crowd.length < size) crowd.push(await this.newUser());
    return crowd.slice(0, size);
  }

  /** The same user with another token. */
  as(user: Actor, token: string): Actor {
    return this.#actor({ id: user.id, token });
  }

  /** The same people at another version of chat; the check is skipped when the endpoint does not have that one. */
  at(apiVersion: string): Scene {
    const chat = apiAt(chatApi, apiVersion);
    if (!chat) throw new Error(`Cannot call at ${apiVersion}: chat has no such version.`);
    const sender = this.#options.sender;
    const ask = async (request: RecordedRequest) => {
      const exchange = await sender.send(request);
      if (exchange.response.text.includes(versionErrors.versionUnsupported.code)) {
        throw new CheckSkipped(`It needs the api-version ${apiVersion}, which is not served.`);
      }
      return exchange;
    };
    const versions = { ...this.versions, chat };
    const patient = { send: ask, sendOnce: ask, close: () => sender.close() };
    return new Scene({ ...this.#options, versions, sender: patient });
  }

  expect(exchange: Recorded): Expectation {
    return new Expectation(exchange);
  }

  /** A new thread of Alice's with these in it; resolves to its id. It is taken away at the end of the run. */
  async thread(guests: readonly Guest[] = [], more: object = {}): Promise<string> {
    return this.threadId(await this.createThread(guests, more));
  }

  async createThread(guests: readonly Guest[] = [], more: object = {}): Promise<Recorded> {
    return this.alice.do("Chat_CreateChatThread", this.creation(guests, more));
  }

  /** What a creation is asked with. */
  creation(guests: readonly Guest[] = [], more: object = {}) {
    return {
      body: { topic: "Contract", ...this.speech.guests(guests), ...more },
      headers: this.repeatKey(),
    };
  }

  /** A new key by which a creation can be repeated, and by which what it made is found if the run is cut off. */
  repeatKey(): Readonly<Record<string, string>> {
    const header = this.speech.repeatHeader;
    return header === undefined ? {} : { [header]: this.#options.nextKey() };
  }

  threadId(made: Recorded): string {
    const id = this.speech.newThread(made.response.body);
    if (id !== undefined) return id;
    throw new CheckFailed({
      pointer: "/body",
      expected: "a new thread",
      actual: made.response.body,
      message: "The answer names no thread.",
      exchange: made,
    });
  }

  /** Alice, or somebody else, says something; resolves to the id of the message. */
  async say(thread: string, content: string, by = this.alice, more: object = {}): Promise<string> {
    const sent = await by.do("ChatThread_SendChatMessage", {
      params: { chatThreadId: thread },
      body: { content, ...more },
    });
    const id = at(sent.response.body, "/id");
    return typeof id === "string" ? id : "";
  }

  /** Alice uploads a picture; resolves to its id. */
  async upload(thread: string, name = "picture.gif"): Promise<string> {
    const made = await this.alice.do("ChatThread_UploadChatImage", {
      params: { chatThreadId: thread },
      ...image(name),
    });
    return text(made.response.body, "id") ?? "";
  }

  async edit(thread: string, message: string, change: object): Promise<Recorded> {
    const params = { chatThreadId: thread, chatMessageId: message };
    return this.alice.do("ChatThread_UpdateChatMessage", { params, body: change });
  }

  async read(thread: string, message: string, by = this.alice): Promise<Recorded> {
    const params = { chatThreadId: thread, chatMessageId: message };
    return by.do("ChatThread_GetChatMessage", { params });
  }

  /** A page of the messages of a thread, the newest change first. */
  async messages(
    thread: string,
    query: Readonly<Record<string, string>> = {},
    by = this.alice,
  ): Promise<Recorded> {
    return by.do("ChatThread_ListChatMessages", { params: { chatThreadId: thread }, query });
  }

  async participants(
    thread: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Recorded> {
    const params = { chatThreadId: thread };
    return this.alice.do("ChatThread_ListChatParticipants", { params, query });
  }

  async properties(thread: string): Promise<Recorded> {
    return this.alice.do("ChatThread_GetChatThreadProperties", {
      params: { chatThreadId: thread },
    });
  }

  async change(thread: string, change: object): Promise<Recorded> {
    return this.alice.do("ChatThread_UpdateChatThreadProperties", {
      params: { chatThreadId: thread },
      body: change,
    });
  }

  async add(thread: string, ...guests: readonly Guest[]): Promise<Recorded> {
    return this.alice.do("ChatThread_AddChatParticipants", {
      params: { chatThreadId: thread },
      body: this.speech.guests(guests),
    });
  }

  async remove(thread: string, id: string): Promise<Recorded> {
    const { params, ...body } = this.speech.removal(id);
    return this.alice.do("ChatThread_RemoveChatParticipant", {
      params: { chatThreadId: thread, ...params },
      ...body,
    });
  }

  /** Connects the user to the notifications; with the id of another client it takes that one's place. */
  async listener(user: Actor, endpointId?: string): Promise<Listener> {
    const { sender, patienceMs, versions } = this.#options;
    const ask = (request: RecordedRequest) => sender.send(request);
    const trouter = await Trouter.find(user, versions.realtime, ask);
    return Listener.open(trouter, patienceMs, endpointId);
  }

  /** The items of a page. */
  items(page: Recorded): readonly unknown[] {
    return list(at(page.response.body, "/value"));
  }

  /** The page of Alice's list that has a thread, or the last one. */
  async findThread(thread: string): Promise<Recorded> {
    let page = await this.alice.do("Chat_ListChatThreads", { query: { maxPageSize: "100" } });
    for (let pages = 1; pages < PAGES_MAX; pages += 1) {
      const next = text(page.response.body, "nextLink");
      if (next === undefined || this.items(page).some((item) => text(item, "id") === thread)) break;
      page = await this.alice.get(next);
    }
    return page;
  }

  /** Where an item of a page stands, by its id; ends the check when it is not there. */
  itemOf(page: Recorded, id: string): string {
    const index = this.items(page).findIndex((item) => text(item, "id") === id);
    this.expect(page).that(
      index >= 0,
      "The item is not in the list.",
      id,
      undefined,
      "/body/value",
    );
    return `/value/${index}`;
  }

  /** Asks again and again until the answer is as expected, as lists of the service may lag; never for longer than the patience of the run. */
  async eventually(
    ask: () => Promise<Recorded>,
    holds: (exchange: Recorded) => void,
    patienceMs = this.#options.patienceMs,
  ): Promise<void> {
    const endsAt = performance.now() + patienceMs;
    for (;;) {
      const exchange = await ask();
      try {
        holds(exchange);
        return;
      } catch (error) {
        if (!(error instanceof CheckFailed) || performance.now() > endsAt) throw error;
      }
      await pause(POLL_MS);
    }
  }

  #actor(person: Person | undefined): Actor {
    const { id = "", token = "" } = person ?? {};
    const { url, versions } = this.#options;
    const send = supervised(this.#options, versions.chat, id);
    return new Actor({ id, token, url, version: versions.chat, send });
  }
}
