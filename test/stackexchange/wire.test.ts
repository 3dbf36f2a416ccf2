// The three ways to reach a chat host, the state of each host apart from the others, and paths as clients write them.

import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { text as readText } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { field, inputIn, listIn, numberIn } from "./chat-client.ts";
import { ChatSocket } from "./chat-socket.ts";
import { openStage } from "./stage.ts";
import { ways } from "./ways.ts";

test.each(ways)(
  "logs in, joins, sends, edits, stars, deletes, polls and leaves %s",
  async (way) => {
    const stage = await openStage({ way });
    const alice = await stage.person("Alice");
    const bob = await stage.person("Bob");
    const room = await stage.room(alice);
    const marker = await bob.join(room);
    await alice.join(room);
    const message = await alice.say(room, "Hello **you**");
    expect((await alice.edit(message, "Hello *you*")).json).toBe("ok");
    expect((await bob.star(message)).json).toBe("ok");
    expect((await alice.delete(message)).json).toBe("ok");
    await alice.leave(room);
    const news = await bob.poll(room, marker);
    expect(news.e?.map((event) => [event.event_type, event["content"]])).toEqual([
      [3, undefined],
      [1, "Hello <b>you</b>"],
      [2, "Hello <i>you</i>"],
      [6, "Hello <i>you</i>"],
      [10, undefined],
      [4, undefined],
    ]);
    expect(news.t).toBe(marker + 6);
    expect(await bob.poll(room, marker + 6)).toEqual({});
  },
);

test("the cookie of a login is a secure one over https, and one that works over plain http", async () => {
  const stage = await openStage({ listens: true });
  await stage.emulator.stackexchange.account({ email: "alice@example.com" });
  const secrets = await Promise.all(
    ways.map(async (way) => {
      const client = stage.stranger("stackexchange.com", way);
      const path = "/users/login";
      const shown = await client.ask({ method: "GET", host: client.siteHost, path });
      const fkey = inputIn(shown.text, "fkey");
      const form = { email: "alice@example.com", password: "secret", fkey };
      const sent = await client.askForm(client.siteHost, path, form);
      return [sent.status, sent.header("location"), ...sent.cookies];
    }),
  );
  const cookie = (flags: string) =>
    expect.stringMatching(
      new RegExp(
        `^acct=t=[\\w.-]+&s=\\w+; domain=\\.stackexchange\\.com; path=/;${flags} HttpOnly$`,
      ),
    );
  expect(secrets).toEqual([
    [302, "/", cookie(" secure;")],
    [302, "/", cookie("")],
    [302, "/", cookie(" secure;")],
  ]);
});

test("a room that one way has changed is changed for the others, and the socket hears of all", async () => {
  const stage = await openStage({ listens: true });
  const alice = await stage.person("Alice");
  const room = await stage.room(alice);
  const socket = await ChatSocket.watch(alice, room);
  for (const way of ways) {
    const again = await stage.person("Alice", "stackexchange.com", way);
    await again.say(room, way);
  }
  const events = await socket.events(room, 3);
  expect(events.map((event) => event["content"])).toEqual([...ways]);
});

test("each chat host has rooms, people, messages and events of its own", async () => {
  const stage = await openStage();
  const here = await stage.person("Alice");
  const there = await stage.person("Alice", "stackoverflow.com");
  const meta = await stage.person("Alice", "meta.stackexchange.com");
  const room = await stage.room(here, "Only here");
  const marker = await here.join(room);
  for (const elsewhere of [there, meta]) {
    expect((await elsewhere.get(`/rooms/${room}`)).status).toBe(404);
    const refused = await elsewhere.send(room, "Hello");
    expect([refused.status, refused.text]).toEqual([
      404,
      "The room does not exist, or you do not have permission",
    ]);
  }
  // The same number names another room there.
  expect(await stage.room(there, "There")).toBe(room);
  const message = await there.say(room, "Over there");
  expect((await here.get(`/transcript/message/${message}`)).status).toBe(404);
  expect((await meta.edit(message, "Changed")).status).toBe(302);
  expect(await here.poll(room, marker)).toEqual({});
});

test("the login of the network is no login of the other one, and a key is good at one host only", async () => {
  const stage = await openStage();
  const here = await stage.person("Alice");
  const room = await stage.room(here);
  const acct = here.jar.get("acct") ?? "";
  const elsewhere = stage.stranger("stackoverflow.com");
  elsewhere.jar.take("meta.stackexchange.com", `acct=${acct}; domain=.stackexchange.com; path=/`);
  expect((await elsewhere.identity()).id).toBeUndefined();
  const meta = stage.stranger("meta.stackexchange.com");
  await meta.logInWithCookie(acct);
  expect((await meta.identity()).name).toBe("Alice");
  expect((await meta.identity()).fkey).not.toBe((await here.identity()).fkey);
  const { fkey } = await meta.identity();
  const body = { text: "Hello", fkey };
  const crossed = await here.askForm(here.chatHost, `/chats/${room}/messages/new`, body);
  expect(crossed.status).toBe(404);
});

test.each(ways)("slashes may be doubled %s", async (way) => {
  const stage = await openStage({ way });
  const alice = await stage.person("Alice");
  const room = await stage.room(alice);
  await alice.join(room);
  for (const path of [`//rooms/${room}/`, `/rooms//${room}///`, `//rooms/info/${room}`]) {
    expect((await alice.get(path)).status, path).toBe(200);
  }
  const sent = await alice.post(`//chats//${room}/messages//new/`, { text: "Hello" });
  expect(numberIn(sent.json, "id")).toBeGreaterThan(9_999_999);
  expect((await alice.leave(room)).json).toBe("ok");
});

test("the trailing slash of events, and letter case in paths and modes, do not matter", async () => {
  const stage = await openStage();
  const alice = await stage.person("Alice");
  const room = await stage.room(alice);
  for (const [path, mode] of [
    [`/chats/${room}/events/`, "messages"],
    [`/Chats/${room}/Events`, "MESSAGES"],
    [`/chats/${room}/events`, "eVents"],
  ] as const) {
    const answer = await alice.post(path, { mode });
    const events = listIn(answer.json, "events").map((event) => field(event, "event_type"));
    expect([answer.status, mode, events]).toEqual([200, mode, mode === "eVents" ? [3] : []]);
  }
});

function openSocket(url: string): Socket {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

test("an absolute target without a tunnel reaches the host that it names", async () => {
  const stage = await openStage({ listens: true });
  const socket = openSocket(stage.emulator.url);
  socket.write(
    "GET http://chat.stackoverflow.com/chats/join/favorite HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  );
  const answer = await readText(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain("<title>Join | chat.stackoverflow.com</title>");
});

test("the events' socket opens through a tunnel as well, where the client takes the proxy for everything", async () => {
  const stage = await openStage({ listens: true });
  const alice = await stage.person("Alice");
  const room = await stage.room(alice);
  await alice.say(room, "Hello");
  const address = await alice.socketAddress(room);
  const asking = request({
    createConnection: () => openSocket(stage.emulator.url),
    method: "CONNECT",
    path: new URL(address).host,
  });
  asking.end();
  const [response, tunnel] = await once(asking, "connect");
  expect(response.statusCode).toBe(200);
  const socket = new WebSocket(`${address}?l=0`, {
    origin: "https://chat.stackexchange.com",
    createConnection: () => tunnel,
  });
  onTestFinished(() => socket.terminate());
  const [frame] = await once(socket, "message");
  expect(String(frame)).toContain('"content":"Hello"');
});
