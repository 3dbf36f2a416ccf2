// chat-emulator/vitest used as its users do: a tenant for each test, and matchers for what came to it.

import { describe, vi } from "vitest";
import { type Chat, expect, test } from "../../src/server/kit/vitest.ts";

const version = "api-version=2025-03-15";

/** What an app does, without an SDK. */
async function call(chat: Chat, token: string, path: string, body: object): Promise<Response> {
  return chat.fetch(`${chat.endpoint}${path}?${version}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies.
async function json(response: Response): Promise<any> {
  return response.json();
}

async function createThread(chat: Chat, token: string, topic = "Lunch"): Promise<string> {
  const answer = await call(chat, token, "chat/threads", { topic });
  return (await json(answer)).chatThread.id;
}

test("a call that came is received, by whom and with what it was", async ({ chat }) => {
  const alice = await chat.user("alice");
  const bob = await chat.user("bob");
  const thread = await createThread(chat, alice.token);
  const sent = { content: "Hello", metadata: { mood: "hungry" } };
  await call(chat, alice.token, `chat/threads/${thread}/messages`, sent);
  await expect(chat).toHaveReceived("ChatThread_SendChatMessage", {
    times: 1,
    from: alice,
    thread,
    body: { content: expect.stringContaining("Hell") },
  });
  await expect(chat).toHaveReceived("SendChatMessage");
  await expect(chat).not.toHaveReceived("SendChatMessage", { from: bob });
  await expect(chat).not.toHaveReceived("ChatThread_DeleteChatMessage");
});

test("a call that is still on its way is waited for", async ({ chat }) => {
  const alice = await chat.user("alice");
  const thread = await createThread(chat, alice.token);
  const waiting = expect(chat).toHaveReceived("SendChatMessage", { times: 2, withinMs: 20_000 });
  await call(chat, alice.token, `chat/threads/${thread}/messages`, { content: "one" });
  await call(chat, alice.token, `chat/threads/${thread}/messages`, { content: "two" });
  await waiting;
});

test("what did not come is told from what came instead", async ({ chat }) => {
  const alice = await chat.user("alice");
  const thread = await createThread(chat, alice.token);
  await call(chat, alice.token, `chat/threads/${thread}/messages`, { content: "Hello" });
  await expect(
    expect(chat).toHaveReceived("SendChatMessage", {
      body: { content: "Goodbye" },
      withinMs: 1,
    }),
  ).rejects.toThrow(
    /^Expected SendChatMessage at least 1 time with .*"Goodbye".*, received 0\. Nearest other calls: #2 ChatThread_SendChatMessage by .* \(body differs: .*content/,
  );
  await expect(
    expect(chat).toHaveReceived("ChatThread_SendChatMesage", { withinMs: 1 }),
  ).rejects.toThrow('Did you mean "ChatThread_SendChatMessage"?');
  await expect(expect(chat).not.toHaveReceived("SendChatMessage")).rejects.toThrow(
    "Expected SendChatMessage 0 times, received 1: #2.",
  );
});

test("more calls than were expected fail at once", async ({ chat }) => {
  const alice = await chat.user("alice");
  await createThread(chat, alice.token);
  await createThread(chat, alice.token);
  await expect(
    expect(chat).toHaveReceived("Chat_CreateChatThread", { times: 1, withinMs: 2 ** 31 - 1 }),
  ).rejects.toThrow("Expected Chat_CreateChatThread 1 time, received 2: #1, #2.");
});

test("what has no journal cannot have received anything", async () => {
  await expect(expect("chat").toHaveReceived("SendChatMessage")).rejects.toThrow(
    "Cannot tell what string has received: it has no journal.",
  );
});

test("a body is held against the contract", async ({ chat }) => {
  const alice = await chat.user("alice");
  const thread = await createThread(chat, alice.token);
  const path = `${chat.endpoint}chat/threads/${thread}/messages?${version}`;
  const headers = { authorization: `Bearer ${alice.token}` };
  const { value } = await json(await chat.fetch(path, { headers }));
  expect(value[0]).toMatchContract("acs", "2025-03-15", "ChatMessage");
  expect({ ...value[0], type: "Text" }).not.toMatchContract("acs", "2025-03-15", "ChatMessage");
  const { createdOn: _, ...rest } = value[0];
  expect(() => expect(rest).toMatchContract("acs", "2025-03-15", "ChatMessage")).toThrow(
    "Expected a ChatMessage of acs 2025-03-15. At /createdOn: `createdOn` of ChatMessage is missing. (expected a value, got nothing)",
  );
});

test.each([
  ["azure", "2025-03-15", "ChatMessage", /the contract has no such vendor\. Use one of acs, stack/],
  ["acs", "2025-03-16", "ChatMessage", /acs has no such version\. Did you mean "2025-03-15"\?/],
  ["acs", "2025-03-15", "ChatMesage", /has no such model\. Did you mean "ChatMessage"\?/],
])("a body is not held against %s %s %s", (vendor, id, model, message) => {
  expect(() => expect({}).toMatchContract(vendor as "acs", id, model)).toThrow(message);
});

test("operations happen in order, others may lie in between", async ({ chat }) => {
  const alice = await chat.user("alice");
  const thread = await createThread(chat, alice.token);
  await call(chat, alice.token, `chat/threads/${thread}/typing`, {});
  await call(chat, alice.token, `chat/threads/${thread}/messages`, { content: "Hello" });
  await expect(chat).toBeInOrder(["Chat_CreateChatThread", "ChatThread_SendChatMessage"]);
  await expect(chat).not.toBeInOrder(["SendChatMessage", "CreateChatThread"]);
  // In process there is nothing to wait for.
  expect(() => void expect(chat).toBeInOrder(["SendChatMessage", "CreateChatThread"])).toThrow(
    /^Expected SendChatMessage, then CreateChatThread: no CreateChatThread happened after #3 ChatThread_SendChatMessage by .*: 201, but before: #1 Chat_CreateChatThread by .*\.\nWhat happened:\n {2}#1 /,
  );
});

test("notifications happen in order as well", async ({ chat }) => {
  const alice = await chat.user("alice");
  await using heard = await chat.notifications(alice);
  const thread = await createThread(chat, alice.token);
  await call(chat, alice.token, `chat/threads/${thread}/messages`, { content: "Hello" });
  const first = await heard.next();
  const second = await heard.next();
  await expect([first.value, second.value]).toBeInOrder([
    "chatThreadCreated",
    "chatMessageReceived",
  ]);
});

describe("with options", () => {
  test.override({
    chatOptions: { fixtures: ["two-people"], clock: "frozen:2025-03-15T12:00:00Z" },
  });

  test("a tenant begins with them", async ({ chat }) => {
    expect(await chat.clock.now()).toBe(Date.parse("2025-03-15T12:00:00Z"));
    await chat.clock.advance({ minutes: 20 });
    expect(await chat.clock.now()).toBe(Date.parse("2025-03-15T12:20:00Z"));
  });
});

describe("with timers that stand still", () => {
  test("users, calls, clock and matchers go on", async ({ chat }) => {
    vi.useFakeTimers();
    try {
      const alice = await chat.user("alice");
      const thread = await createThread(chat, alice.token);
      const waiting = expect(chat).toHaveReceived("SendChatMessage");
      await call(chat, alice.token, `chat/threads/${thread}/messages`, { content: "Hello" });
      await waiting;
      await chat.clock.advance({ hours: 1 });
      await expect(
        expect(chat).toHaveReceived("DeleteChatMessage", { withinMs: 1 }),
      ).rejects.toThrow("Expected DeleteChatMessage");
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("isolation", () => {
  const seen = new Map<string, string>();

  test.concurrent.for([1, 2, 3, 4])("tenant %i is alone", async (number, { chat, expect }) => {
    const alice = await chat.user("alice");
    await createThread(chat, alice.token, `Topic ${number}`);
    const headers = { authorization: `Bearer ${alice.token}` };
    const listed = await chat.fetch(`${chat.endpoint}chat/threads?${version}`, { headers });
    const { value } = await json(listed);
    expect(value.map(({ topic }: { topic: string }) => topic)).toEqual([`Topic ${number}`]);
    await expect(chat).toHaveReceived("Chat_CreateChatThread", { times: 1 });
    seen.set(chat.tenant, alice.id);
  });

  test("tenants are named after their tests and have people of their own", () => {
    expect([...seen.keys()].sort()).toEqual(
      [1, 2, 3, 4].map((number) => expect.stringMatching(`^isolation-tenant-${number}-is-alone-`)),
    );
    expect(new Set(seen.values()).size).toBe(4);
  });
});

test("a robot answers, a fault strikes, a snapshot is gone back to", async ({ chat }) => {
  const alice = await chat.user("alice");
  const bob = await chat.user("bob");
  const thread = await createThread(chat, alice.token);
  await chat.snapshots.save("empty");
  await chat.faults.add({ operation: "ChatThread_SendChatMessage", status: 429, times: 1 });
  const messages = `chat/threads/${thread}/messages`;
  expect((await call(chat, alice.token, messages, { content: "Ping" })).status).toBe(429);
  await chat.robot("bob").on("message", (_, robot) => robot.say("Pong"));
  const participants = [{ communicationIdentifier: { rawId: bob.id } }];
  await call(chat, alice.token, `chat/threads/${thread}/participants/:add`, { participants });
  await using heard = await chat.notifications(alice);
  await call(chat, alice.token, messages, { content: "Ping" });
  await heard.next();
  expect((await heard.next()).value?.payload["messageBody"]).toBe("Pong");
  expect(await chat.faults.list()).toMatchObject([{ struck: 1 }]);
  await chat.snapshots.restore("empty");
  expect(await chat.snapshots.names()).toEqual(["empty"]);
});

test("a tenant is reachable over the network once it listens", async ({ chat }) => {
  expect(() => chat.url).toThrow("Await listen() first.");
  const { url, endpoint } = await chat.listen();
  expect(url).toBe(chat.url);
  expect(endpoint).toMatch(new RegExp(`^https://127\\.0\\.0\\.1:\\d+/t/${chat.tenant}/$`));
  const alice = await chat.user("alice");
  const answer = await fetch(`${url}/chat/threads?${version}`, {
    headers: { authorization: `Bearer ${alice.token}` },
  });
  expect(answer.status).toBe(200);
  await expect(chat).toHaveReceived("Chat_ListChatThreads", { times: 1, from: alice });
});
