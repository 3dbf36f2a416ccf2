// The app's tests: each has a tenant of its own, in this process, so that they may run at once.

import { expect, test } from "chat-emulator/vitest";
import { describe } from "vitest";
import { createSupportChat } from "./support-chat.mjs";

async function open(chat, name) {
  const { token } = await chat.user(name);
  const { endpoint, httpClient } = chat;
  return createSupportChat({ endpoint, token, options: { httpClient } });
}

describe.concurrent("the support chat", () => {
  test("asks the agent", async ({ chat, expect }) => {
    const support = await open(chat, "alice");
    const agent = await chat.user("agent");
    const threadId = await support.ask(agent.id, "Where is my parcel?");
    await expect(chat).toHaveReceived("ChatThread_SendChatMessage", {
      times: 1,
      from: await chat.user("alice"),
      thread: threadId,
      body: { content: "Where is my parcel?" },
    });
    await expect(chat).toBeInOrder(["Chat_CreateChatThread", "ChatThread_SendChatMessage"]);
  });

  test("asks again when it was told to slow down", async ({ chat, expect }) => {
    await chat.faults.add({
      operation: "ChatThread_SendChatMessage",
      status: 429,
      // The SDK waits that long, in real time.
      headers: { "retry-after-ms": "10" },
      times: 2,
    });
    const support = await open(chat, "alice");
    const threadId = await support.ask((await chat.user("agent")).id, "Hello?");
    await expect(chat).toHaveReceived("ChatThread_SendChatMessage", { times: 3 });
    expect(await support.read(threadId)).toEqual(["You: Hello?"]);
  });

  test("shows what a robot answers", async ({ chat, expect }) => {
    const support = await open(chat, "alice");
    const agent = await chat.user("agent");
    const alice = await chat.user("alice");
    await chat.robot("agent").on("message", ({ text }, robot) => robot.say(`You said: ${text}`));
    const heard = await chat.notifications(alice);
    const threadId = await support.ask(agent.id, "Anybody there?");
    for await (const { name, payload } of heard) {
      if (name === "chatMessageReceived" && payload.messageBody.startsWith("You said")) break;
    }
    expect(await support.read(threadId)).toEqual([
      "You: Anybody there?",
      "agent: You said: Anybody there?",
    ]);
  });
});

describe("with a clock that stands still", () => {
  test.override({ chatOptions: { clock: "frozen:2025-03-15T12:00:00Z" } });

  test("a thread is stale after a day", async ({ chat }) => {
    const support = await open(chat, "alice");
    const threadId = await support.ask((await chat.user("agent")).id, "Hello?");
    await chat.clock.advance({ hours: 23 });
    expect(await support.isStale(threadId, await chat.clock.now())).toBe(false);
    await chat.clock.advance({ hours: 2 });
    // The token of the beginning has ended meanwhile.
    const later = await open(chat, "alice");
    expect(await later.isStale(threadId, await chat.clock.now())).toBe(true);
  });
});
