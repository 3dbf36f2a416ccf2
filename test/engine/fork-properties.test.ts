// What holds of forks after any sequence of orders, snapshots, restores and forks, for threads and for forums.

import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { checkState } from "../../src/fixtures/check-snapshot-state.ts";
import type { Command, CommandType } from "../../src/server/engine/commands.ts";
import { dumpState } from "../../src/server/engine/dump.ts";
import { loadState } from "../../src/server/engine/dump-load.ts";
import { Engine } from "../../src/server/engine/engine.ts";
import type {
  AttachmentId,
  ConversationId,
  MessageId,
  PersonId,
} from "../../src/server/engine/ids.ts";
import type { Conversation, State } from "../../src/server/engine/state.ts";
import { START } from "../support/given.ts";

const settings = { membersMax: 6, changeWindowMs: 120_000, reputationToPost: 20 };
const people = ["ann", "ben", "cat", "dan", "eve"] as PersonId[];

const threadOrders = [
  "createConversation",
  "changeConversation",
  "deleteConversation",
  "addMembers",
  "removeMember",
  "postMessage",
  "postMessage",
  "postMessage",
  "editMessage",
  "deleteMessage",
  "markRead",
  "storeAttachment",
  "deleteAttachment",
  "expireConversation",
  "revokeSessions",
] as const satisfies readonly CommandType[];

const forumOrders = [
  "openForum",
  "changeForum",
  "enterForum",
  "leaveForum",
  "followForum",
  "requestRole",
  "setRole",
  "expel",
  "postMessage",
  "postMessage",
  "postMessage",
  "editMessage",
  "deleteMessage",
  "toggleMark",
  "toggleMark",
  "clearMarks",
  "moveMessages",
  "keepExcerpt",
] as const satisfies readonly CommandType[];

interface Draw {
  readonly act: "order" | "snapshot" | "restore" | "fork" | "reload";
  readonly kind: number;
  readonly by: number;
  readonly which: number;
  readonly other: number;
  readonly isSo: boolean;
  readonly ms: number;
}

const draws: fc.Arbitrary<readonly Draw[]> = fc.array(
  fc.record({
    act: fc.oneof(
      { arbitrary: fc.constant("order" as const), weight: 12 },
      { arbitrary: fc.constantFrom("snapshot", "restore", "fork", "reload"), weight: 3 },
    ),
    kind: fc.nat(999),
    by: fc.nat(99),
    which: fc.nat(9999),
    other: fc.nat(9999),
    isSo: fc.boolean(),
    ms: fc.oneof(fc.nat(3000), fc.constantFrom(0, 86_400_000)),
  }),
  { maxLength: 120, size: "max" },
);

/** An order as it was carried out, for doing it again. */
interface Done {
  readonly command: Command;
  readonly now: number;
  readonly ids: readonly (string | number)[];
}

/** One course of events; several live at the same time. */
interface Course {
  readonly engine: Engine;
  done: readonly Done[];
}

const accepted = new Set<CommandType>();

/** Several engines that come from one, and what each has been told. */
class Play {
  readonly courses: Course[] = [{ engine: new Engine(settings), done: [] }];
  readonly #orders: readonly CommandType[];
  readonly #kept: { readonly state: State; readonly done: readonly Done[] }[] = [];
  #now = START;
  #ids = 0;
  #message = 1000;

  constructor(orders: readonly CommandType[]) {
    this.#orders = orders;
    const [first] = this.courses;
    if (!first) return;
    for (const [at, id] of people.entries()) {
      const profile = { name: id, isModerator: at === 4, reputation: [500, 20, 1, 50, 9][at] ?? 0 };
      this.#execute(first, { type: "registerPerson", id, profile });
    }
    const draw: Draw = { act: "order", kind: 0, by: 0, which: 0, other: 1, isSo: true, ms: 0 };
    for (const by of [0, 1]) this.#execute(first, this.#order(first, { ...draw, by }));
  }

