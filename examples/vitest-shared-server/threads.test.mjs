// One of two files that run at once on the same server, each test in a tenant of its own.

import { expect, test } from "chat-emulator/vitest";
import { createChatClient } from "./chat-client.mjs";

test.for(["Lunch", "Dinner"])("alice sees her own thread alone: %s", async (topic, { chat }) => {
  const { token } = await chat.user("alice");
  const client = createChatClient({ url: chat.url, token });
  await client.open(topic);
  expect(await client.topics()).toEqual([topic]);
  await expect(chat).toHaveReceived("Chat_CreateChatThread", { times: 1, body: { topic } });
});

test("a service that is down is an error", async ({ chat }) => {
  await chat.faults.add({ operation: "Chat_CreateChatThread", status: 503 });
  const { token } = await chat.user("alice");
  const client = createChatClient({ url: chat.url, token });
  await expect(client.open("Lunch")).rejects.toThrow("503");
});
