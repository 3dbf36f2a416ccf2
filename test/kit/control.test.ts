// What is done over HTTP is seen by the program, and the other way round.

import { expect, test } from "vitest";
import { openDesk } from "./control-desk.ts";

const NOON = "2025-03-15T12:00:00Z";
const frozen = { fixtures: ["two-people"], clock: `frozen:${NOON}` } as const;

test("health and readiness are told", async () => {
  await using desk = await openDesk();
  expect(await desk.get("health")).toEqual({ status: "ok" });
  expect(await desk.get("ready")).toEqual({ status: "ready" });
});

test("the information is about the tenant that is named", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"], seed: 7 });
  const { emulator } = desk;
  const blue = emulator.tenants.get("blue");
  await blue.acs.user("carol");
  expect(await desk.get("info?tenant=blue")).toMatchObject({
    name: "chat-emulator",
    version: emulator.version,
    seed: 7,
    tenant: "blue",
    tenants: ["default", "blue"],
    acs: { endpoint: blue.acs.endpoint, users: ["alice", "bob", "carol"] },
  });
  expect((await desk.get("info")).acs.users).toEqual(["alice", "bob"]);
});

test.each([
  ["its host", "info", "https://blue.localhost:2428"],
  ["the start of its path", "info", "https://localhost:2428/t/blue"],
  ["a parameter", "info?tenant=blue", "https://localhost:2428"],
  ["its path and the same parameter", "info?tenant=blue", "https://localhost:2428/t/blue"],
])("a tenant is named by %s", async (_, path, at) => {
  await using desk = await openDesk();
  expect((await desk.get(path, { at })).tenant).toBe("blue");
  expect(desk.emulator.tenants.names).toEqual(["default", "blue"]);
});

test("a tenant's own fetch names it", async () => {
  await using desk = await openDesk();
  const request = new Request("https://localhost:2428/_emulator/info");
  const answer = await desk.emulator.tenants.get("blue").fetch(request);
  expect(await answer.json()).toMatchObject({ tenant: "blue" });
});

test("a header cannot name a tenant", async () => {
  await using desk = await openDesk();
  const headers = { "x-emulator-world": "blue" };
  expect((await desk.get("info", { headers })).tenant).toBe("default");
});

test("a reset is of one tenant", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const { emulator } = desk;
  const blue = emulator.tenants.get("blue");
  await emulator.acs.user("carol");
  await blue.acs.user("carol");
  expect((await desk.post("reset?tenant=blue")).status).toBe(204);
  expect(blue.acs.users.map(({ name }) => name)).toEqual(["alice", "bob"]);
  expect(emulator.acs.users).toHaveLength(3);
});

test("a snapshot is saved, listed, restored and dropped", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const { emulator } = desk;
  expect(await desk.post("snapshots", { name: "a/b ü" })).toMatchObject({
    status: 201,
    body: { name: "a/b ü" },
  });
  expect(emulator.snapshots.names).toEqual(["a/b ü"]);
  emulator.snapshots.save("second");
  expect(await desk.get("snapshots")).toEqual({ snapshots: ["a/b ü", "second"] });
  await emulator.acs.user("carol");
  const path = `snapshots/${encodeURIComponent("a/b ü")}`;
  expect((await desk.post(`${path}/restore`)).status).toBe(204);
  expect(emulator.acs.users).toHaveLength(2);
  expect((await desk.send("DELETE", path)).status).toBe(204);
  expect(emulator.snapshots.names).toEqual(["second"]);
});

test("a snapshot is forked as it was then", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const { emulator } = desk;
  emulator.snapshots.save("before");
  await emulator.acs.user("carol");
  const { status, body } = await desk.post("snapshots/before/fork", { tenant: "blue" });
  expect(status).toBe(201);
  expect(body.name).toBe("blue");
  expect(body.users.map(({ name }: { name: string }) => name)).toEqual(["alice", "bob"]);
  expect(emulator.tenants.get("blue").acs.users).toHaveLength(2);
  expect((await desk.post("snapshots/before/fork")).body.name).toBe("fork-1");
  expect(emulator.acs.users).toHaveLength(3);
});

test("a snapshot is given as a fixture that an emulator starts with", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  await desk.emulator.acs.user("carol");
  await desk.post("snapshots", { name: "now" });
  const fixture = await desk.get("snapshots/now");
  await using again = await openDesk({ fixtures: [fixture] });
  const idsOf = ({ emulator }: typeof desk) => emulator.acs.users.map(({ id }) => id);
  expect(idsOf(again)).toEqual(idsOf(desk));
});

