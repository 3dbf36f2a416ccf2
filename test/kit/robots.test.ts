// Robots: what they hear, what they do, and in which order, all by moving a time that stands still.

import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { Clock } from "../../src/server/clock.ts";
import type { ConversationId, MessageId } from "../../src/server/engine/ids.ts";
import { Random } from "../../src/server/random.ts";
import type { Listener } from "../../src/server/realtime/hub.ts";
import {
  type Heard,
  playScenario,
  type RobotScenario,
  Robots,
  readScenario,
} from "../../src/server/robots/index.ts";
import { Space } from "../../src/server/space.ts";
import { Scene, START } from "./robots-scene.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("bob reads, types for two seconds and answers", async () => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("message", async (heard, robot) => {
    await robot.wait({ seconds: 1 });
    robot.read(heard);
    await robot.type({ seconds: 2 });
    robot.say(`You said ${heard.text}.`);
  });
  const thread = scene.converse(["alice", "bob"]);
  scene.say("alice", thread, "Hello");
  await scene.clock.advance({ seconds: 2 });
  expect(scene.told).toEqual([
    "0 chatThreadCreated somebody",
    "0 chatMessageReceived alice: Hello",
    "1000 readReceiptReceived bob",
    "1000 typingIndicatorReceived bob",
  ]);
  await scene.clock.advance({ seconds: 1 });
  expect(scene.told.slice(4)).toEqual(["3000 chatMessageReceived bob: You said Hello."]);
});

test("whoever types for long says so again every five seconds", async () => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("message", async (_, robot) => {
    await robot.type({ seconds: 12 });
    robot.say("Done");
  });
  scene.say("alice", scene.converse(["alice", "bob"]), "Hello");
  await scene.clock.advance({ minutes: 1 });
  expect(scene.told.slice(2)).toEqual([
    "0 typingIndicatorReceived bob",
    "5000 typingIndicatorReceived bob",
    "10000 typingIndicatorReceived bob",
    "12000 chatMessageReceived bob: Done",
  ]);
});

test("a robot that does not wait answers without the time being moved", async () => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("message", (_, robot) => void robot.say("Hi"));
  scene.say("alice", scene.converse(["alice", "bob"]), "Hello");
  expect(scene.told).toHaveLength(2);
  await scene.clock.advance({});
  expect(scene.told.slice(2)).toEqual(["0 chatMessageReceived bob: Hi"]);
});

test("everybody hears of one thing before a robot does another", async () => {
  const scene = new Scene(["alice", "bob", "carol"]);
  const heard: string[] = [];
  scene.robot("bob").on("message", ({ text }, robot) => {
    if (text === "Hello") robot.say("Hi");
  });
  scene.robot("carol").on("message", ({ text = "" }) => void heard.push(text));
  scene.say("alice", scene.converse(["alice", "bob", "carol"]), "Hello");
  await scene.clock.advance({});
  expect(heard).toEqual(["Hello", "Hi"]);
});

test("a robot hears who did what, and nothing of its own", async () => {
  const scene = new Scene(["alice", "bob"]);
  const heard: Heard[] = [];
  const note = (one: Heard) => void heard.push(one);
  const bob = scene.robot("bob");
  for (const event of ["message", "typing", "added", "chatMessageReceived"]) bob.on(event, note);
  for (const name of ["chatThreadPropertiesUpdated", "readReceiptReceived", "chatThreadDeleted"]) {
    bob.on(name, note);
  }
  const thread = scene.converse(["alice", "bob"]);
  const messageId = scene.say("alice", thread, "Hello");
  const [alice, own] = [scene.person("alice"), scene.person("bob")];
  const message = Number(scene.say("bob", thread, "my own")) as MessageId;
  const where = { conversation: thread, by: alice };
  scene.execute({ type: "showTyping", conversation: thread, by: own });
  scene.execute({ type: "showTyping", ...where });
  scene.execute({ type: "markRead", ...where, message });
  scene.execute({ type: "markRead", ...where, by: own, message });
  scene.execute({ type: "changeConversation", ...where, topic: "100%" });
  scene.execute({ type: "deleteConversation", ...where });
  await scene.clock.advance({});
  expect(heard.map(({ payload, ...rest }) => rest)).toEqual([
    { event: "added", threadId: thread, from: alice },
    { event: "message", threadId: thread, from: alice, text: "Hello", messageId },
    { event: "chatMessageReceived", threadId: thread, from: alice, text: "Hello", messageId },
    { event: "typing", threadId: thread, from: alice },
    { event: "readReceiptReceived", threadId: thread, from: alice, messageId: `${message}` },
    { event: "chatThreadPropertiesUpdated", threadId: thread, from: alice },
    { event: "chatThreadDeleted", threadId: thread, from: alice },
  ]);
  expect(heard[1]?.payload).toMatchObject({ messageBody: "Hello", groupId: thread });
});

