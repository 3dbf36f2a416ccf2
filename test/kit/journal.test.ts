// The journal keeps what came and went in one order, within its bounds, and shows the same for equal runs.

import { expect, test, vi } from "vitest";
import {
  type HttpNote,
  Journal,
  JournalError,
  type JournalFilter,
  readJournalFilter,
  type SocketNote,
  sseLines,
} from "../../src/server/journal/index.ts";

const NOW = Date.UTC(2025, 2, 15, 12);
const thread = "19:acsV1_launch@thread.v2";

function call(changes: Partial<HttpNote> = {}): HttpNote {
  return {
    kind: "http",
    at: NOW,
    durationMs: 0,
    tenant: "default",
    vendor: "acs",
    operation: "ChatThread_SendChatMessage",
    apiVersion: "2025-03-15",
    user: "alice",
    thread,
    method: "POST",
    url: `http://localhost:2428/chat/threads/${encodeURIComponent(thread)}/messages?api-version=2025-03-15`,
    headers: new Headers({ "content-type": "application/json", "x-team": "blue" }),
    body: '{"content":"Hello"}',
    answer: {
      status: 201,
      headers: { "content-type": "application/json; charset=utf-8", "ms-cv": "x.0" },
      body: '{"id":"1"}',
    },
    ...changes,
  };
}

function frame(changes: Partial<SocketNote> = {}): SocketNote {
  return {
    kind: "socket",
    at: NOW,
    tenant: "default",
    vendor: "acs",
    direction: "sent",
    user: "bob",
    thread,
    event: "chatMessageReceived",
    session: "s1",
    text: '3:::{"id":1,"body":"{}"}',
    ...changes,
  };
}

const answered = (status: number): HttpNote["answer"] => ({ status, headers: {}, body: null });

test("an exchange and a frame are shown as plain data, in the order in which they came", () => {
  const journal = new Journal();
  journal.record(call());
  journal.record(frame({ fault: ["slow"] }));
  expect(journal.entries()).toEqual([
    {
      seq: 1,
      kind: "http",
      at: NOW,
      tenant: "default",
      vendor: "acs",
      operation: "ChatThread_SendChatMessage",
      apiVersion: "2025-03-15",
      user: "alice",
      thread,
      status: 201,
      durationMs: 0,
      request: {
        method: "POST",
        url: `http://localhost/chat/threads/${encodeURIComponent(thread)}/messages?api-version=2025-03-15`,
        headers: { "content-type": "application/json", "x-team": "blue" },
        body: '{"content":"Hello"}',
      },
      response: {
        status: 201,
        headers: { "content-type": "application/json; charset=utf-8" },
        body: '{"id":"1"}',
      },
    },
    {
      seq: 2,
      kind: "socket",
      at: NOW,
      tenant: "default",
      vendor: "acs",
      direction: "sent",
      user: "bob",
      thread,
      session: "s1",
      event: "chatMessageReceived",
      fault: ["slow"],
      text: '3:::{"id":1,"body":"{}"}',
    },
  ]);
});

test("what is shown is frozen to the bottom", () => {
  const journal = new Journal();
  journal.record(call({ fault: ["slow"] }));
  const parts = journal
    .entries()
    .flatMap((entry) =>
      entry.kind === "http"
        ? [entry, entry.fault, entry.request, entry.request.headers, entry.response.headers]
        : [],
    );
  expect(parts).toHaveLength(5);
  expect(parts.filter((part) => !Object.isFrozen(part))).toEqual([]);
});

test("the oldest entries give way, and the numbers go on", () => {
  const journal = new Journal({ limit: 3 });
  for (let count = 0; count < 8; count += 1) journal.record(count % 2 ? frame() : call());
  expect(journal.entries().map(({ seq, kind }) => [seq, kind])).toEqual([
    [6, "socket"],
    [7, "http"],
    [8, "socket"],
  ]);
  expect(journal.forgotten).toBe(5);
});

test("the oldest texts give way, and tell how long they were", () => {
  const journal = new Journal({ textMax: 50 });
  for (let count = 0; count < 3; count += 1) {
    journal.record(call({ body: "x".repeat(20), answer: answered(200) }));
  }
  expect(journal.entries()).toMatchObject([
    { request: { bodyLength: 20 } },
    { request: { body: "x".repeat(20) } },
    { request: { body: "x".repeat(20) } },
  ]);
  journal.record(frame({ text: "y".repeat(45) }));
  expect(journal.entries()).toMatchObject([
    { request: { bodyLength: 20 } },
    { request: { bodyLength: 20 } },
    { request: { bodyLength: 20 } },
    { text: "y".repeat(45) },
  ]);
});

