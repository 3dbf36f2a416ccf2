// Snapshots in files: what one emulator exports another one starts with, and nothing of it has changed.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { builtInFixtures, type Fixture, readFixture } from "../../src/fixtures/index.ts";
import { EMULATOR_VERSION } from "../../src/fixtures/snapshot-fixture.ts";
import { type AcsUser, type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { Snapshots } from "../../src/server/snapshots.ts";
import type { WorldSnapshot } from "../../src/server/world.ts";
import { fillDataFolder, newFolder } from "../command-line/folders.ts";
import { type ChatClient, raise } from "../stackexchange/chat-client.ts";
import { openStage, Stage } from "../stackexchange/stage.ts";
import { Chat } from "../support/chat.ts";

function snapshotsOf({ snapshots }: Pick<ChatEmulator, "snapshots">): Snapshots {
  if (snapshots instanceof Snapshots) return snapshots;
  throw new Error("The snapshots of an emulator are of another kind.");
}

/** What a file of the emulator's present says. */
async function exported(
  emulator: Pick<ChatEmulator, "snapshots" | "snapshot">,
  snapshot: string | WorldSnapshot = emulator.snapshot(),
): Promise<Fixture> {
  const file = join(newFolder(), "world.json");
  await snapshotsOf(emulator).export(snapshot, file);
  return readFixture(readFileSync(file, "utf8"), file);
}

/** Starts with what another emulator exported; another seed must not matter. */
async function opened(fixture: Fixture): Promise<Stage> {
  const dataFolder = newFolder();
  await fillDataFolder(dataFolder);
  const emulator = await createChatEmulator({ fixtures: [fixture], seed: 99, dataFolder });
  onTestFinished(() => emulator.close());
  return new Stage(emulator, "in process");
}

async function threadsOf(emulator: ChatEmulator, user: AcsUser) {
  const chat = new Chat(emulator);
  const { body } = await chat.call(user.token, "GET", "/chat/threads");
  const all: { readonly id: string; readonly deletedOn?: string }[] = body.value;
  const ids = all.filter(({ deletedOn }) => deletedOn === undefined).map(({ id }) => id);
  const paths = ids.flatMap((id) =>
    ["", "/messages?maxPageSize=200&", "/participants?", "/readReceipts?"].map((part) => {
      const [path = "", query = ""] = part.split("?");
      return `/chat/threads/${encodeURIComponent(id)}${path}?${query}api-version=2025-03-15`;
    }),
  );
  const answers = await Promise.all(paths.map((path) => chat.call(user.token, "GET", path)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  return [body, ...answers.map((answer) => answer.body)];
}

async function roomsOf(client: ChatClient) {
  const paths = ["/", "/rooms/info/1?tab=general", "/rooms/info/1?tab=stars", "/transcript/1"];
  const pages = await Promise.all(paths.map(async (path) => raise(await client.get(path)).text));
  const { json } = raise(await client.post("/chats/1/events", { since: 0, mode: "Events" }));
  const events = raise(await client.post("/chats/1/events", { since: 0, mode: "Messages" })).json;
  return [pages, json, events, await client.poll(1, 0)];
}

test.each(builtInFixtures.map(({ name }) => name))(
  "%s comes out of a file as it went in",
  async (name) => {
    const { emulator } = await openStage({ fixtures: [name] });
    await emulator.clock.advance({ seconds: 1 });
    const fixture = await exported(emulator);
    const again = await opened(fixture);
    expect(await exported(again.emulator)).toEqual(fixture);
  },
);

test.each(["talkative-bob", "busy-thread"])(
  "a token that was issued in %s is good after the import, and is answered the same",
  async (name) => {
    const { emulator } = await openStage({ fixtures: [name] });
    const alice = await emulator.acs.user("alice");
    const carol = await emulator.acs.user("carol");
    const before = await threadsOf(emulator, alice);
    const fixture = await exported(emulator);
    const { emulator: other } = await opened(fixture);
    expect(await threadsOf(other, alice)).toEqual(before);
    expect((await other.acs.user("carol")).id).toBe(carol.id);
    expect((await other.acs.user("dave")).id).toBe((await emulator.acs.user("dave")).id);
    expect(other.clock.now()).toBe(emulator.clock.now());
    const [one, two] = [new Chat(emulator), new Chat(other)];
    expect(await two.thread([alice, carol])).toBe(await one.thread([alice, carol]));
  },
);

test.each(["sandbox", "busy-room"])(
  "a session of %s goes on after the import, and every page and event is the same",
  async (name) => {
    const stage = await openStage({ fixtures: [name] });
    const alice = await stage.person("Alice");
    const said = await alice.say(1, "hello from the file");
    await alice.star(said - 1).catch(() => undefined);
    await alice.edit(said, "hello from a file");
    const before = await roomsOf(alice);
    const fixture = await exported(stage.emulator);
    const again = await opened(fixture);
    const returned = await again.stranger().logInWithCookie(alice.jar.get("acct") ?? "");
    expect(await roomsOf(returned)).toEqual(before);
    expect(await exported(again.emulator)).toEqual(fixture);
    expect(await returned.say(1, "and on")).toBe(said + 1);
  },
  30_000,
);

test("Stack Exchange that nobody has asked for comes from the same fixtures when somebody does", async () => {
  const stage = await openStage({ fixtures: ["sandbox"] });
  const fixture = await exported(stage.emulator);
  expect(fixture.snapshot?.stackexchange.fixtures?.played).toHaveLength(1);
  const again = await opened(fixture);
  expect(again.emulator.stackexchange.accounts).toEqual(stage.emulator.stackexchange.accounts);
  for (const { emulator } of [stage, again]) await emulator.clock.advance({ hours: 1 });
  const [one, other] = [await stage.person("Bob"), await again.person("Bob")];
  expect(await roomsOf(other)).toEqual(await roomsOf(one));
});

test("attachments, receipts, retention and everything else of a thread survive", async () => {
  const { emulator } = await openStage({ fixtures: ["two-people"] });
  const chat = new Chat(emulator);
  const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
  const thread = await chat.thread([alice, bob]);
  const version = "2024-06-05-preview";
  const upload = await chat.call(alice, "POST", `${thread}/images`, {
    version,
    raw: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 128]),
    headers: { "content-type": "application/octet-stream", "image-filename": "a.png" },
  });
  const attachments = [{ id: upload.body.id, attachmentType: "image" }];
  await chat.call(alice, "POST", `${thread}/messages`, {
    version,
    body: { content: "<p>look</p>", type: "html", attachments },
  });
  const hello = await chat.say(alice, thread, "hello");
  const typed = { senderDisplayName: "Alice", content: "<b>hi</b>", type: "html" };
  const metadata = JSON.parse('{"__proto__":"a","constructor":"b"}');
  await chat.call(alice, "POST", `${thread}/messages`, { body: { ...typed, metadata } });
  await chat.call(bob, "POST", `${thread}/readReceipts`, { body: { chatMessageId: hello } });
  await chat.call(alice, "PATCH", `${thread}/messages/${hello}`, { body: { content: "hallo" } });
  const policy = { kind: "threadCreationDate", deleteThreadAfterDays: 40 };
  await chat.call(alice, "PATCH", thread, { body: { retentionPolicy: policy, topic: "New" } });
  const before = await threadsOf(emulator, bob);
  const { emulator: other } = await opened(await exported(emulator));
  expect(await threadsOf(other, bob)).toEqual(before);
  const { snapshot } = await exported(other);
  expect(snapshot?.acs.conversations[0]).toMatchObject({
    topic: "New",
    retentionDays: 40,
    attachments: [{ name: "a.png", base64: "iVBORw0KGgoA/4A=" }],
    receipts: [{ person: bob.id, message: Number(hello) }],
  });
  const [third] = snapshot?.acs.conversations[0]?.messages.slice(-2) ?? [];
  expect(Object.entries(third?.metadata ?? {})).toEqual(Object.entries(metadata));
  await other.clock.advance({ days: 41 });
  const late = await exported(other);
  expect(late.snapshot?.acs.conversations[0]?.deletedAt).toBe(
    (snapshot?.acs.conversations[0]?.createdAt ?? 0) + 40 * 86_400_000,
  );
});

test("a reset goes back to the snapshot, and so does that of a fork", async () => {
  const { emulator } = await openStage({ fixtures: ["talkative-bob"] });
  const fixture = await exported(emulator);
  const { emulator: other } = await opened(fixture);
  await new Chat(other).thread([await other.acs.user("alice")]);
  const fork = other.fork("branch");
  await other.reset();
  expect(await exported(other)).toEqual(fixture);
  await fork.reset();
  const { snapshot } = await exported(fork);
  expect(snapshot).toEqual(fixture.snapshot);
});

test("another tenant has people with the id of its own resource", async () => {
  const { emulator } = await openStage({ fixtures: ["talkative-bob"] });
  const { emulator: other } = await opened(await exported(emulator));
  const tenant = other.tenants.get("second");
  const [here, there] = [await other.acs.user("alice"), await tenant.acs.user("alice")];
  expect(there.id).not.toBe(here.id);
  expect(there.id.slice(-36)).toBe(here.id.slice(-36));
  const mine = await new Chat(other).call(here, "GET", "/chat/threads");
  const theirs = await new Chat(other).call(there, "GET", "/chat/threads");
  expect([mine.body.value.length, theirs.body.value.length]).toEqual([1, 1]);
  await new Chat(other).thread([here]);
  const after = await new Chat(other).call(there, "GET", "/chat/threads");
  expect(after.body).toEqual(theirs.body);
});

test("a clock that was chosen counts more than that of the snapshot", async () => {
  const { emulator } = await openStage({ fixtures: ["two-people"] });
  const fixture = await exported(emulator);
  const chosen = await openStage({ fixtures: [fixture], clock: "frozen:2030-01-01T00:00:00Z" });
  expect(chosen.emulator.clock.now()).toBe(Date.UTC(2030, 0, 1));
});

test("a snapshot that is kept under a name can be exported later", async () => {
  const { emulator } = await openStage({ fixtures: ["two-people"] });
  emulator.snapshots.save("early");
  const fixture = await exported(emulator);
  await new Chat(emulator).thread([await emulator.acs.user("alice")]);
  expect(await exported(emulator, "early")).toEqual(fixture);
  await expect(snapshotsOf(emulator).export("late", "anywhere")).rejects.toThrow(
    'Cannot export the snapshot "late": nothing is kept under that name. There are: early.',
  );
});

test("the version in snapshots is that of the package", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  expect(JSON.parse(text).version).toBe(EMULATOR_VERSION);
});

