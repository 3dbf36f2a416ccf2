// Joining and leaving rooms, who is there, and what joining answers.

import { expect, test } from "vitest";
import { field, listIn, numberIn } from "./chat-client.ts";
import { first, readHtml } from "./html-tree.ts";
import { openCast, START } from "./stage.ts";
import type { Answer } from "./ways.ts";

const now = Date.parse(START) / 1000;

function presentOn(page: Answer): unknown {
  const { attributes } = first(readHtml(page.text), "div.js-present");
  return JSON.parse(attributes.get("data-users") ?? "");
}

function idsIn(answer: Answer): readonly unknown[] {
  return listIn(answer.json, "events").map((event) => field(event, "message_id"));
}

test("joining answers the newest messages as they are now, and the marker that events go on from", async () => {
  const { stage, alice, bob, room } = await openCast();
  const parent = await alice.say(room, "Hello");
  await stage.advance(10);
  const reply = await bob.say(room, `:${parent} Hello *yourself*`);
  await bob.edit(reply, `:${parent} hello *yourself*`);
  await alice.star(reply);
  await alice.pin(reply);
  const answer = await bob.post(`/chats/${room}/events`, { mode: "Messages", msgCount: 100 });
  expect(answer.json).toEqual({
    events: [
      {
        event_type: 1,
        time_stamp: now,
        content: "Hello",
        user_id: await alice.id(),
        user_name: "Alice",
        room_id: room,
        message_id: parent,
      },
      {
        event_type: 1,
        time_stamp: now + 10,
        content: "@Alice hello <i>yourself</i>",
        user_id: await bob.id(),
        user_name: "Bob",
        room_id: room,
        message_id: reply,
        message_edits: 1,
        message_stars: 1,
        message_owner_stars: 1,
        parent_id: parent,
        show_parent: true,
      },
    ],
    time: expect.any(Number),
    sync: now + 10,
    ms: 0,
  });
  // What is told next comes right after that marker.
  const time = numberIn(answer.json, "time");
  const last = await alice.say(room, "Next");
  const news = await bob.poll(room, time);
  expect(news.e?.map(({ id, ...event }) => [id, event["message_id"]])).toEqual([[time + 1, last]]);
});

test("a message that was deleted is listed without content", async () => {
  const { alice, room } = await openCast();
  const message = await alice.say(room, "Oops");
  await alice.delete(message);
  const answer = await alice.post(`/chats/${room}/events`);
  const [listed] = listIn(answer.json, "events");
  expect(listed).toMatchObject({ message_id: message, event_type: 1 });
  expect(listed).not.toHaveProperty("content");
});

test("msgCount, before and after say which messages are listed", async () => {
  const { alice, room } = await openCast();
  const ids: number[] = [];
  for (let count = 0; count < 120; count += 1) ids.push(await alice.say(room, `Line ${count}`));
  const list = async (form: Record<string, number>) =>
    idsIn(await alice.post(`/chats/${room}/events`, { mode: "Messages", ...form }));
  const at = (index: number) => ids[index] ?? 0;
  expect(await list({})).toEqual(ids.slice(-100));
  expect(await list({ msgCount: 3 })).toEqual(ids.slice(-3));
  expect(await list({ msgCount: 0 })).toEqual([]);
  expect(await list({ msgCount: 100_000 })).toEqual(ids);
  // Below `before`, from `after` on.
  expect(await list({ msgCount: 2, before: at(10) })).toEqual(ids.slice(8, 10));
  expect(await list({ msgCount: 500, after: at(110) })).toEqual(ids.slice(110));
  expect(await list({ msgCount: 500, after: at(5), before: at(8) })).toEqual(ids.slice(5, 8));
});

test("the mode Events lists whole events since a marker", async () => {
  const { alice, bob, room } = await openCast();
  const since = await alice.join(room);
  const message = await bob.say(room, "One");
  await bob.edit(message, "Two");
  const form = { mode: "Events", since, msgCount: 100 };
  const events = listIn((await alice.post(`/chats/${room}/events`, form)).json, "events");
  expect(events.map((event) => [field(event, "event_type"), field(event, "id")])).toEqual([
    [3, since + 1],
    [1, since + 2],
    [2, since + 3],
  ]);
});