test.each([
  ["a text of more than 256 K", { body: "x".repeat(300_000) }, { bodyLength: 300_000 }],
  [
    "an image",
    { body: new Uint8Array(9), headers: new Headers({ "content-type": "image/png" }) },
    { bodyLength: 9 },
  ],
  ["bytes of JSON", { body: new TextEncoder().encode('{"a":"é"}') }, { body: '{"a":"é"}' }],
  ["an empty text", { body: "" }, {}],
])("%s is noted as it deserves", (_, changes, expected) => {
  const journal = new Journal();
  journal.record(
    call({ headers: new Headers({ "content-type": "application/json" }), ...changes }),
  );
  const [entry] = journal.entries();
  const { body, bodyLength } = entry?.kind === "http" ? entry.request : {};
  expect({ ...(body && { body }), ...(bodyLength && { bodyLength }) }).toEqual(expected);
});

test("what is lazy is asked for when somebody reads, and once", () => {
  const user = vi.fn(() => "carol");
  const journal = new Journal();
  journal.record(call({ user }));
  expect(user).not.toHaveBeenCalled();
  expect(journal.count({ user: "carol" })).toBe(1);
  expect(journal.entries({ user: "carol" })).toMatchObject([{ user: "carol" }]);
  expect(user).toHaveBeenCalledTimes(1);
});

test("a journal that is off records nothing", () => {
  const journal = new Journal({ isOn: false });
  journal.record(call());
  journal.isOn = true;
  journal.record(frame());
  expect(journal.entries()).toMatchObject([{ seq: 1, kind: "socket" }]);
});

test("a cleared journal starts again, and those who listen stay", () => {
  const journal = new Journal({ limit: 2 });
  const heard: number[] = [];
  journal.listen(({ seq }) => heard.push(seq));
  for (let count = 0; count < 3; count += 1) journal.record(call());
  journal.clear();
  expect(journal.count()).toBe(0);
  journal.record(frame());
  expect(journal.entries()).toMatchObject([{ seq: 1 }]);
  expect(heard).toEqual([1, 2, 3, 1]);
});

test.each([{ limit: 0 }, { limit: 1.5 }, { textMax: -1 }])("%j is no bound", (options) => {
  expect(() => new Journal(options)).toThrow(JournalError);
});

test.each<[JournalFilter, number[]]>([
  [{}, [1, 2, 3, 4, 5]],
  [{ operation: "ChatThread_SendChatMessage" }, [1, 3]],
  [{ operation: "SendChatMessage" }, [1, 3]],
  [{ operation: "Message" }, []],
  [{ user: "bob" }, [2, 3]],
  [{ thread: "19:other" }, [4]],
  [{ tenant: "t1" }, [5]],
  [{ vendor: "stackexchange" }, [5]],
  [{ status: 404 }, [4]],
  [{ status: "404" }, [4]],
  [{ status: "4xx" }, [4]],
  [{ status: "2XX" }, [1, 3, 5]],
  [{ kind: "socket" }, [2]],
  [{ event: "chatMessageReceived" }, [2]],
  [{ event: "chatMessageReceived", operation: "SendChatMessage" }, []],
  [{ since: 3 }, [4, 5]],
  [{ limit: 2 }, [4, 5]],
  [{ since: 1, limit: 2 }, [2, 3]],
  [{ since: 9 }, []],
])("the filter %j finds %j", (filter, expected) => {
  const journal = new Journal();
  journal.record(call());
  journal.record(frame());
  journal.record(call({ user: "bob" }));
  journal.record(call({ operation: undefined, thread: "19:other", answer: answered(404) }));
  journal.record(call({ operation: "Site_LogIn", tenant: "t1", vendor: "stackexchange" }));
  expect(journal.entries(filter).map(({ seq }) => seq)).toEqual(expected);
  expect(journal.count({ ...filter, limit: 1 })).toBe(journal.count(filter));
});

test("a query is read as a filter", () => {
  const query = {
    operation: "SendChatMessage",
    status: "4xx",
    kind: "http",
    since: "3",
    limit: "0",
  };
  expect(readJournalFilter(query)).toEqual({ ...query, since: 3, limit: 0 });
});

test.each([
  [{ opertion: "x" }, '"opertion" is no filter. Did you mean "operation"?'],
  [{ colour: "x" }, '"colour" is no filter. Use operation, user, thread, tenant,'],
  [{ status: "4x" }, '"4x" is no status. Write one such as 404, or 4xx for all of its kind.'],
  [{ kind: "web" }, '"web" is no kind. Use http or socket.'],
  [{ since: "-1" }, 'since is "-1". Write a whole number that is not negative.'],
  [{ user: "" }, "user is empty. Leave it out, or give it a value."],
])("the query %j is refused", (query, message) => {
  expect(() => readJournalFilter(query)).toThrow(`Cannot read the journal: ${message}`);
  expect(() => readJournalFilter(query)).toThrow(JournalError);
});

