// Snapshots that are refused, each with its place: of other versions, broken ones, and those made to harm.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FixtureError, readFixture } from "../../src/fixtures/index.ts";
import { createChatEmulator } from "../../src/server/index.ts";
import { Snapshots } from "../../src/server/snapshots.ts";
import { fillDataFolder, newFolder } from "../command-line/folders.ts";
import { openStage } from "../stackexchange/stage.ts";
import { Chat } from "../support/chat.ts";

let written: Promise<string> | undefined;

/** A world with a thread, rooms and events, as its file says it. */
async function example(): Promise<string> {
  written ??= write();
  return written;
}

async function write(): Promise<string> {
  const stage = await openStage({ fixtures: ["talkative-bob", "sandbox"] });
  const alice = await stage.person("Alice");
  await alice.say(1, "@Bob hello");
  const { snapshots } = stage.emulator;
  if (!(snapshots instanceof Snapshots)) throw new Error("They are of another kind.");
  const file = join(newFolder(), "world.json");
  await snapshots.export(stage.emulator.snapshot(), file);
  return readFileSync(file, "utf8");
}

// biome-ignore lint/suspicious/noExplicitAny: the tests break what is in it at any place.
type Broken = any;

/** What reading says of the example once it is broken. */
async function complaint(breakIt: (snapshot: Broken, fixture: Broken) => void): Promise<string> {
  const fixture: Broken = JSON.parse(await example());
  breakIt(fixture.snapshot, fixture);
  return complaintAbout(JSON.stringify(fixture));
}

function complaintAbout(text: string): string {
  try {
    readFixture(text, "w.json");
    return "";
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error;
    return error.message.replace("Cannot read fixture w.json: ", "");
  }
}

test("what was exported is not refused", async () => {
  expect(complaintAbout(await example())).toBe("");
});

test.each<[string, (snapshot: Broken, fixture: Broken) => void]>([
  [
    "snapshot.format is 2, and this emulator (0.1.0) reads format 1. Start it with the emulator that wrote it.",
    (snapshot) => {
      snapshot.format = 2;
      snapshot.rooms = [];
    },
  ],
  [
    "snapshot.format is missing, and this emulator (0.1.0) reads format 1. Start it with the emulator that wrote it.",
    (_, fixture) => {
      fixture.snapshot = {};
    },
  ],
  [
    'snapshot.emulator is "0.10.0", and this emulator is the older 0.1.0. Update chat-emulator, or export the snapshot with this version.',
    (snapshot) => {
      snapshot.emulator = "0.10.0";
      snapshot.rooms = [];
    },
  ],
  [
    'snapshot.emulator is "new", not the version of an emulator. Write the one that exported it, such as "0.1.0".',
    (snapshot) => {
      snapshot.emulator = "new";
    },
  ],
])("another version: %s", async (expected, breakIt) => {
  expect(await complaint(breakIt)).toBe(expected);
});

test("a snapshot of an older emulator is taken", async () => {
  const older = await complaint((snapshot) => {
    snapshot.emulator = "0.0.9";
  });
  expect(older).toBe("");
});

const host = 'snapshot.stackexchange.network.hosts["chat.stackexchange.com"]';
const hostOf = (snapshot: Broken) => snapshot.stackexchange.network.hosts["chat.stackexchange.com"];

