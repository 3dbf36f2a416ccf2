// The journal over HTTP: read, followed, resumed, exported and cleared.

import { expect, test, vi } from "vitest";
import { isUnreadable, readRecording } from "../../src/contracts/recordings/recording.ts";
import type { EmulatorJournal, JournalEntry } from "../../src/server/index.ts";
import { type Desk, openDesk } from "./control-desk.ts";

const stream = { accept: "text/event-stream" };

async function call(desk: Desk, path = "/chat/threads", at = "https://localhost:2428") {
  const { token } = await desk.emulator.acs.user("alice");
  const headers = { authorization: `Bearer ${token}` };
  return desk.emulator.fetch(new Request(`${at}${path}?api-version=2025-03-15`, { headers }));
}

interface Event {
  readonly id: string;
  readonly event: string;
  readonly entry: JournalEntry;
}

/** The events of a stream one by one, without its comments. */
async function* eventsIn(response: Response): AsyncGenerator<Event> {
  if (!response.body) throw new Error("There is no stream.");
  let rest = "";
  for await (const chunk of response.body) {
    rest += Buffer.from(chunk).toString();
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, id, event, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (id !== undefined && event !== undefined && data !== undefined) {
        yield { id, event, entry: JSON.parse(data) };
      }
    }
  }
}

async function follow(desk: Desk, path: string, init: RequestInit = {}) {
  const url = `https://localhost:2428/_emulator/${path}`;
  const response = await desk.emulator.fetch(new Request(url, { headers: stream, ...init }));
  expect(response.status).toBe(200);
  return { response, events: eventsIn(response) };
}

async function next(events: AsyncGenerator<Event>): Promise<Event> {
  const { value } = await events.next();
  if (!value) throw new Error("The stream has ended.");
  return value;
}

test("entries are read as the program reads them, with how many there are", async () => {
  await using desk = await openDesk();
  const { journal } = desk.emulator;
  await call(desk);
  await call(desk, "/chat/nothing");
  await call(desk);
  expect(await desk.get("journal")).toEqual({
    entries: journal.entries(),
    total: 3,
    forgotten: 0,
  });
  const filter = "operation=ListChatThreads&status=200&limit=1";
  expect(await desk.get(`journal?${filter}`)).toEqual({
    entries: journal.entries({ operation: "ListChatThreads", limit: 1 }),
    total: 2,
    forgotten: 0,
  });
  expect((await desk.send("DELETE", "journal")).status).toBe(204);
  expect(journal.entries()).toEqual([]);
});

test("each tenant has a journal of its own, without control requests", async () => {
  await using desk = await openDesk();
  await call(desk, "/chat/threads", "https://localhost:2428/t/blue");
  const { entries } = await desk.get("journal?tenant=blue");
  expect(entries).toMatchObject([{ tenant: "blue" }]);
  expect((await desk.get("journal")).entries).toEqual([]);
});

test("a HAR is one that this repository reads", async () => {
  await using desk = await openDesk();
  await call(desk);
  const har = await desk.get("journal.har");
  expect(har).toEqual(JSON.parse(JSON.stringify(desk.emulator.journal.toHar())));
  const recording = readRecording(JSON.stringify(har));
  if (isUnreadable(recording)) throw new Error(recording.problem);
  expect(recording).toHaveLength(1);
  expect((await desk.get("journal.har?since=1")).log.entries).toEqual([]);
});

test("a stream tells what comes from now on, as it comes", async () => {
  await using desk = await openDesk();
  await call(desk);
  const { response, events } = await follow(desk, "journal");
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  await call(desk, "/chat/nothing");
  expect(await next(events)).toEqual({
    id: "2",
    event: "http",
    entry: JSON.parse(JSON.stringify(desk.emulator.journal.entries({ since: 1 })[0])),
  });
  const coming = next(events);
  await call(desk);
  expect(await coming).toMatchObject({ id: "3" });
  await events.return(undefined);
});

test("a stream tells only what its filter wants", async () => {
  await using desk = await openDesk();
  const { events } = await follow(desk, "journal?status=404");
  await call(desk);
  await call(desk, "/chat/nothing");
  expect(await next(events)).toMatchObject({ id: "2", entry: { status: 404 } });
  await events.return(undefined);
});

