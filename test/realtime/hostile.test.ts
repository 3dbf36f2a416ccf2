// What clients do wrong or with ill intent, over the wire: whatever it is, a bystander goes on to hear what is his.

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { queryObjects } from "node:v8";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { AcsUser, LogEntry } from "../../src/server/index.ts";
import { Session } from "../../src/server/realtime/trouter/session.ts";
import { type Chat, openChat } from "../support/chat.ts";
import {
  type Allocation,
  allocate,
  PollingClient,
  packFrames,
  prepare,
  shakeHands,
  TrouterClient,
} from "../support/trouter-client.ts";

const START = "2025-05-06T07:08:09.123Z";

/** What the emulator says, to look at and to wait for. */
class Log {
  readonly entries: LogEntry[] = [];
  #waiting: (() => void)[] = [];

  readonly take = (entry: LogEntry): void => {
    this.entries.push(entry);
    for (const resolve of this.#waiting.splice(0)) resolve();
  };

  at(level: LogEntry["level"]): string[] {
    return this.entries.filter((entry) => entry.level === level).map(({ message }) => message);
  }

  async until(text: string): Promise<void> {
    while (!this.entries.some(({ message }) => message.includes(text))) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

/** Reads what it is sent and never says anything. */
class SilentClient extends TrouterClient {
  protected override send(): void {}
}

let log: Log;
let chat: Chat;
let url: string;
let alice: AcsUser;
let bob: AcsUser;
let mallory: AcsUser;
let thread: string;
let bystander: TrouterClient;
/** Where the bystander's connection has to end with all others. */
let isForAll: boolean;

beforeEach(async () => {
  isForAll = false;
  log = new Log();
  chat = await openChat({ log: log.take, clock: `frozen:${START}` });
  await chat.emulator.listen({ port: 0 });
  url = chat.emulator.url;
  alice = await chat.emulator.acs.user("alice");
  bob = await chat.emulator.acs.user("bob");
  mallory = await chat.emulator.acs.user("mallory");
  thread = await chat.thread([alice, bob, mallory]);
  bystander = await TrouterClient.open(url, bob.token);
});

afterEach(async () => {
  if (!isForAll) {
    await chat.say(alice, thread, "Still there?");
    const pushes = await bystander.settle();
    expect(pushes.at(-1)?.body.messageBody).toBe("Still there?");
    expect(pushes.map(({ id }) => id)).toEqual(pushes.map((_, index) => index + 1));
  }
  await chat.emulator.close();
  expect(log.at("error")).toEqual([]);
});

const open = (user: { readonly token: string } = mallory) => TrouterClient.open(url, user.token);

async function openSilent(): Promise<SilentClient> {
  const { session, query } = await prepare(url, mallory.token);
  const address = `${url.replace("http", "ws")}/socket.io/1/websocket/${session}?${query}`;
  const client = new SilentClient(new WebSocket(address), session, query);
  await client.until(() => client.frames.length === 2);
  return client;
}

/** After an answer on a connection that was opened later, the polls that went out before hang. */
async function letPollsArrive(): Promise<void> {
  for (let times = 0; times < 3; times += 1) await (await fetch(`${url}/`)).text();
}

describe("a websocket to a session", () => {
  test.each([
    ["that was never there", async () => "abc"],
    ["without an id", async () => ""],
    ["with a broken escape for an id", async () => "%E0%A4"],
    ["with a prototype's name", async () => "__proto__"],
    ["with the id of its connection", async (sr: string) => sr],
    [
      "that has ended",
      async () => {
        const client = await open();
        client.socket.send("0::");
        await client.closed();
        return client.session;
      },
    ],
  ])("%s is told that there is none, and closed", async (_, idOf) => {
    const { query } = await prepare(url, mallory.token);
    const id = await idOf(new URLSearchParams(query).get("sr") ?? "");
    const client = TrouterClient.connect(url, id, query);
    expect(await client.closed()).toEqual({ code: 1000, reason: "" });
    expect(client.frames).toEqual(["7:::1+0"]);
  });

  test.each([
    ["of somebody else", async () => (await prepare(url, mallory.token)).query],
    ["without a ticket", async () => ""],
  ])("%s is told that it must not, and the owner keeps it", async (_, queryOf) => {
    const { session, query } = await prepare(url, alice.token);
    const client = TrouterClient.connect(url, session, await queryOf());
    expect(await client.closed()).toEqual({ code: 1000, reason: "" });
    expect(client.frames).toEqual(["7:::2"]);
    const owner = TrouterClient.connect(url, session, query);
    await owner.until(() => owner.frames.length === 2);
    await chat.say(bob, thread, "for alice");
    expect(await owner.events()).toEqual([200]);
  });

  test("that was opened late has missed what was before", async () => {
    const { session, query } = await prepare(url, mallory.token);
    await chat.say(alice, thread, "too early");
    const client = TrouterClient.connect(url, session, query);
    await client.until(() => client.frames.length === 2);
    await chat.say(alice, thread, "in time");
    const pushes = (await client.settle()).map(({ id, body }) => [id, body.messageBody]);
    expect(pushes).toEqual([[1, "in time"]]);
  });

  test("that has one already takes it over", async () => {
    const first = await open();
    await chat.say(alice, thread, "to the first");
    expect(await first.events()).toEqual([200]);
    const second = TrouterClient.connect(url, first.session, first.query);
    expect((await first.closed()).code).toBe(1006);
    await second.until(() => second.frames.length === 2);
    await chat.say(alice, thread, "to the second");
    const pushes = (await second.settle()).map(({ id, body }) => [id, body.messageBody]);
    expect(pushes).toEqual([[2, "to the second"]]);
    expect(first.pushes).toHaveLength(1);
  });
});

test.each([
  "/",
  "/chat/threads",
  "/v4/a",
  "/socket.io/1/",
  "/socket.io/2/websocket/abc",
  "/socket.io/1/xhr-polling/abc",
  "/socket.io/1/websockets/abc",
  "/%E0%A4",
])("there is no websocket at %s", async (path) => {
  const socket = new WebSocket(url.replace("http", "ws") + path);
  const [error] = await once(socket, "error");
  expect(String(error)).toContain("Unexpected server response: 404");
});

describe("a websocket that says", () => {
  const max = 64 * 1024;

  test.each<[what: string, frame: string | Buffer, code: number]>([
    ["garbage", "hello", 1002],
    ["nothing at all", "", 1002],
    ["what looks like HTTP", "GET / HTTP/1.1\r\n\r\n", 1002],
    ["a frame of an unknown type", "9::", 1002],
    ["a frame of a type with two digits", "10::", 1002],
    ["a frame of long polling", packFrames(["2::", "2::"]), 1002],
    ["an event without JSON", "5:1+::", 1002],
    ["an event of broken JSON", '5:1+::{"name":"ping"', 1002],
    ["an event of no object", "5:1+::[1]", 1002],
    ["an event without a name", '5:1+::{"args":[]}', 1002],
    ["an event whose name is no text", '5:1+::{"name":{"toString":1}}', 1002],
    ["an event of JSON that never ends", `5:1+::${"[".repeat(60_000)}`, 1002],
    ["JSON that is none", "4:::{", 1002],
    ["bytes", Buffer.from([0, 1, 2, 255]), 1002],
    ["a good frame as bytes", Buffer.from("2::"), 1002],
    ["too much text", `3:::${"x".repeat(max - 3)}`, 1009],
    ["far too much text", "x".repeat(20 * max), 1009],
    ["too many bytes", Buffer.alloc(max + 1), 1009],
    ["goodbye", "0::", 1000],
    ["goodbye to a namespace", "0::/chat", 1000],
  ])("%s is closed", async (_, frame, code) => {
    const client = await open();
    client.socket.send(frame);
    expect((await client.closed()).code).toBe(code);
    await chat.say(alice, thread, "not for you");
    expect(client.pushes).toEqual([]);
  });

  test.each([
    ["what it was asked to connect to", "1::/chat?a=b"],
    ["that it is there", "2::"],
    ["something that nobody asked for", "3:::anything: goes"],
    ["as much as it may", `3:::${"x".repeat(max - 4)}`],
    ["that it has no listener", '3:::{"id":1,"status":404,"headers":{},"body":""}'],
    ["an answer to a push that never was", '3:::{"id":"__proto__","status":{}}'],
    ["an answer that is null", "3:::null"],
    ["very deep JSON", `3:::${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["JSON in another way", '4:::{"a":1}'],
    ["an event that wants no answer", '5:::{"name":"nobody knows this"}'],
    ["an event with a prototype", '5:::{"name":"x","__proto__":{"name":1}}'],
    ["that it has got what it never got", '6:::4711+["pong"]'],
    ["that something went wrong", "7:::2+0"],
    ["that it has nothing to say", "8::"],
  ])("%s is heard out and nothing more", async (_, frame) => {
    const client = await open();
    client.socket.send(frame);
    await chat.say(alice, thread, "for you");
    expect(await client.events()).toEqual([200]);
    const answers = client.frames.filter((text) => !text.startsWith("3:::"));
    expect(answers.slice(2)).toEqual(['6:::1+["pong"]']);
    client.close();
  });

  test("thousands of things at once gets each of its answers, in order", async () => {
    const client = await open();
    const count = 5000;
    for (let id = 1; id <= count; id += 1) client.socket.send(`5:${id}+::{"name":"ping"}`);
    await client.until(() => client.frames.length === count + 2);
    expect(client.frames[2]).toBe('6:::1+["pong"]');
    expect(client.frames.at(-1)).toBe(`6:::${count}+["pong"]`);
    client.close();
  });

  test("garbage after goodbye is gone already", async () => {
    const client = await open();
    for (const frame of ["0::", "hello", "0::", '5:1+::{"name":"ping"}']) client.socket.send(frame);
    expect((await client.closed()).code).toBe(1000);
    expect(client.frames).toHaveLength(2);
  });

  test("garbage has made room for the older connection of its tab at once", async () => {
    const older = await TrouterClient.open(url, mallory.token, { epid: "tab" });
    const newer = await TrouterClient.open(url, mallory.token, { epid: "tab" });
    // It never takes note of the server's goodbye.
    newer.socket.pause();
    newer.socket.send("hello");
    await log.until("no frame of socket.io");
    await chat.say(alice, thread, "for the older one");
    expect(await older.events()).toEqual([200]);
    newer.socket.terminate();
  });
});

/** A websocket's client without a library between it and the wire. */
class RawClient {
  readonly socket: Socket;
  #received = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("error", () => {});
    socket.on("data", (data) => {
      this.#received = Buffer.concat([this.#received, data]);
    });
  }

  /** Asks for the upgrade and says the bytes in the same breath. */
  static async open(bytes: Buffer): Promise<RawClient> {
    const { session, query } = await prepare(url, mallory.token);
    const { port, host } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    const client = new RawClient(socket);
    const head = [
      `GET /socket.io/1/websocket/${session}?${query} HTTP/1.1`,
      `Host: ${host}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ];
    socket.write(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), bytes]));
    return client;
  }

  /** The frames that came: their kinds and contents. None has 64 KiB. */
  get frames(): readonly (readonly [opcode: number, content: Buffer])[] {
    const frames: [number, Buffer][] = [];
    const headEnd = this.#received.indexOf("\r\n\r\n");
    for (let at = headEnd < 0 ? Number.POSITIVE_INFINITY : headEnd + 4; ; ) {
      const [first, second] = this.#received.subarray(at, at + 2);
      if (first === undefined || second === undefined) return frames;
      const isLong = second === 126;
      const start = at + (isLong ? 4 : 2);
      const length = isLong ? this.#received.readUInt16BE(at + 2) : second;
      frames.push([first & 15, this.#received.subarray(start, start + length)]);
      at = start + length;
    }
  }

  async closed(): Promise<number | undefined> {
    if (!this.socket.closed) await once(this.socket, "close");
    const goodbye = this.frames.find(([opcode]) => opcode === 8)?.[1];
    return goodbye?.readUInt16BE(0);
  }

  async until(text: string): Promise<void> {
    while (!this.frames.some(([, content]) => content.includes(text))) {
      await once(this.socket, "data");
    }
  }
}

/** A client's frame, masked with zeros. */
function masked(first: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length =
    bytes.length < 126 ? [0x80 | bytes.length] : [0xfe, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), bytes]);
}

const ping = '5:1+::{"name":"ping"}';

describe("on the wire, a websocket's client that", () => {
  test.each([
    ["uses a reserved bit", masked(0xc1, ping), 1002],
    ["does not mask", Buffer.from([0x81, 3, ...Buffer.from("2::")]), 1002],
    ["uses an unknown opcode", masked(0x83, ping), 1002],
    ["goes on with what it never began", masked(0x80, ping), 1002],
    ["sends text that is no UTF-8", masked(0x81, Buffer.from([0xc3, 0x28])), 1007],
    ["sends a ping that is too long", masked(0x89, "x".repeat(126)), 1002],
    ["closes with a code that is none", masked(0x88, Buffer.from([0, 1])), 1002],
    ["announces an exabyte", Buffer.from([0x81, 0xff, 0x10, 0, 0, 0, 0, 0, 0, 0]), 1009],
    ["announces a gigabyte", Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0]), 1009],
  ])("%s is closed", async (_, bytes, code) => {
    const client = await RawClient.open(bytes);
    expect(await client.closed()).toBe(code);
  });

  test("does not wait for the end of the handshake is heard after it", async () => {
    const client = await RawClient.open(masked(0x81, ping));
    await client.until("6:::1");
    expect(client.frames.map(([, content]) => String(content))).toEqual([
      "1::",
      expect.stringContaining("trouter.connected"),
      '6:::1+["pong"]',
    ]);
    client.socket.destroy();
  });

  test("says it in pieces is understood", async () => {
    const pieces = [
      masked(0x01, ping.slice(0, 3)),
      masked(0x89, "hi"),
      masked(0x80, ping.slice(3)),
    ];
    const client = await RawClient.open(Buffer.concat(pieces));
    await client.until("6:::1");
    client.socket.destroy();
  });

  test("resets its connection in the middle of a frame is forgotten", async () => {
    const client = await RawClient.open(masked(0x81, ping).subarray(0, 9));
    await client.until("trouter.connected");
    client.socket.resetAndDestroy();
    await once(client.socket, "close");
    await bystander.settle();
  });

  test("resets its connection in the middle of the upgrade is forgotten", async () => {
    const { port } = new URL(url);
    for (const end of [10, 60, 1000]) {
      const socket = connect(Number(port), "127.0.0.1");
      await once(socket, "connect");
      const head = "GET /socket.io/1/websocket/abc HTTP/1.1\r\nUpgrade: websocket\r\n".padEnd(2000);
      socket.write(head.slice(0, end));
      socket.resetAndDestroy();
      await once(socket, "close");
    }
    await bystander.settle();
  });
});

