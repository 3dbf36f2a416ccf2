// People in the tenant of a test, the same test in process and on a shared server: streams, flags, notifications.

import { describe, expect, test } from "vitest";
import { judgeOrder } from "../../src/server/kit/be-in-order.ts";
import {
  call,
  openPlaces,
  openThread,
  placeNames,
  say,
  type Thread,
  textsIn,
} from "./both-places.ts";

const places = openPlaces();
const within = places.within.bind(places);

describe.each(placeNames)("%s", (place) => {
  test("a message streams part by part, and can be read as it stands", () =>
    within(place, async (chat) => {
      const { alice, bob, threadId } = await openThread(chat);
      const order = { threadId, sender: alice, senderDisplayName: "Bot", content: "H" };
      const stream = await chat.streamMessage(order);
      expect(await textsIn(chat, bob, threadId)).toEqual(["H"]);
      await stream.inform("Thinking");
      await stream.write("Hel");
      expect(await textsIn(chat, bob, threadId)).toEqual(["Hel"]);
      await stream.end("Hello", "canceled");
      const { content } = await call(
        chat,
        bob.token,
        `chat/threads/${threadId}/messages/${stream.messageId}`,
      );
      expect(content.message).toBe("Hello");
      await expect(stream.write("more")).rejects.toThrow(
        `Cannot write to message ${stream.messageId}: it has ended. Stream another one.`,
      );
    }));

  test.each([
    ["nobody", ({ threadId }: Thread) => ({ threadId, sender: "8:acs:nobody" }), "does not know"],
    ["in no thread", ({ bob }: Thread) => ({ threadId: "19:none@thread.v2", sender: bob }), "Unk"],
  ])("a stream of %s is refused", (_, order, message) =>
    within(place, async (chat) => {
      const thread = await openThread(chat);
      await expect(chat.streamMessage(order(thread))).rejects.toThrow(message);
    }),
  );

  test("a policy blocks a message, of which there has to be one", () =>
    within(place, async (chat) => {
      const { alice, bob, threadId } = await openThread(chat);
      const messageId = await say(chat, alice, threadId, "my card number");
      await chat.flagMessage({ threadId, messageId, result: "contentBlocked" });
      const path = `${chat.endpoint}chat/threads/${threadId}/messages/${messageId}`;
      const headers = { authorization: `Bearer ${bob.token}` };
      const read = await chat.fetch(`${path}?api-version=2024-06-05-preview`, { headers });
      expect(JSON.parse(await read.text()).policyViolation).toEqual({ state: "contentBlocked" });
      await expect(
        chat.flagMessage({ threadId, messageId: "1", result: "warning" }),
      ).rejects.toThrow(`Cannot flag message 1 of ${threadId}: no user has sent such a message. `);
    }));

  test("nothing is missed from the moment that notifications are awaited", () =>
    within(place, async (chat) => {
      const { alice, bob, threadId } = await openThread(chat);
      await using heard = await chat.notifications(bob);
      await say(chat, alice, threadId, "one");
      await say(chat, alice, threadId, "two");
      const [first, second, third] = [heard.next(), heard.next(), heard.next()];
      await say(chat, alice, threadId, "three");
      const all = await Promise.all([first, second, third]);
      expect(all.map(({ value }) => value?.payload["messageBody"])).toEqual([
        "one",
        "two",
        "three",
      ]);
      expect(all[0].value).toMatchObject({ name: "chatMessageReceived", threadId });
      const judged = await judgeOrder(
        all.map(({ value }) => value),
        ["chatMessageReceived", "chatMessageReceived"],
      );
      expect(judged.pass).toBe(true);
    }));

  test("notifications end with the world that they are of", () =>
    within(place, async (chat) => {
      const { alice, bob, threadId } = await openThread(chat);
      const heard = await chat.notifications(bob);
      await say(chat, alice, threadId, "one");
      await chat.reset();
      expect((await heard.next()).value?.name).toBe("chatMessageReceived");
      expect(await heard.next()).toEqual({ done: true, value: undefined });
    }));

  test("notifications that are given back are no more", () =>
    within(place, async (chat) => {
      const { bob } = await openThread(chat);
      const heard = await chat.notifications(bob);
      const coming = heard.next();
      await heard.return?.();
      expect(await coming).toEqual({ done: true, value: undefined });
      for await (const one of heard) expect(one).toBe("nothing");
    }));

  test("there are no notifications for nobody", () =>
    within(place, async (chat) => {
      await expect(chat.notifications("8:acs:nobody")).rejects.toThrow(
        "Cannot listen for 8:acs:nobody: the emulator does not know that user. Create it first.",
      );
    }));
});
