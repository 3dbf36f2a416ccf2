// The suite of Stack Exchange chat on the emulator: green in every way to reach it, and nothing of it stays in the room.

import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type ContractOptions,
  type ContractReport,
  cleanContract,
  runContract,
} from "../../../src/contracts/run-contract.ts";
import { type ChatEmulator, createChatEmulator } from "../../../src/server/index.ts";
import { type Asked, type Break, brokenDispatcher } from "./broken-server.ts";
import {
  chatUrl,
  everybody,
  hasty,
  moderator,
  ownerAndPlain,
  plainPeople,
  timeFlies,
  withRooms,
} from "./sandbox.ts";

const nothingSpared = () => false;

function notPassed({ checks }: ContractReport) {
  return checks
    .filter(({ status }) => status !== "pass")
    .map(({ id, status, reason, failures }) => ({
      id,
      status,
      reason,
      failures: failures.map(({ message, pointer, actual }) => ({ message, pointer, actual })),
    }));
}

/** What the room lists, without the messages that were there before. */
async function listed(emulator: ChatEmulator): Promise<readonly { content?: string }[]> {
  const page = await emulator.fetch(new Request(`${chatUrl}/chats/join/favorite`));
  const fkey = /name="fkey"[^>]* value="(\w+)"/.exec(await page.text())?.[1] ?? "";
  const cookie = page.headers.getSetCookie().join("; ");
  const body = new URLSearchParams({ mode: "Messages", msgCount: "500", fkey });
  const init = { method: "POST", headers: { cookie }, body };
  const answer = await emulator.fetch(new Request(`${chatUrl}/chats/1/events`, init));
  const { events } = (await answer.json()) as { events: { content?: string }[] };
  return events;
}

function skipped(report: ContractReport): Readonly<Record<string, readonly string[]>> {
  const skips: Record<string, string[]> = {};
  for (const { id, status, reason = "" } of notPassed(report)) {
    const list = skips[status === "skipped" ? reason : status] ?? [];
    skips[status === "skipped" ? reason : status] = [...list, id];
  }
  return skips;
}

const throttle = {
  "It needs a service that throttles.": ["stackexchange.limits.throttle"],
};

test("every check passes in process, but for those that need a socket, or a throttle", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const dispatcher = brokenDispatcher(emulator, timeFlies(emulator), nothingSpared);
  const report = await runContract({ ...hasty, url: chatUrl, accounts: everybody, dispatcher });
  expect(skipped(report)).toEqual({
    ...throttle,
    "It needs an endpoint on the network.": [
      "stackexchange.socket.origin",
      "stackexchange.socket.frames",
      "stackexchange.socket.personal",
      "stackexchange.socket.newer",
    ],
    "It needs a patience of 30 seconds; the run has 0.": ["stackexchange.socket.idle"],
  });
  expect(report.leftovers).toEqual([]);
  expect(report.summary.total).toBeGreaterThan(120);
});

test.each(["http", "https"] as const)(
  "every check passes over %s that needs no patience and no throttle",
  async (scheme) => {
    await using emulator = await createChatEmulator(withRooms);
    await emulator.listen({ port: 0 });
    const url = scheme === "http" ? emulator.url : emulator.httpsUrl;
    const common: ContractOptions = { ...hasty, url, caFile: emulator.caFile };
    const report = await runContract({ ...common, patienceSeconds: 10, accounts: everybody });
    expect(skipped(report)).toEqual({
      ...throttle,
      "It needs a patience of 150 seconds; the run has 10.": [
        "stackexchange.late.edit",
        "stackexchange.late.moderator",
        "stackexchange.late.delete",
      ],
      "It needs a patience of 30 seconds; the run has 10.": ["stackexchange.socket.idle"],
    });
    expect(report.leftovers).toEqual([]);
    const { operations, rules } = report.coverage;
    expect(operations.covered).toBeGreaterThanOrEqual(54);
    expect(rules.covered / rules.known).toBeGreaterThanOrEqual(0.96);
  },
);