describe("sense", () => {
  test.each<[string, (snapshot: Broken, fixture: Broken) => void]>([
    ["the fixture has the unknown key", (_, fixture) => Object.assign(fixture, { more: 1 })],
    ['snapshot has the unknown key "treads"', (snapshot) => Object.assign(snapshot, { treads: 1 })],
    [
      "snapshot.acs.conversations[0].messages[2].sender is the number 5, not text. Put it in quotes.",
      ({ acs }) => Object.assign(acs.conversations[0].messages[2], { sender: 5 }),
    ],
    [
      'snapshot.acs.conversations[0].messages[2].sender names "8:nobody", who is not among the people. Correct it, or add the person.',
      ({ acs }) => Object.assign(acs.conversations[0].messages[2], { sender: "8:nobody" }),
    ],
    [
      "snapshot.acs.conversations[0].messages[2].id is 1, not above that of the message before.",
      ({ acs }) => Object.assign(acs.conversations[0].messages[2], { id: 1 }),
    ],
    [
      "the version ",
      ({ acs: { conversations } }) => {
        const [{ messages }] = conversations;
        messages[2].version = messages[1].version;
      },
    ],
    [
      "snapshot.acs.conversations[0].messages[0].version is ",
      ({ acs }) => Object.assign(acs.conversations[0], { lastVersion: 1 }),
    ],
    [
      "snapshot.acs.conversations[0].messages[2].body is topicChanged and has no topic. Add it.",
      ({ acs }) => Object.assign(acs.conversations[0].messages[2].body, { kind: "topicChanged" }),
    ],
    [
      "snapshot.acs.conversations[0].messages[2].body.by has no meaning for the kind text.",
      ({ acs }) => Object.assign(acs.conversations[0].messages[2].body, { by: "x" }),
    ],
    ['the id "8:acs:', ({ acs: { people } }) => people.push(people[0])],
    [
      'snapshot.acs.people[0].id is "alice", not an id as they are here.',
      ({ acs }) => Object.assign(acs.people[0], { id: "alice" }),
    ],
    [
      'snapshot.acs.users[0].id names "8:x", who is not among the people.',
      ({ acs }) => Object.assign(acs.users[0], { id: "8:x" }),
    ],
    [
      'snapshot.acs.robots[0].user names "bbo", who is not among the users. Did you mean "bob"?',
      ({ acs }) => Object.assign(acs.robots[0], { user: "bbo" }),
    ],
    [
      "snapshot.acs.conversations[0].activity is ",
      ({ acs }) => Object.assign(acs, { lastActivity: 0 }),
    ],
    [
      "snapshot.acs.conversations[0] has a forum, which these have not.",
      (snapshot) => {
        const [{ forum }] = hostOf(snapshot).conversations;
        const empty = { roles: [], requests: [], present: [], attendance: [], expelled: [] };
        const [conversation] = snapshot.acs.conversations;
        conversation.forum = { ...forum, ...empty };
        conversation.members = [];
      },
    ],
    [
      "snapshot.acs.conversations[0].attachments[0].base64 is cut off.",
      ({ acs: { people, conversations } }) =>
        conversations[0].attachments.push({
          ...{ id: "a", by: people[0].id, name: "", mediaType: "image/png", base64: "abc" },
        }),
    ],
    [
      "snapshot.clock has neither one frozenAt nor one offset. Give it exactly one of them.",
      ({ clock }) => Object.assign(clock, { offset: 5 }),
    ],
    ["snapshot.clock.frozenAt is 9e+99.", ({ clock }) => Object.assign(clock, { frozenAt: 9e99 })],
    [
      "snapshot.seed is empty, not a number.",
      (snapshot) => Object.assign(snapshot, { seed: null }),
    ],
    ["snapshot.acs.random ", ({ acs }) => acs.random.pop()],
    [
      `${host}.conversations[0].forum.entry is "all". Write anyone or approved or invited.`,
      (snapshot) => Object.assign(hostOf(snapshot).conversations[0].forum, { entry: "all" }),
    ],
    [
      `${host}.conversations[0].forum.roles[0].person names "7", who is not among the people.`,
      (snapshot) =>
        Object.assign(hostOf(snapshot).conversations[0].forum.roles[0], { person: "7" }),
    ],
    [
      `${host}.people[0].attended[0] names "77", which is not among the conversations.`,
      (snapshot) => Object.assign(hostOf(snapshot).people[0], { attended: ["77"] }),
    ],
    [
      `${host}.persons[0].account names "x@y", which is not among the accounts.`,
      (snapshot) => Object.assign(hostOf(snapshot).persons[0], { account: "x@y" }),
    ],
    [
      `${host}.events[0].room names "77", which is not among the conversations.`,
      (snapshot) => Object.assign(hostOf(snapshot).events[0], { room: "77" }),
    ],
    [
      `${host}.events[0].fields.content is a list, not text or a number or true or false`,
      (snapshot) => Object.assign(hostOf(snapshot).events[0].fields, { content: [[[]]] }),
    ],
    [
      `${host}.events[1].id is 5, not above the one before.`,
      (snapshot) => Object.assign(hostOf(snapshot).events[1], { id: 5 }),
    ],
    [
      `${host}.nextIds.person is 9007199254740991.`,
      (snapshot) => Object.assign(hostOf(snapshot).nextIds, { person: Number.MAX_SAFE_INTEGER }),
    ],
    [
      "snapshot.stackexchange has fixtures beside the network that came of them.",
      ({ stackexchange }) => Object.assign(stackexchange, { fixtures: { beganAt: 0, played: [] } }),
    ],
  ])("%s", async (expected, breakIt) => {
    const told = await complaint(breakIt);
    expect(told.slice(0, expected.length)).toBe(expected);
  });

  test("a broken fixture that is still to be played is told with its place", async () => {
    const told = await complaint(({ stackexchange }) => {
      delete stackexchange.network;
      const accounts = [{ email: "a@b", password: "x", name: "A" }];
      stackexchange.fixtures = {
        beganAt: 0,
        played: [{}, { accounts: [...accounts, ...accounts] }],
      };
    });
    expect(told).toMatch(/^snapshot\.stackexchange\.fixtures\.played\[1\]: the email "a@b"/);
  });

  test("an emulator refuses what readFixture refuses", async () => {
    const fixture = JSON.parse(await example());
    fixture.snapshot.acs.conversations[0].createdBy = "8:x";
    await expect(createChatEmulator({ fixtures: [fixture] })).rejects.toThrow(
      'Cannot read fixture (unnamed): snapshot.acs.conversations[0].createdBy names "8:x", who is not among the people. Correct it, or add the person.',
    );
  });
});

