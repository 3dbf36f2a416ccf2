// Fixtures that are played into a tenant that lives: all of one, or nothing.

import { expect, test } from "vitest";
import { builtInFixtures } from "../../src/fixtures/index.ts";
import { Chat } from "../support/chat.ts";
import { openDesk } from "./control-desk.ts";

const launch = {
  name: "launch",
  acs: {
    users: [{ name: "alice" }, { name: "dora" }],
    threads: [
      {
        topic: "Launch",
        createdBy: "dora",
        participants: ["alice"],
        messages: [{ from: "alice", text: "Ready?" }],
      },
    ],
  },
};

async function topicsOf(desk: Awaited<ReturnType<typeof openDesk>>, name: string) {
  const { token } = await desk.emulator.acs.user(name);
  const answer = await desk.emulator.fetch(
    new Request("https://localhost:2428/chat/threads?api-version=2025-03-15", {
      headers: { authorization: `Bearer ${token}` },
    }),
  );
  const { value } = JSON.parse(await answer.text());
  return value.map(({ topic }: { topic: string }) => topic);
}

test("the built-in fixtures are listed", async () => {
  await using desk = await openDesk();
  const listed = builtInFixtures.map(({ name, description }) => ({ name, description }));
  expect(await desk.get("fixtures")).toEqual({ fixtures: listed });
});

test("a built-in fixture is played by its name", async () => {
  await using desk = await openDesk();
  const played = await desk.post("fixtures", { name: "two-people" });
  expect(played).toMatchObject({
    status: 201,
    body: { name: "two-people", users: [{ name: "alice" }, { name: "bob" }] },
  });
  await using same = await openDesk({ fixtures: ["two-people"] });
  const idsIn = ({ emulator }: typeof desk) => emulator.acs.users.map(({ id }) => id);
  expect(idsIn(desk)).toEqual(idsIn(same));
});

test("a fixture is played on top of what is there, and whom the tenant knows stays who he is", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const { emulator } = desk;
  const alice = await emulator.acs.user("alice");
  const { body } = await desk.post("fixtures", launch);
  expect(body.users.map(({ name }: { name: string }) => name)).toEqual(["alice", "dora"]);
  expect(body.users[0].id).toBe(alice.id);
  expect(emulator.acs.users.map(({ name }) => name)).toEqual(["alice", "bob", "dora"]);
  expect(await topicsOf(desk, "dora")).toEqual(["Launch"]);
  expect(emulator.tenants.names).toEqual(["default"]);
});

test("a user with an id of his own is known by his name from then on", async () => {
  await using desk = await openDesk();
  const id =
    "8:acs:11111111-2222-3333-4444-555555555555_00000000-1111-2222-3333-444444444444" as const;
  await desk.post("fixtures", { acs: { users: [{ name: "zoe", id }] } });
  expect((await desk.emulator.acs.user("zoe")).id).toBe(id);
});

test("a fixture is played into the tenant that is named, and a reset takes it away", async () => {
  await using desk = await openDesk();
  const { tenants } = desk.emulator;
  await desk.post("fixtures?tenant=blue", launch);
  expect(tenants.get("blue").acs.users).toHaveLength(2);
  expect(desk.emulator.acs.users).toEqual([]);
  await tenants.get("blue").reset();
  expect(tenants.get("blue").acs.users).toEqual([]);
});

test("rooms and accounts of Stack Exchange are played as well", async () => {
  await using desk = await openDesk();
  const { emulator } = desk;
  const { body } = await desk.post("fixtures", { name: "sandbox" });
  expect(body.accounts.length).toBeGreaterThan(0);
  expect(body.accounts).toEqual(emulator.stackexchange.accounts);
  const room = await emulator.fetch(new Request("https://chat.stackexchange.com/rooms/1"));
  expect(room.status).toBeLessThan(400);
});

test("an account that is there keeps its password", async () => {
  await using desk = await openDesk();
  const known = await desk.emulator.stackexchange.account({
    email: "Bot@example.com",
    password: "mine",
  });
  const accounts = [{ email: "bot@example.com", password: "theirs", name: "Bot" }];
  const { body } = await desk.post("fixtures", { stackexchange: { accounts } });
  expect(body.accounts).toEqual([known]);
});

test("robots of a fixture act", async () => {
  await using desk = await openDesk({ clock: "frozen:2025-03-15T12:00:00Z" });
  const robots = [{ user: "dora", on: "message", do: [{ leave: true }] }];
  await desk.post("fixtures", { ...launch, acs: { ...launch.acs, robots } });
  const [thread] = await topicsOf(desk, "dora");
  expect(thread).toBe("Launch");
  const { id } = await desk.emulator.acs.user("dora");
  const robot = { user: "dora", on: "typing", do: [{ say: "?" }] };
  expect((await desk.post("robots", robot)).body).toEqual({ user: "dora", id });
});

test("a fixture that breaks a rule of the tenant's is refused with its place and changes nothing", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const alice = await desk.emulator.acs.user("alice");
  const deleted = await new Chat(desk.emulator).sign("DELETE", `/identities/${alice.id}`);
  expect(deleted.status).toBe(204);
  const before = await peopleAndThreads(desk);
  const refused = await desk.post("fixtures", launch);
  expect(refused.status).toBe(400);
  expect(refused.body.error).toMatch(
    /^Cannot play fixture launch at acs\.threads\[0\]\.messages\[0\]: \w+\. Correct that place\.$/,
  );
  expect(desk.emulator.tenants.names).toEqual(["default"]);
  expect(await peopleAndThreads(desk)).toEqual(before);
});

