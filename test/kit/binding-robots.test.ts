// Robots whose handlers are functions of a test, the same test in process and on a shared server.

import { describe, expect, test } from "vitest";
import type { Chat, ChatRobotHands } from "../../src/server/kit/chat.ts";
import { ControlLine } from "../../src/server/kit/control-line.ts";
import { call, openPlaces, openThread, placeNames, say, textsIn } from "./both-places.ts";

const places = openPlaces();
const START = Date.parse("2025-03-15T12:00:00Z");
const frozen = { clock: "frozen:2025-03-15T12:00:00Z" };

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((take) => {
    resolve = take;
  });
  return { promise, resolve };
}

test("the same test has the same chance in both places", async () => {
  const drawn = await Promise.all(
    placeNames.map((place) =>
      places.within(
        place,
        async (chat) => {
          const { alice, threadId } = await openThread(chat);
          const numbers: number[] = [];
          await chat.robot("bob").on("message", async (_, robot) => {
            numbers.push(await robot.random(), await robot.random());
          });
          for (const text of ["one", "two"]) await say(chat, alice, threadId, text);
          await chat.clock.advance({});
          return numbers;
        },
        frozen,
      ),
    ),
  );
  expect(drawn[0]).toHaveLength(4);
  expect(drawn[0]).toEqual(drawn[1]);
});

