// Long polling, for clients without websockets: what waits, what is fetched, and what becomes of polls that nobody waits for.

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AcsUser, LogEntry } from "../../src/server/index.ts";
import { type Chat, openChat } from "../support/chat.ts";
import {
  PollingClient,
  packFrames,
  prepare,
  TrouterClient,
  unpackFrames,
} from "../support/trouter-client.ts";

const CONNECTED = '5:::{"name":"trouter.connected","args":[{"ttl":86400,"dur":"1"}]}';

let chat: Chat;
let log: LogEntry[];
let alice: AcsUser;
let bob: AcsUser;
let thread: string;

beforeEach(async () => {
  log = [];
  chat = await openChat({ log: (entry) => log.push(entry) });
  await chat.emulator.listen({ port: 0 });
  alice = await chat.emulator.acs.user("alice");
  bob = await chat.emulator.acs.user("bob");
  thread = await chat.thread([alice, bob]);
});

afterEach(async () => {
  await chat.emulator.close();
  expect(log.filter(({ level }) => level === "error")).toEqual([]);
});

const overTheWire: typeof fetch = (input, init) => fetch(input, init);
const inProcess: typeof fetch = (input, init) => chat.emulator.fetch(new Request(input, init));

/** The address of a session that has shaken hands. */
async function address(user = bob): Promise<string> {
  const { session, query } = await prepare(chat.emulator.url, user.token);
  return `${chat.emulator.url}/socket.io/1/xhr-polling/${session}?${query}&t=1`;
}

async function poll(where: string, call = overTheWire, init: RequestInit = {}): Promise<string[]> {
  const response = await call(where, init);
  expect(response.status).toBe(200);
  return unpackFrames(await response.text());
}

async function post(where: string, body: string, call = overTheWire): Promise<[number, string]> {
  const response = await call(where, { method: "POST", body });
  return [response.status, await response.text()];
}

/** The texts of the messages in pushes. */
function texts(frames: readonly string[]): string[] {
  return frames.map((frame) => JSON.parse(JSON.parse(frame.slice(4)).body).messageBody);
}

/** After an answer on a connection that was opened later, the server has seen what came before. */
async function letTheServerNotice(): Promise<void> {
  for (let times = 0; times < 3; times += 1) await (await fetch(`${chat.emulator.url}/`)).text();
}