test("the clock is told, frozen, set, advanced and resumed", async () => {
  await using desk = await openDesk({ clock: `frozen:${NOON}` });
  const { clock } = desk.emulator;
  const change = async (body: object) => (await desk.post("clock", body)).body;
  expect(await desk.get("clock")).toEqual({
    now: "2025-03-15T12:00:00.000Z",
    isFrozen: true,
    offsetMs: null,
  });
  expect(await change({ advance: { minutes: 20, seconds: 1 } })).toMatchObject({
    now: "2025-03-15T12:20:01.000Z",
  });
  expect(clock.now()).toBe(Date.parse("2025-03-15T12:20:01Z"));
  expect(await change({ set: "2025-03-16T00:00:00Z" })).toMatchObject({
    now: "2025-03-16T00:00:00.000Z",
  });
  const resumed = await change({ resume: true });
  expect(resumed).toMatchObject({ isFrozen: false, offsetMs: clock.offset });
  expect(clock.isFrozen).toBe(false);
  expect(await change({ freeze: true })).toMatchObject({ isFrozen: true });
  expect(clock.isFrozen).toBe(true);
  expect(await change({ freeze: NOON })).toMatchObject({ now: "2025-03-15T12:00:00.000Z" });
  clock.resume();
  expect((await desk.get("clock")).isFrozen).toBe(false);
});

test("a fault is added, listed, removed and cleared", async () => {
  await using desk = await openDesk();
  const { faults } = desk.emulator;
  const rule = { operation: "ChatThread_SendChatMessage", status: 429, times: 3 };
  expect(await desk.post("faults", rule)).toMatchObject({ status: 201, body: { id: "fault-1" } });
  expect(faults.list()).toMatchObject([rule]);
  faults.add({ id: "slow", latencyMs: 10 });
  expect(await desk.get("faults")).toEqual({
    faults: [
      { id: "fault-1", ...rule, matched: 0, struck: 0 },
      { id: "slow", latencyMs: 10, matched: 0, struck: 0 },
    ],
    lag: { receiptsMs: 0, listsMs: 0 },
  });
  expect((await desk.send("DELETE", "faults/fault-1")).status).toBe(204);
  expect(faults.list()).toHaveLength(1);
  expect((await desk.send("DELETE", "faults")).status).toBe(204);
  expect(faults.list()).toEqual([]);
});

test("the lag of reads is set, told and ended", async () => {
  await using desk = await openDesk();
  const set = await desk.post("faults", { lag: { receiptsMs: 500 } });
  expect(set).toMatchObject({ status: 200, body: { lag: { receiptsMs: 500, listsMs: 0 } } });
  desk.emulator.faults.lag({ listsMs: 20 });
  expect((await desk.get("faults")).lag).toEqual({ receiptsMs: 0, listsMs: 20 });
  await desk.post("faults", { lag: {} });
  expect((await desk.get("faults")).lag).toEqual({ receiptsMs: 0, listsMs: 0 });
});

test("a tenant is made, listed and dropped", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const { tenants } = desk.emulator;
  const { status, body } = await desk.post("tenants", { name: "blue" });
  const { acs } = tenants.get("blue");
  expect(status).toBe(201);
  expect(body).toMatchObject({
    name: "blue",
    endpoint: acs.endpoint,
    connectionString: acs.connectionString,
    users: [{ name: "alice" }, { name: "bob" }],
  });
  expect((await desk.post("tenants")).body.name).toBe("tenant-1");
  tenants.get("green");
  const { tenants: listed } = await desk.get("tenants");
  expect(listed.map(({ name }: { name: string }) => name)).toEqual(tenants.names);
  expect(listed[1].connectionString).toBe(acs.connectionString);
  expect((await desk.send("DELETE", "tenants/blue")).status).toBe(204);
  expect(tenants.names).toEqual(["default", "tenant-1", "green"]);
});

test("a tenant is made as a fork", async () => {
  await using desk = await openDesk();
  await desk.emulator.acs.user("carol");
  const forked = await desk.post("tenants", { fork: "default", name: "blue" });
  expect(forked.body.users).toMatchObject([{ name: "carol" }]);
  expect((await desk.post("tenants", { fork: "blue" })).body.name).toBe("fork-1");
});

test("a user is made with a token, which is good", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const { emulator } = desk;
  const { status, body: carol } = await desk.post("acs/users", { name: "carol" });
  expect(status).toBe(201);
  expect(await emulator.acs.user("carol")).toMatchObject({ id: carol.id, token: carol.token });
  const threads = await emulator.fetch(
    new Request("https://localhost:2428/chat/threads?api-version=2025-03-15", {
      headers: { authorization: `Bearer ${carol.token}` },
    }),
  );
  expect(threads.status).toBe(200);
  expect((await desk.get("acs/users")).users.map(({ name }: { name: string }) => name)).toEqual([
    "alice",
    "bob",
    "carol",
  ]);
});

