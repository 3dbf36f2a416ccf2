// What robots and their scenarios do not take, and what becomes of their errors.

import { expect, test, vi } from "vitest";
import { playScenario, readScenario, ScenarioError } from "../../src/server/robots/index.ts";
import { Scene } from "./robots-scene.ts";

test("two robots that answer each other at once come to an error", async () => {
  const scene = new Scene(["alice", "bob", "carol"]);
  for (const name of ["bob", "carol"]) {
    scene.robot(name).on("message", async (_, robot) => {
      await robot.wait({ seconds: 0 });
      robot.say("And you?");
    });
  }
  const thread = scene.converse(["alice", "bob", "carol"]);
  scene.say("bob", thread, "Hello");
  await expect(scene.clock.advance({ seconds: 1 })).rejects.toThrow(
    /^Cannot let robots react more than 1000 times at one instant: .* Let one of them wait/,
  );
  expect(scene.told.length).toBeLessThan(1010);
  // They are not stopped: the next thing has its own thousand.
  scene.robots.stop();
  await scene.clock.advance({ seconds: 1 });
});

test("a crowd of robots that set each other off comes to an error as well", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `robot${index}`);
  const scene = new Scene(names);
  for (const name of names) {
    scene.robot(name).on("message", (_, robot) => void robot.say("Me too"));
  }
  const thread = scene.converse(names);
  scene.say("robot0", thread, "Hello");
  await expect(scene.clock.advance({})).rejects.toThrow("times at one instant");
  expect(scene.told.length).toBeLessThan(1010);
});

test("two robots that wait answer each other for as long as the time is moved", async () => {
  const scene = new Scene(["bob", "carol"]);
  for (const name of ["bob", "carol"]) {
    scene.robot(name).on("message", async (_, robot) => {
      await robot.wait({ seconds: 1 });
      robot.say("And you?");
    });
  }
  scene.say("bob", scene.converse(["bob", "carol"]), "Hello");
  await scene.clock.advance({ seconds: 3000 });
  expect(scene.told).toHaveLength(3002);
});

test("thousands of messages from outside are answered at one instant", async () => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("message", ({ text = "" }, robot) => void robot.say(text));
  const thread = scene.converse(["alice", "bob"]);
  for (let count = 0; count < 2500; count += 1) scene.say("alice", thread, "Hello");
  await scene.clock.advance({});
  expect(scene.told).toHaveLength(5001);
});

test("an error in a handler rejects the move that ran it, and the robot goes on", async () => {
  const scene = new Scene(["alice", "bob"]);
  const error = new Error("Cannot think.");
  scene.robot("bob").on("message", async ({ text = "" }, robot) => {
    await robot.wait({ seconds: 1 });
    if (text === "one") throw error;
    robot.say(text);
  });
  const thread = scene.converse(["alice", "bob"]);
  scene.say("alice", thread, "one");
  scene.say("alice", thread, "two");
  await expect(scene.clock.advance({ seconds: 5 })).rejects.toBe(error);
  expect(scene.told.at(-1)).toBe("2000 chatMessageReceived bob: two");
});

test("an error in a handler while the time runs by itself is told", async () => {
  vi.useFakeTimers();
  const scene = new Scene(["alice", "bob"], { clock: "2025-03-15T12:00:00Z" });
  const told: unknown[] = [];
  scene.clock.onError = (error) => told.push(error);
  scene.robot("bob").on("message", () => {
    throw "at once";
  });
  scene.say("alice", scene.converse(["alice", "bob"]), "Hello");
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(["at once"]);
  vi.useRealTimers();
});

test("what the engine refuses is an error that names the robot and the conversation", async () => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("message", async (_, robot) => {
    robot.leave();
    robot.say("Am I still in?");
  });
  const thread = scene.converse(["alice", "bob"]);
  scene.say("alice", thread, "Hello");
  await expect(scene.clock.advance({})).rejects.toThrow(
    `Cannot say something as the robot bob in ${thread}: notMember. Let it`,
  );
});

test("people who cannot be brought in are an error", async () => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("message", ({ threadId }, robot) => robot.addTo(threadId, ["nobody"]));
  scene.say("alice", scene.converse(["alice", "bob"]), "Hello");
  await expect(scene.clock.advance({})).rejects.toThrow(/^Cannot add people .*nobody unknown\./);
});

test("nothing is read where no message was heard", async () => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("added", (heard, robot) => robot.read(heard));
  scene.converse(["alice", "bob"]);
  await expect(scene.clock.advance({})).rejects.toThrow("Cannot read as the robot bob");
});

test.each<["wait" | "type", object, string]>([
  ["wait", { second: 1 }, 'Cannot wait by "second": a duration has no such unit. Did you mean'],
  ["type", { seconds: -1 }, "Cannot type by -1 seconds"],
])("robots do not %s for %j", async (verb, duration, message) => {
  const scene = new Scene(["alice", "bob"]);
  scene.robot("bob").on("message", (_, robot) => robot[verb](duration));
  scene.say("alice", scene.converse(["alice", "bob"]), "Hello");
  await expect(scene.clock.advance({})).rejects.toThrow(message);
});