describe("a client that is silent", () => {
  const heartbeats = (client: TrouterClient) =>
    client.frames.filter((frame) => frame === "2::").length;

  test("is asked after 60 seconds and dropped after 180", async () => {
    const client = await openSilent();
    await chat.emulator.clock.advance({ seconds: 59 });
    await bystander.settle();
    expect(heartbeats(client)).toBe(0);
    for (const count of [1, 2, 3]) {
      await chat.emulator.clock.advance({ seconds: count === 1 ? 1 : 60 });
      await client.until(() => heartbeats(client) === count);
      await bystander.settle();
    }
    expect((await client.closed()).code).toBe(1006);
    expect(log.at("debug").at(-1)).toContain("was silent for more than 180 seconds");
    expect(heartbeats(client)).toBe(3);
  });

  test("because it has disappeared is dropped as well", async () => {
    const client = await openSilent();
    client.socket.pause();
    for (let minutes = 0; minutes < 3; minutes += 1) {
      await chat.emulator.clock.advance({ minutes: 1 });
      await bystander.settle();
    }
    await log.until("was silent");
    client.socket.resume();
    expect((await client.closed()).code).toBe(1006);
  });

  test("only because the time made a leap is not dropped", async () => {
    const client = await open();
    const silent = await openSilent();
    await chat.emulator.clock.advance({ hours: 1 });
    expect((await silent.closed()).code).toBe(1006);
    await chat.say(alice, thread, "after an hour");
    expect(await client.events()).toEqual([200]);
    client.close();
  });

  test("from the handshake on is forgotten after a minute", async () => {
    const { session, query } = await prepare(url, mallory.token);
    await chat.emulator.clock.advance({ seconds: 60 });
    const client = TrouterClient.connect(url, session, query);
    await client.closed();
    expect(client.frames).toEqual(["7:::1+0"]);
  });
});