test("parameters may stand in the query as well", async () => {
  const { alice, room } = await openCast();
  const ids = [await alice.say(room, "One"), await alice.say(room, "Two")];
  const answer = await alice.post(`/chats/${room}/events?mode=Messages&msgCount=1`);
  expect(idsIn(answer)).toEqual(ids.slice(1));
});

test("joining enters the room once, leaving leaves it once", async () => {
  const { alice, bob, room } = await openCast();
  const marker = await alice.join(room);
  await bob.join(room);
  await bob.join(room);
  const bobHere = { id: await bob.id(), name: "Bob", is_owner: null, is_moderator: false };
  const aliceHere = { id: await alice.id(), name: "Alice", is_owner: true };
  expect(presentOn(await bob.get(`//rooms/${room}/`))).toMatchObject([aliceHere, bobHere]);
  expect((await bob.leave(room)).json).toBe("ok");
  expect((await bob.leave(room)).json).toBe("ok");
  expect(presentOn(await alice.get(`//rooms/${room}/`))).toMatchObject([aliceHere]);
  const news = await alice.poll(room, marker);
  const told = { user_id: await bob.id(), user_name: "Bob", target_user_id: await bob.id() };
  expect(news.e).toEqual([
    {
      event_type: 3,
      id: marker + 1,
      time_stamp: now,
      ...told,
      room_id: room,
      room_name: "Sandbox",
    },
    {
      event_type: 4,
      id: marker + 2,
      time_stamp: now,
      ...told,
      room_id: room,
      room_name: "Sandbox",
    },
  ]);
});

test("looking at the room, polling and asking for a socket are not entering it", async () => {
  const { alice, bob, room } = await openCast();
  const marker = await alice.join(room);
  await bob.get(`/rooms/${room}`);
  await bob.poll(room, marker);
  await bob.socketAddress(room);
  expect(await alice.poll(room, marker)).toEqual({});
});

test("all rooms can be left at once, and leaving what is not there is no error", async () => {
  const { stage, alice, bob, room } = await openCast();
  const other = await stage.room(alice, "Other");
  await bob.join(room);
  await bob.join(other);
  expect((await bob.leave("all")).json).toBe("ok");
  for (const left of [room, other]) expect(presentOn(await bob.get(`/rooms/${left}`))).toEqual([]);
  expect((await bob.leave(999)).json).toBe("ok");
});

test("favourite rooms are rejoined together", async () => {
  const { stage, alice, bob, room } = await openCast();
  const other = await stage.room(alice, "Other");
  const follow = (roomId: number) => bob.post("/rooms/favorite", { roomId });
  const isFavorite = async (number: number) =>
    field((await bob.get(`/rooms/thumbs/${number}`)).json, "isFavorite");
  await follow(room);
  await follow(other);
  await follow(other);
  expect([await isFavorite(room), await isFavorite(other)]).toEqual([true, false]);
  const rejoined = await bob.post("/chats/join/favorite", { quiet: "true", immediate: "true" });
  expect(rejoined.json).toBe("ok");
  expect(presentOn(await bob.get(`/rooms/${room}`))).toMatchObject([{ name: "Bob" }]);
  expect(presentOn(await bob.get(`/rooms/${other}`))).toEqual([]);
});

test("strangers may list and poll what is public, and are nowhere present", async () => {
  const { stage, alice, room } = await openCast();
  const stranger = stage.stranger();
  const marker = await stranger.join(room);
  const message = await alice.say(room, "Hello");
  const news = await stranger.poll(room, marker);
  expect(news.e?.map((event) => event["message_id"])).toEqual([undefined, message]);
  expect(presentOn(await stranger.get(`/rooms/${room}`))).toMatchObject([{ name: "Alice" }]);
});

test("who can be pinged is told in four items, for two weeks, and not to strangers", async () => {
  const { stage, alice, bob, room } = await openCast();
  await alice.join(room);
  await bob.say(room, "Hello");
  await stage.advance(60);
  await bob.leave(room);
  const pingable = async (by = alice) => (await by.get(`/rooms/pingable/${room}`)).json;
  expect(await pingable()).toEqual([
    [await alice.id(), "Alice", now + 60, 0],
    [await bob.id(), "Bob", now + 60, now],
  ]);
  expect(await pingable(stage.stranger())).toEqual([]);
  await stage.emulator.clock.advance({ days: 14, seconds: 1 });
  expect(await pingable()).toEqual([[await alice.id(), "Alice", expect.any(Number), 0]]);
});