test("added is when the robot comes in later, not when others do", async () => {
  const scene = new Scene(["alice", "bob", "100% carol"]);
  const heard: string[] = [];
  scene.robot("bob").on("added", ({ event }) => void heard.push(event));
  scene.robot("bob").on("participantsAdded", ({ event }) => void heard.push(event));
  const conversation = scene.converse(["alice"]);
  for (const name of ["bob", "100% carol"]) {
    const members = [{ person: scene.person(name), name, historyFrom: 0 }];
    scene.execute({ type: "addMembers", by: scene.person("alice"), conversation, members });
  }
  await scene.clock.advance({});
  expect(heard).toEqual(["added", "participantsAdded", "participantsAdded"]);
});

test("one robot reacts to one thing after the other, several react side by side", async () => {
  const scene = new Scene(["alice", "bob", "carol"]);
  for (const [name, seconds] of [
    ["bob", 2],
    ["carol", 3],
  ] as const) {
    scene.robot(name).on("message", async ({ text, from }, robot) => {
      if (from !== scene.person("alice")) return;
      await robot.wait({ seconds });
      robot.say(`to ${text}`);
    });
  }
  const thread = scene.converse(["alice", "bob", "carol"]);
  scene.say("alice", thread, "one");
  scene.say("alice", thread, "two");
  await scene.clock.advance({ minutes: 1 });
  expect(scene.told.slice(3)).toEqual([
    "2000 chatMessageReceived bob: to one",
    "3000 chatMessageReceived carol: to one",
    "4000 chatMessageReceived bob: to two",
    "6000 chatMessageReceived carol: to two",
  ]);
});

test("hands can do the rest: html, edit, remove, add, leave, elsewhere", async () => {
  const scene = new Scene(["alice", "bob", "carol"]);
  const other = scene.converse(["alice", "bob"], "Other");
  scene.robot("bob").on("message", (_, robot) => {
    expect([robot.id, robot.name]).toEqual([scene.person("bob"), "bob"]);
    const id = robot.say("<b>Hi</b>", { type: "html", priority: "high", metadata: { a: "b" } });
    robot.edit(id, "<b>Ho</b>");
    robot.remove(id);
    robot.reply("answer");
    robot.addTo(thread, [{ id: scene.person("carol"), name: "Carol" }]);
    robot.say("there", { threadId: other });
    robot.leave();
  });
  const thread = scene.converse(["alice", "bob"]);
  scene.say("alice", thread, "Hello");
  await scene.clock.advance({});
  expect(scene.told.slice(3)).toEqual([
    "0 chatMessageReceived bob: <b>Hi</b>",
    "0 chatMessageEdited bob: <b>Ho</b>",
    "0 chatMessageDeleted bob",
    "0 chatMessageReceived bob: answer",
    "0 participantsAdded somebody",
    "0 chatMessageReceived bob: there",
    "0 participantsRemoved somebody",
  ]);
  const members = scene.tenant.engine.state.conversations.get(thread)?.members;
  expect([...(members?.values() ?? [])].map(({ name }) => name)).toEqual([undefined, "Carol"]);
});