test("a token is issued for scopes and for a time, for a new user or one that is there", async () => {
  await using desk = await openDesk({ ...frozen });
  const wish = { scopes: ["chat"], expiresInMinutes: 60 };
  const alice = await desk.emulator.acs.user("alice");
  const named = (await desk.post("acs/users", { name: "alice", ...wish })).body;
  expect(named).toMatchObject({ id: alice.id, expiresOn: "2025-03-15T13:00:00.000Z" });
  expect(payloadOf(named.token)).toMatchObject({ acsScope: "chat" });
  expect((await desk.post("acs/users", { id: alice.id, ...wish })).body.id).toBe(alice.id);
  const fresh = (await desk.post("acs/users", wish)).body;
  expect(fresh.id).not.toBe(alice.id);
  expect((await desk.post("acs/users")).body.id).toMatch(/^8:acs:/);
  expect(desk.emulator.acs.users).toHaveLength(2);
});

test("an account of Stack Exchange is made once", async () => {
  await using desk = await openDesk();
  const { stackexchange } = desk.emulator;
  const bot = { email: "bot@example.com", password: "pa55", name: "Bot" };
  expect(await desk.post("stackexchange/accounts", bot)).toMatchObject({ status: 201, body: bot });
  expect(stackexchange.accounts).toEqual([bot]);
  const again = await desk.post("stackexchange/accounts", { email: bot.email });
  expect(again).toMatchObject({ status: 200, body: bot });
  const other = await stackexchange.account({ email: "amy@example.com" });
  expect(await desk.get("stackexchange/accounts")).toEqual({ accounts: [bot, other] });
});

test("a robot acts by its scenario until it is stopped, and the clock waits for it", async () => {
  await using desk = await openDesk({ ...frozen });
  const { emulator } = desk;
  const [alice, bob] = emulator.acs.users;
  if (!alice || !bob) throw new Error("no users");
  const made = await chat(desk, alice.token, "POST", "/chat/threads", {
    topic: "Launch",
    participants: [{ communicationIdentifier: { rawId: bob.id } }],
  });
  const thread = `/chat/threads/${encodeURIComponent(made.chatThread.id)}/messages`;
  const textsIn = async () => {
    const { value } = await chat(desk, alice.token, "GET", thread);
    return value
      .filter(({ type }: { type: string }) => type === "text")
      .map(({ content }: { content: { message: string } }) => content.message);
  };
  const scenario = {
    user: "bob",
    thread: "Launch",
    on: "message",
    do: [{ wait: 2 }, { say: "Hello." }],
  };
  expect(await desk.post("robots", scenario)).toMatchObject({
    status: 201,
    body: { user: "bob", id: bob.id },
  });
  await chat(desk, alice.token, "POST", thread, { content: "Anybody?" });
  await desk.post("clock", { advance: { seconds: 2 } });
  expect(await textsIn()).toEqual(["Hello.", "Anybody?"]);
  expect((await desk.send("DELETE", "robots")).status).toBe(204);
  await chat(desk, alice.token, "POST", thread, { content: "And now?" });
  await desk.post("clock", { advance: { seconds: 2 } });
  expect(await textsIn()).toHaveLength(3);
});

test("what goes wrong while the time moves is told, and the time has moved", async () => {
  await using desk = await openDesk({ ...frozen });
  const [alice, bob] = desk.emulator.acs.users;
  if (!alice || !bob) throw new Error("no users");
  await chat(desk, alice.token, "POST", "/chat/threads", {
    topic: "Launch",
    participants: [{ communicationIdentifier: { rawId: bob.id } }],
  });
  await desk.post("robots", { user: "bob", on: "message", do: [{ leave: true }, { say: "!" }] });
  const { value } = await chat(desk, alice.token, "GET", "/chat/threads");
  const thread = `/chat/threads/${encodeURIComponent(value[0].id)}/messages`;
  await chat(desk, alice.token, "POST", thread, { content: "Go" });
  const { status, body } = await desk.post("clock", { advance: { minutes: 1 } });
  expect(status).toBe(409);
  expect(body.error).toMatch(/^Cannot let all that fell due go well: Cannot .+ as the robot bob/);
  expect((await desk.get("clock")).now).toBe("2025-03-15T12:01:00.000Z");
});

async function chat(
  desk: Awaited<ReturnType<typeof openDesk>>,
  token: string,
  method: string,
  path: string,
  body?: object,
) {
  const response = await desk.emulator.fetch(
    new Request(`https://localhost:2428${path}?api-version=2025-03-15`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  expect(response.ok).toBe(true);
  return JSON.parse(await response.text());
}

function payloadOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
