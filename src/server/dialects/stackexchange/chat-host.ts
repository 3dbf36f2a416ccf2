// One chat server: its rooms and people in a space of their own, its events, and who is who of the accounts.

import { type ChatHostName, chatHosts } from "../../../contracts/stackexchange/hosts.ts";
import type { Clock } from "../../clock.ts";
import type { ConversationId, MessageId, PersonId } from "../../engine/ids.ts";
import { look } from "../../engine/rules/attendance.ts";
import type { Message, State } from "../../engine/state.ts";
import type { IdKind } from "../../engine/world.ts";
import { Random, type SavedRandom } from "../../random.ts";
import { type IdSource, Space } from "../../space.ts";
import type { Account } from "./accounts.ts";
import { EventLog, type SavedLog } from "./event-log.ts";
import { mentionsIn, readReply } from "./markdown/index.ts";
import { NameIndex } from "./name-index.ts";
import { draftsOf } from "./notifications.ts";
import type { StackExchangeSettings } from "./settings.ts";

/** Message ids have eight digits, or clients do not take `:12345678` for a reply (stackexchange-chat 2.2). */
const FIRST_MESSAGE = 60_000_001;
const FIRST_PERSON = 100_001;
const FIRST_ROOM = 101;

/** Editing and deleting is for two minutes (the front-end, and what bots document). */
const EDIT_SECONDS = 120;
/** It takes 20 reputation to talk. */
const REPUTATION_TO_POST = 20;
/** What an account has that no fixture speaks of: that of a new account with the association bonus. */
const USUAL_REPUTATION = 101;
/** Who was there in the last 14 days can be called by name. */
const PINGABLE_MS = 14 * 24 * 60 * 60 * 1000;

export interface ChatHostOptions {
  readonly name: ChatHostName;
  readonly seed: number;
  readonly clock: Clock;
  readonly settings: StackExchangeSettings;
}

/** A host as it was; nothing of it changes any more. */
export interface SavedHost {
  readonly state: State;
  readonly random: SavedRandom;
  readonly ids: IdCounts;
  readonly log: SavedLog;
  /** Who each account is, by its email. */
  readonly people: ReadonlyMap<string, PersonId>;
}

export class ChatHost {
  readonly name: ChatHostName;
  readonly space: Space;
  readonly log = new EventLog();
  readonly names = new NameIndex();
  readonly #ids = new CountingIds(() => this.space);
  readonly #people = new Map<string, PersonId>();

  constructor({ name, seed, clock, settings }: ChatHostOptions) {
    this.name = name;
    const { editSeconds = EDIT_SECONDS, duplicateSeconds } = settings;
    this.space = new Space({
      settings: {
        membersMax: Number.POSITIVE_INFINITY,
        changeWindowMs: editSeconds * 1000,
        reputationToPost: REPUTATION_TO_POST,
        ...(duplicateSeconds !== undefined && { repeatWindowMs: duplicateSeconds * 1000 }),
      },
      clock,
      random: new Random(seed),
      ids: () => this.#ids,
    });
    this.space.engine.listen((events) => {
      for (const event of events) {
        if (event.type === "personRegistered" && event.profile) {
          this.names.set(event.person, event.profile.name);
        }
      }
      this.log.add(draftsOf(events, this));
    });
  }