test("a robot that is stopped does nothing more, even in the midst of typing", async () => {
  const scene = new Scene(["alice", "bob"]);
  const bob = scene.robot("bob").on("message", async (_, robot) => {
    await robot.type({ seconds: 20 });
    robot.say("never");
  });
  const thread = scene.converse(["alice", "bob"]);
  scene.say("alice", thread, "one");
  scene.say("alice", thread, "two");
  await scene.clock.advance({ seconds: 6 });
  bob.stop();
  bob.stop();
  scene.say("alice", thread, "three");
  await scene.clock.advance({ minutes: 1 });
  expect(scene.told.slice(3)).toEqual([
    "0 typingIndicatorReceived bob",
    "5000 typingIndicatorReceived bob",
    "6000 chatMessageReceived alice: three",
  ]);
});

test("robots end with their world, and with their person", async () => {
  const scene = new Scene(["alice", "bob", "carol"]);
  const heard: string[] = [];
  for (const name of ["bob", "carol"]) {
    scene.robot(name).on("message", () => void heard.push(name));
  }
  const thread = scene.converse(["alice", "bob", "carol"]);
  scene.execute({ type: "revokeSessions", person: scene.person("carol") });
  scene.execute({ type: "removePerson", person: scene.person("bob") });
  scene.say("alice", thread, "one");
  await scene.clock.advance({});
  scene.hub.close();
  expect(heard).toEqual(["carol"]);
  scene.robots.stop();
});

test("a handler that is off is not called any more", async () => {
  const scene = new Scene(["alice", "bob"]);
  const handler = () => expect.fail("It is off.");
  scene.robot("bob").on("message", handler).off("message", handler);
  scene.say("alice", scene.converse(["alice", "bob"]), "Hello");
  await scene.clock.advance({});
});

test("robots in a time that runs go by it", async () => {
  vi.useFakeTimers({ now: START });
  const scene = new Scene(["alice", "bob"], { clock: "2025-03-15T12:00:00Z" });
  scene.robot("bob").on("message", async (_, robot) => {
    await robot.type({ seconds: 2 });
    robot.say("Hi");
  });
  scene.say("alice", scene.converse(["alice", "bob"]), "Hello");
  await vi.advanceTimersByTimeAsync(2000);
  expect(scene.told.slice(2)).toEqual([
    "0 typingIndicatorReceived bob",
    "2000 chatMessageReceived bob: Hi",
  ]);
});

test("the same robots are at home in forums, given somebody who reads their notifications", async () => {
  const { space, room, ann, bot, said } = forum();
  let listener: Listener | undefined;
  const robots = new Robots({
    space,
    clock: space.clock,
    random: space.random,
    hub: {
      add: (_person, _endpoint, one) => {
        listener = one;
        return () => undefined;
      },
    },
    hearing: {
      names: ["1"],
      read: (_, { user }) => ({ event: "message", from: String(user), messageId: "1" }),
    },
  });
  robots.robot(bot, "bot").on("message", async (_, robot) => {
    robot.read();
    await robot.type({ seconds: 2 });
    robot.reply("pong");
    robot.leave();
  });
  const post = { type: "postMessage", by: ann, conversation: room, kind: "text" } as const;
  space.execute({ ...post, text: "ping" });
  const payload = JSON.stringify({ user: ann });
  const told = { payloadFor: () => payload, quotedFor: () => JSON.stringify(payload) };
  listener?.hear({ name: "1", conversation: room, recipients: [bot], ...told }, bot);
  await space.clock.advance({ seconds: 2 });
  expect(said()).toEqual([
    [ann, "ping", undefined],
    [bot, "pong", 1],
  ]);
});

/** A room with two people in it, and what is said there. */
function forum() {
  let id = 0;
  const space = new Space({
    settings: { membersMax: 1 },
    clock: Clock.read("frozen:2025-03-15T12:00:00Z"),
    random: new Random(1),
    ids: () => ({ nextId: (kind) => `${kind} ${++id}`, nextMessageId: () => ++id }),
  });
  const register = (name: string) => {
    const { outcome } = space.execute({ type: "registerPerson", profile: { name } });
    if (!outcome) throw new Error(`Cannot register ${name}.`);
    return outcome.person;
  };
  const [ann, bot] = [register("ann"), register("bot")];
  const settings = { description: "", tags: [], entry: "anyone" } as const;
  const opened = space.execute({ type: "openForum", by: ann, topic: "Sandbox", settings });
  if (!opened.outcome) throw new Error("Cannot open the room.");
  const room = opened.outcome.conversation;
  space.execute({ type: "enterForum", by: bot, conversation: room });
  // So that the first message has an id that is easy to tell.
  id = 0;
  const said = () =>
    [...(space.engine.state.conversations.get(room)?.messages.values() ?? [])].map(
      ({ sender, body, replyTo }) => [sender, "text" in body ? body.text : "", replyTo],
    );
  return { space, room, ann, bot, said };
}

