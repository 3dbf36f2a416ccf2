// Stars, pins and taking them back: who may, what is told, and what the lists show.

import { expect, test } from "vitest";
import { type ChatClient, HttpError } from "./chat-client.ts";
import { classesOf, first, readHtml, select, textOf } from "./html-tree.ts";
import { openCast } from "./stage.ts";

/** What the client's scraper reads of a message's stars. */
async function starsOf(client: ChatClient, message: number) {
  const page = readHtml((await client.get(`/transcript/message/${message}`)).text);
  const [stars] = select(first(page, `#message-${message}`), ".stars");
  if (!stars) return { count: 0, isMine: false, isPinned: false };
  const times = textOf(first(stars, ".times"));
  const classes = classesOf(stars);
  return {
    count: times === "" ? 1 : Number(times),
    isMine: classes.includes("user-star"),
    isPinned: classes.includes("owner-star"),
  };
}

async function starred(client: ChatClient, room: number): Promise<number> {
  const page = readHtml((await client.get(`/chats/stars/${room}`)).text);
  return select(page, "li").length;
}

test("a star is set and taken back by the same request", async () => {
  const { alice, bob, room } = await openCast();
  const message = await alice.say(room, "Hello");
  const marker = await alice.join(room);
  expect((await bob.star(message)).json).toBe("ok");
  expect(await starsOf(bob, message)).toEqual({ count: 1, isMine: true, isPinned: false });
  expect(await starsOf(alice, message)).toEqual({ count: 1, isMine: false, isPinned: false });
  await alice.star(message);
  expect(await starsOf(bob, message)).toMatchObject({ count: 2 });
  await bob.star(message);
  await alice.star(message);
  expect(await starsOf(bob, message)).toMatchObject({ count: 0 });
  const counts = (await alice.poll(room, marker)).e?.map((event) => [
    event.event_type,
    event["message_stars"],
    event["content"],
    event["user_id"],
  ]);
  expect(counts).toEqual([1, 2, 1, undefined].map((count) => [6, count, "Hello", undefined]));
});

test("an owner pins and unpins; what is only pinned counts as one star", async () => {
  const { alice, bob, room } = await openCast();
  const message = await bob.say(room, "Hello");
  const marker = await bob.join(room);
  await alice.pin(message);
  expect(await starsOf(bob, message)).toEqual({ count: 1, isMine: false, isPinned: true });
  const history = readHtml((await bob.get(`/messages/${message}/history`)).text);
  const [pinner] = select(history, "#content p");
  expect(pinner && select(pinner, ".stars.owner-star")).toHaveLength(1);
  expect(pinner && textOf(first(pinner, "a"))).toBe("Alice");
  await alice.star(message);
  await bob.star(message);
  await alice.pin(message);
  expect(await starsOf(bob, message)).toEqual({ count: 2, isMine: true, isPinned: false });
  const told = (await bob.poll(room, marker)).e?.map((event) => [
    event["message_stars"],
    event["message_owner_stars"],
  ]);
  expect(told).toEqual([
    [1, 1],
    [1, 1],
    [2, 1],
    [2, undefined],
  ]);
});

test("unowner-star takes pins off and leaves stars, unstar cancels all of them", async () => {
  const { alice, bob, room } = await openCast();
  const message = await bob.say(room, "Hello");
  await bob.star(message);
  await alice.pin(message);
  expect((await alice.post(`/messages/${message}/unowner-star`)).json).toBe("ok");
  expect(await starsOf(bob, message)).toEqual({ count: 1, isMine: true, isPinned: false });
  await alice.pin(message);
  const marker = await bob.join(room);
  expect((await alice.cancelStars(message)).json).toBe("ok");
  expect(await starsOf(bob, message)).toEqual({ count: 0, isMine: false, isPinned: false });
  const [event, ...more] = (await bob.poll(room, marker)).e ?? [];
  expect(more).toEqual([]);
  expect(event).toMatchObject({ event_type: 6, message_id: message, content: "Hello" });
  expect(event).not.toHaveProperty("message_stars");
  expect(event).not.toHaveProperty("message_owner_stars");
  // Nothing is left to cancel, and nothing is told of it.
  expect((await alice.cancelStars(message)).json).toBe("ok");
  expect(await bob.poll(room, event?.id ?? 0)).toEqual({});
});