test("a client that stops reading is dropped with a warning, and the others hear everything", async () => {
  const stalled = await TrouterClient.open(url, mallory.token, { epid: "stalled" });
  const other = await TrouterClient.open(url, mallory.token, { epid: "other" });
  stalled.socket.pause();
  let count = 0;
  while (log.at("warn").length === 0 && count < 2000) {
    count += 1;
    await chat.say(alice, thread, String(count).padEnd(28 * 1024));
    await Promise.all([bystander.settle(), other.settle()]);
  }
  expect(log.at("warn")).toEqual([
    `Dropped the connection stalled of ${mallory.id}: it does not read, and more than 1048576 bytes wait for it.`,
  ]);
  await chat.say(alice, thread, "one more");
  const heard = (client: TrouterClient) =>
    client.pushes.map(({ body }) => body.messageBody.trimEnd());
  await Promise.all([bystander.settle(), other.settle()]);
  const said = [...Array.from({ length: count }, (_, index) => String(index + 1)), "one more"];
  expect(heard(bystander)).toEqual(said);
  expect(heard(other)).toEqual(said);
  stalled.socket.resume();
  expect((await stalled.closed()).code).toBe(1006);
  expect(stalled.pushes.length).toBeLessThan(count);
  expect(log.at("warn")).toHaveLength(1);
});