describe.each([
  ["over the wire", overTheWire],
  ["in process", inProcess],
])("a poll %s", (_, call) => {
  let where: string;

  beforeEach(async () => {
    where = await address();
  });

  test("greets when it is the first", async () => {
    const response = await call(where);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const text = `\ufffd3\ufffd1::\ufffd${CONNECTED.length}\ufffd${CONNECTED}`;
    expect(await response.text()).toBe(text);
  });

  test("is answered when there is something, which goes alone as it is", async () => {
    await poll(where, call);
    const polled = call(where);
    await chat.call(alice, "POST", `${thread}/typing`, { body: {} });
    const text = await (await polled).text();
    expect(text).toMatch(/^3:::\{"id":1,"method":"POST",/);
    expect(JSON.parse(JSON.parse(text.slice(4)).body).eventId).toBe(245);
  });

  test("fetches all that came since the one before, each behind its length", async () => {
    await poll(where, call);
    for (const text of ["one", "zwö \ufffd3\ufffd", "three 😀"])
      await chat.say(alice, thread, text);
    const response = await call(where);
    const text = await response.text();
    expect(text).toMatch(/^\ufffd\d+\ufffd3:::\{"id":1/);
    expect(texts(unpackFrames(text))).toEqual(["one", "zwö \ufffd3\ufffd", "three 😀"]);
  });

  test("fetches nothing twice", async () => {
    await poll(where, call);
    await chat.say(alice, thread, "one");
    expect(texts(await poll(where, call))).toEqual(["one"]);
    await chat.say(alice, thread, "two");
    expect(texts(await poll(where, call))).toEqual(["two"]);
  });

  test("fetches the acknowledgements of what was said meanwhile", async () => {
    await poll(where, call);
    const said = ['5:1+::{"name":"ping"}', "2::", '5:2+::{"name":"user.activity","args":[{}]}'];
    expect(await post(where, packFrames(said), call)).toEqual([200, "1"]);
    expect(await post(where, '5:3+::{"name":"ping"}', call)).toEqual([200, "1"]);
    expect(await poll(where, call)).toEqual(['6:::1+["pong"]', '6:::2+["pong"]', '6:::3+["pong"]']);
  });

  test("is told that there is nothing after 20 seconds", async () => {
    await poll(where, call);
    const first = call(where);
    await letTheServerNotice();
    await chat.emulator.clock.advance({ seconds: 19 });
    const answered: unknown[] = [];
    const noted = first.then((response) => answered.push(response));
    await letTheServerNotice();
    expect(answered).toEqual([]);
    await chat.emulator.clock.advance({ seconds: 1 });
    await noted;
    expect(await (await first).text()).toBe("8::");
    await chat.say(alice, thread, "after");
    expect(texts(await poll(where, call))).toEqual(["after"]);
  });

  test("ends the one before it", async () => {
    await poll(where, call);
    const first = poll(where, call);
    await letTheServerNotice();
    const second = poll(where, call);
    expect(await first).toEqual(["8::"]);
    await chat.say(alice, thread, "to the second");
    expect(texts(await second)).toEqual(["to the second"]);
  });

  test("that was called off loses nothing that is pushed afterwards", async () => {
    await poll(where, call);
    const stop = new AbortController();
    const polled = call(where, { signal: stop.signal }).catch(() => undefined);
    await letTheServerNotice();
    stop.abort();
    await polled;
    await letTheServerNotice();
    await chat.say(alice, thread, "one");
    await chat.say(alice, thread, "two");
    expect(texts(await poll(where, call))).toEqual(["one", "two"]);
  });

  test("is told where its session is unknown", async () => {
    const { query } = await prepare(chat.emulator.url, bob.token);
    const unknown = `${chat.emulator.url}/socket.io/1/xhr-polling/abc?${query}`;
    expect(await poll(unknown, call)).toEqual(["7:::1+0"]);
    expect(await post(unknown, "2::", call)).toEqual([200, "7:::1+0"]);
  });

  test("is told where the session is somebody else's, who keeps it", async () => {
    const { query } = await prepare(chat.emulator.url, alice.token);
    const foreign = where.replace(/\?.*/, `?${query}`);
    expect(await poll(foreign, call)).toEqual(["7:::2"]);
    expect(await post(foreign, "0::", call)).toEqual([200, "7:::2"]);
    expect(await poll(where, call)).toEqual(["1::", CONNECTED]);
  });

  test.each([
    ["garbage", "hello"],
    ["nothing", ""],
    ["a wrong length", "\ufffd4\ufffd2::"],
    ["garbage behind a good frame", packFrames(["2::", "hello"])],
    ["broken JSON in an event", '5:1+::{"name":'],
    ["too much", `3:::${"x".repeat(64 * 1024)}`],
  ])("ends when its client says %s", async (__, body) => {
    await poll(where, call);
    const hanging = poll(where, call);
    await letTheServerNotice();
    const [status, text] = await post(where, body, call);
    expect([status, text]).toEqual([400, expect.stringContaining("Cannot read the frames")]);
    expect((await hanging).at(-1)).toBe("0::");
    expect(await poll(where, call)).toEqual(["7:::1+0"]);
  });

  test("ends when its client says goodbye", async () => {
    await poll(where, call);
    const hanging = poll(where, call);
    await letTheServerNotice();
    expect(await post(where, packFrames(["2::", "0::", "2::"]), call)).toEqual([200, "1"]);
    expect(await hanging).toEqual(["8::"]);
    expect(await poll(where, call)).toEqual(["7:::1+0"]);
  });

  test("takes what was said before the first poll", async () => {
    expect(await post(where, "2::", call)).toEqual([200, "1"]);
    expect(await poll(where, call)).toEqual(["1::", CONNECTED]);
  });

  test.each(["PUT", "DELETE"])("has no %s", async (method) => {
    const response = await call(where, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });
});

test("a poll that was called off before it arrives takes nothing away", async () => {
  const where = await address();
  await poll(where, inProcess);
  await chat.say(alice, thread, "one");
  await chat.emulator.fetch(new Request(where, { signal: AbortSignal.abort() }));
  expect(texts(await poll(where, inProcess))).toEqual(["one"]);
});

async function openRawPoll(where: string): Promise<Socket> {
  const { port, host, pathname, search } = new URL(where);
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  return socket;
}

test.each([
  ["is cut off", (socket: Socket) => socket.destroy()],
  ["is reset", (socket: Socket) => socket.resetAndDestroy()],
  ["says that it is done", (socket: Socket) => socket.end()],
])("a poll whose connection %s loses nothing that is pushed afterwards", async (_, go) => {
  const where = await address();
  await poll(where);
  const socket = await openRawPoll(where);
  await letTheServerNotice();
  go(socket);
  await once(socket, "close");
  await letTheServerNotice();
  await chat.say(alice, thread, "one");
  expect(texts(await poll(where))).toEqual(["one"]);
});

test("a body that breaks off in the middle ends nothing", async () => {
  const where = await address();
  await poll(where);
  const { port, host, pathname, search } = new URL(where);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `POST ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 30\r\n\r\n5:1+`,
  );
  await letTheServerNotice();
  socket.destroy();
  await once(socket, "close");
  await letTheServerNotice();
  await chat.say(alice, thread, "one");
  expect(texts(await poll(where))).toEqual(["one"]);
});

describe("a client that polls", () => {
  test("is pushed the same as one with a websocket", async () => {
    const polling = await PollingClient.open(chat.emulator.url, bob.token, { epid: "a" });
    const inside = await PollingClient.open(chat.emulator.url, bob.token, {
      epid: "b",
      fetch: inProcess,
    });
    const socket = await TrouterClient.open(chat.emulator.url, bob.token, { epid: "c" });
    for (let number = 0; number < 100; number += 1) await chat.say(alice, thread, `${number}`);
    await chat.call(alice, "DELETE", thread);
    const pushes = await socket.settle();
    expect(pushes).toHaveLength(101);
    expect(await polling.settle()).toEqual(pushes);
    expect(await inside.settle()).toEqual(pushes);
    await Promise.all([polling.leave(), inside.leave()]);
  });

  test("is not even asked whether it is there while it polls", async () => {
    const where = await address();
    await poll(where);
    for (let times = 0; times < 12; times += 1) {
      const polled = poll(where);
      await letTheServerNotice();
      await chat.emulator.clock.advance({ seconds: 20 });
      expect(await polled).toEqual(["8::"]);
    }
    await chat.say(alice, thread, "still there");
    expect(texts(await poll(where))).toEqual(["still there"]);
  });

  test("is given up three minutes after its last poll", async () => {
    const where = await address();
    await poll(where);
    await chat.emulator.clock.advance({ minutes: 3 });
    const gone = () => log.some(({ message }) => message.includes("was silent"));
    while (!gone()) await letTheServerNotice();
    expect(await poll(where)).toEqual(["7:::1+0"]);
  });

  test("is dropped when too much waits for it", async () => {
    const where = await address();
    await poll(where);
    const large = "x".repeat(28 * 1024);
    const warned = () => log.some(({ level }) => level === "warn");
    for (let number = 0; number < 100 && !warned(); number += 1) {
      await chat.say(alice, thread, large);
    }
    expect(log.filter(({ level }) => level === "warn")).toEqual([
      { level: "warn", message: expect.stringContaining(`of ${bob.id}: it does not read`) },
    ]);
    expect(await poll(where)).toEqual(["7:::1+0"]);
  });

  test("can go on with a websocket, and back", async () => {
    const where = await address();
    await poll(where);
    const hanging = poll(where);
    await letTheServerNotice();
    const { pathname, searchParams } = new URL(where);
    const session = pathname.split("/").at(-1) ?? "";
    const socket = TrouterClient.connect(chat.emulator.url, session, searchParams.toString());
    expect(await hanging).toEqual(["8::"]);
    await socket.until(() => socket.frames.length === 2);
    expect(socket.frames).toEqual(["1::", CONNECTED]);
    await chat.say(alice, thread, "to the socket");
    expect(await socket.events()).toEqual([200]);
    expect(await poll(where)).toEqual(["1::", CONNECTED]);
    expect((await socket.closed()).code).toBe(1006);
    await chat.say(alice, thread, "to the poll");
    expect(texts(await poll(where))).toEqual(["to the poll"]);
  });
});