test("a snapshot takes the place of what is there", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  await desk.post("fixtures", launch);
  await desk.post("snapshots", { name: "launched" });
  const file = await desk.get("snapshots/launched");
  await using other = await openDesk({ seed: 7 });
  const alice = await other.emulator.acs.user("alice");
  await other.emulator.acs.user("zoe");
  await using heard = other.emulator.acs.notifications(alice);
  const played = await other.post("fixtures", { name: "launched", ...file });
  expect(played).toMatchObject({
    status: 201,
    body: { name: "launched", users: ["alice", "bob", "dora"].map((name) => ({ name })) },
  });
  expect(await heard.next()).toEqual({ done: true, value: undefined });
  expect(other.emulator.acs.users.map(({ name }) => name)).toEqual(["alice", "bob", "dora"]);
  expect(await topicsOf(other, "dora")).toEqual(["Launch"]);
  expect(other.emulator.tenants.names).toEqual(["default"]);
  await other.emulator.reset();
  expect(other.emulator.acs.users).toEqual([]);
});

test("a snapshot that is taken in comes out of a file as it went in", async () => {
  await using desk = await openDesk({ fixtures: ["talkative-bob"] });
  await desk.post("fixtures", { name: "sandbox" });
  await desk.emulator.clock.advance({ minutes: 1 });
  await desk.emulator.fetch(new Request("https://chat.stackexchange.com/rooms/1"));
  await desk.post("snapshots", { name: "now" });
  const { snapshot } = await desk.get("snapshots/now");
  const blue = { at: "https://localhost:2428/t/blue" };
  await using other = await openDesk({ seed: 7 });
  expect((await other.post("fixtures", { snapshot }, blue)).status).toBe(201);
  await other.emulator.tenants
    .get("blue")
    .fetch(new Request("https://chat.stackexchange.com/rooms/1"));
  await other.post("snapshots", { name: "now" }, blue);
  const { snapshot: again } = await other.get("snapshots/now", blue);
  const { resourceId } = again.acs;
  expect(resourceId).not.toBe(snapshot.acs.resourceId);
  const moved = JSON.parse(JSON.stringify(again).replaceAll(resourceId, snapshot.acs.resourceId));
  expect(moved).toEqual({ ...snapshot, seed: moved.seed });
  expect(moved.acs.robots).toHaveLength(1);
});

test("robots go on in what is forked off, gone back to, or made from a file", async () => {
  await using desk = await openDesk({ clock: "frozen:2025-03-15T12:00:00Z" });
  const robots = [{ user: "dora", on: "message", do: [{ say: "Heard" }] }];
  await desk.post("fixtures", { ...launch, acs: { ...launch.acs, robots } });
  await desk.post("snapshots", { name: "now" });
  const file = await desk.get("snapshots/now");
  await desk.post("fixtures?tenant=blue", file);
  desk.emulator.fork("branch");
  await desk.post("snapshots/now/restore");
  for (const name of ["default", "blue", "branch"]) {
    const { acs, clock } = desk.emulator.tenants.get(name);
    const chat = new Chat(desk.emulator);
    const alice = await acs.user("alice");
    const { body } = await chat.call(alice, "GET", "/chat/threads");
    const thread = `/chat/threads/${encodeURIComponent(body.value[0].id)}`;
    await chat.say(alice, thread, "Anybody?");
    await clock.advance({ seconds: 1 });
    const { value } = (await chat.call(alice, "GET", `${thread}/messages`)).body;
    expect([name, value[0].content.message]).toEqual([name, "Heard"]);
  }
});

test("a snapshot brings its time along, where nobody has chosen another", async () => {
  await using desk = await openDesk({ clock: "frozen:2025-03-15T12:00:00Z" });
  await desk.post("snapshots", { name: "now" });
  const file = await desk.get("snapshots/now");
  await using running = await openDesk();
  await running.post("fixtures", file);
  expect(running.emulator.clock.now()).toBe(Date.parse("2025-03-15T12:00:00Z"));
  await using chosen = await openDesk({ clock: "frozen:2030-01-01T00:00:00Z" });
  await chosen.post("fixtures", file);
  expect(chosen.emulator.clock.now()).toBe(Date.parse("2030-01-01T00:00:00Z"));
});

test("a snapshot that is not valid is refused and changes nothing", async () => {
  await using desk = await openDesk({ fixtures: ["two-people"] });
  const before = await peopleAndThreads(desk);
  const { snapshot } = await desk.get("snapshots/now");
  const { acs } = snapshot;
  for (const [broken, error] of [
    [{ ...snapshot, format: 99 }, /format/],
    [{ ...snapshot, acs: { ...acs, users: [{ name: "zoe", id: "8:acs:nobody" }] } }, /zoe|nobody/],
    [{ ...snapshot, sead: 1 }, /Did you mean "seed"\?/],
  ]) {
    const refused = await desk.post("fixtures", { snapshot: broken });
    expect(refused).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(error) },
    });
  }
  expect(await peopleAndThreads(desk)).toEqual(before);
  expect(desk.emulator.tenants.names).toEqual(["default"]);
});

test("a fixture may have up to 16 MB, and no more", async () => {
  await using desk = await openDesk();
  const text = "x".repeat(1.5 * 1024 * 1024);
  const big = { description: text, acs: { users: [{ name: "alice" }] } };
  expect((await desk.post("fixtures", big)).status).toBe(201);
  const raw = `{"description":"${"x".repeat(16 * 1024 * 1024)}"}`;
  const refused = await desk.send("POST", "fixtures", { raw });
  expect(refused.status).toBe(413);
});

async function peopleAndThreads(desk: Awaited<ReturnType<typeof openDesk>>): Promise<unknown> {
  await desk.post("snapshots", { name: "now" });
  return (await desk.get("snapshots/now")).snapshot.acs;
}
