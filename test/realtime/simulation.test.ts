// Random commands over many users and connections, held against a model that knows by itself who must hear what, and in which order.

import { afterEach, expect, test } from "vitest";
import type { AcsUser, HeardNotification } from "../../src/server/index.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { allocate, PollingClient, TrouterClient } from "../support/trouter-client.ts";

const START = "2025-05-06T07:08:09.123Z";
const PEOPLE = 30;
const STRANGERS = 4;
const STEPS = 400;

interface Person {
  readonly label: string;
  user: Omit<AcsUser, "name">;
  /** The open connections of each endpoint, the newest last. */
  readonly tabs: Map<string, Connection[]>;
}

interface Connection {
  /** Whose it is, how it connects and since when, for messages of failure. */
  readonly label: string;
  readonly person: Person;
  readonly tab: string;
  readonly client: TrouterClient | PollingClient;
  /** What the model says it must have been pushed. */
  readonly due: string[];
  isOpen: boolean;
}

interface Message {
  readonly id: string;
  readonly at: number;
  readonly sender: Person;
  isDeleted: boolean;
}

interface Thread {
  readonly label: string;
  readonly path: string;
  /** Each with the time that his history starts with. */
  readonly members: Map<Person, number>;
  readonly messages: Message[];
  readonly receipts: Map<Person, number>;
  readonly gone: Set<Person>;
  isDeleted: boolean;
}

interface Deed {
  readonly by: Person;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly isAllowed: boolean;
}

let chat: Chat;

afterEach(() => chat.emulator.close());

/** Mulberry32: the same numbers for the same seed. */
class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }

  sample<Item>(items: readonly Item[], count: number): Item[] {
    const rest = [...items];
    const sampled: Item[] = [];
    while (sampled.length < count && rest.length > 0) {
      sampled.push(...rest.splice(this.below(rest.length), 1));
    }
    return sampled;
  }
}

class Simulation {
  readonly seed: number;
  readonly people: Person[] = [];
  /** In no thread, ever; they listen and try. */
  readonly strangers: Person[] = [];
  readonly connections: Connection[] = [];
  /** How often what happened that the simulation is there for. */
  readonly seen = new Map<string, number>();
  readonly #chance: Chance;
  readonly #url: string;
  readonly #threads: Thread[] = [];
  readonly #labels = new Map<string, string>();
  readonly #deeds: readonly (readonly [weight: number, run: () => Promise<boolean>])[];
  #step = 0;