  follow(draw: Draw): void {
    this.#now += draw.ms;
    const course = this.courses[draw.other % this.courses.length];
    if (!course) return;
    const { engine, done } = course;
    const kept = this.#kept[draw.which % Math.max(1, this.#kept.length)];
    switch (draw.act) {
      case "snapshot":
        this.#kept.push({ state: engine.snapshot(), done });
        return;
      case "restore":
        if (!kept) return;
        engine.restore(kept.state);
        course.done = kept.done;
        return;
      case "fork":
        if (this.courses.length < 4) this.courses.push({ engine: forkOf(engine), done });
        return;
      case "reload":
        engine.restore(loadState(throughJson(dumpState(engine.state)), settings));
        return;
      default:
        this.#execute(course, this.#order(course, draw));
    }
  }

  /** The snapshots, each as an engine that goes on from it. */
  kept(): Course[] {
    return this.#kept.map(({ state, done }) => {
      const engine = new Engine(settings);
      engine.restore(state);
      return { engine, done };
    });
  }

  #execute(course: Course, command: Command): void {
    const ids: (string | number)[] = [];
    const given = <Id extends string | number>(id: Id): Id => {
      ids.push(id);
      return id;
    };
    const now = this.#now;
    const isForum = this.#orders === forumOrders;
    const { refusal } = course.engine.execute(command, {
      now,
      nextId: (kind) => {
        this.#ids += 1;
        return given(`${kind}-${this.#ids}`);
      },
      nextMessageId: (stamp) => {
        this.#message += 1;
        return given(isForum ? this.#message : stamp);
      },
      random: () => 0.5,
    });
    if (!refusal) accepted.add(command.type);
    course.done = [...course.done, { command, now, ids }];
  }

  #order(course: Course, draw: Draw): Command {
    const { kind: wanted, isSo } = draw;
    const { by, person, conversation, to, message, attachment } = this.#cast(course, draw);
    const kind = pick(this.#orders, wanted) ?? "revokeSessions";
    const where = { by, conversation };
    const text = `${wanted % 7}`;
    const members = [
      { person, historyFrom: isSo ? 0 : START, name: text, metadata: keyed("__proto__") },
    ];
    const orders: { readonly [Type in CommandType]?: Command<Type> } = {
      createConversation: {
        type: "createConversation",
        by,
        topic: text,
        members,
        ...(isSo && { repeatKey: `k ${wanted % 9}`, retentionDays: 40, metadata: keyed("a") }),
      },
      changeConversation: {
        type: "changeConversation",
        ...where,
        ...(isSo ? { topic: text } : { metadata: keyed(text), retentionDays: null }),
      },
      deleteConversation: { type: "deleteConversation", ...where },
      expireConversation: { type: "expireConversation", conversation },
      addMembers: { type: "addMembers", ...where, members },
      removeMember: { type: "removeMember", ...where, person },
      postMessage: {
        type: "postMessage",
        ...where,
        kind: "text",
        text,
        metadata: keyed("b"),
        ...(isSo && { senderName: text, priority: "high", mentions: [person], replyTo: message }),
      },
      editMessage: { type: "editMessage", ...where, message, text, metadata: keyed("c") },
      deleteMessage: { type: "deleteMessage", ...where, message },
      markRead: { type: "markRead", ...where, message },
      storeAttachment: {
        type: "storeAttachment",
        ...where,
        name: text,
        mediaType: "image/png",
        bytes: new Uint8Array([wanted % 256, 0, 255].slice(0, 1 + (wanted % 3))),
      },
      deleteAttachment: {
        type: "deleteAttachment",
        by: attachment?.by ?? by,
        conversation,
        attachment: attachment?.id ?? ("" as AttachmentId),
      },
      revokeSessions: { type: "revokeSessions", person },
      openForum: {
        type: "openForum",
        by,
        topic: text,
        settings: { description: text, tags: [text], entry: isSo ? "anyone" : "approved" },
        earlier: { people: 1, messages: 2 },
      },
      changeForum: {
        type: "changeForum",
        ...where,
        frozenUntil: pick([0, this.#now + 30_000, Number.POSITIVE_INFINITY], wanted) ?? 0,
        ...(isSo && { topic: text, tags: [text, text] }),
      },
      enterForum: { type: "enterForum", ...where },
      leaveForum: { type: "leaveForum", ...where },
      followForum: { type: "followForum", ...where, isFollowed: isSo },
      requestRole: { type: "requestRole", ...where },
      setRole: { type: "setRole", ...where, person, role: isSo ? "owner" : "none" },
      expel: {
        type: "expel",
        ...where,
        person,
        until: isSo ? Number.POSITIVE_INFINITY : this.#now + 1000,
      },
      toggleMark: {
        type: "toggleMark",
        ...where,
        message,
        mark: pick(["star", "pin", "flag"] as const, wanted) ?? "star",
      },
      clearMarks: { type: "clearMarks", ...where, message, marks: ["star", "pin"] },
      moveMessages: { type: "moveMessages", ...where, messages: [message], to },
      keepExcerpt: { type: "keepExcerpt", ...where, title: text, first: message, last: message },
    };
    return orders[kind] ?? { type: "showTyping", ...where };
  }

  /** Who and what an order is about. */
  #cast({ engine: { state } }: Course, { by: who, which, other }: Draw) {
    const all = [...state.conversations.values()];
    const place = pick(all, which);
    const [by, person] = [pick(people, who), pick(people, other)];
    return {
      by: by ?? ("ann" as PersonId),
      person: person ?? ("ann" as PersonId),
      conversation: place?.id ?? ("nowhere" as ConversationId),
      to: pick(all, other)?.id ?? ("nowhere" as ConversationId),
      message: pick([...(place?.messages.values() ?? [])], other)?.id ?? (1 as MessageId),
      attachment: pick([...(place?.attachments.values() ?? [])], other),
    };
  }
}