test("with one plain account, what needs more is skipped and says so", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const { dispatcher } = emulator;
  const accounts = plainPeople.slice(0, 1);
  const report = await runContract({ ...hasty, url: chatUrl, accounts, dispatcher });
  const reasons = new Set(notPassed(report).map(({ reason }) => reason));
  expect([...reasons].sort()).toEqual([
    "It needs 2 accounts; the run has 1.",
    "It needs a patience of 150 seconds; the run has 0.",
    "It needs a patience of 30 seconds; the run has 0.",
    "It needs a service that throttles.",
    "It needs an endpoint on the network.",
    "It needs one of the accounts to have less than 20 reputation.",
  ]);
  expect(report.summary.failed).toBe(0);
});

test("as a moderator nothing is red either", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const { dispatcher } = emulator;
  const [second] = plainPeople;
  const accounts = [moderator, ...(second ? [second] : [])];
  const report = await runContract({ ...hasty, url: chatUrl, accounts, dispatcher });
  expect(notPassed(report).filter(({ status }) => status !== "skipped")).toEqual([]);
  const reasons = notPassed(report).map(({ reason }) => reason);
  expect(reasons).toContain("It needs the first account to be no moderator.");
});

test("with a moderator for the second account nothing is red either", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const { dispatcher } = emulator;
  const accounts = [...plainPeople.slice(0, 1), moderator];
  const report = await runContract({ ...hasty, url: chatUrl, accounts, dispatcher });
  expect(notPassed(report).filter(({ status }) => status !== "skipped")).toEqual([]);
  expect(Object.keys(skipped(report))).toContain(
    "It needs one of the accounts to be no owner of the room, no moderator and no newcomer.",
  );
});

test("where the OpenID provider is gone, its checks are skipped and say so", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const gone: Break = ({ host }, answer) => {
    if (host.startsWith("openid.")) answer.status = 410;
  };
  const dispatcher = brokenDispatcher(emulator, gone, nothingSpared);
  const only = ["stackexchange.openid.*", "stackexchange.login.form"];
  const accounts = plainPeople;
  const report = await runContract({ ...hasty, url: chatUrl, accounts, only, dispatcher });
  expect(skipped(report)).toEqual({
    "It needs the OpenID provider, which is not there.": [
      "stackexchange.openid.prompt",
      "stackexchange.openid.login",
      "stackexchange.openid.wrong-password",
    ],
  });
});

test("every message of a run is deleted after it", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const { dispatcher } = emulator;
  await runContract({ ...hasty, url: chatUrl, accounts: plainPeople, dispatcher });
  const left = (await listed(emulator)).filter(({ content = "" }) => content.includes("Contract"));
  expect(left).toEqual([]);
});

test("a read-only run needs no account and sends nothing but what reads", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const asked: Asked[] = [];
  const dispatcher = brokenDispatcher(emulator, (one) => void asked.push(one), nothingSpared);
  const report = await runContract({ ...hasty, url: chatUrl, profile: "read-only", dispatcher });
  expect(report.summary.failed).toBe(0);
  expect(report.summary.passed).toBeGreaterThanOrEqual(15);
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a message that can no longer be deleted is left, with what the service says about it", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const tooLate = "It is too late to delete this message";
  const dispatcher = brokenDispatcher(
    emulator,
    ({ path }, answer) => {
      if (path.endsWith("/delete")) answer.text = JSON.stringify(tooLate);
    },
    nothingSpared,
  );
  const only = ["stackexchange.send.answer"];
  const report = await runContract({
    ...hasty,
    url: chatUrl,
    accounts: plainPeople,
    only,
    dispatcher,
  });
  expect(report.summary.passed).toBe(1);
  expect(report.leftovers).toMatchObject([{ what: "message", by: "1", why: tooLate }]);
});