test("a snapshot stands alone among the fixtures of a world", async () => {
  const { emulator } = await openStage({ fixtures: ["two-people"] });
  const fixture = { ...(await exported(emulator)), name: "mine" };
  await expect(createChatEmulator({ fixtures: [fixture, "sandbox"] })).rejects.toThrow(
    "Cannot start with the snapshot mine and other fixtures: it holds a whole world. Give it alone, or export another one from a world with all of them.",
  );
  expect(() => readFixture(JSON.stringify({ ...fixture, acs: {} }), "a.json")).toThrow(
    "Cannot read fixture a.json: the fixture has acs beside a snapshot, which holds a whole world. Leave it out, or start with it and export a snapshot of that.",
  );
});

describe("a file", () => {
  test("is readable for its owner only, whole, and nothing is left beside it", async () => {
    const { emulator } = await openStage({ fixtures: ["two-people"] });
    const folder = newFolder();
    const file = join(folder, "world.json");
    writeFileSync(file, "what was there", { mode: 0o644 });
    await snapshotsOf(emulator).export(emulator.snapshot(), file);
    expect(readdirSync(folder)).toEqual(["world.json"]);
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFixture(readFileSync(file, "utf8"), file).snapshot?.format).toBe(1);
  });

  test("that cannot be written is refused, and nothing is left", async () => {
    const { emulator } = await openStage({ fixtures: ["two-people"] });
    const folder = newFolder();
    const taken = join(folder, "taken");
    mkdirSync(join(taken, "inside"), { recursive: true });
    const snapshots = snapshotsOf(emulator);
    await expect(snapshots.export(emulator.snapshot(), taken)).rejects.toThrow(
      /^Cannot export the snapshot to .*taken: .+\. Choose a file in a folder that can be written to\.$/,
    );
    await expect(
      snapshots.export(emulator.snapshot(), join(folder, "no", "world.json")),
    ).rejects.toThrow(/world\.json: its folder is not there\. /);
    expect(readdirSync(folder)).toEqual(["taken"]);
    expect(readdirSync(taken)).toEqual(["inside"]);
  });
});