test.each([
  [false, 403],
  [true, 409],
])("only owners pin, unpin and cancel (strict: %s)", async (strict, status) => {
  const { alice, bob, room } = await openCast({ strict });
  const message = await alice.say(room, "Hello");
  for (const action of ["owner-star", "unowner-star", "unstar"]) {
    const answer = await bob.post(`/messages/${message}/${action}`);
    expect([action, answer.status, answer.json]).toEqual([
      action,
      status,
      "You must be a room owner or a moderator to do this",
    ]);
  }
  await expect(bob.pin(message)).rejects.toThrow(HttpError);
});

test("one's own messages can be starred, but not when strict", async () => {
  const lenient = await openCast();
  const own = await lenient.alice.say(lenient.room, "Hello");
  expect((await lenient.alice.star(own)).json).toBe("ok");
  const strict = await openCast({ strict: true });
  const other = await strict.alice.say(strict.room, "Hello");
  const refused = await strict.alice.post(`/messages/${other}/star`);
  expect([refused.status, refused.json]).toEqual([409, "You cannot star your own messages"]);
  expect((await strict.bob.star(other)).json).toBe("ok");
});

test("stars are used up for the day, taking one back needs none", async () => {
  const { stage, alice, bob, room } = await openCast({ stackexchange: { starsPerDay: 2 } });
  const ids = [await alice.say(room, "1"), await alice.say(room, "2"), await alice.say(room, "3")];
  const [one = 0, two = 0, three = 0] = ids;
  await bob.star(one);
  await bob.star(two);
  const refused = async () => {
    const answer = await bob.post(`/messages/${three}/star`);
    return [answer.status, answer.json];
  };
  const spent = "You have used all your stars for today; come back in";
  expect(await refused()).toEqual([409, `${spent} 24 hours`]);
  expect((await bob.star(one)).json).toBe("ok");
  await stage.emulator.clock.advance({ hours: 20, minutes: 30 });
  expect(await refused()).toEqual([409, `${spent} 4 hours`]);
  await stage.emulator.clock.advance({ hours: 3 });
  expect(await refused()).toEqual([409, `${spent} 1 hour`]);
  await stage.emulator.clock.advance({ minutes: 30 });
  expect((await bob.star(three)).json).toBe("ok");
});

test("the list of stars has pinned ones first, then the newest, and as many as are asked for", async () => {
  const { alice, bob, room } = await openCast();
  const ids: number[] = [];
  for (const text of ["one", "two", "three"]) ids.push(await bob.say(room, text));
  const [one = 0, two = 0, three = 0] = ids;
  for (const id of ids) await bob.star(id);
  await alice.pin(one);
  const listed = async (query: string) => {
    const page = readHtml((await bob.get(`/chats/stars/${room}${query}`)).text);
    return select(page, "li").map((item) => /\d{8,}/.exec(item.attributes.get("id") ?? "")?.[0]);
  };
  const order = [one, three, two].map(String);
  expect(await listed("")).toEqual(order);
  expect(await listed("?count=2")).toEqual(order.slice(0, 2));
  expect(await listed("?count=0")).toEqual(order);
});

test("what is deleted has no stars left, and stands in no list of them", async () => {
  const { alice, bob, room } = await openCast();
  const message = await alice.say(room, "Oops");
  await bob.star(message);
  await alice.pin(message);
  expect(await starred(bob, room)).toBe(1);
  await alice.delete(message);
  expect(await starred(bob, room)).toBe(0);
  const page = readHtml((await bob.get(`/rooms/${room}`)).text);
  expect(select(page, "#starred-posts li")).toEqual([]);
  const refused = await bob.post(`/messages/${message}/star`);
  expect([refused.status, refused.json]).toEqual([200, "This message has already been deleted."]);
});
