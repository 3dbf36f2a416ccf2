// Who may see, enter and write: gallery and private rooms, frozen and deleted ones, readers, and people who were kicked.

import { describe, expect, test } from "vitest";
import type { ChatClient } from "./chat-client.ts";
import { first, readHtml, select, textOf } from "./html-tree.ts";
import { type Cast, openCast } from "./stage.ts";

const noRoom = "The room does not exist, or you do not have permission";
const notOwner = "You must be a room owner or a moderator to do this";

/** What somebody is answered who tries everything at a room. */
async function attempts(client: ChatClient, room: number, message: number) {
  const status = async (path: string) => (await client.get(path)).status;
  return {
    page: await status(`/rooms/${room}`),
    info: await status(`/rooms/info/${room}`),
    transcript: await status(`/transcript/${room}`),
    message: await status(`/transcript/message/${message}`),
    history: await status(`/messages/${message}/history`),
    content: await status(`/message/${message}`),
    pingable: await status(`/rooms/pingable/${room}`),
    stars: await status(`/chats/stars/${room}`),
    thumb: await status(`/rooms/thumbs/${room}`),
    events: (await client.post(`/chats/${room}/events`)).status,
    socket: (await client.post("/ws-auth", { roomid: room })).status,
  };
}

const all = (status: number) => ({
  page: status,
  info: status,
  transcript: status,
  message: status,
  history: status,
  content: status,
  pingable: status,
  stars: status,
  thumb: status,
  events: status,
  socket: status,
});

async function give(cast: Cast, userAccess: string, room = cast.room): Promise<void> {
  const { alice, bob } = cast;
  const form = { aclUserId: await bob.id(), userAccess };
  const answer = await alice.post(`/rooms/setuseraccess/${room}`, form);
  expect([answer.status, answer.json]).toEqual([200, "ok"]);
}

describe("a gallery", () => {
  test("is seen by all, and only those who are approved talk in it", async () => {
    const cast = await openCast();
    const { stage, alice, bob } = cast;
    const room = await stage.room(alice, "Gallery", { defaultAccess: "read-only" });
    const message = await alice.say(room, "Hello");
    expect(await attempts(stage.stranger(), room, message)).toEqual(all(200));
    expect(await attempts(bob, room, message)).toEqual(all(200));
    const refused = await bob.send(room, "Hello");
    expect([refused.status, refused.text]).toEqual([404, noRoom]);
    const page = () => bob.get(`/rooms/${room}`).then(({ text }) => readHtml(text));
    expect(select(await page(), "textarea#input")).toEqual([]);
    await give(cast, "read-write", room);
    await bob.say(room, "Hello");
    expect(select(await page(), "textarea#input")).toHaveLength(1);
    await give(cast, "read-only", room);
    expect((await bob.send(room, "Hello")).status).toBe(404);
    await give(cast, "remove", room);
    expect((await bob.send(room, "Hello")).status).toBe(404);
  });

  test("can be asked to be let in, once", async () => {
    const { stage, alice, bob } = await openCast();
    const room = await stage.room(alice, "Gallery", { defaultAccess: "read-only" });
    for (let count = 0; count < 2; count += 1) {
      expect((await bob.post("/rooms/requestaccess", { roomId: room })).json).toBe("ok");
    }
  });
});