test("listeners hear what they want until they stop", () => {
  const journal = new Journal();
  const heard: number[] = [];
  const stop = journal.listen(({ seq }) => heard.push(seq), { kind: "socket", since: 7, limit: 1 });
  for (const note of [call(), frame(), frame()]) journal.record(note);
  stop();
  journal.record(frame());
  expect(heard).toEqual([2, 3]);
});

test("a listener that throws keeps nobody from recording or hearing", () => {
  const fail = vi.fn();
  const journal = new Journal({ fail });
  const heard: number[] = [];
  journal.listen(() => {
    throw new Error("listener");
  });
  journal.listen(({ seq }) => heard.push(seq));
  journal.record(call());
  journal.record(frame());
  expect(heard).toEqual([1, 2]);
  expect(fail).toHaveBeenCalledTimes(2);
  expect(journal.count()).toBe(2);
});

test("all hear in order, even when a listener records", () => {
  const journal = new Journal({ limit: 1 });
  const heard: string[] = [];
  journal.listen(({ kind }) => {
    if (kind === "http") journal.record(frame());
  });
  journal.listen(({ seq, kind }) => heard.push(`${seq} ${kind}`));
  journal.record(call());
  expect(heard).toEqual(["1 http", "2 socket"]);
});

test("an entry is one server-sent event", () => {
  const journal = new Journal();
  journal.record(frame({ text: "two\nlines\r\n" }));
  const [entry] = journal.entries();
  if (!entry) throw new Error("Nothing was recorded.");
  const text = sseLines(entry);
  expect(text).toMatch(/^id: 1\nevent: socket\ndata: [^\r\n]+\n\n$/);
  expect(JSON.parse(text.split("data: ")[1] ?? "")).toEqual(entry);
});

/** The same calls on another port, with other traces and with other ids made up by the SDK. */
function run(port: number, digit: string): string {
  const journal = new Journal();
  const id = (end: string) => `0000000${digit}-0000-4000-8000-00000000000${end}`;
  const host = `localhost:${port}`;
  const repeat = (value: string) =>
    new Headers({
      "repeatability-request-id": value,
      "x-ms-client-request-id": id("9"),
      "user-agent": `node/${digit}`,
      traceparent: `00-${digit}`,
    });
  const answer = {
    status: 201,
    headers: {
      location: `http://${host}/chat/threads/1`,
      "ms-cv": digit,
      "x-processing-time": digit,
    },
    body: `{"nextLink":"http://127.0.0.1:${port}/x","other":"http://localhost:1/y"}`,
  };
  journal.record(call({ url: `http://${host}/chat/threads`, headers: repeat(id("1")), answer }));
  journal.record(call({ url: `http://${host}/chat/threads`, headers: repeat(id("2")) }));
  journal.record(call({ url: `http://${host}/chat/threads`, headers: repeat(id("1")) }));
  journal.record(
    call({
      url: `http://${host}/socket.io/1/?v=v4&epid=${id("3")}&con_num=17${digit}_1&t=17${digit}`,
      headers: { get: () => null },
      body: null,
    }),
  );
  journal.entries({ since: 3 });
  return JSON.stringify(journal.entries());
}

test("equal runs read the same to the last byte", () => {
  const text = run(50_123, "1");
  expect(run(61_999, "2")).toBe(text);
  const ids = [...text.matchAll(/"repeatability-request-id":"([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual(["<id 1>", "<id 2>", "<id 1>"]);
  expect(text).toContain("http://localhost:1/y");
  expect(text).toContain("epid=<id 3>&con_num=<varies>");
});

test("a key for repetition that a person made up stays", () => {
  const journal = new Journal();
  journal.record(call({ headers: new Headers({ "repeatability-request-id": "my-key" }) }));
  expect(journal.entries()).toMatchObject([
    { request: { headers: { "repeatability-request-id": "my-key" } } },
  ]);
});

test.each([
  ["Node's table", { headers: { get: () => null }, table: { accept: "*/*", "x-team": "blue" } }],
  ["a Headers", { headers: new Headers({ accept: "*/*", "X-Team": "blue" }) }],
])("headers are read from %s", (_, source) => {
  const journal = new Journal();
  journal.record(call(source));
  expect(journal.entries()).toMatchObject([
    { request: { headers: { accept: "*/*", "x-team": "blue" } } },
  ]);
});
