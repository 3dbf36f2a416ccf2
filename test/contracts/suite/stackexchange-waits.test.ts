// What a run against Stack Exchange chat waits for, and what it would have to: the two minutes, and the throttle.

import { afterEach, expect, test, vi } from "vitest";
import { runContract } from "../../../src/contracts/run-contract.ts";
import { createChatEmulator } from "../../../src/server/index.ts";
import { type Asked, brokenDispatcher } from "./broken-server.ts";
import { chatUrl, hasty, moderator, plainPeople, timeFlies, withRooms } from "./sandbox.ts";

const nothingSpared = () => false;
const late = ["stackexchange.late.*"];
const withModerator = [...plainPeople, moderator];
const WINDOW_MS = 150_000;

afterEach(() => vi.unstubAllGlobals());

test("with patience the two minutes are waited for once, and what is late comes after them", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const { dispatcher } = emulator;
  const plain = setTimeout;
  let waits = 0;
  // The time that is waited for passes at once.
  vi.stubGlobal("setTimeout", (run: () => void, ms = 0) => {
    if (ms !== WINDOW_MS) return plain(run, ms);
    waits += 1;
    return plain(() => void emulator.clock.advance({ seconds: WINDOW_MS / 1000 }).then(run), 0);
  });
  const options = { ...hasty, url: chatUrl, accounts: withModerator, only: late, dispatcher };
  const { checks, leftovers } = await runContract({ ...options, patienceSeconds: 150 });
  expect(checks.map(({ status, failures }) => [status, failures])).toEqual([
    ["pass", []],
    ["pass", []],
    ["pass", []],
  ]);
  expect(waits).toBe(1);
  expect(leftovers).toEqual([]);
});

test("with less patience the message is deleted at once, and nothing is waited for", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const asked: Asked[] = [];
  const dispatcher = brokenDispatcher(emulator, (one) => void asked.push(one), nothingSpared);
  const only = [...late, "stackexchange.send.answer"];
  const accounts = withModerator;
  const { checks } = await runContract({ ...hasty, url: chatUrl, accounts, only, dispatcher });
  const reasons = checks.flatMap(({ reason }) => reason ?? []);
  const reason = "It needs a patience of 150 seconds; the run has 0.";
  expect(reasons).toEqual([reason, reason, reason]);
  const said = asked.filter(({ path }) => path.endsWith("/messages/new"));
  const deleted = asked.filter(({ path }) => path.endsWith("/delete"));
  expect(deleted.length).toBe(said.length);
});

test("a message of the two minutes that its room cannot take with it is left, and says why", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const flies = timeFlies(emulator);
  const dispatcher = brokenDispatcher(
    emulator,
    (asked, answer) => {
      flies(asked, answer);
      if (asked.path.includes("/setdeleted/")) answer.text = '"Only moderators"';
    },
    nothingSpared,
  );
  const options = { ...hasty, url: chatUrl, accounts: plainPeople, dispatcher };
  // The emulator does delete the room, whatever it is made to say.
  const { leftovers } = await runContract({ ...options, only: ["stackexchange.late.edit"] });
  expect(leftovers).toMatchObject([{ what: "room", why: "Only moderators" }]);
});

test("where the service throttles, its words are checked", async () => {
  const settings = { throttle: { messages: 2, seconds: 1 } } as const;
  await using emulator = await createChatEmulator({ ...withRooms, stackexchange: settings });
  const dispatcher = brokenDispatcher(
    emulator,
    // So that the deletions have not to wait.
    (_, { status }) => {
      if (status === 409) void emulator.clock.advance({ seconds: 1 });
    },
    nothingSpared,
  );
  const only = ["stackexchange.limits.throttle"];
  const accounts = plainPeople;
  const report = await runContract({ ...hasty, url: chatUrl, accounts, only, dispatcher });
  expect(report.summary).toMatchObject({ passed: 1, failed: 0 });
  expect(report.leftovers).toEqual([]);
});
