// People in the tenant of a test, the same test in process and on a shared server: streams, flags, notifications.

import { describe, expect, test } from "vitest";
import type { AcsUser } from "../../src/server/index.ts";
import type { Chat } from "../../src/server/kit/chat.ts";
import { call, openPlaces, placeNames } from "./both-places.ts";

const places = openPlaces();
const within = places.within.bind(places);

interface Thread {
  readonly alice: AcsUser;
  readonly bob: AcsUser;
  readonly threadId: string;
}

/** A thread of alice's with bob in it. */
async function openThread(chat: Chat): Promise<Thread> {
  const [alice, bob] = [await chat.user("alice"), await chat.user("bob")];
  const participants = [{ communicationIdentifier: { rawId: bob.id }, displayName: "Bob" }];
  const { chatThread } = await call(chat, alice.token, "chat/threads", {
    topic: "Lunch",
    participants,
  });
  return { alice, bob, threadId: chatThread.id };
}

async function say(chat: Chat, { token }: AcsUser, threadId: string, content: string) {
  const { id } = await call(chat, token, `chat/threads/${threadId}/messages`, { content });
  return id;
}

/** What was said in a thread, from the first to the last. */
async function textsIn(chat: Chat, { token }: AcsUser, threadId: string) {
  const { value } = await call(chat, token, `chat/threads/${threadId}/messages`);
  return value
    .filter(({ type }: { type: string }) => type === "text")
    .map(({ content }: { content: { message: string } }) => content.message)
    .reverse();
}

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
});