  save(): SavedHost {
    return {
      state: this.space.engine.snapshot(),
      random: this.space.random.save(),
      ids: this.#ids.save(),
      log: this.log.save(),
      people: new Map(this.#people),
    };
  }

  load({ state, random, ids, log, people }: SavedHost): void {
    this.space.engine.restore(state);
    this.space.random.load(random);
    this.#ids.load(ids);
    this.log.load(log);
    this.#people.clear();
    for (const [email, person] of people) this.#people.set(email, person);
    this.names.clear();
    for (const { id, profile } of this.state.people.values()) {
      if (profile) this.names.set(id, profile.name);
    }
  }

  get state() {
    return this.space.engine.state;
  }

  get site(): string {
    return chatHosts[this.name].site;
  }

  nameOf(person: PersonId): string {
    return this.state.people.get(person)?.profile?.name ?? `user${person}`;
  }

  /** Says which person of this host an account is. */
  assign(account: Account, person: PersonId): void {
    this.#people.set(account.email, person);
  }

  /** The person of an account, who comes into being with the first visit. */
  personOf(account: Account): PersonId {
    const known = this.#people.get(account.email);
    if (known !== undefined) return known;
    const profile = { name: account.name, reputation: USUAL_REPUTATION };
    const { outcome, refusal } = this.space.execute({ type: "registerPerson", profile });
    if (refusal) throw new Error(`Cannot register ${account.email}: ${refusal.type}.`);
    this.#people.set(account.email, outcome.person);
    return outcome.person;
  }

  /** A message of any room, by its id. */
  message(id: MessageId): { room: ConversationId; message: Message } | undefined {
    const room = this.state.homes.get(id);
    const message = room && this.state.conversations.get(room)?.messages.get(id);
    return room && message && { room, message };
  }

  /** What a text answers, and whom it calls at that time; `by` does not call himself. */
  compose(
    text: string,
    { by, room }: { readonly by: PersonId; readonly room: ConversationId },
    now = this.space.clock.now(),
  ): { readonly replyTo?: MessageId; readonly mentions: readonly PersonId[] } {
    const reply = readReply(text);
    const parent = reply && this.#visible(Number(reply.parent) as MessageId, by);
    const called = new Set<PersonId>();
    for (const start of mentionsIn(parent && reply ? reply.rest : text)) {
      for (const person of this.names.startingWith(start)) {
        if (person !== by && this.isPingable(person, room, now)) called.add(person);
      }
    }
    return { ...(parent && { replyTo: parent.message.id }), mentions: [...called] };
  }

  /** To answer a message tells whose it is. */
  #visible(id: MessageId, by: PersonId): ReturnType<ChatHost["message"]> {
    const found = this.message(id);
    return found && !look(this.state, { by, conversation: found.room }).refusal ? found : undefined;
  }

  isPingable(person: PersonId, room: ConversationId, now = this.space.clock.now()): boolean {
    const forum = this.state.conversations.get(room)?.forum;
    if (!forum) return false;
    if (forum.present.has(person)) return true;
    const seenAt = forum.attendance.get(person)?.seenAt;
    return seenAt !== undefined && seenAt >= now - PINGABLE_MS;
  }
}

type IdCounts = Readonly<Record<"person" | "conversation" | "message", number>>;

/** Ids count up, past those that fixtures have given. */
class CountingIds implements IdSource {
  readonly #space: () => Space;
  #next: Record<"person" | "conversation" | "message", number> = {
    person: FIRST_PERSON,
    conversation: FIRST_ROOM,
    message: FIRST_MESSAGE,
  };

  constructor(space: () => Space) {
    this.#space = space;
  }

  save(): IdCounts {
    return { ...this.#next };
  }

  load(counts: IdCounts): void {
    this.#next = { ...counts };
  }

  nextId(kind: IdKind): string {
    const { people, conversations } = this.#space().engine.state;
    switch (kind) {
      case "person":
        while (people.has(`${this.#next.person}` as PersonId)) this.#next.person += 1;
        return String(this.#next.person++);
      case "conversation":
        while (conversations.has(`${this.#next.conversation}` as ConversationId)) {
          this.#next.conversation += 1;
        }
        return String(this.#next.conversation++);
      case "attachment":
        return this.#space().random.hex(10);
    }
  }

  nextMessageId(): number {
    const { homes } = this.#space().engine.state;
    // A fixture's ids may be above the usual ones; what is said later must come after them.
    this.#next.message = Math.max(this.#next.message, (homes.lastKey() ?? 0) + 1);
    return this.#next.message++;
  }
}