  private constructor(seed: number, url: string, isEverybodyThereToStay: boolean) {
    this.seed = seed;
    this.#url = url;
    this.#chance = new Chance(seed);
    const comings = [
      [6, () => this.#connectAgain()],
      [6, () => this.#disconnect()],
      [2, () => this.#revoke()],
    ] as const;
    this.#deeds = [
      [3, () => this.#create()],
      [20, () => this.#post()],
      [5, () => this.#postAtOnce()],
      [10, () => this.#edit()],
      [7, () => this.#erase()],
      [8, () => this.#type()],
      [10, () => this.#read()],
      [9, () => this.#add()],
      [9, () => this.#remove()],
      [3, () => this.#change()],
      [2, () => this.#deleteThread()],
      [12, () => this.#wait()],
      ...(isEverybodyThereToStay ? [] : comings),
    ];
  }

  static async start(seed: number, isEverybodyThereToStay = false): Promise<Simulation> {
    const simulation = new Simulation(seed, chat.emulator.url, isEverybodyThereToStay);
    await simulation.#gather();
    return simulation;
  }

  async run(steps: number): Promise<void> {
    while (this.#step < steps) {
      this.#step += 1;
      const open = this.#threads.filter((thread) => !thread.isDeleted);
      if (open.length < 5) await this.#create();
      else await this.#anyDeed();
      if (this.#step % 8 === 0) await this.#chance.pick(this.#open())?.client.settle();
    }
    await Promise.all(this.#open().map(({ client }) => client.settle()));
  }

  /** Each connection's first difference from the model. */
  problems(): string[] {
    return this.connections.flatMap((connection) => {
      const { label, due, client } = connection;
      const heard = client.pushes.map(({ body }) => this.tell(body));
      const where = `Seed ${this.seed}, ${label}`;
      const at = due.findIndex((line, index) => line !== heard[index]);
      const first = at < 0 && heard.length > due.length ? due.length : at;
      if (first >= 0) {
        return [
          `${where}, push ${first + 1}: expected ${due[first] ?? "nothing more"}; got ${heard[first] ?? "nothing more"}.`,
        ];
      }
      const isCounted = client.pushes.every(({ id }, index) => id === index + 1);
      return isCounted ? [] : [`${where}: the ids of its pushes are not 1, 2, 3 and so on.`];
    });
  }

  /** A push in the words of the model. */
  // biome-ignore lint/suspicious/noExplicitAny: every event has fields of its own.
  tell(body: any): string {
    const start = `${body.eventId} ${this.#label(body.groupId ?? body.threadId)}`;
    const who = (participant: string) => this.#label(JSON.parse(participant).participantId);
    const all = (participants: string) =>
      JSON.parse(participants)
        .map(({ participantId }: { participantId: string }) => this.#label(participantId))
        .sort()
        .join("+");
    const personal = `by ${this.#label(body.senderId)} for ${this.#label(body.recipientMri)}`;
    switch (body.eventId) {
      case 200:
      case 247:
        return `${start} ${body.messageId} "${body.messageBody}" ${personal}`;
      case 248:
      case 246:
        return `${start} ${body.messageId} ${personal}`;
      case 245:
        return `${start} ${personal}`;
      case 257:
        return `${start} by ${who(body.createdBy)} with ${all(body.members)}`;
      case 258:
        return `${start} by ${who(body.editedBy)} "${JSON.parse(body.properties).topic}"`;
      case 259:
        return `${start} by ${who(body.deletedBy)}`;
      case 260:
        return `${start} by ${who(body.addedBy)}: ${all(body.participantsAdded)}`;
      case 261:
        return `${start} by ${who(body.removedBy)}: ${all(body.participantsRemoved)}`;
      default:
        return `${start}, which nobody knows`;
    }
  }

  /** Connects on a tab; one that is connected there already stays open. */
  async connect(person: Person, tab: string, isPolling: boolean): Promise<Connection> {
    const epid = `${person.label}-${tab}`;
    const { token } = person.user;
    const client = await (isPolling ? PollingClient : TrouterClient).open(this.#url, token, {
      epid,
    });
    const how = isPolling ? "polling" : "websocket";
    const label = `${person.label} on ${tab} (${how}, since step ${this.#step})`;
    const connection: Connection = { label, person, tab, client, due: [], isOpen: true };
    const present = person.tabs.get(tab);
    if (present?.length) this.#note("a tab connects twice");
    person.tabs.set(tab, [...(present ?? []), connection]);
    this.connections.push(connection);
    return connection;
  }

  async #gather(): Promise<void> {
    const enlist = async (count: number, letter: string, group: Person[]) => {
      for (let number = 1; number <= count; number += 1) {
        const label = `${letter}${String(number).padStart(2, "0")}`;
        const user = await chat.emulator.acs.user(label);
        this.#labels.set(user.id, label);
        group.push({ label, user, tabs: new Map() });
      }
    };
    await enlist(PEOPLE, "u", this.people);
    await enlist(STRANGERS, "s", this.strangers);
    const wanted = [...this.people, ...this.strangers].flatMap((person) =>
      Array.from({ length: 1 + this.#chance.below(3) }, (_, tab) => ({
        person,
        tab: `tab${tab + 1}`,
        isPolling: this.#chance.is(0.2),
      })),
    );
    await Promise.all(wanted.map((one) => this.connect(one.person, one.tab, one.isPolling)));
  }

  async #anyDeed(): Promise<void> {
    const total = this.#deeds.reduce((sum, [weight]) => sum + weight, 0);
    for (let tries = 0; tries < 20; tries += 1) {
      let left = this.#chance.below(total);
      const deed = this.#deeds.find(([weight]) => {
        left -= weight;
        return left < 0;
      });
      if (await deed?.[1]()) return;
    }
    throw new Error(`Seed ${this.seed}, step ${this.#step}: there is nothing left to do.`);
  }

  // The model: what is allowed, whom it concerns, and what they must hear of it.

  /** Adds to what is due: to each recipient's newest open connection of every tab. */
  #due(recipients: Iterable<Person>, line: string, isPersonal = false): void {
    for (const person of recipients) {
      for (const tab of person.tabs.values()) {
        if (tab.length > 1) this.#note("an older connection of a tab hears nothing");
        tab.at(-1)?.due.push(isPersonal ? `${line} for ${person.label}` : line);
        this.#note(`${line.slice(0, 3)}`);
      }
    }
  }

  #readers({ members }: Thread, { at }: Message): Person[] {
    return [...members].flatMap(([person, from]) => {
      if (at >= from) return [person];
      this.#note("a message is hidden");
      return [];
    });
  }

  #isOwn(by: Person, thread: Thread, message: Message): boolean {
    return message.sender === by && this.#sees(by, thread, message);
  }

  #sees(by: Person, thread: Thread, message: Message): boolean {
    const from = thread.members.get(by);
    return !thread.isDeleted && from !== undefined && message.at >= from;
  }

  async #create(): Promise<boolean> {
    const by = this.#chance.pick(this.people);
    if (!by) return false;
    const others = this.#chance.sample(this.people, 1 + this.#chance.below(8));
    const listed = this.#chance.is(0.5) ? [by, ...others] : others;
    const wanted = listed.map((person) => ({ person, from: this.#historyStart() }));
    if (this.#chance.is(0.2))
      wanted.push(...wanted.slice(0, 1).map((one) => ({ ...one, from: 0 })));
    const answer = await this.#act({
      by,
      method: "POST",
      path: "/chat/threads",
      body: { topic: "Start", participants: wanted.map(invitation) },
      isAllowed: true,
    });
    const { id } = answer.body.chatThread;
    const thread: Thread = {
      label: `t${this.#threads.length + 1}`,
      path: `/chat/threads/${encodeURIComponent(id)}`,
      members: new Map(listed.includes(by) ? [] : [[by, 0]]),
      messages: [],
      receipts: new Map(),
      gone: new Set(),
      isDeleted: false,
    };
    // The first mention counts.
    for (const { person, from } of wanted) {
      if (!thread.members.has(person)) thread.members.set(person, from);
    }
    this.#threads.push(thread);
    this.#labels.set(id, thread.label);
    const members = [...thread.members.keys()];
    this.#due(members, `257 ${thread.label} by ${by.label} with ${labels(members)}`);
    return true;
  }

  async #post(): Promise<boolean> {
    const thread = this.#anyThread();
    const by = this.#actor(thread);
    const content = `said in step ${this.#step}`;
    const message = await this.#say(by, thread, content);
    if (message) this.#dueOfPost(thread, message, content);
    return true;
  }

  /** Several speak at the same time; the ids say in which order they were heard. */
  async #postAtOnce(): Promise<boolean> {
    const thread = this.#anyThread();
    const speakers = this.#chance.sample([...thread.members.keys()], 4);
    if (speakers.length < 2 || thread.isDeleted) return false;
    const said = await Promise.all(
      speakers.map(async (by) => {
        const content = `said by ${by.label} at once in step ${this.#step}`;
        return { content, message: await this.#say(by, thread, content) };
      }),
    );
    said.sort((one, other) => (one.message?.at ?? 0) - (other.message?.at ?? 0));
    for (const { message, content } of said) {
      if (message) this.#dueOfPost(thread, message, content);
    }
    this.#note("several speak at once");
    return true;
  }

  async #say(by: Person, thread: Thread, content: string): Promise<Message | undefined> {
    const isAllowed = !thread.isDeleted && thread.members.has(by);
    const path = `${thread.path}/messages`;
    const { body } = await this.#act({ by, method: "POST", path, body: { content }, isAllowed });
    if (!isAllowed) return undefined;
    return { id: body.id, at: Number(body.id), sender: by, isDeleted: false };
  }

  #dueOfPost(thread: Thread, message: Message, content: string): void {
    thread.messages.push(message);
    const line = `200 ${thread.label} ${message.id} "${content}" by ${message.sender.label}`;
    this.#due(this.#readers(thread, message), line, true);
  }

  async #edit(): Promise<boolean> {
    const { thread, message } = this.#anyMessage();
    if (!message) return false;
    const by = this.#chance.is(0.85) ? message.sender : this.#actor(thread);
    const content = `edited in step ${this.#step}`;
    const isAllowed = this.#isOwn(by, thread, message) && !message.isDeleted;
    const path = `${thread.path}/messages/${message.id}`;
    await this.#act({ by, method: "PATCH", path, body: { content }, isAllowed });
    const line = `247 ${thread.label} ${message.id} "${content}" by ${by.label}`;
    if (isAllowed) this.#due(this.#readers(thread, message), line, true);
    return true;
  }

  async #erase(): Promise<boolean> {
    const { thread, message } = this.#anyMessage();
    if (!message) return false;
    const by = this.#chance.is(0.85) ? message.sender : this.#actor(thread);
    const isAllowed = this.#isOwn(by, thread, message);
    const path = `${thread.path}/messages/${message.id}`;
    await this.#act({ by, method: "DELETE", path, isAllowed });
    if (!isAllowed || message.isDeleted) return true;
    message.isDeleted = true;
    const line = `248 ${thread.label} ${message.id} by ${by.label}`;
    this.#due(this.#readers(thread, message), line, true);
    return true;
  }

  async #type(): Promise<boolean> {
    const thread = this.#anyThread();
    const by = this.#actor(thread);
    const isAllowed = !thread.isDeleted && thread.members.has(by);
    await this.#act({ by, method: "POST", path: `${thread.path}/typing`, body: {}, isAllowed });
    const line = `245 ${thread.label} by ${by.label}`;
    if (isAllowed) this.#due(thread.members.keys(), line, true);
    return true;
  }

  async #read(): Promise<boolean> {
    const { thread, message } = this.#anyMessage();
    if (!message) return false;
    const by = this.#actor(thread);
    const isAllowed = this.#sees(by, thread, message);
    const path = `${thread.path}/readReceipts`;
    const body = { chatMessageId: message.id };
    await this.#act({ by, method: "POST", path, body, isAllowed });
    // A receipt only moves on.
    if (!isAllowed || (thread.receipts.get(by) ?? 0) > message.at) return true;
    thread.receipts.set(by, message.at);
    const line = `246 ${thread.label} ${message.id} by ${by.label}`;
    this.#due(this.#readers(thread, message), line, true);
    return true;
  }

  async #add(): Promise<boolean> {
    const thread = this.#anyThread();
    const by = this.#actor(thread);
    const known = this.#chance.is(0.3) && thread.gone.size > 0;
    const circle = known ? [...thread.gone] : this.people;
    const chosen = this.#chance.sample(circle, 1 + this.#chance.below(3));
    const wanted = chosen.map((person) => ({ person, from: this.#historyStart(thread) }));
    const isAllowed = !thread.isDeleted && thread.members.has(by);
    const path = `${thread.path}/participants/:add`;
    const body = { participants: wanted.map(invitation) };
    await this.#act({ by, method: "POST", path, body, isAllowed });
    const admitted = wanted.filter(({ person }) => !thread.members.has(person));
    if (!isAllowed || admitted.length === 0) return true;
    for (const { person, from } of admitted) {
      if (thread.gone.has(person)) this.#note("somebody comes back");
      thread.members.set(person, from);
    }
    const added = labels(admitted.map(({ person }) => person));
    this.#due(thread.members.keys(), `260 ${thread.label} by ${by.label}: ${added}`);
    return true;
  }

  async #remove(): Promise<boolean> {
    const thread = this.#anyThread();
    const by = this.#actor(thread);
    const somebody = this.#chance.is(0.9) ? [...thread.members.keys()] : this.people;
    const whom = this.#chance.is(0.3) ? by : this.#chance.pick(somebody);
    if (!whom) return false;
    const isAllowed = !thread.isDeleted && thread.members.has(by);
    const path = `${thread.path}/participants/:remove`;
    await this.#act({ by, method: "POST", path, body: { rawId: whom.user.id }, isAllowed });
    if (!isAllowed || !thread.members.has(whom)) return true;
    const line = `261 ${thread.label} by ${by.label}: ${whom.label}`;
    this.#due(thread.members.keys(), line);
    thread.members.delete(whom);
    thread.receipts.delete(whom);
    thread.gone.add(whom);
    this.#note(whom === by ? "somebody leaves" : "somebody is removed");
    return true;
  }

  async #change(): Promise<boolean> {
    const thread = this.#anyThread();
    const by = this.#actor(thread);
    const topic = `changed in step ${this.#step}`;
    const isAllowed = !thread.isDeleted && thread.members.has(by);
    await this.#act({ by, method: "PATCH", path: thread.path, body: { topic }, isAllowed });
    const line = `258 ${thread.label} by ${by.label} "${topic}"`;
    if (isAllowed) this.#due(thread.members.keys(), line);
    return true;
  }

  /** To do it twice is allowed, and tells nobody. */
  async #deleteThread(): Promise<boolean> {
    const thread = this.#anyThread();
    const by = this.#actor(thread);
    const isAllowed = thread.members.has(by);
    await this.#act({ by, method: "DELETE", path: thread.path, isAllowed });
    if (!isAllowed || thread.isDeleted) return true;
    thread.isDeleted = true;
    this.#due(thread.members.keys(), `259 ${thread.label} by ${by.label}`);
    return true;
  }

