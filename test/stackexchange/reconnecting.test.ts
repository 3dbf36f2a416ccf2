// Sockets over time: markers of all kinds, frames while nothing happens, the server's closing, and who is not let in.

import { expect, test } from "vitest";
import { type ChatEvent, newsIn } from "./chat-client.ts";
import { ChatSocket, refusedSocket } from "./chat-socket.ts";
import { openCast, START } from "./stage.ts";

const origin = "https://chat.stackexchange.com";

function messages(events: readonly ChatEvent[]): readonly unknown[] {
  return events.map((event) => event["message_id"]).filter((id) => id !== undefined);
}

test("the address has the room and a token, no query, and speaks plain ws where the emulator listens", async () => {
  const { stage, alice, room } = await openCast({ listens: true });
  const address = await alice.socketAddress(room);
  const port = new URL(stage.emulator.url).port;
  expect(address).toMatch(new RegExp(`^ws://127\\.0\\.0\\.1:${port}/events/${room}/[0-9a-f]{32}$`));
  expect(await alice.socketAddress(room)).not.toBe(address);
});

test.each([
  ["the time of joining", (time: number) => time, "later"],
  ["the one before the last message", (time: number) => time - 1, "last"],
  ["0", () => 0, "all"],
  ["none", () => undefined, "all"],
  ["an empty text", () => "", "all"],
  ["absurd text", () => "%3Cscript%3E", "all"],
  ["a broken escape", () => "%E0%A4%A", "all"],
  ["a negative number", () => -5, "all"],
  ["99999999999", () => 99_999_999_999, "later"],
  ["the unix time", () => Date.parse(START) / 1000, "later"],
  ["more digits than any number has", () => "9".repeat(300), "later"],
  ["two markers, of which the first counts", (time: number) => `${time}&l=0`, "later"],
] as const)("with the marker %s a socket begins where it says", async (_, markerFor, begins) => {
  const { alice, bob, room } = await openCast({ listens: true });
  const old = [await alice.say(room, "one"), await alice.say(room, "two")];
  await bob.join(room);
  const last = await alice.say(room, "three");
  const marker = markerFor(await bob.join(room));
  const socket = await ChatSocket.open(await bob.socketAddress(room), marker);
  const later = await alice.say(room, "four");
  const expected = { all: [...old, last, later], last: [last, later], later: [later] }[begins];
  await socket.until(() => JSON.stringify(socket.frames).includes(`"message_id":${later}`));
  expect(messages(await socket.events(room, 1))).toEqual(expected);
});

test("while nothing happens an empty frame comes every 15 seconds", async () => {
  const { stage, alice, room } = await openCast({ listens: true });
  const socket = await ChatSocket.watch(alice, room);
  const key = `r${room}`;
  await stage.advance(14);
  await stage.advance(1);
  expect(await socket.frame(1)).toEqual({ [key]: {} });
  await stage.advance(45);
  await socket.frame(4);
  expect(socket.frames).toEqual([{ [key]: {} }, { [key]: {} }, { [key]: {} }, { [key]: {} }]);
  // What is said begins the wait anew.
  await stage.advance(10);
  await alice.say(room, "Hello");
  expect(newsIn(await socket.frame(5), room)?.e).toHaveLength(1);
  await stage.advance(14);
  await stage.advance(1);
  expect(await socket.frame(6)).toEqual({ [key]: {} });
  expect(socket.frames).toHaveLength(6);
});

test("when only other rooms went on, the idle frame and the poll say how far the counter is", async () => {
  const { stage, alice, bob, room } = await openCast({ listens: true });
  const other = await stage.room(alice, "Other");
  const socket = await ChatSocket.watch(bob, room);
  const marker = await bob.join(room);
  await alice.join(other);
  await alice.say(other, "one");
  await alice.say(other, "two");
  const counters = { [`r${room}`]: { t: marker + 3, d: 3 } };
  expect((await bob.post("/events", { [`r${room}`]: marker })).json).toEqual(counters);
  await stage.advance(15);
  expect(await socket.frame(1)).toEqual(counters);
  await stage.advance(15);
  expect(await socket.frame(2)).toEqual({ [`r${room}`]: {} });
  expect((await bob.post("/events", { [`r${room}`]: marker + 3 })).json).toEqual({
    [`r${room}`]: {},
  });
  await alice.say(room, "three");
  const news = newsIn(await socket.frame(3), room);
  expect([news?.t, news?.d, news?.e?.length]).toEqual([marker + 5, 2, 2]);
});

