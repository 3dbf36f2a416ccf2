// Any sequence of orders to a world with forums, for properties: what to draw, and a world that carries it out.

import fc from "fast-check";
import type { Command, CommandType } from "../../src/server/engine/commands.ts";
import { Engine } from "../../src/server/engine/engine.ts";
import type { Event } from "../../src/server/engine/events.ts";
import type { ConversationId, MessageId, PersonId } from "../../src/server/engine/ids.ts";
import type { Settings } from "../../src/server/engine/state.ts";
import type { World } from "../../src/server/engine/world.ts";
import { START } from "../support/given.ts";

export const settings: Settings = {
  membersMax: 250,
  changeWindowMs: 120_000,
  repeatWindowMs: 60_000,
  reputationToPost: 20,
};

const people = ["ann", "ben", "cat", "dan", "eve", "nobody"] as PersonId[];
const profiles = [{ reputation: 500 }, { reputation: 20 }, { reputation: 1 }, {}];

/** What an order is made of; which numbers count depends on the order. */
interface Draw {
  readonly kind: CommandType;
  readonly by: number;
  readonly person: number;
  readonly forum: number;
  readonly to: number;
  readonly messages: readonly number[];
  readonly choice: number;
  readonly isSo: boolean;
  /** How far the clock moves before (ms). */
  readonly ms: number;
}

const kinds: readonly { readonly arbitrary: fc.Arbitrary<CommandType>; readonly weight: number }[] =
  [
    { arbitrary: fc.constant("postMessage"), weight: 14 },
    { arbitrary: fc.constantFrom("editMessage", "deleteMessage", "moveMessages"), weight: 9 },
    { arbitrary: fc.constantFrom("toggleMark", "toggleMark", "clearMarks"), weight: 8 },
    { arbitrary: fc.constantFrom("enterForum", "leaveForum", "setRole"), weight: 6 },
    {
      arbitrary: fc.constantFrom(
        "openForum",
        "changeForum",
        "followForum",
        "requestRole",
        "expel",
        "invite",
        "keepExcerpt",
        "createConversation",
        "changeConversation",
        "addMembers",
      ),
      weight: 6,
    },
    { arbitrary: fc.constantFrom("deleteConversation", "removePerson"), weight: 1 },
  ];

const jump = fc.oneof(
  { arbitrary: fc.nat(3000), weight: 6 },
  { arbitrary: fc.constantFrom(0, 59_999, 60_000, 120_000, 120_001), weight: 2 },
  { arbitrary: fc.nat(3 * 86_400_000), weight: 2 },
  // The past of a fixture is played in later than it was.
  { arbitrary: fc.nat(3 * 86_400_000).map((ms) => -ms), weight: 1 },
);

export const draws: fc.Arbitrary<readonly Draw[]> = fc.array(
  fc.record({
    kind: fc.oneof(...kinds),
    by: fc.nat(99),
    person: fc.nat(99),
    forum: fc.nat(99),
    to: fc.nat(99),
    messages: fc.array(fc.nat(999), { minLength: 1, maxLength: 5 }),
    choice: fc.nat(99),
    isSo: fc.boolean(),
    ms: jump,
  }),
  { maxLength: 120, size: "max" },
);

function pick<const Value>(values: readonly [Value, ...Value[]], at: number): Value {
  return values[at % values.length] ?? values[0];
}

export class Play {
  readonly engine = new Engine(settings);
  /** As they were when they happened. */
  readonly events: Event[] = [];
  readonly accepted = new Map<CommandType, number>();
  now = START;
  #id = 0;
  #message = 1000;
  readonly #messages: MessageId[] = [];