test("a connection ends with its token, which then opens no other", async () => {
  const { token } = await chat.emulator.acs.issueToken({ id: mallory.id, expiresInMinutes: 60 });
  const [client, polling] = [await open({ token }), await PollingClient.open(url, token)];
  const allocation = (await (await allocate(url, token)).json()) as Allocation;
  await chat.emulator.clock.advance({ minutes: 59, seconds: 50 });
  await Promise.all([client.settle(), polling.settle(), bystander.settle()]);
  await letPollsArrive();
  await chat.emulator.clock.advance({ seconds: 10 });
  expect(await client.closed()).toEqual({ code: 1000, reason: "" });
  await polling.closed();
  expect([client.frames.at(-1), polling.frames.at(-1)]).toEqual(["0::", "0::"]);
  expect((await allocate(url, token)).status).toBe(401);
  expect((await shakeHands(url, token, allocation)).response.status).toBe(403);
});

const path = () => `/identities/${encodeURIComponent(mallory.id)}`;

describe.each([
  ["revocation of tokens", () => chat.sign("POST", `${path()}/:revokeAccessTokens`)],
  ["deletion of a user", () => chat.sign("DELETE", path())],
])("the %s", (_, act) => {
  test("ends his connections, however they are made, and no other's", async () => {
    const clients = await Promise.all([
      ...["a", "a", "b"].map((epid) => TrouterClient.open(url, mallory.token, { epid })),
      PollingClient.open(url, mallory.token),
    ]);
    await chat.say(alice, thread, "before");
    for (const client of clients) await client.settle();
    await letPollsArrive();
    expect((await act()).status).toBe(204);
    await chat.say(alice, thread, "after");
    for (const client of clients) {
      await client.closed();
      expect(client.frames.at(-1)).toBe("0::");
    }
    expect(clients.flatMap(({ pushes }) => pushes)).toHaveLength(3);
  });

  test("leaves nothing that an old token, ticket or session could still do", async () => {
    const allocation = (await (await allocate(url, mallory.token)).json()) as Allocation;
    const { session, query } = await shakeHands(url, mallory.token, allocation);
    await chat.emulator.clock.advance({ milliseconds: 1 });
    expect((await act()).status).toBe(204);
    const client = TrouterClient.connect(url, session, query);
    await client.closed();
    expect(client.frames).toEqual(["7:::1+0"]);
    expect((await allocate(url, mallory.token)).status).toBe(401);
    const address = `${url}/socket.io/1/?${query}`;
    expect((await fetch(address)).status).toBe(403);
    const headers = { "x-skypetoken": mallory.token };
    expect((await fetch(address, { headers })).status).toBe(403);
  });
});