  async #wait(): Promise<boolean> {
    await chat.emulator.clock.advance({ milliseconds: 1 + this.#chance.below(40) });
    return true;
  }

  // Connections come and go.

  async #connectAgain(): Promise<boolean> {
    const person = this.#chance.pick([...this.people, ...this.strangers]);
    if (!person) return false;
    const present = [...person.tabs.values()].flat();
    if (present.length >= 4) return false;
    const tab = `tab${1 + this.#chance.below(3)}`;
    await this.connect(person, tab, this.#chance.is(0.2));
    return true;
  }

  async #disconnect(): Promise<boolean> {
    const open = this.#open();
    const doubled = open.filter(({ person, tab }) => (person.tabs.get(tab)?.length ?? 0) > 1);
    const connection = this.#chance.pick(this.#chance.is(0.5) ? doubled : open);
    if (!connection) return false;
    const { client, person, tab } = connection;
    const isPolite = this.#chance.is(0.6);
    // When the server finds out about a client that just goes is a matter of chance; so it must be alone on its tab.
    if (!isPolite && person.tabs.get(tab)?.length !== 1) return false;
    if (!isPolite || client instanceof PollingClient) await client.settle();
    if (isPolite) await sayGoodbye(client);
    else if (client instanceof PollingClient) client.abort();
    else if (this.#chance.is(0.5)) client.socket.terminate();
    else client.close();
    await client.closed();
    const isNewest = person.tabs.get(tab)?.at(-1) === connection;
    if (isNewest && doubled.includes(connection)) this.#note("a tab falls back");
    this.#forget(connection);
    this.#note(isPolite ? "goodbye" : "gone without a word");
    return true;
  }

  async #revoke(): Promise<boolean> {
    const person = this.#chance.pick(this.people);
    if (!person) return false;
    // Tokens tell their age in whole seconds.
    await chat.emulator.clock.advance({ seconds: 1 });
    const mine = this.#open().filter((connection) => connection.person === person);
    await Promise.all(mine.map(({ client }) => client.settle()));
    const path = `/identities/${encodeURIComponent(person.user.id)}/:revokeAccessTokens`;
    expect((await chat.sign("POST", path)).status).toBe(204);
    for (const connection of mine) {
      await connection.client.closed();
      this.#forget(connection);
    }
    expect((await allocate(this.#url, person.user.token)).status).toBe(401);
    person.user = await chat.emulator.acs.issueToken({ id: person.user.id });
    if (this.#chance.is(0.7)) await this.connect(person, "tab1", false);
    this.#note("revoked");
    return true;
  }

  #forget(connection: Connection): void {
    const { person, tab } = connection;
    connection.isOpen = false;
    const rest = (person.tabs.get(tab) ?? []).filter((other) => other !== connection);
    person.tabs.set(tab, rest);
  }

  #open(): Connection[] {
    return this.connections.filter(({ isOpen }) => isOpen);
  }

  // What the deeds have in common.

  async #act({ by, method, path, body, isAllowed }: Deed) {
    const answer = await chat.call(by.user.token, method, path, { body });
    const isTaken = answer.status < 300;
    if (!isAllowed) this.#note("refused");
    if (isTaken === isAllowed && answer.status < 500) return answer;
    throw new Error(
      `Seed ${this.seed}, step ${this.#step}: ${method} ${this.#shown(path)} by ${by.label} was answered ${answer.status}, but is ${isAllowed ? "" : "not "}allowed.`,
    );
  }

  #shown(path: string): string {
    return decodeURIComponent(path).replace(/19:[^/]+/, (id) => this.#label(id));
  }

  #anyThread(): Thread {
    const open = this.#threads.filter(({ isDeleted }) => !isDeleted);
    const thread = this.#chance.pick(this.#chance.is(0.95) ? open : this.#threads);
    if (!thread) throw new Error(`Seed ${this.seed}, step ${this.#step}: there is no thread.`);
    return thread;
  }