test("a robot listens for nothing that has no name", () => {
  const bob = new Scene(["bob"]).robot("bob");
  const on = (event: string) => () => bob.on(event, () => undefined);
  expect(on("mesage")).toThrow('nothing has that name. Did you mean "message"?');
  expect(on("chatmessagerecieved")).toThrow('Did you mean "chatMessageReceived"?');
  expect(on("thunder")).toThrow("Use one of message, typing, added, chatMessageReceived, ");
});

test("a person has one robot, under one name", () => {
  const scene = new Scene(["bob"]);
  const bob = scene.robot("bob");
  expect(scene.robot("bob")).toBe(bob);
  expect(() => scene.robots.robot(scene.person("bob"), "Bobby")).toThrow(
    "Cannot call a robot Bobby: that person's robot is called bob.",
  );
  bob.stop();
  expect(scene.robots.robot(scene.person("bob"), "Bobby")).not.toBe(bob);
});

test("nobody whom the world does not know becomes a robot", () => {
  const scene = new Scene(["bob"]);
  scene.execute({ type: "removePerson", person: scene.person("bob") });
  expect(() => scene.robot("bob")).toThrow(/^Cannot make a robot of bob: the world does not know/);
});

const good = { user: "bob", on: "message", do: [{ say: "Hi" }] };

test.each<[unknown, string]>([
  [null, "the scenario is null, not an object. Write an object."],
  [[good], "the scenario is a list, not an object"],
  [{ ...good, use: "bob" }, 'the scenario has the unknown key "use". Did you mean "user"?'],
  [{ ...good, form: "alice" }, 'Did you mean "from"?'],
  [{ ...good, constructor: 1 }, 'unknown key "constructor"'],
  [JSON.parse('{ "__proto__": {} }'), 'unknown key "__proto__"'],
  [{ on: "message", do: [{ say: "Hi" }] }, "it has no user. Add it."],
  [{ user: "bob", do: [{ say: "Hi" }] }, "it has no on. Add it."],
  [{ user: "bob", on: "message" }, "it has no do. Add it."],
  [{ ...good, user: "" }, "user is an empty text, not a text. Write one."],
  [{ ...good, thread: 5 }, "thread is 5, not a text"],
  [{ ...good, on: "mesage" }, 'on is "mesage". Did you mean "message"?'],
  [{ ...good, on: "thunder" }, "The known ones are message, typing, added."],
  [{ ...good, matches: "/(a+)+$/" }, "matches is a regular expression. Write the text"],
  [{ ...good, matches: "/hi/i" }, "matches is a regular expression"],
  [{ ...good, on: "added", matches: "hi" }, "matches has no meaning on added"],
  [{ ...good, times: 0 }, "times is 0, not a whole number from 1 on"],
  [{ ...good, times: 1.5 }, "times is 1.5"],
  [{ ...good, do: [] }, "do is an empty list, not a list of steps"],
  [{ ...good, do: { say: "Hi" } }, "do is an object, not a list of steps"],
  [{ ...good, do: ["say"] }, 'do[0] is "say", not an object'],
  [{ ...good, do: [{}] }, "do[0] does nothing. Give each step exactly one of wait, type,"],
  [{ ...good, do: [{ say: "Hi", wait: 1 }] }, "do[0] does several things: say and wait"],
  [{ ...good, do: [{ say: "Hi", wait: undefined }] }, "do[0] does several things: say and wait"],
  [{ ...good, do: [{ sya: "Hi" }] }, 'do[0] has the unknown key "sya". Did you mean "say"?'],
  [{ ...good, do: [{ wait: -1 }] }, "do[0].wait is -1, not a number of seconds"],
  [{ ...good, do: [{ wait: Number.NaN }] }, "do[0].wait is NaN"],
  [{ ...good, do: [{ type: "2" }] }, 'do[0].type is "2", not a number of seconds'],
  [{ ...good, do: [{ say: "" }] }, "do[0].say is an empty text"],
  [{ ...good, do: [{ read: false }] }, "do[0].read is false. Write true, or leave the step out."],
  [{ ...good, on: "added", do: [{ read: true }] }, "do[0] reads, and no message was heard"],
  [{ ...good, do: [{ edit: "Ho" }] }, "do[0] edits what was sent last, and nothing was sent"],
  [
    { ...good, do: [{ say: "Hi" }, { remove: true }, { remove: true }] },
    "do[2] removes what was sent last, and nothing was sent before it. Put say or html before it.",
  ],
])("the scenario %j is refused", (scenario, message) => {
  expect(() => readScenario(scenario)).toThrow(message);
  expect(() => readScenario(scenario)).toThrow(ScenarioError);
  expect(() => readScenario(scenario)).toThrow(/^Cannot read the scenario: .+\. .+[.?\]]$/);
});

test("a text that only begins with a slash is one like any other", () => {
  const scenario = { ...good, matches: "/help" };
  expect(readScenario(scenario)).toBe(scenario);
});

test.each([
  ["user", { ...good, user: "bbo" }, "bbo"],
  ["from", { ...good, from: "dave" }, "dave"],
  ["add", { ...good, do: [{ add: "dave" }] }, "dave"],
])("%s has to name somebody", (_, scenario, name) => {
  const scene = new Scene(["bob"]);
  const resolve = {
    person: (name: string) => scene.personOrNobody(name),
    thread: () => undefined,
  };
  expect(() => playScenario(scene.robots, readScenario(scenario), resolve)).toThrow(
    `Cannot play the scenario: there is no user "${name}". `,
  );
});