test("a new token connects right after a revocation, even where time stands still", async () => {
  await chat.sign("POST", `${path()}/:revokeAccessTokens`);
  const client = await open(await chat.emulator.acs.issueToken({ id: mallory.id }));
  await chat.say(alice, thread, "welcome back");
  expect(await client.events()).toEqual([200]);
  client.close();
});

describe("when the emulator", () => {
  test.each([
    ["is reset", () => chat.emulator.reset()],
    ["closes", () => chat.emulator.close()],
  ])("%s, all connections and polls are told so", async (_, act) => {
    isForAll = true;
    const clients = [
      bystander,
      await open(),
      await PollingClient.open(url, mallory.token),
      await PollingClient.open(url, alice.token),
    ];
    for (const client of clients) await client.settle();
    await letPollsArrive();
    await act();
    for (const client of clients) await client.closed();
    expect(clients.map(({ frames }) => frames.at(-1))).toEqual(["0::", "0::", "0::", "0::"]);
    expect((await bystander.closed()).code).toBe(1000);
  });

  test("closes, a client that reads nothing does not hold it up", async () => {
    isForAll = true;
    const client = await openSilent();
    client.socket.pause();
    for (let number = 0; number < 10; number += 1) {
      await chat.say(alice, thread, "x".repeat(28 * 1024));
    }
    await chat.emulator.close();
    client.socket.resume();
    await client.closed();
  });

  test("is reset, its new world knows no session of the old one", async () => {
    isForAll = true;
    const { session, query } = await prepare(url, mallory.token);
    await chat.emulator.reset();
    const client = TrouterClient.connect(url, session, query);
    await client.closed();
    expect(client.frames).toEqual(["7:::1+0"]);
    expect((await allocate(url, mallory.token)).status).toBe(401);
  });

  test("is reset, connections are made and notified as before", async () => {
    isForAll = true;
    await chat.emulator.reset();
    [alice, bob] = [await chat.emulator.acs.user("alice"), await chat.emulator.acs.user("bob")];
    const client = await open(bob);
    await chat.thread([alice, bob]);
    expect(await client.events()).toEqual([257]);
  });
});