  #anyMessage(): { readonly thread: Thread; readonly message: Message | undefined } {
    const thread = this.#anyThread();
    return { thread, message: this.#chance.pick(thread.messages) };
  }

  /** A member mostly; or somebody else, who may not. */
  #actor({ members }: Thread): Person {
    const member = this.#chance.is(0.92) ? this.#chance.pick([...members.keys()]) : undefined;
    const person = member ?? this.#chance.pick([...this.people, ...this.strangers]);
    if (!person) throw new Error("There is nobody.");
    return person;
  }

  /** 0 is all of it, which is what a request that says nothing means. */
  #historyStart({ messages }: Pick<Thread, "messages"> = { messages: [] }): number {
    const now = chat.emulator.clock.now();
    const before = this.#chance.pick(messages)?.at ?? now;
    return this.#chance.pick([0, 0, 0, 0, now, now, before, before + 1, now + 30]) ?? 0;
  }

  #label(id: string): string {
    return this.#labels.get(id) ?? id;
  }

  #note(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }
}

function invitation({ person, from }: { readonly person: Person; readonly from: number }) {
  return {
    communicationIdentifier: { rawId: person.user.id },
    displayName: person.label,
    ...(from > 0 && { shareHistoryTime: new Date(from).toISOString() }),
  };
}

