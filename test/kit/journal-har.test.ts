// The journal's HAR is one that this repository reads and judges.

import { expect, test } from "vitest";
import { validateExchange } from "../../src/contracts/index.ts";
import { isUnreadable, readRecording } from "../../src/contracts/recordings/recording.ts";
import { type HttpNote, Journal, type SocketNote } from "../../src/server/journal/index.ts";
import { good } from "../contracts/exchanges.ts";

function noteOf({ request, response }: (typeof good)[keyof typeof good]): HttpNote {
  const headers = Object.entries({ ...response.headers }).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return {
    kind: "http",
    at: 1_750_028_649_123,
    durationMs: 3,
    tenant: "default",
    vendor: "acs",
    method: request.method,
    url: request.url,
    headers: new Headers({ authorization: "Bearer secret-secret-secret" }),
    answer: {
      status: response.status,
      headers,
      body: response.body == null || response.body === "" ? null : JSON.stringify(response.body),
    },
  };
}

const frame: SocketNote = {
  kind: "socket",
  at: 1500,
  tenant: "default",
  vendor: "acs",
  direction: "sent",
  session: "s1",
  text: "1::",
};

function read(journal: Journal) {
  const recording = readRecording(JSON.stringify(journal.toHar()));
  if (isUnreadable(recording)) throw new Error(recording.problem);
  return recording;
}

test.each(Object.keys(good) as (keyof typeof good)[])(
  "%s is judged as good from the HAR",
  (name) => {
    const journal = new Journal();
    journal.record(noteOf(good[name]));
    const [recorded] = read(journal);
    if (!recorded) throw new Error("The HAR has no entry.");
    const { operation, violations } = validateExchange(recorded.exchange);
    expect(violations).toEqual([]);
    expect(operation).toBe(validateExchange(good[name]).operation);
  },
);

test("a HAR keeps ports, traces and ids, which entries leave out", () => {
  const journal = new Journal();
  const note = noteOf(good.send);
  const id = "00000000-0000-4000-8000-000000000001";
  journal.record({
    ...note,
    url: `http://localhost:50123/chat/threads?api-version=2025-03-15`,
    headers: new Headers({ "repeatability-request-id": id }),
  });
  const [recorded] = read(journal);
  expect(recorded?.exchange).toMatchObject({
    request: { url: "http://localhost:50123/chat/threads?api-version=2025-03-15" },
    response: { status: 201 },
  });
  const text = JSON.stringify(journal.toHar());
  expect(text).toContain(id);
  expect(text).toContain('"ms-cv"');
  expect(text).toContain('"queryString":[{"name":"api-version","value":"2025-03-15"}]');
});

test("a body that is not kept is unknown to the judge", () => {
  const journal = new Journal();
  const note = noteOf(good.send);
  journal.record({ ...note, answer: { ...note.answer, body: "x".repeat(300_000) } });
  expect(read(journal)).toMatchObject([{ exchange: { response: { isBodyUnknown: true } } }]);
});

test("frames are the messages of their handshake, and those that have none are counted", () => {
  const journal = new Journal();
  journal.record({ ...noteOf(good.send), session: "s1" });
  journal.record({ ...frame, direction: "opened", text: undefined });
  journal.record(frame);
  journal.record({ ...frame, direction: "received", text: "2::" });
  journal.record({ ...noteOf(good.send), session: "s1" });
  journal.record({ ...frame, session: "s2" });
  expect(journal.toHar()).toMatchObject({
    log: {
      version: "1.2",
      comment: "1 socket frame is left out: their handshake is not among the exchanges.",
      entries: [
        {
          _seq: 1,
          _webSocketMessages: [
            { type: "receive", time: 1.5, opcode: 1, data: "1::" },
            { type: "send", time: 1.5, opcode: 1, data: "2::" },
          ],
        },
        { _seq: 5 },
      ],
    },
  });
});

test("a HAR holds what the filter wants", () => {
  const journal = new Journal();
  journal.record(noteOf(good.send));
  journal.record(noteOf(good.unknownImage));
  expect(journal.toHar({ status: "4xx" })).toMatchObject({
    log: { entries: [{ response: { status: 404, statusText: "Not Found" } }] },
  });
});
