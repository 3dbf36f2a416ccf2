// The clock of a tenant moves everything together: times, tokens, windows, retention, headers and listeners.

import { expect, test } from "vitest";
import { type ChatEmulator, type ChatTenant, createChatEmulator } from "../../src/server/index.ts";

const START = "2026-01-01T00:00:00Z";

function createFrozen(options = {}): Promise<ChatEmulator> {
  return createChatEmulator({ fixtures: ["two-people"], clock: `frozen:${START}`, ...options });
}

async function ask(tenant: ChatTenant, token: string, method: string, path: string, body?: object) {
  const response = await tenant.fetch(
    new Request(`http://localhost/chat/threads${path}?api-version=2025-03-15`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { response, body: text === "" ? undefined : JSON.parse(text) };
}

async function createThread(tenant: ChatTenant, token: string, extra = {}): Promise<string> {
  const { body } = await ask(tenant, token, "POST", "", { topic: "Launch", ...extra });
  return `/${encodeURIComponent(body.chatThread.id)}`;
}

test("what is written carries the tenant's time, and so does the Date header", async () => {
  await using emulator = await createFrozen();
  const { token } = await emulator.acs.user("alice");
  const thread = await createThread(emulator, token);
  await emulator.clock.advance({ days: 3, hours: 2 });
  await ask(emulator, token, "POST", `${thread}/messages`, { content: "later" });
  const late = await emulator.acs.user("alice");
  const { response, body } = await ask(emulator, late.token, "GET", `${thread}/messages`);
  expect(response.status).toBe(200);
  expect(response.headers.get("date")).toBe("Sun, 04 Jan 2026 02:00:00 GMT");
  expect(body.value.at(-1).createdOn).toBe("2026-01-01T00:00:00Z");
});

test("a clock that goes with the machine's leaves the Date header to the server", async () => {
  await using emulator = await createChatEmulator({ fixtures: ["two-people"] });
  const { token } = await emulator.acs.user("alice");
  const { response } = await ask(emulator, token, "GET", "");
  expect(response.headers.has("date")).toBe(false);
});

test("a token is refused once the clock has gone past its end, and not a second before", async () => {
  await using emulator = await createFrozen();
  const { token } = await emulator.acs.user("alice");
  await emulator.clock.advance({ hours: 23, minutes: 59, seconds: 59 });
  expect((await ask(emulator, token, "GET", "")).response.status).toBe(200);
  await emulator.clock.advance({ seconds: 1 });
  expect((await ask(emulator, token, "GET", "")).response.status).toBe(401);
});

test("a thread is gone when its retention is over, and its members are told", async () => {
  await using emulator = await createFrozen();
  const alice = await emulator.acs.user("alice");
  const kept = await createThread(emulator, alice.token);
  const retentionPolicy = { kind: "threadCreationDate", deleteThreadAfterDays: 30 };
  const passing = await createThread(emulator, alice.token, { retentionPolicy });
  const events = emulator.acs.notifications(alice);
  await emulator.clock.advance({ days: 29, hours: 23 });
  const before = await emulator.acs.user("alice");
  expect((await ask(emulator, before.token, "GET", passing)).response.status).toBe(200);
  await emulator.clock.advance({ hours: 1 });
  const { token } = await emulator.acs.user("alice");
  expect((await ask(emulator, token, "GET", passing)).response.status).toBe(404);
  expect((await ask(emulator, token, "GET", kept)).response.status).toBe(200);
  expect((await events.next()).value).toMatchObject({ name: "chatThreadDeleted" });
});

test("a retention that is taken back, or restored to, is kept to", async () => {
  await using emulator = await createFrozen();
  const { token } = await emulator.acs.user("alice");
  const retentionPolicy = { kind: "threadCreationDate", deleteThreadAfterDays: 30 };
  const thread = await createThread(emulator, token, { retentionPolicy });
  const snapshot = emulator.snapshot();
  await ask(emulator, token, "PATCH", thread, { retentionPolicy: { kind: "none" } });
  await emulator.clock.advance({ days: 40 });
  const later = await emulator.acs.user("alice");
  expect((await ask(emulator, later.token, "GET", thread)).response.status).toBe(200);
  emulator.restore(snapshot);
  await emulator.clock.advance({ days: 40 });
  const again = await emulator.acs.user("alice");
  expect((await ask(emulator, again.token, "GET", thread)).response.status).toBe(404);
});

test("rate windows open again as the clock goes on", async () => {
  await using emulator = await createFrozen({ rateLimits: true });
  const { token } = await emulator.acs.user("alice");
  const statuses = [];
  for (let number = 0; number < 12; number += 1) {
    statuses.push((await ask(emulator, token, "POST", "", { topic: "x" })).response.status);
  }
  expect(statuses).toContain(429);
  await emulator.clock.advance({ minutes: 2 });
  expect((await ask(emulator, token, "POST", "", { topic: "x" })).response.status).toBe(201);
});

test("tenants have clocks of their own", async () => {
  await using emulator = await createFrozen();
  const blue = emulator.tenants.get("blue");
  await blue.clock.advance({ days: 1 });
  expect(new Date(emulator.clock.now()).toISOString()).toBe("2026-01-01T00:00:00.000Z");
  expect(new Date(blue.clock.now()).toISOString()).toBe("2026-01-02T00:00:00.000Z");
  await blue.clock.set("2026-03-01T00:00:00Z");
  expect(blue.clock.isFrozen).toBe(true);
  blue.clock.resume();
  expect(blue.clock.isFrozen).toBe(false);
  expect(blue.clock.offset).not.toBe(0);
});

test("receipts and lists lag behind when they are told to, until the clock has caught up", async () => {
  await using emulator = await createFrozen();
  const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
  const participants = [{ communicationIdentifier: { rawId: bob.id } }];
  emulator.faults.lag({ receiptsMs: 2000, listsMs: 5000 });
  const thread = await createThread(emulator, alice.token, { participants });
  const { body } = await ask(emulator, alice.token, "POST", `${thread}/messages`, {
    content: "hi",
  });
  await ask(emulator, bob.token, "POST", `${thread}/readReceipts`, { chatMessageId: body.id });
  const listed = async () => [
    (await ask(emulator, alice.token, "GET", "")).body.value.length,
    (await ask(emulator, alice.token, "GET", `${thread}/readReceipts`)).body.value.length,
  ];
  expect(await listed()).toEqual([0, 0]);
  await emulator.clock.advance({ seconds: 2 });
  expect(await listed()).toEqual([0, 1]);
  await emulator.clock.advance({ seconds: 3 });
  expect(await listed()).toEqual([1, 1]);
});
