// Two hundred tests at once on one server that listens: a tenant each, and none sees what another one does.

import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeOrder } from "../../src/server/kit/be-in-order.ts";
import type { Chat } from "../../src/server/kit/chat.ts";
import { Emulators } from "../../src/server/kit/emulators.ts";
import { judgeReceived } from "../../src/server/kit/have-received.ts";

const COUNT = 200;
const MESSAGES = 3;

let emulators: Emulators;

beforeAll(() => {
  emulators = new Emulators();
});

afterAll(() => emulators.close());

interface Outcome {
  readonly tenant: string;
  readonly alice: string;
  readonly thread: string;
  readonly topics: readonly string[];
  readonly contents: readonly string[];
  readonly heard: number;
  readonly calls: number;
  readonly isInOrder: boolean;
  readonly now: number;
  readonly refusals: readonly number[];
}

/** What a test may be like: its own people, thread, clock, faults and journal, over real HTTP. */
async function runTest(chat: Chat, number: number): Promise<Outcome> {
  const { url } = await chat.listen();
  const alice = await chat.user("alice");
  const bob = await chat.user("bob");
  const call = async (token: string, method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/${path}?api-version=2025-03-15`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: JSON.parse((await response.text()) || "null") };
  };
  await chat.clock.freeze(new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString());
  const participants = [alice, bob].map(({ id }) => ({ communicationIdentifier: { rawId: id } }));
  const created = await call(alice.token, "POST", "chat/threads", {
    topic: `Topic ${number}`,
    participants,
  });
  const thread: string = created.body.chatThread.id;
  const heard = await chat.notifications(bob);
  await chat.faults.add({ operation: "ChatThread_SendChatMessage", status: 503, times: 1 });
  const refusals: number[] = [];
  for (let sent = 0; sent < MESSAGES; ) {
    const content = `${number}: ${sent}`;
    const { status } = await call(alice.token, "POST", `chat/threads/${thread}/messages`, {
      content,
    });
    if (status === 201) sent += 1;
    else refusals.push(status);
  }
  for (let told = 0; told < MESSAGES; told += 1) await heard.next();
  const threads = await call(bob.token, "GET", "chat/threads");
  const messages = await call(bob.token, "GET", `chat/threads/${thread}/messages`);
  await heard.return?.();
  const sends = await judgeReceived(chat, "SendChatMessage", { times: MESSAGES + 1, from: alice });
  const order = await judgeOrder(chat, ["CreateChatThread", "SendChatMessage", "ListChatMessages"]);
  return {
    tenant: chat.tenant,
    alice: alice.id,
    thread,
    topics: threads.body.value.map(({ topic }: { topic: string }) => topic),
    contents: messages.body.value
      .filter(({ type }: { type: string }) => type === "text")
      .map(({ content }: { content: { message: string } }) => content.message),
    heard: MESSAGES,
    calls: await chat.journal.count(),
    isInOrder: sends.pass && order.pass,
    now: await chat.clock.now(),
    refusals,
  };
}

async function inTenant<Result>(
  title: string,
  run: (chat: Chat) => Promise<Result>,
): Promise<Result> {
  const { chat, giveBack } = await emulators.lend({ title, place: "tenants.test.ts" });
  try {
    return await run(chat);
  } finally {
    await giveBack();
  }
}

test("two hundred tests at once see their own data alone, and leave nothing", async () => {
  const numbers = Array.from({ length: COUNT }, (_, number) => number);
  const outcomes = await Promise.all(
    numbers.map((number) => inTenant(`test ${number}`, (chat) => runTest(chat, number))),
  );
  expect(outcomes).toHaveLength(COUNT);
  for (const [number, outcome] of outcomes.entries()) {
    expect(outcome).toMatchObject({
      topics: [`Topic ${number}`],
      contents: [2, 1, 0].map((sent) => `${number}: ${sent}`),
      heard: MESSAGES,
      // The thread, the messages and one that was refused, and two lists.
      calls: MESSAGES + 4,
      isInOrder: true,
      now: Date.UTC(2025, 0, 1) + number * 60_000,
      refusals: [503],
    });
  }
  for (const field of ["tenant", "alice", "thread"] as const) {
    expect(new Set(outcomes.map((outcome) => outcome[field])).size, field).toBe(COUNT);
  }
  const left = await inTenant("the last", async (chat) => {
    const { url } = await chat.listen();
    const info = await fetch(`${new URL(url).origin}/_emulator/info`);
    return ((await info.json()) as { tenants: string[] }).tenants;
  });
  expect(left).toEqual(["default", expect.stringMatching(/^the-last-/)]);
});

test("the same test has the same ids on every run, another one has others", async () => {
  const idOf = (title: string) =>
    inTenant(title, async (chat) => [chat.tenant, (await chat.user("alice")).id]);
  expect(await idOf("one")).toEqual(await idOf("one"));
  expect(await idOf("one")).not.toEqual(await idOf("two"));
});

test("what one emulator is made with is not what the others are made with", async () => {
  const at = async (options: object) => {
    const test = { title: "options", place: "tenants.test.ts" };
    const { chat, giveBack } = await emulators.lend(test, options);
    const id = (await chat.user("alice")).id;
    await giveBack();
    return id;
  };
  expect(await at({})).toBe(await at({}));
  expect(await at({ seed: 2 })).not.toBe(await at({}));
  await expect(at({ fixtures: ["nothing-such"] })).rejects.toThrow("nothing-such");
});