test("by its ledger a run's messages can be deleted later, by the account that sent them", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const ledgerFile = join(mkdtempSync(join(tmpdir(), "chat-emulator-")), "run.ledger");
  let isDown = true;
  const dispatcher = brokenDispatcher(
    emulator,
    ({ path }, answer) => {
      if (!isDown || !path.endsWith("/delete")) return;
      Object.assign(answer, { status: 403, text: '"Not now"' });
    },
    nothingSpared,
  );
  const only = ["stackexchange.polling.personal", "stackexchange.star.event"];
  const options = { ...hasty, accounts: plainPeople, only, dispatcher };
  const report = await runContract({ ...options, url: chatUrl, ledgerFile });
  expect(report.leftovers).toMatchObject([{ what: "message", why: "Not now" }]);
  expect(readFileSync(ledgerFile, "utf8")).not.toMatch(/example\.com|secret/);
  const strangers = { ...options, accounts: [] };
  expect(await cleanContract(ledgerFile, strangers)).toMatchObject({ removed: 0 });
  isDown = false;
  expect(await cleanContract(ledgerFile, options)).toEqual({ removed: 1, leftovers: [] });
});

test("an action too soon is tried again when the service says so", async () => {
  await using emulator = await createChatEmulator(withRooms);
  let throttled = 0;
  const dispatcher = brokenDispatcher(
    emulator,
    ({ path }, answer) => {
      if (!path.endsWith("/delete") || throttled++ > 0) return;
      Object.assign(answer, {
        status: 409,
        text: "You can perform this action again in 0 seconds.",
      });
    },
    nothingSpared,
  );
  const only = ["stackexchange.delete.twice"];
  const report = await runContract({
    ...hasty,
    url: chatUrl,
    accounts: plainPeople,
    only,
    dispatcher,
  });
  // The first deletion was done although it said that it was not.
  expect(throttled).toBeGreaterThan(1);
  expect(report.leftovers).toEqual([]);
});

test.each([
  ["without an account", {}, "there is nobody to write as"],
  [
    "with a wrong password",
    { accounts: [{ email: "bot@example.com", password: "no" }] },
    "it did not let the account in",
  ],
  [
    "in a room that is not there",
    { accounts: plainPeople, room: 999_999 },
    "there is no room 999999",
  ],
  ["at a version", { accounts: plainPeople, apiVersion: "2025-03-15" }, "there is no version"],
  [
    "of another chat host",
    { accounts: plainPeople, url: "http://127.0.0.1:1", chatHost: "chat.example.com" },
    "there is no chat host chat.example.com",
  ],
] as const)("a run %s judges nothing and says why", async (_, options, says) => {
  await using emulator = await createChatEmulator(withRooms);
  const { dispatcher } = emulator;
  const run = runContract({ ...hasty, url: chatUrl, dispatcher, ...options });
  await expect(run).rejects.toThrow(says);
});

test("no secret of a run is in its report", async () => {
  await using emulator = await createChatEmulator(withRooms);
  const secrets = new Set<string>(["secret-password"]);
  const dispatcher = brokenDispatcher(
    emulator,
    ({ text, headers }, answer) => {
      const fkey = new URLSearchParams(text).get("fkey");
      if (fkey) secrets.add(fkey);
      for (const [, value = ""] of (headers.get("cookie") ?? "").matchAll(/=([^;]{8,})/g))
        secrets.add(value);
      for (const [, value = ""] of answer.text.matchAll(/value="(\w{32})"/g)) secrets.add(value);
      // So that most checks fail and show what they have sent and got.
      if (answer.status === 200) answer.text = answer.text.replaceAll("content", "kontent");
    },
    (_, count) => count <= 8,
  );
  const report = await runContract({ ...hasty, url: chatUrl, accounts: ownerAndPlain, dispatcher });
  expect(report.summary.failed).toBeGreaterThan(20);
  const text = JSON.stringify(report);
  expect(secrets.size).toBeGreaterThan(4);
  expect([...secrets].filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).not.toContain("password=secret");
});