describe.each(placeNames)("%s", (place) => {
  const within = (run: (chat: Chat) => Promise<unknown>) => places.within(place, run, frozen);

  test("bob reads, types for two seconds and answers, by the clock of the tenant", () =>
    within(async (chat) => {
      const { alice, bob, threadId } = await openThread(chat);
      await using heard = await chat.notifications(alice);
      await chat.robot("bob").on("message", async (message, robot) => {
        expect(robot).toMatchObject({ id: bob.id, name: "bob" });
        expect(message).toMatchObject({ event: "message", threadId, from: alice.id });
        await robot.wait({ seconds: 1 });
        await robot.read(message);
        await robot.type({ seconds: 7 });
        await robot.say(`You said ${message.text}.`, { metadata: { mood: "good" } });
      });
      await say(chat, alice, threadId, "Hello");
      await chat.clock.advance({ seconds: 7 });
      expect(await textsIn(chat, alice, threadId)).toEqual(["Hello"]);
      await chat.clock.advance({ seconds: 1 });
      expect(await textsIn(chat, alice, threadId)).toEqual(["Hello", "You said Hello."]);
      const names: unknown[] = [];
      for (let left = 5; left > 0; left -= 1) names.push((await heard.next()).value?.name);
      expect(names).toEqual([
        "chatMessageReceived",
        "readReceiptReceived",
        "typingIndicatorReceived",
        "typingIndicatorReceived",
        "chatMessageReceived",
      ]);
    }));

  test("a robot that does not wait has answered when an advance by nothing resolves", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      await chat.robot("bob").on("message", (_, robot) => void robot.say("Hi"));
      for (const text of ["One", "Two"]) await say(chat, alice, threadId, text);
      await chat.clock.advance({});
      expect((await textsIn(chat, alice, threadId)).sort()).toEqual(["Hi", "Hi", "One", "Two"]);
    }));

  test("handlers come one after the other, in the order of what was heard", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      const log: string[] = [];
      const bob = chat.robot("bob");
      const noted = (who: string) => async (heard: { text?: string }, robot: ChatRobotHands) => {
        log.push(`${who} begins ${heard.text}`);
        await robot.wait({ seconds: 1 });
        log.push(`${who} ends ${heard.text} at ${(await chat.clock.now()) - START}`);
      };
      await bob.on("message", noted("first"));
      await bob.on("chatMessageReceived", noted("second"));
      for (const text of ["a", "b"]) await say(chat, alice, threadId, text);
      await chat.clock.advance({ minutes: 1 });
      expect(log).toEqual([
        "first begins a",
        "first ends a at 1000",
        "second begins a",
        "second ends a at 2000",
        "first begins b",
        "first ends b at 3000",
        "second begins b",
        "second ends b at 4000",
      ]);
    }));

  test("waits at the same time end each at its own, and nothing overtakes what follows", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      await chat.robot("bob").on("message", async (_, robot) => {
        const late = async (seconds: number) => {
          await robot.wait({ seconds });
          const id = await robot.say(`after ${seconds}`);
          await robot.edit(id, `at ${(await chat.clock.now()) - START}`);
        };
        const [last] = [late(3), robot.say("at once"), late(1), late(2)];
        await robot.wait({ seconds: 2 });
        await robot.say("in the middle");
        await last;
      });
      await say(chat, alice, threadId, "Hello");
      await chat.clock.advance({ minutes: 1 });
      const texts = await textsIn(chat, alice, threadId);
      expect(texts).toEqual(["Hello", "at once", "at 1000", "at 2000", "in the middle", "at 3000"]);
    }));

  test("what a handler throws is the clock's error, and the robot goes on", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      await chat.robot("bob").on("message", async (heard, robot) => {
        if (heard.text === "bad") throw new Error(`Bob does not like "${heard.text}".`);
        await robot.say("fine");
      });
      for (const text of ["bad", "good"]) await say(chat, alice, threadId, text);
      await expect(chat.clock.advance({ seconds: 1 })).rejects.toThrow('Bob does not like "bad".');
      expect(await textsIn(chat, alice, threadId)).toEqual(["bad", "good", "fine"]);
    }));

  test("what the emulator refuses rejects, and says why", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      await chat.robot("bob").on("message", async (heard, robot) => {
        await robot.edit(heard.messageId ?? "", "mine");
      });
      await chat.robot("bob").on("typingIndicatorReceived", (_, robot) => robot.read());
      await chat.robot("bob").on("typing", (_, robot) => robot.wait({ seconds: -1 }));
      await say(chat, alice, threadId, "Hello");
      await expect(chat.clock.advance({})).rejects.toThrow(
        `Cannot edit a message as the robot bob in ${threadId}: `,
      );
      await call(chat, alice.token, `chat/threads/${threadId}/typing`, {});
      const failing = chat.clock.advance({});
      await expect(failing).rejects.toThrow(/Cannot read as the robot bob: there is no message in/);
      expect(await textsIn(chat, alice, threadId)).toEqual(["Hello"]);
    }));

  test("a robot says, answers, edits, removes, brings people in, and leaves", () =>
    within(async (chat) => {
      const { alice, bob, threadId } = await openThread(chat);
      const carol = await chat.user("carol");
      const drawn: number[] = [];
      await chat.robot("bob").on("message", async (heard, robot) => {
        const first = await robot.say("<b>first</b>", { type: "html", priority: "high" });
        await robot.edit(first, "<b>first of all</b>");
        await robot.remove(await robot.reply("second"), { threadId });
        await robot.read(heard.messageId);
        await robot.addTo(heard.threadId, [{ id: carol.id, name: "Carol" }]);
        drawn.push(await robot.random(), await robot.random());
        await robot.leave();
      });
      await say(chat, alice, threadId, "Hello");
      await chat.clock.advance({});
      expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
      expect(drawn[0]).not.toBe(drawn[1]);
      const { value } = await call(chat, alice.token, `chat/threads/${threadId}/messages`);
      const [html] = value.filter(({ type }: { type: string }) => type === "html");
      expect(html).toMatchObject({ content: { message: "<b>first of all</b>" } });
      const people = await call(chat, carol.token, `chat/threads/${threadId}/participants`);
      const names = people.value.map(({ displayName = "" }) => displayName);
      expect(names).toContain("Carol");
      expect((await call(chat, bob.token, `chat/threads/${threadId}`)).status).toBe(403);
    }));

  test("two robots talk until one has nothing to say", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      await chat.robot("bob").on("message", async ({ text }, robot) => {
        await robot.type({ seconds: 1 });
        if (text?.startsWith("Ping")) await robot.say(text.replace("Ping", "Pong"));
      });
      await chat.robot("alice").on("message", async ({ text = "" }, robot) => {
        const count = Number(text.split(" ")[1]);
        await robot.wait({ seconds: 1 });
        if (count < 3) await robot.say(`Ping ${count + 1}`);
      });
      await say(chat, alice, threadId, "Ping 1");
      await chat.clock.advance({ seconds: 10 });
      expect(await textsIn(chat, alice, threadId)).toEqual([
        "Ping 1",
        "Pong 1",
        "Ping 2",
        "Pong 2",
        "Ping 3",
        "Pong 3",
      ]);
    }));

  test("a handler that is taken off is called with what was heard before, and no more", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      const heard: unknown[] = [];
      const bob = chat.robot("bob");
      const handler = async ({ text = "" }, robot: ChatRobotHands) => {
        await robot.wait({ seconds: 1 });
        heard.push(text);
      };
      await bob.on("message", handler);
      for (const text of ["one", "two"]) await say(chat, alice, threadId, text);
      await bob.off("message", handler);
      await bob.off("typing", handler);
      await say(chat, alice, threadId, "three");
      await chat.clock.advance({ minutes: 1 });
      expect(heard).toEqual(["one", "two"]);
      await bob.on("message", handler);
      await say(chat, alice, threadId, "four");
      await chat.clock.advance({ minutes: 1 });
      expect(heard).toEqual(["one", "two", "four"]);
    }));

  test("a robot that is stopped does nothing more, even in the midst of a handler", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      const errors: unknown[] = [];
      const bob = chat.robot("bob");
      await bob.on("message", async (_, robot) => {
        await robot.say("begun");
        await robot.wait({ seconds: 1 }).catch((error) => errors.push(error));
        await robot.say("ended");
      });
      await say(chat, alice, threadId, "Hello");
      await chat.clock.advance({});
      await bob.stop();
      await say(chat, alice, threadId, "Hello?");
      await chat.clock.advance({ minutes: 1 });
      expect(await textsIn(chat, alice, threadId)).toEqual(["Hello", "begun", "Hello?"]);
      expect(errors).toEqual([expect.any(Error)]);
      await bob.stop();
    }));

  test("a reset in the midst of a handler hinders nobody", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      const { promise: begun, resolve: begin } = withResolvers<void>();
      await chat.robot("bob").on("message", async (_, robot) => {
        begin();
        await robot.wait({ seconds: 1 });
        await robot.say("ended");
      });
      await say(chat, alice, threadId, "Hello");
      await begun;
      await chat.reset();
      await chat.clock.advance({ minutes: 1 });
      const again = await openThread(chat);
      await say(chat, again.alice, again.threadId, "Hello");
      await chat.clock.advance({ minutes: 1 });
      expect(await textsIn(chat, again.alice, again.threadId)).toEqual(["Hello"]);
    }));

  test("a handler that moves the clock is told that each would wait for the other", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      const errors: unknown[] = [];
      await chat.robot("bob").on("message", async () => {
        await chat.clock.advance({ seconds: 1 }).catch((error) => errors.push(error.message));
        await chat.clock.set(START + 5).catch((error) => errors.push(error.message));
      });
      await say(chat, alice, threadId, "Hello");
      await chat.clock.advance({ seconds: 1 });
      const told = "the clock from inside work that it waits for: each would wait for the other.";
      expect(errors).toEqual([
        expect.stringContaining(`Cannot advance ${told}`),
        expect.stringContaining(`Cannot set ${told}`),
      ]);
    }));

  test("hands are good after the handler as well", () =>
    within(async (chat) => {
      const { alice, threadId } = await openThread(chat);
      const { promise: kept, resolve: keep } = withResolvers<ChatRobotHands>();
      await chat.robot("bob").on("message", (_, robot) => keep(robot));
      await say(chat, alice, threadId, "Hello");
      const bob = await kept;
      await chat.clock.advance({ seconds: 1 });
      await bob.say("Hi");
      await chat.clock.resume();
      await bob.wait({ milliseconds: 1 });
      await bob.say("later");
      expect(await textsIn(chat, alice, threadId)).toEqual(["Hello", "Hi", "later"]);
    }));

  test("a robot listens for what there is", () =>
    within(async (chat) => {
      await expect(chat.robot("bob").on("mesage", () => {})).rejects.toThrow(
        'Cannot let the robot bob listen for "mesage": nothing has that name. Did you mean "message"?',
      );
    }));

  test("a test may end in the midst of a handler", async () => {
    const { chat, giveBack } = await places.lend(place, frozen, `midst ${place}`);
    const { alice, threadId } = await openThread(chat);
    const { promise: begun, resolve: begin } = withResolvers<void>();
    const { promise: ended, resolve: end } = withResolvers<unknown>();
    await chat.robot("bob").on("message", async (_, robot) => {
      begin();
      await robot.wait({ seconds: 1 }).catch(() => {});
      await robot.say("too late").catch(end);
    });
    await say(chat, alice, threadId, "Hello");
    await begun;
    await giveBack();
    expect(await ended).toBeInstanceOf(Error);
    const { tenants } = await new ControlLine(`${places.server.url}/_emulator`).get<{
      readonly tenants: readonly { readonly name: string }[];
    }>("tenants");
    expect(tenants.map(({ name }) => name)).not.toContain(chat.tenant);
  });
});