describe("a hostile file", () => {
  const open = '{"snapshot":{"format":1,"emulator":"0.1.0","seed":1,"clock":{"offset":0},';

  test.each([
    ["nested for ever", `${'{"snapshot":'.repeat(200_000)}1${"}".repeat(200_000)}`],
    ["nested lists", `{"snapshot":${"[".repeat(500_000)}${"]".repeat(500_000)}}`],
    ["a prototype", `{"__proto__":{"snapshot":{}},"snapshot":{"format":1,"emulator":"0.1.0"}}`],
    ["a prototype inside", `${open}"__proto__":{},"acs":{},"stackexchange":{"accounts":[]}}}`],
    [
      "a million wrong people",
      `${open}"acs":{"people":[${"1,".repeat(1_000_000)}1]},"stackexchange":{"accounts":[]}}}`,
    ],
    ["a key twice", `${open}"seed":2}}`],
    ["cut off", open],
    ["no snapshot", `{"name":"snapshot","snapshot":null}`],
    ["a list", `{"snapshot":[]}`],
  ])("%s is refused in one line", (_, text) => {
    expect(complaintAbout(text)).toMatch(/^[^\n]+\.$/);
    expect(Object.prototype).not.toHaveProperty("snapshot");
  });

  test("too long a file is refused before it is read", () => {
    const told = complaintAbout(`{"snapshot":{},"a":"${"x".repeat(257 * 1024 * 1024)}"}`);
    expect(told).toMatch(/it has \d+ characters/);
  });

  test("whatever is put in place of any value, it is refused or read, and then played", async () => {
    const text = await example();
    const dataFolder = newFolder();
    await fillDataFolder(dataFolder);
    const values = fc.oneof(
      fc.constantFrom(null, true, "", "forever", "8:x", 0, -1, 1e300, 0.5, [], {}, [null], "1"),
      fc.jsonValue({ maxDepth: 2 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), values, async (at, value) => {
        const fixture: Broken = JSON.parse(text);
        replace(fixture.snapshot, at, value);
        const changed = JSON.stringify(fixture);
        if (complaintAbout(changed) !== "") return;
        const fixtures = [readFixture(changed, "w.json")];
        await using emulator = await createChatEmulator({ fixtures, dataFolder });
        const rooms = new Request("https://chat.stackexchange.com/rooms/info/1?tab=stars");
        expect((await emulator.fetch(rooms)).status).toBeLessThan(500);
        const chat = new Chat(emulator);
        const [{ id: thread = "" } = {}] = fixtures[0]?.snapshot?.acs.conversations ?? [];
        for (const part of ["", "/messages", "/participants", "/readReceipts"]) {
          const path = `/chat/threads/${encodeURIComponent(thread)}${part}`;
          const { status } = await chat.call(await emulator.acs.user("alice"), "GET", path);
          expect(status).toBeLessThan(500);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Puts a value in the place of one of those inside, whichever the number says. */
function replace(root: Broken, number: number, value: unknown): void {
  const places: (readonly [holder: Broken, key: string])[] = [];
  const left = [root];
  while (left.length > 0) {
    const holder = left.pop();
    for (const key of Object.keys(holder)) {
      places.push([holder, key]);
      if (typeof holder[key] === "object" && holder[key] !== null) left.push(holder[key]);
    }
  }
  const [holder, key] = places[number % places.length] ?? [root, "format"];
  holder[key] = value;
}
