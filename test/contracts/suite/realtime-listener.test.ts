// How the suite listens: frames in every form, a service that is slow or says more than it must, and failures without secrets.

import { describe, expect, test } from "vitest";
import {
  packFrames,
  readFrame,
  unpackFrames,
} from "../../../src/contracts/acs/checks/realtime/frames.ts";
import { runContract } from "../../../src/contracts/run-contract.ts";
import type { CheckResult } from "../../../src/contracts/suite/check.ts";
import { type Break, brokenServer } from "./broken-server.ts";

async function judged(id: string, tamper: Break, patienceSeconds: number): Promise<CheckResult> {
  await using server = await brokenServer(tamper);
  const { emulator, dispatcher } = server;
  const { checks } = await runContract({
    url: emulator.acs.endpoint,
    connectionString: emulator.acs.connectionString,
    dispatcher,
    only: [id],
    retries: 0,
    patienceSeconds,
  });
  const [result] = checks;
  if (!result) throw new Error(`Cannot judge ${id}: there is no such check.`);
  return result;
}

const polled =
  (edit: (frames: readonly string[]) => readonly string[]): Break =>
  ({ method, path }, answer) => {
    if (method !== "GET" || !path.includes("/xhr-polling/")) return;
    const frames = edit(unpackFrames(answer.text));
    answer.text = frames.length === 0 ? "8::" : packFrames(frames);
  };

describe("frames", () => {
  test.each([
    ["one", ["1::"]],
    ["several", ["1::", '5:::{"name":"trouter.connected"}', "2::"]],
    ["text with the mark in it", ["3:::\ufffd3\ufffd", "3:::😀", ""]],
  ])("%s come out as they went in", (_, frames) => {
    expect(unpackFrames(packFrames(frames))).toEqual(frames);
  });

  test.each([
    ["\ufffdx\ufffd1::", ["\ufffdx\ufffd1::"]],
    ["\ufffd3\ufffd1::\ufffd", ["1::", "\ufffd"]],
    ["", []],
  ])("%j that is wrong is left as it is", (text, frames) => {
    expect(unpackFrames(text)).toEqual(frames);
  });

  test.each([
    ["1::", { type: "1", id: "", data: "" }],
    ["7:::1+0", { type: "7", id: "", data: "1+0" }],
    ['6:::4+["pong"]', { type: "6", id: "", data: '4+["pong"]' }],
    ['3:7::{"id":1}', { type: "3", id: "7", data: '{"id":1}' }],
    ["garbage", undefined],
  ])("%s is read", (text, frame) => {
    expect(readFrame(text)).toEqual(frame);
  });
});

describe("a service passes that", () => {
  const id = "acs.realtime.events.message-received";

  test("is slower than the first look at it", async () => {
    const kept = new Map<string, readonly string[]>();
    const late: Break = (asked, answer) =>
      polled((frames) => {
        const pushed = frames.filter((frame) => frame.startsWith("3:"));
        const brought = kept.get(asked.path) ?? [];
        kept.set(asked.path, pushed);
        return [...brought, ...frames.filter((frame) => !pushed.includes(frame))];
      })(asked, answer);
    expect((await judged(id, late, 5)).failures).toEqual([]);
    expect((await judged(id, late, 0)).status).toBe("fail");
  });

  test("says other things in between, and asks whether the client is there", async () => {
    const other = { eventId: 999, threadId: "19:other@thread.v2" };
    const more = [
      "2::",
      `3:7::${JSON.stringify({ id: 77, body: JSON.stringify(other) })}`,
      '5:::{"name":"trouter.message_loss","args":[{"droppedIndicators":[]}]}',
    ];
    const chatty = polled((frames) => [...frames, ...more]);
    expect((await judged(id, chatty, 0)).failures).toEqual([]);
  });

  test("says more of each thing than is known", async () => {
    const wordy = polled((frames) =>
      frames.map((frame) => frame.replace('{\\"', '{\\"transactionId\\":\\"1\\",\\"')),
    );
    expect((await judged(id, wordy, 0)).failures).toEqual([]);
  });
});

test("a failure shows what brought it without the token and the ticket", async () => {
  const deaf = polled((frames) => frames.filter((frame) => !frame.startsWith("3:")));
  const { failures } = await judged("acs.realtime.events.message-received", deaf, 0);
  const shown = JSON.stringify(failures);
  expect(failures[0]?.exchange?.request.url).toContain("/xhr-polling/");
  expect(shown).toContain("sig=<redacted>");
  expect(shown).not.toMatch(/eyJ/);
});