function pick<Value>(values: readonly Value[], at: number): Value | undefined {
  return values[at % Math.max(1, values.length)];
}

function keyed(key: string): Readonly<Record<string, string>> {
  return Object.assign(Object.create(null), { [key]: "x" });
}

function forkOf(engine: Engine): Engine {
  const fork = new Engine(settings);
  fork.restore(engine.snapshot());
  return fork;
}

function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** Carries the orders out once more in a world of their own. */
function replayed(done: readonly Done[]): Engine {
  const engine = new Engine(settings);
  for (const { command, now, ids } of done) {
    const left = [...ids];
    engine.execute(command, {
      now,
      nextId: () => String(left.shift()),
      nextMessageId: () => Number(left.shift()),
      random: () => 0.5,
    });
  }
  return engine;
}

/** The parts of a state that a dump leaves out, in plain values. */
function indexesOf({ memberships, conversations, homes }: State) {
  const lists = [...memberships].map(([person, list]) => [person, [...list.values()]] as const);
  return {
    memberships: Object.fromEntries(lists.filter(([, list]) => list.length > 0)),
    homes: [...homes.values()],
    conversations: [...conversations.values()].map(({ id, changes, forum }) => ({
      id,
      changes: [...changes.values()].map((message) => message.id),
      marked: [...(forum?.marked ?? [])].sort((a, b) => a - b),
      days: (forum?.days ?? []).map(({ day }) => day),
    })),
  };
}

const kinds = [
  ["threads", threadOrders],
  ["forums", forumOrders],
] as const;

describe.each(kinds)("%s", (_, orders) => {
  /** Checks something of each course of events, the kept snapshots included. */
  function always(check: (course: Course) => void): void {
    fc.assert(
      fc.property(draws, (sequence) => {
        const play = new Play(orders);
        for (const draw of sequence) play.follow(draw);
        for (const course of [...play.courses, ...play.kept()]) check(course);
      }),
      { numRuns: 60 },
    );
  }

  test("any sequence of orders, snapshots, restores and forks leaves what a replay of the orders does", () => {
    always(({ engine, done }) => {
      const again = replayed(done);
      expect(dumpState(engine.state)).toEqual(dumpState(again.state));
      expect(indexesOf(engine.state)).toEqual(indexesOf(again.state));
    });
  });

  test("a state that was written down and read again is the same, its indexes included", () => {
    always(({ engine: { state } }) => {
      const dump = dumpState(state);
      const loaded = loadState(throughJson(dump), settings);
      expect(dumpState(loaded)).toEqual(dump);
      expect(indexesOf(loaded)).toEqual(indexesOf(state));
      expect([...checkState(dump, [])].map(({ cause }) => cause)).toEqual([]);
    });
  });

  test("a fork goes on as its origin would have", () => {
    fc.assert(
      fc.property(draws, draws, (before, after) => {
        const one = new Play(orders);
        const other = new Play(orders);
        for (const draw of before) one.follow(draw);
        for (const draw of before) other.follow(draw);
        for (const course of other.courses) course.engine.restore(forkOf(course.engine).state);
        for (const draw of after) one.follow(draw);
        for (const draw of after) other.follow(draw);
        const dumps = ({ courses }: Play) => courses.map(({ engine }) => dumpState(engine.state));
        expect(dumps(other)).toEqual(dumps(one));
      }),
      { numRuns: 20 },
    );
  });
});

