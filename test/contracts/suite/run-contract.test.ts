// The contract suite on the emulator: green at every version, in every way to reach it, and nothing left behind.

import { describe, expect, test } from "vitest";
import { chatApi } from "../../../src/contracts/acs/index.ts";
import { type ContractReport, runContract } from "../../../src/contracts/run-contract.ts";
import { openChat } from "../../support/chat.ts";
import { brokenServer } from "./broken-server.ts";

function failuresOf({ checks }: ContractReport): unknown {
  return checks
    .filter(({ status }) => status !== "pass")
    .map(({ id, status, failures, reason }) => ({ id, status, reason, failures }));
}

describe("on the emulator, in process", () => {
  test.each(chatApi.versions.map(({ id }) => id))(
    "every check passes at %s",
    async (apiVersion) => {
      await using server = await brokenServer();
      const { emulator, dispatcher } = server;
      const report = await runContract({
        url: emulator.acs.endpoint,
        connectionString: emulator.acs.connectionString,
        dispatcher,
        apiVersion,
      });
      expect(failuresOf(report)).toEqual([]);
      expect(report.summary.total).toBeGreaterThan(100);
      expect(report.leftovers).toEqual([]);
    },
  );
});

test.each(["http", "https"] as const)("every check passes over %s", async (scheme) => {
  await using chat = await openChat();
  const { emulator } = chat;
  await emulator.listen({ port: 0 });
  const report = await runContract({
    url: scheme === "http" ? emulator.url : emulator.httpsUrl,
    connectionString: emulator.acs.connectionString,
    caFile: emulator.caFile,
  });
  expect(failuresOf(report)).toEqual([]);
});
