// The checks of sockets, which need the network: green on the emulator, and red on sockets that are broken on purpose.

import { afterAll, expect, test } from "vitest";
import { listChecks, runContract } from "../../../src/contracts/run-contract.ts";
import type { CheckResult } from "../../../src/contracts/suite/check.ts";
import { createChatEmulator } from "../../../src/server/index.ts";
import { socketBreaks } from "./breaks/stackexchange/sockets.ts";
import { relayTo, type SocketBreak } from "./relay.ts";
import { hasty, plainPeople, withRooms } from "./sandbox.ts";

const emulator = await createChatEmulator(withRooms);
await emulator.listen({ port: 0 });
afterAll(() => emulator.close());

const ids = (await listChecks("stackexchange"))
  .map(({ id }) => id)
  .filter((id) => Object.hasOwn(socketBreaks, id));

/** What a check of silence is patient for. */
const SILENCE_SECONDS = 30;
const idle = "stackexchange.socket.idle";

async function judged(id: string, broken: SocketBreak): Promise<readonly CheckResult[]> {
  // Half a minute passes as soon as somebody listens.
  const opened = () => {
    if (id === idle) void emulator.clock.advance({ seconds: SILENCE_SECONDS });
  };
  await using relay = await relayTo(emulator, { ...broken, opened });
  const { checks } = await runContract({
    ...hasty,
    url: relay.url,
    accounts: plainPeople,
    only: [id],
    // A frame takes its time; one that is missing is waited for as long.
    patienceSeconds: id === idle ? SILENCE_SECONDS : broken.frame || broken.isShut ? 1 : 10,
  });
  return checks;
}

test("every broken socket is one of a check", () => {
  expect(ids).toEqual(Object.keys(socketBreaks));
});

test.each(ids)("%s passes where nothing is broken", async (id) => {
  expect((await judged(id, {})).map(({ status, failures }) => ({ status, failures }))).toEqual([
    { status: "pass", failures: [] },
  ]);
});

const cases = Object.entries(socketBreaks).flatMap(([id, breaks]) =>
  breaks.map((broken, at) => ({ id, at: at + 1, broken })),
);

test.each(cases)("$id notices ($at)", async ({ id, broken }) => {
  const results = await judged(id, broken);
  expect(results.map(({ status }) => status)).toEqual(["fail"]);
  const [failure] = results[0]?.failures ?? [];
  expect(failure?.message).not.toBe("");
  expect(failure?.pointer).toMatch(/^\//);
});