describe("sharing", () => {
  const [ann = "ann" as PersonId] = people;

  /** Two conversations, the first with two thousand messages. */
  function origin(kind: "thread" | "forum"): Engine {
    const engine = new Engine(settings);
    const play = (command: Command, at: number) => {
      const world = {
        now: START + at,
        nextId: () => `c-${at}`,
        nextMessageId: (stamp: number) => stamp,
        random: () => 0.5,
      };
      const { refusal } = engine.execute(command, world);
      if (refusal) throw new Error(refusal.type);
    };
    play({ type: "registerPerson", id: ann }, 0);
    for (const at of [1, 2]) {
      const settings = { description: "", tags: [], entry: "anyone" } as const;
      if (kind === "forum") play({ type: "openForum", by: ann, topic: "", settings }, at);
      else play({ type: "createConversation", by: ann, topic: "", members: [] }, at);
    }
    for (let at = 3; at < 2003; at += 1) play(post("c-1", `${at}`), at * 10);
    return engine;
  }

  function post(conversation: string, text: string): Command<"postMessage"> {
    const where = { by: ann, conversation: conversation as ConversationId };
    return { type: "postMessage", ...where, kind: "text", text };
  }

  function conversationOf({ state }: Engine, id: string): Conversation {
    const found = state.conversations.get(id as ConversationId);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  }

  function say(engine: Engine, conversation: string, text: string): void {
    const world = {
      now: START + 60_000,
      nextId: () => "none",
      nextMessageId: (stamp: number) => stamp,
      random: () => 0.5,
    };
    expect(engine.execute(post(conversation, text), world).refusal).toBeUndefined();
  }

  test.each(["thread", "forum"] as const)("forks of a %s share what neither changed", (kind) => {
    const engine = origin(kind);
    const fork = forkOf(engine);
    say(fork, "c-2", "apart");
    expect(conversationOf(fork, "c-1")).toBe(conversationOf(engine, "c-1"));
    expect(conversationOf(fork, "c-2")).not.toBe(conversationOf(engine, "c-2"));
    const slices = vi.spyOn(Array.prototype, "slice");
    say(fork, "c-1", "apart");
    const lengths = slices.mock.results.map(({ value }) =>
      Array.isArray(value) ? value.length : 0,
    );
    slices.mockRestore();
    // The last chunk of each log, of 512 at most, and none of those before.
    expect(lengths.length).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(512);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(2000);
    const [here, there] = [conversationOf(engine, "c-1"), conversationOf(fork, "c-1")];
    const shared = [...here.messages.values()];
    const copied = [...there.messages.values()];
    expect(copied).toHaveLength(shared.length + 1);
    expect(shared.every((message, at) => message === copied[at])).toBe(true);
  });

  test.each(["thread", "forum"] as const)(
    "neither side of a %s sees what the other one does",
    (kind) => {
      const engine = origin(kind);
      const before = JSON.stringify(dumpState(engine.state));
      const days = structuredClone(conversationOf(engine, "c-1").forum?.days);
      const snapshot = engine.snapshot();
      const fork = forkOf(engine);
      for (const conversation of ["c-1", "c-2"]) say(fork, conversation, "in the fork");
      expect(JSON.stringify(dumpState(engine.state))).toBe(before);
      expect(conversationOf(engine, "c-1").forum?.days).toEqual(days);
      const forked = JSON.stringify(dumpState(fork.state));
      for (const conversation of ["c-1", "c-2"]) say(engine, conversation, "in the origin");
      expect(JSON.stringify(dumpState(fork.state))).toBe(forked);
      expect(JSON.stringify(dumpState(snapshot))).toBe(before);
      expect(JSON.stringify(dumpState(engine.state))).not.toBe(before);
    },
  );
});

afterAll(() => {
  // Drawn orders that nobody ever accepts would prove nothing.
  expect(
    [...new Set([...threadOrders, ...forumOrders])].filter((type) => !accepted.has(type)),
  ).toEqual([]);
});