function labels(people: readonly Person[]): string {
  return people
    .map(({ label }) => label)
    .sort()
    .join("+");
}

async function sayGoodbye(client: TrouterClient | PollingClient): Promise<void> {
  if (client instanceof PollingClient) await client.leave();
  else client.socket.send("0::");
}

async function openListening(): Promise<void> {
  chat = await openChat({ clock: `frozen:${START}` });
  await chat.emulator.listen({ port: 0 });
}

test.each([1, 2, 3, 4])(
  "everybody hears exactly what is his to hear, in order (seed %i)",
  async (seed) => {
    await openListening();
    const simulation = await Simulation.start(seed);
    await simulation.run(STEPS);
    expect(simulation.problems()).toEqual([]);
    const strangers = simulation.connections.filter(({ person }) =>
      simulation.strangers.includes(person),
    );
    expect(strangers.length).toBeGreaterThanOrEqual(STRANGERS);
    expect(strangers.flatMap(({ client }) => client.pushes)).toEqual([]);
    // What the seed has to bring up to be worth its time.
    for (const what of [
      ...["200", "245", "246", "247", "248", "257", "258", "259", "260", "261"],
      ...["a message is hidden", "somebody comes back", "somebody leaves", "somebody is removed"],
      ...["a tab connects twice", "an older connection of a tab hears nothing", "a tab falls back"],
      ...["goodbye", "gone without a word", "revoked", "refused", "several speak at once"],
    ]) {
      expect(simulation.seen.get(what) ?? 0, `Seed ${seed}: ${what}`).toBeGreaterThan(0);
    }
  },
);

test("a listener in process hears exactly what a websocket of the same user is pushed", async () => {
  await openListening();
  const simulation = await Simulation.start(5, true);
  const listeners = await Promise.all(
    [...simulation.people, ...simulation.strangers].map(async (person) => ({
      stream: chat.emulator.acs.notifications(person.user),
      socket: await simulation.connect(person, "beside the stream", false),
    })),
  );
  await simulation.run(200);
  expect(simulation.problems()).toEqual([]);
  // It hands out what it has heard, and then ends.
  await chat.emulator.reset();
  let count = 0;
  for (const { stream, socket } of listeners) {
    const heard: HeardNotification[] = [];
    for await (const one of stream) heard.push(one);
    expect(heard.map(({ payload }) => simulation.tell(payload))).toEqual(socket.due);
    expect(heard.map(({ payload }) => payload)).toEqual(
      socket.client.pushes.map(({ body }) => body),
    );
    count += heard.length;
  }
  expect(count).toBeGreaterThan(500);
});
