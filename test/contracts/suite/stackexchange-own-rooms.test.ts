// The rooms that a run makes for itself on Stack Exchange chat: taken away after it, or left with what the service says.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cleanContract, runContract } from "../../../src/contracts/run-contract.ts";
import { createChatEmulator } from "../../../src/server/index.ts";
import { type Asked, type Break, brokenDispatcher } from "./broken-server.ts";
import { chatUrl, hasty, moderator, plainPeople, withRooms } from "./sandbox.ts";

const nothingSpared = () => false;
const only = ["stackexchange.own-room.*"];
const ownersMayNot = "Only moderators delete rooms";

/** Lets only moderators delete rooms; whose a call is stands in the cookie. */
function deletesFor(email: string | undefined): Break {
  return ({ path, headers }, answer) => {
    if (!path.includes("/setdeleted/")) return;
    const [, who = ""] = /acct=t=([\w-]+)/.exec(headers.get("cookie") ?? "") ?? [];
    if (Buffer.from(who, "base64url").toString() === email) return;
    Object.assign(answer, { status: 403, text: JSON.stringify(ownersMayNot) });
  };
}

test("no room of a run is there after it", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const { dispatcher } = emulator;
  const report = await runContract({
    ...hasty,
    url: chatUrl,
    accounts: plainPeople,
    only,
    dispatcher,
  });
  expect(report.summary).toMatchObject({ failed: 0, skipped: 0 });
  expect(report.leftovers).toEqual([]);
  const rooms = await emulator.fetch(new Request(`${chatUrl}/rooms`));
  expect(await rooms.text()).not.toMatch(/Contract|Renamed/);
});

test("a safe run makes no room, and skips what needs an owner and says so", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const asked: Asked[] = [];
  const dispatcher = brokenDispatcher(emulator, (one) => void asked.push(one), nothingSpared);
  const options = { ...hasty, url: chatUrl, accounts: plainPeople, dispatcher };
  const { checks } = await runContract({ ...options, profile: "safe" });
  const skipped = checks.filter(({ status }) => status === "skipped");
  const reason = "It needs the first account to be an owner of the room.";
  expect(skipped.filter((check) => check.reason === reason).map(({ id }) => id)).toEqual([
    "stackexchange.pin.toggle",
    "stackexchange.pin.pinners",
    "stackexchange.pin.unpin",
    "stackexchange.pin.cancel",
  ]);
  expect(asked.filter(({ path }) => path === "/rooms/save")).toEqual([]);
});

test("checks share rooms as far as they can, since some services keep them", async () => {
  await using emulator = await createChatEmulator(withRooms);
  let made = 0;
  const count: Break = ({ path, text }) => {
    if (path === "/rooms/save" && !text.includes("roomId=")) made += 1;
  };
  const dispatcher = brokenDispatcher(emulator, count, nothingSpared);
  await runContract({ ...hasty, url: chatUrl, accounts: plainPeople, dispatcher });
  expect(made).toBeLessThanOrEqual(7);
});

test("a room that its maker may not delete is left, with what the service says about it", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const dispatcher = brokenDispatcher(emulator, deletesFor(undefined), nothingSpared);
  const report = await runContract({
    ...hasty,
    url: chatUrl,
    accounts: plainPeople,
    only: ["stackexchange.own-room.made", "stackexchange.own-room.deleted"],
    dispatcher,
  });
  const left = { what: "room", by: "1", why: ownersMayNot };
  expect(report.leftovers).toMatchObject([left, left]);
  expect(report.checks.map(({ reason }) => reason)).toEqual([
    undefined,
    `It needs an account that may delete its own room: ${ownersMayNot}.`,
  ]);
});

test("a room that its maker may not delete is deleted by a moderator, if one of the accounts is", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const dispatcher = brokenDispatcher(emulator, deletesFor(moderator.email), nothingSpared);
  const accounts = [...plainPeople, moderator];
  const report = await runContract({ ...hasty, url: chatUrl, accounts, only, dispatcher });
  expect(report.leftovers).toEqual([]);
});

test("by its ledger a run's rooms can be deleted later, with all that was said there", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const ledgerFile = join(mkdtempSync(join(tmpdir(), "chat-emulator-")), "run.ledger");
  const down = brokenDispatcher(
    emulator,
    ({ path }, answer) => {
      if (!/delete/.test(path)) return;
      Object.assign(answer, { status: 403, text: '"Not now"' });
    },
    nothingSpared,
  );
  const run = { ...hasty, accounts: plainPeople, only: ["stackexchange.own-room.moved"] };
  const report = await runContract({ ...run, url: chatUrl, ledgerFile, dispatcher: down });
  const left = report.leftovers.map(({ what }) => what).sort();
  expect(left).toEqual(["message", "message", "room", "room"]);
  const { dispatcher } = emulator;
  const cleaned = await cleanContract(ledgerFile, { ...run, dispatcher });
  expect(cleaned).toEqual({ removed: 4, leftovers: [] });
});

test("where no rooms are made, what needs one is skipped and says so", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const none: Break = ({ path }, answer) => {
    if (path === "/rooms/save") answer.status = 403;
  };
  const dispatcher = brokenDispatcher(emulator, none, nothingSpared);
  const accounts = plainPeople;
  const { checks } = await runContract({ ...hasty, url: chatUrl, accounts, only, dispatcher });
  const reasons = checks.filter(({ status }) => status === "skipped").map(({ reason }) => reason);
  expect(new Set(reasons)).toEqual(
    new Set(["It needs a room of its own, and none was made: 403."]),
  );
  const failed = checks.filter(({ status }) => status === "fail").map(({ id }) => id);
  expect(failed).toEqual(["stackexchange.own-room.made"]);
});
