// How a run ends: nothing it made is left, what fails once is flaky, a 429 is waited out, and a run that judged nothing says so.

import { expect, test } from "vitest";
import { NothingJudged, runContract } from "../../../src/contracts/run-contract.ts";
import type { AcsUser } from "../../../src/server/index.ts";
import { brokenServer, type Server } from "./broken-server.ts";

const someChecks = ["acs.Chat_CreateChatThread.*", "acs.threads.create.*"];

async function liveThreads({ emulator }: Server, user: AcsUser): Promise<readonly string[]> {
  const request = new Request(
    `${emulator.acs.endpoint}chat/threads?api-version=2025-03-15&maxPageSize=100`,
    { headers: { authorization: `Bearer ${user.token}` } },
  );
  const body = (await (await emulator.fetch(request)).json()) as {
    value: { id: string; deletedOn?: string }[];
  };
  return body.value.filter(({ deletedOn }) => deletedOn === undefined).map(({ id }) => id);
}

test.each(["2025-03-15", "2020-09-21-preview2"])(
  "every thread of a run is gone after it, at %s",
  async (apiVersion) => {
    await using server = await brokenServer();
    const { emulator, dispatcher } = server;
    const users = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
    const tokens = users.map(({ token }) => token);
    const url = emulator.acs.endpoint;
    const report = await runContract({ url, tokens, dispatcher, apiVersion, only: someChecks });
    expect(report.summary.failed).toBe(0);
    expect(report.leftovers).toEqual([]);
    for (const user of users) expect(await liveThreads(server, user)).toEqual([]);
  },
);

test("threads that a broken endpoint makes when it has to refuse are gone as well", async () => {
  await using server = await brokenServer((asked, answer) => {
    if (asked.method === "POST" && asked.path === "/chat/threads") answer.status = 200;
  });
  const { emulator, dispatcher } = server;
  const alice = await emulator.acs.user("alice");
  const url = emulator.acs.endpoint;
  const options = { url, tokens: [alice.token], dispatcher, only: someChecks, retries: 0 };
  const report = await runContract(options);
  expect(report.summary.failed).toBeGreaterThan(0);
  expect(await liveThreads(server, alice)).toEqual([]);
});

test("a check that fails once and then passes is flaky", async () => {
  let count = 0;
  await using server = await brokenServer((asked, answer) => {
    const isAsked = asked.method === "GET" && /threads\/[^/]+$/.test(asked.path);
    if (isAsked && count++ === 0) answer.text = answer.text.replace("Contract", "Another");
  });
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const only = ["acs.threads.get.properties"];
  const { checks } = await runContract({ url, connectionString, dispatcher, only });
  expect(checks.map(({ status, failures }) => [status, failures.length])).toEqual([["flaky", 1]]);
});

test("a 429 is waited out and is no failure", async () => {
  let count = 0;
  await using server = await brokenServer((asked, answer) => {
    if (!asked.path.endsWith("/participants") || count++ > 0) return;
    Object.assign(answer, { status: 429, text: "" });
    answer.headers["retry-after"] = "0";
  });
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const only = ["acs.threads.create.creator-is-member"];
  const { checks } = await runContract({ url, connectionString, dispatcher, only });
  expect(checks.map(({ status }) => status)).toEqual(["pass"]);
  expect(count).toBe(2);
});

test.each([
  ["no check fits", { only: ["nothing.*"] }, "no check fits"],
  ["the profile allows none", { profile: "read-only" as const }, "a read-only run makes no users"],
  ["the version is unknown", { apiVersion: "2019-01-01" }, "no api-version 2019-01-01"],
])("a run says that it judged nothing when %s", async (_, options, says) => {
  await using server = await brokenServer();
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const run = runContract({ url, connectionString, dispatcher, ...options });
  await expect(run).rejects.toThrow(NothingJudged);
  await expect(run).rejects.toThrow(says);
});

test("users are taken away when the run stops before its first check", async () => {
  await using server = await brokenServer();
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const signal = AbortSignal.abort();
  await expect(runContract({ url, connectionString, dispatcher, signal })).rejects.toThrow(
    NothingJudged,
  );
});

test("an endpoint that fails all of a sudden is a failure of the checks, not a crash", async () => {
  let count = 0;
  await using server = await brokenServer(() => {
    count += 1;
    if (count > 3) throw new Error("The network is gone.");
  });
  const { emulator, dispatcher } = server;
  const alice = await emulator.acs.user("alice");
  const url = emulator.acs.endpoint;
  const options = { url, tokens: [alice.token], dispatcher, only: someChecks, retries: 0 };
  const report = await runContract(options);
  expect(report.summary.failed).toBeGreaterThan(0);
  expect(report.leftovers.length).toBeGreaterThan(0);
});
