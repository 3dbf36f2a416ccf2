// What holds of forums after any sequence of orders: events alone rebuild the state, and every index fits the messages.

import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { CommandType } from "../../src/server/engine/commands.ts";
import { dayOf } from "../../src/server/engine/days.ts";
import { evolve } from "../../src/server/engine/evolve.ts";
import { forumDay, mayPost } from "../../src/server/engine/queries.ts";
import { historyOf } from "../../src/server/engine/rules/forum-messages.ts";
import { createState, type Message, type State } from "../../src/server/engine/state.ts";
import { draws, Play, settings } from "./forum-play.ts";

const accepted = new Set<CommandType>();

/** Checks something of the world that a sequence of orders leaves. */
function always(check: (play: Play) => void): void {
  fc.assert(
    fc.property(draws, (sequence) => {
      const play = new Play();
      for (const draw of sequence) play.follow(draw);
      for (const type of play.accepted.keys()) accepted.add(type);
      check(play);
    }),
    { numRuns: 60 },
  );
}

/** The whole state in plain values. */
function plain({ conversations, memberships, homes, ...state }: State) {
  const all = [...conversations.values()];
  const messages = all.flatMap((conversation) => [...conversation.messages.values()]);
  const { owned, ...rest } = state;
  return {
    ...rest,
    conversations: all.map(({ messages, changes, ...conversation }) => ({
      ...conversation,
      messages: [...messages.values()],
      changes: [...changes.values()],
    })),
    memberships: [...memberships].map(([person, list]) => [person, [...list.values()]]),
    homes: messages.map(({ id }) => [id, homes.get(id)]),
    homesSize: homes.size,
  };
}

function forumsOf({ conversations }: State) {
  return [...conversations.values()].flatMap(({ forum, messages, changes, ...conversation }) =>
    forum
      ? [
          {
            ...conversation,
            forum,
            messages: [...messages.values()],
            changes: [...changes.values()],
          },
        ]
      : [],
  );
}

const idOf = ({ id }: Message) => id;
const numerically = (one: number, other: number) => one - other;

test("the events alone rebuild the state", () => {
  always(({ engine, events }) => {
    const rebuilt = createState(settings);
    for (const event of events) evolve(rebuilt, event);
    expect(plain(rebuilt)).toEqual(plain(engine.state));
  });
});

test("every message of a forum has its home there, and nothing else has a home", () => {
  always(({ engine: { state } }) => {
    const all = forumsOf(state).flatMap(({ id, messages }) => messages.map((m) => [m.id, id]));
    expect(state.homes.size).toBe(all.length);
    for (const [message, home] of all) expect(state.homes.get(Number(message))).toBe(home);
  });
});

test("messages are sorted by id, and the changes are the same ones sorted by version", () => {
  always(({ engine: { state } }) => {
    for (const { messages, changes, sequence, lastVersion } of forumsOf(state)) {
      expect(messages.map(idOf)).toEqual(messages.map(idOf).sort(numerically));
      const byVersion = [...messages].sort((one, other) => one.version - other.version);
      expect(changes).toEqual(byVersion);
      expect(new Set(messages.map((message) => message.version)).size).toBe(messages.length);
      expect(changes.map((message) => message.sequence)).toEqual(
        changes.map((message) => message.sequence).sort(numerically),
      );
      expect(changes.at(-1)?.version ?? 0).toBeLessThanOrEqual(lastVersion);
      expect(changes.at(-1)?.sequence ?? 0).toBeLessThanOrEqual(sequence);
    }
  });
});

test("the marked messages are those with stars or pins", () => {
  always(({ engine: { state } }) => {
    for (const { messages, forum } of forumsOf(state)) {
      const marked = messages.filter(({ stars, pins }) => stars || pins).map(idOf);
      expect([...forum.marked].sort(numerically)).toEqual(marked);
      for (const { stars, pins, flags } of messages) {
        for (const people of [stars, pins, flags]) expect(people?.size).not.toBe(0);
      }
    }
  });
});

test("who attended a forum and which forums somebody attended are the same, and counted", () => {
  always(({ engine: { state }, events }) => {
    const forums = forumsOf(state);
    for (const { id, activity } of state.people.values()) {
      const attended = forums.filter(({ forum }) => forum.attendance.has(id));
      const listed = [...(state.attended.get(id) ?? [])].sort();
      expect(listed).toEqual(attended.map((forum) => forum.id).sort());
      const earlier = id === "ann" ? { messages: 7, forums: 3 } : { messages: 0, forums: 0 };
      const homes = new Set(forums.map((forum) => forum.id));
      const posts = events.filter(
        (event) =>
          event.type === "messagePosted" && event.by === id && homes.has(event.conversation),
      );
      expect(activity?.forums ?? 0).toBe(earlier.forums + listed.length);
      expect(activity?.messages ?? 0).toBe(earlier.messages + posts.length);
    }
    for (const { forum } of forums) {
      for (const person of forum.present.keys()) expect(forum.attendance.has(person)).toBe(true);
    }
  });
});

test("the days of a forum are those of its messages, each with all of them", () => {
  always(({ engine: { state } }) => {
    for (const { id, messages, forum } of forumsOf(state)) {
      const days = [...new Set(messages.map(({ createdAt }) => dayOf(createdAt)))];
      days.sort(numerically);
      expect(forum.days.map(({ day }) => day)).toEqual(days);
      const conversation = state.conversations.get(id);
      for (const [at, day] of days.entries()) {
        expect(conversation && forumDay({ ...conversation, forum }, day)).toEqual({
          messages: messages.filter(({ createdAt }) => dayOf(createdAt) === day),
          previous: days[at - 1],
          next: days[at + 1],
        });
      }
    }
  });
});

test("a history starts with what was said, and ends with what stands there", () => {
  always(({ engine: { state } }) => {
    for (const message of forumsOf(state).flatMap(({ messages }) => messages)) {
      const history = historyOf(message);
      expect(history[0]).toMatchObject({ kind: "said", by: message.sender });
      const texts = history.flatMap((change) => ("text" in change ? [change.text] : []));
      const isDeleted = history.some(({ kind }) => kind === "deleted");
      expect(message.deletedAt !== undefined).toBe(isDeleted);
      expect(message.editedAt !== undefined).toBe(history.some(({ kind }) => kind === "edited"));
      const left = isDeleted ? "" : texts.at(-1);
      expect(message.body).toEqual({ kind: "text", text: left });
    }
  });
});

test("who may post is exactly who can", () => {
  always((play) => {
    const { state } = play.engine;
    let text = 0;
    for (const conversation of [...state.conversations.keys()]) {
      if (!state.conversations.get(conversation)?.forum) continue;
      for (const by of state.people.keys()) {
        const may = mayPost(state, { by, conversation }, play);
        text += 1;
        const post = {
          type: "postMessage",
          by,
          conversation,
          kind: "text",
          text: `${text}`,
        } as const;
        expect(play.execute(post).refusal === undefined).toBe(may);
      }
    }
  });
});

afterAll(() => {
  // Drawn orders that nobody ever accepts would prove nothing.
  const missing = (
    [
      "openForum",
      "changeForum",
      "enterForum",
      "leaveForum",
      "followForum",
      "requestRole",
      "setRole",
      "expel",
      "invite",
      "postMessage",
      "editMessage",
      "deleteMessage",
      "toggleMark",
      "clearMarks",
      "moveMessages",
      "keepExcerpt",
      "deleteConversation",
    ] satisfies CommandType[]
  ).filter((type) => !accepted.has(type));
  expect(missing).toEqual([]);
});