describe("a private room", () => {
  test("is not there for strangers and others, in any place", async () => {
    const cast = await openCast();
    const { stage, alice, bob } = cast;
    const room = await stage.room(alice, "Secret lair", { defaultAccess: "none" });
    const message = await alice.say(room, "Hidden");
    await alice.star(message);
    for (const outsider of [stage.stranger(), bob]) {
      expect(await attempts(outsider, room, message)).toEqual(all(404));
      for (const path of ["/", "/rooms", `/users/${await alice.id()}`]) {
        expect((await outsider.get(path)).text).not.toContain("Secret lair");
      }
      expect((await outsider.post("/events", { [`r${room}`]: 0 })).json).toEqual({
        [`r${room}`]: { exit: true },
      });
    }
    for (const answer of [
      await bob.send(room, "Hello"),
      await bob.post("/rooms/favorite", { roomId: room }),
      await bob.post("/rooms/requestaccess", { roomId: room }),
      await bob.post(`/chats/${room}/lastMessage`),
      await bob.post("/users/invite", { RoomId: room, UserId: await bob.id() }),
    ]) {
      expect([answer.status, answer.text]).toEqual([404, noRoom]);
    }
    for (const answer of [await bob.edit(message, "x"), await bob.delete(message)]) {
      expect(answer.status).toBe(302);
    }
    for (const action of ["star", "owner-star", "flag"]) {
      expect((await bob.post(`/messages/${message}/${action}`)).status).toBe(302);
    }
    await give(cast, "read-only", room);
    expect(await attempts(bob, room, message)).toEqual(all(200));
    await give(cast, "remove", room);
    expect(await attempts(bob, room, message)).toEqual(all(404));
  });

  test("tells nobody outside what is said in it, not even that he is answered or named there", async () => {
    const cast = await openCast();
    const { stage, alice, bob, room } = cast;
    const secret = await stage.room(alice, "Secret lair", { defaultAccess: "none" });
    await give(cast, "read-write", secret);
    await bob.join(secret);
    await give(cast, "remove", secret);
    const parent = await bob.say(room, "Hello");
    const marker = await bob.join(room);
    const message = await alice.say(secret, `:${parent} between us`);
    await alice.edit(message, "@Bob between us");
    expect((await bob.poll(room, marker)).e).toBeUndefined();
  });

  test("names no author to somebody outside who guesses at a message and answers it", async () => {
    const { stage, alice, bob, room } = await openCast();
    const secret = await stage.room(alice, "Secret lair", { defaultAccess: "none" });
    const message = await alice.say(secret, "Hidden");
    const marker = await bob.join(room);
    const guess = await bob.say(room, `:${message} whose is it`);
    await bob.edit(guess, `:${message} whose is it?`);
    const events = (await bob.poll(room, marker)).e ?? [];
    expect(events.map(({ content }) => content)).toEqual([
      `:${message} whose is it`,
      `:${message} whose is it?`,
    ]);
    expect(events.filter((event) => "parent_id" in event)).toEqual([]);
    expect((await alice.poll(room, marker)).e?.map(({ event_type }) => event_type)).toEqual([1, 2]);
  });

  test("tells those inside that they are answered and named", async () => {
    const cast = await openCast();
    const { stage, alice, bob, room } = cast;
    const secret = await stage.room(alice, "Secret lair", { defaultAccess: "none" });
    await give(cast, "read-write", secret);
    const parent = await bob.say(secret, "Hello");
    const marker = await bob.join(room);
    await alice.say(secret, `:${parent} between us`);
    await alice.say(secret, "@Bob between us");
    const events = (await bob.poll(room, marker)).e;
    expect(events?.map((event) => [event.event_type, event["room_id"]])).toEqual([
      [18, secret],
      [8, secret],
    ]);
  });
});

test("an invitation is told to the one who is invited, with the room's name as text", async () => {
  const { stage, alice, bob, room } = await openCast();
  const other = await stage.room(alice, "<b>Other</b>");
  const marker = await bob.join(room);
  expect((await alice.post("/users/invite", { RoomId: other, UserId: await bob.id() })).json).toBe(
    "ok",
  );
  const [event] = (await bob.poll(room, marker)).e ?? [];
  expect(event).toMatchObject({
    event_type: 17,
    target_user_id: await bob.id(),
    user_name: "Alice",
  });
  expect(event?.["content"]).toBe(
    `Alice has invited you to join <a href="/rooms/${other}">&#60;b&#62;Other&#60;/b&#62;</a>`,
  );
});

