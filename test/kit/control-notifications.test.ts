// Notifications over HTTP, as server-sent events: all of them from the headers on, until somebody leaves.

import { expect, test, vi } from "vitest";
import { readEvents } from "../../src/server/kit/read-events.ts";
import { NotificationStream } from "../../src/server/realtime/notification-stream.ts";
import { Chat } from "../support/chat.ts";
import { type Desk, openDesk } from "./control-desk.ts";

const frozen = { fixtures: ["two-people"], clock: "frozen:2025-03-15T12:00:00Z" };

async function openScene(desk: Desk) {
  const { acs } = desk.emulator;
  const [alice, bob] = [await acs.user("alice"), await acs.user("bob")];
  const chat = new Chat(desk.emulator);
  const thread = await chat.thread([alice, bob]);
  return { alice, bob, say: (text: string) => chat.say(alice, thread, text) };
}

async function follow(desk: Desk, user: string, init: RequestInit = {}) {
  const path = `acs/users/${encodeURIComponent(user)}/notifications`;
  const request = new Request(`https://localhost:2428/_emulator/${path}`, init);
  const response = await desk.emulator.fetch(request);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  if (!response.body) throw new Error("There is no stream.");
  return readEvents(response.body);
}

async function textOf(events: Awaited<ReturnType<typeof follow>>): Promise<unknown> {
  const { value } = await events.next();
  return value && JSON.parse(value.data).payload?.messageBody;
}

test("each is told by its name, thread and payload", async () => {
  await using desk = await openDesk(frozen);
  const { bob, say } = await openScene(desk);
  const inProcess = desk.emulator.acs.notifications(bob);
  const events = await follow(desk, bob.id);
  await say("Hello");
  const { value } = await events.next();
  expect(value?.name).toBe("notification");
  expect(JSON.parse(value?.data ?? "")).toEqual((await inProcess.next()).value);
});

test("a stream ends with its tenant, after what was told before", async () => {
  await using desk = await openDesk(frozen);
  const { bob, say } = await openScene(desk);
  const events = await follow(desk, bob.id);
  await say("Hello");
  await desk.post("reset");
  expect(await textOf(events)).toBe("Hello");
  expect((await events.next()).done).toBe(true);
});

test("a stream that nobody reads says so when it ends", async () => {
  await using desk = await openDesk(frozen);
  const { bob, say } = await openScene(desk);
  const events = await follow(desk, bob.id);
  const message = Number(await say("first"));
  const { threadId = "" } = JSON.parse((await events.next()).value?.data ?? "{}");
  const flag = { threadId, messageId: String(message), result: "warning" } as const;
  for (let left = 10_002; left > 0; left -= 1) desk.emulator.acs.flagMessage(flag);
  let last: unknown;
  let count = 0;
  for await (const event of events) {
    last = event;
    count += 1;
  }
  expect(last).toEqual({
    name: "problem",
    data: '{"error":"Cannot keep more than 10000 notifications: nobody takes them. Read the iterator, or stop it with return()."}',
  });
  expect(count).toBe(10_001);
});

/** The streams that have been opened in a program's words: each ends when nobody listens any more. */
function watch(desk: Desk) {
  const { results } = vi.spyOn(desk.emulator.acs, "notifications").mock;
  return (at: number) => {
    const { value } = results[at] ?? {};
    if (value instanceof NotificationStream) return value;
    throw new Error("There is no such stream.");
  };
}

const over = { done: true, value: undefined };

test("a client that goes away leaves nothing behind", async () => {
  await using desk = await openDesk(frozen);
  const { bob } = await openScene(desk);
  const opened = watch(desk);
  const leaving = new AbortController();
  const aborted = await follow(desk, bob.id, { signal: leaving.signal });
  leaving.abort();
  expect(await aborted.next()).toEqual(over);
  expect(await opened(0).next()).toEqual(over);
  const path = `acs/users/${encodeURIComponent(bob.id)}/notifications`;
  const request = new Request(`https://localhost:2428/_emulator/${path}`);
  await (await desk.emulator.fetch(request)).body?.cancel();
  expect(await opened(1).next()).toEqual(over);
});

test("over the network nothing is missed from the headers on, and closing the client closes it", async () => {
  await using desk = await openDesk(frozen);
  const { bob, say } = await openScene(desk);
  const opened = watch(desk);
  const { controlUrl } = await desk.emulator.listen({ port: 0 });
  const leaving = new AbortController();
  const path = `acs/users/${encodeURIComponent(bob.id)}/notifications`;
  const { body } = await fetch(`${controlUrl}/${path}`, { signal: leaving.signal });
  if (!body) throw new Error("There is no stream.");
  for (const text of ["one", "two"]) await say(text);
  const events = readEvents(body);
  expect([await textOf(events), await textOf(events)]).toEqual(["one", "two"]);
  leaving.abort();
  await expect(events.next()).rejects.toThrow();
  expect(await opened(0).next()).toEqual(over);
});

test("a HEAD listens to nothing", async () => {
  await using desk = await openDesk(frozen);
  const { bob } = await openScene(desk);
  const path = `acs/users/${encodeURIComponent(bob.id)}/notifications`;
  const { status, headers } = await desk.send("HEAD", path);
  expect([status, headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
});

test.each([
  ["acs/users/8:acs:nobody/notifications", 400, /^Cannot listen for 8:acs:nobody: .+ Create it f/],
  ["acs/users/8:acs:nobody/notifcations", 404, /there is no such control route/],
  ["acs/users/8:acs:nobody/notifications?since=1", 400, /unknown parameter "since"/],
])("GET %s is refused", async (path, status, error) => {
  await using desk = await openDesk(frozen);
  expect(await desk.send("GET", path)).toMatchObject({
    status,
    body: { error: expect.stringMatching(error) },
  });
});