test.each([
  ["journal", { "last-event-id": "1" }, ["2", "3"]],
  ["journal?since=2", {}, ["3"]],
  ["journal?since=2", { "last-event-id": "0" }, ["1", "2", "3"]],
  ["journal?limit=2", {}, ["2", "3"]],
  ["journal?limit=9", {}, ["1", "2", "3"]],
  ["journal?limit=0", {}, []],
  // From before the journal was cleared.
  ["journal", { "last-event-id": "77" }, ["1", "2", "3"]],
])("%s with %j goes on after what was told", async (path, headers, ids) => {
  await using desk = await openDesk();
  for (const _ of [1, 2, 3]) await call(desk);
  const { events } = await follow(desk, path, { headers: { ...stream, ...headers } });
  await call(desk);
  for (const id of [...ids, "4"]) expect(await next(events)).toMatchObject({ id });
  await events.return(undefined);
});

test("a stream goes on when the journal is cleared", async () => {
  await using desk = await openDesk();
  const { events } = await follow(desk, "journal");
  for (const _ of [1, 2]) await call(desk);
  for (const id of ["1", "2"]) expect(await next(events)).toMatchObject({ id });
  await desk.emulator.reset();
  await call(desk);
  expect(await next(events)).toMatchObject({ id: "1" });
  await events.return(undefined);
});

/** Counts those who listened and do not any more. */
function watchStops(journal: EmulatorJournal) {
  const listen = journal.listen.bind(journal);
  const stopped = vi.fn();
  vi.spyOn(journal, "listen").mockImplementation((listener, filter) => {
    const stop = listen(listener, filter);
    return () => {
      stopped();
      stop();
    };
  });
  return stopped;
}

test("a client that goes away leaves nothing behind", async () => {
  await using desk = await openDesk();
  const stopped = watchStops(desk.emulator.journal);
  const leaving = new AbortController();
  const aborted = await follow(desk, "journal", { signal: leaving.signal });
  const cancelled = await follow(desk, "journal");
  await call(desk);
  await next(aborted.events);
  await next(cancelled.events);
  leaving.abort();
  expect((await aborted.events.next()).done).toBe(true);
  await cancelled.events.return(undefined);
  expect(stopped).toHaveBeenCalledTimes(2);
});

test("the stream of a tenant ends when the tenant is dropped", async () => {
  await using desk = await openDesk();
  const { events } = await follow(desk, "journal?tenant=blue");
  const coming = events.next();
  await desk.send("DELETE", "tenants/blue");
  expect((await coming).done).toBe(true);
});

test.each(["the tenant is dropped", "the emulator is closed"])(
  "a stream that is read in process ends when %s in code",
  async (when) => {
    const desk = await openDesk();
    const { events } = await follow(desk, "journal?tenant=blue");
    if (when === "the emulator is closed") await desk.emulator.close();
    else desk.emulator.tenants.drop("blue");
    expect((await events.next()).done).toBe(true);
  },
);

test("a HEAD of a stream follows nothing", async () => {
  await using desk = await openDesk();
  const url = "https://localhost:2428/_emulator/journal";
  const answer = await desk.emulator.fetch(new Request(url, { method: "HEAD", headers: stream }));
  expect(answer.headers.get("content-type")).toBe("application/json");
});

test("a stream is told over the network, and closing the client closes it", async () => {
  await using desk = await openDesk();
  const stopped = watchStops(desk.emulator.tenants.get("blue").journal);
  const { controlUrl } = await desk.emulator.listen({ port: 0 });
  const leaving = new AbortController();
  const response = await fetch(`${controlUrl}/journal?tenant=blue`, {
    headers: stream,
    signal: leaving.signal,
  });
  const events = eventsIn(response);
  await call(desk, "/chat/threads", "https://localhost:2428/t/blue");
  expect(await next(events)).toMatchObject({ id: "1" });
  leaving.abort();
  await expect(events.next()).rejects.toThrow();
  await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(1));
});