test("a socket that the server closes is told that it goes away; leave, join and a new address go on", async () => {
  const { stage, bob, room } = await openCast({ listens: true });
  const socket = await ChatSocket.watch(bob, room);
  await stage.emulator.reset();
  expect(await socket.closed()).toBe(1001);
  // After the reset the accounts and the room have to be made again.
  const again = await stage.person("Alice");
  const bobAgain = await stage.person("Bob");
  expect(await stage.room(again)).toBe(room);
  await bobAgain.leave(room);
  const next = await ChatSocket.watch(bobAgain, room);
  const message = await again.say(room, "Welcome back");
  expect(messages(await next.events(room, 1))).toEqual([message]);
});

test("a client whose connection broke goes on from its marker, or from a new one, and misses or repeats nothing", async () => {
  const { alice, bob, room } = await openCast({ listens: true });
  const socket = await ChatSocket.watch(bob, room);
  const one = await alice.say(room, "one");
  const heard = await socket.events(room, 2);
  socket.drop();
  await socket.closed();
  const two = await alice.say(room, "two");
  const marker = heard.at(-1)?.id;
  const same = await ChatSocket.open(await bob.socketAddress(room), marker);
  expect(messages(await same.events(room, 1))).toEqual([two]);
  await bob.leave(room);
  const anew = await ChatSocket.watch(bob, room);
  const three = await alice.say(room, "three");
  expect(messages(await anew.events(room, 1))).toEqual([three]);
  expect(messages(heard)).toEqual([one]);
});

test("an address may be used again, by several sockets at once", async () => {
  const { alice, bob, room } = await openCast({ listens: true });
  const marker = await bob.join(room);
  const address = await bob.socketAddress(room);
  const sockets = [await ChatSocket.open(address, marker), await ChatSocket.open(address, marker)];
  const message = await alice.say(room, "Hello");
  for (const socket of sockets) {
    const events = await socket.events(room, 1);
    expect(messages(events)).toEqual([message]);
  }
});

test("strangers hear what is public", async () => {
  const { stage, alice, bob, room } = await openCast({ listens: true });
  const socket = await ChatSocket.watch(stage.stranger(), room);
  const his = await bob.say(room, "One");
  await alice.say(room, `:${his} two`);
  const events = await socket.events(room, 4);
  expect(events.map((event) => event.event_type)).toEqual([3, 1, 3, 1]);
});

test("whoever loses a private room hears no more of it, and his socket is closed at once", async () => {
  const { stage, alice, bob } = await openCast({ listens: true });
  const room = await stage.room(alice, "Secret lair", { defaultAccess: "none" });
  const form = { aclUserId: await bob.id() };
  await alice.post(`/rooms/setuseraccess/${room}`, { ...form, userAccess: "read-write" });
  const socket = await ChatSocket.watch(bob, room);
  await alice.post(`/rooms/setuseraccess/${room}`, { ...form, userAccess: "remove" });
  await alice.say(room, "He is gone, @Bob is");
  expect(await socket.closed()).toBe(1001);
  expect(JSON.stringify(socket.frames)).not.toContain("He is gone");
});

test("a socket is refused without an Origin, with a made-up token, and for another room than its own", async () => {
  const { stage, alice, room } = await openCast({ listens: true });
  const other = await stage.room(alice, "Other");
  const address = await alice.socketAddress(room);
  const token = address.split("/").at(-1) ?? "";
  const base = stage.emulator.url.replace("http", "ws");
  expect(await refusedSocket(`${address}?l=0`, {})).toEqual({
    status: 403,
    text: expect.stringMatching(/^Cannot open a socket for events: the Origin header is missing/),
  });
  for (const path of [
    `/events/${room}/${"0".repeat(32)}`,
    `/events/${room}/__proto__`,
    `/events/${room}/constructor`,
    `/events/${other}/${token}`,
    `/events/0${room}/${token}`,
  ]) {
    const answer = await refusedSocket(`${base}${path}?l=0`, { origin });
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.text).toMatch(/^Cannot open a socket for events: its token is unknown/);
  }
  for (const path of ["/events", `/events/${room}`, `/events/${room}/${token}/more`, "/nothing"]) {
    expect([path, (await refusedSocket(`${base}${path}`, { origin })).status]).toEqual([path, 404]);
  }
});

test("what a client says to the socket does no harm", async () => {
  const { alice, room } = await openCast({ listens: true });
  const socket = await ChatSocket.watch(alice, room);
  socket.say("hello");
  socket.say('{"r1":{}}');
  const message = await alice.say(room, "Hello");
  expect(messages(await socket.events(room, 1))).toEqual([message]);
  socket.say("x".repeat(100_000));
  expect(await socket.closed()).toBe(1009);
  const next = await ChatSocket.watch(alice, room);
  const other = await alice.say(room, "Still there");
  expect(messages(await next.events(room, 1))).toEqual([other]);
});