test("in a frozen room nothing is added until it is thawed; owners talk no more than others", async () => {
  for (const [strict, status] of [
    [false, 403],
    [true, 409],
  ] as const) {
    const { alice, bob, room } = await openCast({ strict });
    const message = await bob.say(room, "Hello");
    expect((await alice.post(`/rooms/setfrozen/${room}`, { freeze: "true" })).json).toBe("ok");
    for (const client of [bob, alice]) {
      const refused = await client.send(room, "Hello");
      expect([refused.status, refused.text]).toEqual([
        status,
        "The room has been frozen; new messages cannot be added",
      ]);
    }
    expect((await bob.get(`/message/${message}`)).text).toBe("Hello");
    const page = readHtml((await bob.get(`/rooms/${room}`)).text);
    expect(textOf(first(page, "#input-note"))).toMatch(/^The room has been frozen/);
    expect((await alice.post(`/rooms/setfrozen/${room}`, { freeze: "false" })).json).toBe("ok");
    await bob.say(room, "Hello again");
    // Without saying what is wanted, it changes over.
    await alice.post(`/rooms/setfrozen/${room}`);
    expect((await bob.send(room, "Hello")).status).toBe(status);
  }
});

test("a time-out freezes a room for as long as it says", async () => {
  const { stage, alice, bob, room } = await openCast();
  await alice.post(`/rooms/timeout/${room}`, { duration: 30, reason: "calm down" });
  expect((await bob.send(room, "Hello")).status).toBe(403);
  await stage.advance(29);
  expect((await bob.send(room, "Hello")).status).toBe(403);
  await stage.advance(1);
  await bob.say(room, "Hello");
});

test("a deleted room is not there any more, and does not come back", async () => {
  const { stage, alice, bob, room } = await openCast();
  const message = await alice.say(room, "Hello");
  const marker = await bob.join(room);
  expect((await alice.post(`/rooms/setdeleted/${room}`, { deleted: "true" })).json).toBe("ok");
  for (const client of [alice, bob, stage.stranger()]) {
    expect(await attempts(client, room, message)).toEqual(all(404));
    expect(await client.poll(room, marker)).toEqual({ exit: true });
  }
  expect((await alice.post(`/rooms/setdeleted/${room}`, { deleted: "false" })).status).toBe(400);
});

test("who is kicked is out for a minute and may look on, with no more rights than others", async () => {
  const { stage, alice, bob, room } = await openCast();
  const message = await bob.say(room, "Hello");
  const kicked = await alice.post(`/rooms/kickmute/${room}`, { userID: await bob.id() });
  expect(kicked.json).toBe("ok");
  for (const answer of [
    await bob.send(room, "Hello"),
    await bob.post(`/chats/${room}/events`),
    await bob.post(`/messages/${message}/star`),
    await bob.edit(message, "x"),
  ]) {
    expect([answer.status, answer.text]).toEqual([404, noRoom]);
  }
  expect((await bob.get(`/rooms/${room}`)).status).toBe(200);
  expect(select(readHtml((await bob.get(`/rooms/${room}`)).text), "textarea#input")).toEqual([]);
  await stage.advance(60);
  await bob.join(room);
  expect((await bob.edit(message, "x")).json).toBe("ok");
});

test.each([
  [false, 403],
  [true, 409],
])(
  "what only owners may do is refused to others in one way (strict: %s)",
  async (strict, status) => {
    const { stage, alice, bob, room } = await openCast({ strict });
    const other = await stage.room(bob, "Other");
    const message = await alice.say(room, "Hello");
    for (const [path, form] of [
      [`/rooms/kickmute/${room}`, { userID: await alice.id() }],
      [`/rooms/setuseraccess/${room}`, { aclUserId: await bob.id(), userAccess: "owner" }],
      [`/rooms/timeout/${room}`, { duration: 60 }],
      [`/rooms/setfrozen/${room}`, { freeze: "true" }],
      [`/rooms/setdeleted/${room}`, { deleted: "true" }],
      ["/rooms/save", { roomId: room, name: "Mine now" }],
      [`/admin/movePosts/${room}`, { ids: message, to: other }],
    ] as const) {
      const answer = await bob.post(path, form);
      expect([path, answer.status, answer.json]).toEqual([path, status, notOwner]);
    }
    expect(textOf(first(readHtml((await bob.get(`/rooms/${room}`)).text), "h1"))).toBe("Sandbox");
  },
);