  constructor() {
    this.engine.listen((events) => this.events.push(...structuredClone(events)));
    for (const [at, id] of people.slice(0, -1).entries()) {
      const isModerator = id === "eve";
      this.execute({
        type: "registerPerson",
        id,
        profile: { name: id, isModerator, ...profiles[at] },
        ...(at === 0 && { earlier: { messages: 7, forums: 3 } }),
      });
    }
    const members = [{ person: people[1] ?? ("ben" as PersonId), historyFrom: 0 }];
    const by = people[0] ?? ("ann" as PersonId);
    for (let forum = 0; forum < 3; forum += 1) this.execute(this.#orderOf("openForum", by, forum));
    this.execute({ type: "createConversation", by, topic: "t", members });
  }

  follow(draw: Draw): void {
    this.now += draw.ms;
    const by = this.#person(draw.by);
    this.execute(this.#orderOf(draw.kind, by, draw.choice, draw));
  }

  execute<Type extends CommandType>(command: Command<Type>) {
    const result = this.engine.execute(command, this.#world());
    if (!result.refusal) {
      this.accepted.set(command.type, (this.accepted.get(command.type) ?? 0) + 1);
      const { outcome } = result;
      if (outcome && "message" in outcome) this.#messages.push(outcome.message);
    }
    return result;
  }

  #world(): World {
    return {
      now: this.now,
      nextId: (kind) => {
        this.#id += 1;
        return `${kind}-${this.#id}`;
      },
      nextMessageId: () => {
        // Every other id is left for messages that bring one.
        this.#message += 2;
        return this.#message;
      },
      random: () => 0.5,
    };
  }

  #person(at: number): PersonId {
    return people[at % people.length] ?? ("nobody" as PersonId);
  }

  #place(at: number): ConversationId {
    const ids = [...this.engine.state.conversations.keys()];
    return ids[at % (ids.length + 1)] ?? ("nowhere" as ConversationId);
  }

  #someMessage(at: number): MessageId {
    return this.#messages[at % (this.#messages.length + 1)] ?? (1 as MessageId);
  }

  #orderOf(kind: CommandType, by: PersonId, choice: number, draw?: Draw): Command {
    const { forum = 0, to = 0, person: who = 0, messages: which = [], isSo = true } = draw ?? {};
    const messages = which.map((at) => this.#someMessage(at));
    const [message = 1 as MessageId, other = message] = messages;
    // Most orders are given where their message is, or few would be accepted.
    const home = this.engine.state.homes.get(message);
    const isElsewhere = choice % 10 === 0 || kind === "postMessage" || home === undefined;
    const conversation = isElsewhere ? this.#place(forum) : home;
    const where = { by, conversation };
    const person = this.#person(who);
    const members = [{ person, historyFrom: 0 }];
    const text = pick(["hi", "ho", " hi", ":1 hi"], choice);
    const entry = pick(["anyone", "anyone", "approved", "invited"], choice);
    const fixed = (2 * (who * 7 + to) + 1001) as MessageId;
    const orders: Partial<Record<CommandType, Command>> = {
      openForum: {
        type: "openForum",
        by,
        topic: text,
        settings: { description: "", tags: [], entry },
      },
      changeForum: {
        type: "changeForum",
        ...where,
        ...(isSo && { entry, topic: text }),
        ...(!isSo && { frozenUntil: pick([0, this.now + 30_000], choice) }),
      },
      enterForum: { type: "enterForum", ...where },
      leaveForum: { type: "leaveForum", ...where },
      followForum: { type: "followForum", ...where, isFollowed: isSo },
      requestRole: { type: "requestRole", ...where },
      setRole: {
        type: "setRole",
        ...where,
        person,
        role: pick(["owner", "writer", "reader", "none"], choice),
      },
      expel: { type: "expel", ...where, person, until: this.now + choice * 1000 },
      invite: { type: "invite", ...where, person },
      postMessage: {
        type: "postMessage",
        ...where,
        kind: "text",
        text,
        ...(isSo && { replyTo: message, mentions: [person] }),
        ...(choice % 5 === 0 && { id: fixed }),
      },
      editMessage: {
        type: "editMessage",
        ...where,
        message,
        text,
        ...(isSo && { replyTo: null, mentions: [] }),
      },
      deleteMessage: { type: "deleteMessage", ...where, message },
      toggleMark: {
        type: "toggleMark",
        ...where,
        message,
        mark: pick(["star", "pin", "flag"], choice),
      },
      clearMarks: {
        type: "clearMarks",
        ...where,
        message,
        marks: isSo ? ["star", "pin"] : ["pin"],
      },
      moveMessages: {
        type: "moveMessages",
        ...where,
        messages: messages.filter((id) => !isSo || this.engine.state.homes.get(id) === home),
        to: this.#place(to),
      },
      keepExcerpt: { type: "keepExcerpt", ...where, title: text, first: message, last: other },
      deleteConversation: { type: "deleteConversation", ...where },
      createConversation: { type: "createConversation", by, topic: text, members },
      changeConversation: { type: "changeConversation", ...where, topic: text },
      addMembers: { type: "addMembers", ...where, members },
      removePerson: { type: "removePerson", person },
    };
    return orders[kind] ?? { type: "showTyping", ...where };
  }
}