const people = ["alice", "bob", "carol"] as const;
const threads = { Lunch: undefined as ConversationId | undefined };

function play(scene: Scene, scenario: RobotScenario): () => void {
  return playScenario(scene.robots, scenario, {
    person: (name) => scene.personOrNobody(name),
    thread: (topic) => (topic === "Lunch" ? threads.Lunch : undefined),
  });
}

test("a scenario does its steps in order", async () => {
  const scene = new Scene(people);
  const scenario = readScenario({
    user: "bob",
    thread: "Lunch",
    on: "message",
    from: "alice",
    matches: "hel*WORLD",
    times: 1,
    do: [
      { wait: 1 },
      { read: true },
      { type: 2 },
      { say: "Hi" },
      { edit: "Hi!" },
      { html: "<i>Bye</i>" },
      { remove: true },
      { add: "carol" },
      { leave: true },
    ],
  });
  play(scene, scenario);
  const other = scene.converse(["alice", "bob"], "Other");
  threads.Lunch = scene.converse(["alice", "bob"]);
  const thread = threads.Lunch;
  scene.say("alice", other, "hello world");
  scene.say("alice", thread, "world hello");
  scene.say("alice", thread, "Hello, world!");
  scene.say("alice", thread, "Hello, world!");
  await scene.clock.advance({ minutes: 1 });
  expect(scene.told.slice(6)).toEqual([
    "1000 readReceiptReceived bob",
    "1000 typingIndicatorReceived bob",
    "3000 chatMessageReceived bob: Hi",
    "3000 chatMessageEdited bob: Hi!",
    "3000 chatMessageReceived bob: <i>Bye</i>",
    "3000 chatMessageDeleted bob",
    "3000 participantsAdded somebody",
    "3000 participantsRemoved somebody",
  ]);
});

test("a scenario may begin when its user is added or somebody types, and can be stopped", async () => {
  const scene = new Scene(people);
  const stop = play(scene, { user: "bob", on: "added", do: [{ say: "Hello all" }] });
  play(scene, { user: "bob", on: "typing", from: "alice", do: [{ say: "I see you" }] });
  const conversation = scene.converse(["alice", "bob"]);
  scene.execute({ type: "showTyping", conversation, by: scene.person("alice") });
  await scene.clock.advance({});
  stop();
  scene.converse(["alice", "bob"]);
  await scene.clock.advance({});
  expect(scene.told.filter((line) => line.includes("bob"))).toEqual([
    "0 chatMessageReceived bob: Hello all",
    "0 chatMessageReceived bob: I see you",
  ]);
});

test("the same seed and calls give the same order, however the time is moved", async () => {
  const seconds = fc.integer({ min: 0, max: 4 });
  const script = fc.array(
    fc.record({
      user: fc.constantFrom("bob", "carol"),
      from: fc.constantFrom("alice", "bob", "carol"),
      times: fc.integer({ min: 1, max: 3 }),
      wait: seconds,
      type: seconds,
    }),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(script, fc.array(seconds, { maxLength: 20 }), async (plays, moves) => {
      const run = async (steps: readonly number[]) => {
        const scene = new Scene(people);
        for (const { user, from, times, wait, type } of plays) {
          const steps = [{ wait }, { type }, { say: `${user} to ${from}` }];
          play(scene, { user, from, times, on: "message", do: steps });
        }
        scene.robot("carol").on("message", (_, robot) => {
          if (robot.random() < 0.2) robot.read();
        });
        scene.say("alice", scene.converse(people), "Hello");
        for (const step of steps) await scene.clock.advance({ seconds: step });
        await scene.clock.advance({ hours: 1 });
        return scene.told;
      };
      expect(await run(moves)).toEqual(await run([]));
    }),
    { numRuns: 50 },
  );
});