describe("hammering", () => {
  // Those that have to be kept; what earlier tests leave may still go meanwhile.
  const sessions = () => queryObjects(Session, { format: "count" });

  test("with allocations leaves nothing behind, and each is good", async () => {
    const before = sessions();
    const call: typeof fetch = (input, init) => chat.emulator.fetch(new Request(input, init));
    const answers = await Promise.all(
      Array.from({ length: 2000 }, () => allocate(url, mallory.token, { fetch: call })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(sessions()).toBeLessThanOrEqual(before);
    const allocations = await Promise.all(
      answers.map((answer) => answer.json() as Promise<Allocation>),
    );
    expect(new Set(allocations.map(({ id }) => id)).size).toBe(2000);
    for (const allocation of allocations.filter((__, index) => index % 1000 === 999)) {
      expect((await shakeHands(url, mallory.token, allocation)).response.status).toBe(200);
    }
  });

  test("with handshakes that lead to nothing leaves nothing after a minute", async () => {
    const before = sessions();
    const call: typeof fetch = (input, init) => chat.emulator.fetch(new Request(input, init));
    await Promise.all(
      Array.from({ length: 500 }, () => prepare(url, mallory.token, { fetch: call })),
    );
    expect(sessions()).toBeGreaterThan(400);
    await chat.emulator.clock.advance({ minutes: 1 });
    await bystander.settle();
    expect(sessions()).toBeLessThanOrEqual(before);
  });

  test("with connections that come and go leaves nothing behind", async () => {
    const before = sessions();
    for (let round = 0; round < 10; round += 1) {
      const clients = await Promise.all(Array.from({ length: 10 }, () => open()));
      for (const client of clients) client.socket.send("0::");
      await Promise.all(clients.map((client) => client.closed()));
    }
    await bystander.settle();
    expect(sessions()).toBeLessThanOrEqual(before);
  });
});
