// The other of two files that run at once on the same server, each test in a tenant of its own.

import { expect, test } from "chat-emulator/vitest";
import { createChatClient } from "./chat-client.mjs";

test("messages keep the contract, at the time of the tenant", async ({ chat }) => {
  await chat.clock.freeze("2025-03-15T12:00:00Z");
  const { token } = await chat.user("alice");
  const client = createChatClient({ url: chat.url, token });
  const threadId = await client.open("Lunch");
  await client.say(threadId, "Pizza?");
  const [message] = await client.messages(threadId);
  expect(message).toMatchContract("acs", "2025-03-15", "ChatMessage");
  expect(message.createdOn).toBe("2025-03-15T12:00:00Z");
  await expect(chat).toBeInOrder(["CreateChatThread", "SendChatMessage", "ListChatMessages"]);
});

test("bob types for two seconds, and answers", async ({ chat }) => {
  await chat.clock.freeze();
  await chat.robot("bob").on("message", async ({ text }, robot) => {
    await robot.type({ seconds: 2 });
    await robot.say(`You said: ${text}`);
  });
  const { token } = await chat.user("alice");
  const client = createChatClient({ url: chat.url, token });
  const threadId = await client.open("Lunch", [await chat.user("bob")]);
  await client.say(threadId, "Pizza?");
  await chat.clock.advance({ seconds: 2 });
  const [answer] = await client.messages(threadId);
  expect(answer.content.message).toBe("You said: Pizza?");
});

test("alice has no thread yet", async ({ chat }) => {
  const { token } = await chat.user("alice");
  expect(await createChatClient({ url: chat.url, token }).topics()).toEqual([]);
});
