// What happens in a room as two watchers see it, one by socket and one by polling: each event once, in order, with the same number.

import { expect, test } from "vitest";
import type { ChatClient, ChatEvent } from "./chat-client.ts";
import { newsIn } from "./chat-client.ts";
import { ChatSocket } from "./chat-socket.ts";
import { openStage, START, type Stage } from "./stage.ts";
import { ways } from "./ways.ts";

const now = Date.parse(START) / 1000;

/** Polls as the client does: with the last `t` as the next marker. */
class Poller {
  readonly events: ChatEvent[] = [];
  readonly #client: ChatClient;
  readonly #room: number;
  #marker: number;

  constructor(client: ChatClient, room: number, marker: number) {
    this.#client = client;
    this.#room = room;
    this.#marker = marker;
  }

  async poll(): Promise<void> {
    const news = await this.#client.poll(this.#room, this.#marker);
    this.#marker = news.t ?? this.#marker;
    this.events.push(...(news.e ?? []));
  }
}

interface Watching {
  readonly stage: Stage;
  readonly alice: ChatClient;
  /** Who is watched for, twice. */
  readonly bob: ChatClient;
  readonly room: number;
  readonly marker: number;
  /** What both watchers were told, which is the same. */
  told(): Promise<readonly ChatEvent[]>;
}

async function watching(way: (typeof ways)[number] = "in process"): Promise<Watching> {
  const stage = await openStage({ way, listens: true });
  const alice = await stage.person("Alice");
  const bob = await stage.person("Bob");
  const sameBob = await stage.person("Bob");
  const room = await stage.room(alice);
  await alice.join(room);
  const socket = await ChatSocket.watch(bob, room);
  const marker = await sameBob.join(room);
  const poller = new Poller(sameBob, room, marker);
  const told = async () => {
    // Twice, so that what would be told again is seen.
    await poller.poll();
    await poller.poll();
    const heard = await socket.events(room, poller.events.length);
    // The frame of a while without events comes after all others.
    await stage.advance(15);
    await socket.until(() => isIdle(socket.frames.at(-1), room));
    expect(await socket.events(room, 0)).toEqual(poller.events);
    const ids = heard.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
    return heard;
  };
  return { stage, alice, bob, room, marker, told };
}

function isIdle(frame: unknown, room: number): boolean {
  const news = newsIn(frame, room);
  return news !== undefined && news.e === undefined;
}

function types(events: readonly ChatEvent[]): readonly number[] {
  return events.map((event) => event.event_type);
}

test.each(ways)(
  "star, edit, delete, reply and mention reach both watchers once, %s",
  async (way) => {
    const { alice, bob, room, marker, told } = await watching(way);
    const hers = await alice.say(room, "Hello");
    const his = await bob.say(room, "Hi there");
    await bob.star(hers);
    await alice.edit(hers, "Hello all");
    const reply = await alice.say(room, `:${his} good morning`);
    const mention = await alice.say(room, "Where is @bob now?");
    await alice.delete(hers);
    const events = await told();
    expect(
      events.map((event) => [event.id - marker, event.event_type, event["message_id"]]),
    ).toEqual([
      [1, 1, hers],
      [2, 1, his],
      [3, 6, hers],
      [4, 2, hers],
      [5, 18, reply],
      [6, 1, reply],
      [7, 8, mention],
      [8, 1, mention],
      [9, 10, hers],
    ]);
    const common = { time_stamp: now, room_id: room, room_name: "Sandbox" };
    const byAlice = { ...common, user_id: await alice.id(), user_name: "Alice" };
    const answered = {
      content: "@Bob good morning",
      message_id: reply,
      parent_id: his,
      show_parent: true,
    };
    expect(events[2]).toEqual({
      ...common,
      event_type: 6,
      id: marker + 3,
      content: "Hello",
      message_id: hers,
      message_stars: 1,
    });
    expect(events[3]).toEqual({
      ...byAlice,
      event_type: 2,
      id: marker + 4,
      content: "Hello all",
      message_id: hers,
      message_edits: 1,
      message_stars: 1,
    });
    expect(events[4]).toEqual({
      ...byAlice,
      ...answered,
      event_type: 18,
      id: marker + 5,
      target_user_id: await bob.id(),
    });
    expect(events[5]).toEqual({ ...byAlice, ...answered, event_type: 1, id: marker + 6 });
    // A mention names the latest message of the one who is mentioned.
    expect(events[6]).toEqual({
      ...byAlice,
      event_type: 8,
      id: marker + 7,
      content: "Where is @bob now?",
      message_id: mention,
      parent_id: his,
      target_user_id: await bob.id(),
    });
    expect(events[8]).toEqual({
      ...byAlice,
      event_type: 10,
      id: marker + 9,
      message_id: hers,
      message_edits: 1,
    });
  },
);

test("others are not told what is meant for one person", async () => {
  const { stage, alice, bob, room, told } = await watching();
  const carol = await stage.person("Carol");
  const socket = await ChatSocket.watch(carol, room);
  const his = await bob.say(room, "Hi");
  await alice.say(room, `:${his} hello @Bob`);
  await alice.say(room, "@Bob");
  // Carol's coming, and three messages with two words to Bob alone.
  expect(types(await told())).toEqual([3, 1, 18, 1, 8, 1]);
  expect(types(await socket.events(room, 3))).toEqual([1, 1, 1]);
});

test("a reply to oneself is told as one, a mention of oneself is not", async () => {
  const { bob, room, told } = await watching();
  const own = await bob.say(room, "One");
  await bob.say(room, `:${own} two`);
  await bob.say(room, "@Bob three");
  const events = await told();
  expect(types(events)).toEqual([1, 18, 1, 1]);
  expect(events[1]).toMatchObject({ user_id: await bob.id(), target_user_id: await bob.id() });
});

test("a reply or a mention that comes in with an edit is told before the edit, and only once", async () => {
  const { alice, bob, room, told } = await watching();
  const his = await bob.say(room, "One");
  const hers = await alice.say(room, "Two");
  await alice.edit(hers, "Two, @Bob");
  await alice.edit(hers, "Two, dear @Bob");
  await alice.edit(hers, `:${his} two`);
  await alice.edit(hers, `:${his} two, @Bob`);
  expect(types(await told())).toEqual([1, 1, 8, 2, 2, 18, 2, 2]);
});

test("the personal event and the public one come in one frame of a socket", async () => {
  const { alice, bob, room } = await watching();
  const socket = await ChatSocket.watch(bob, room);
  const his = await bob.say(room, "One");
  await alice.say(room, `:${his} two`);
  await socket.events(room, 3);
  expect(socket.frames.map((frame) => types(newsIn(frame, room)?.e ?? []))).toEqual([[1], [18, 1]]);
  const [first, second] = socket.frames.map((frame) => newsIn(frame, room));
  expect([first?.d, second?.d]).toEqual([1, 2]);
  expect((second?.t ?? 0) - (second?.d ?? 0)).toBe(first?.t);
});

test("coming and going are told, with who it was", async () => {
  const { stage, room, told } = await watching();
  const carol = await stage.person("Carol");
  await carol.join(room);
  await carol.join(room);
  await carol.leave(room);
  await carol.leave("all");
  await carol.say(room, "I am back");
  const events = await told();
  expect(types(events)).toEqual([3, 4, 3, 1]);
  for (const event of events.slice(0, 3)) {
    expect(event).toMatchObject({
      user_id: await carol.id(),
      user_name: "Carol",
      target_user_id: await carol.id(),
    });
  }
});

test("a kick is the leaving and then the loss of rights, in one frame", async () => {
  const { stage, alice, bob, room, marker, told } = await watching();
  const carol = await stage.person("Carol");
  await carol.join(room);
  const socket = await ChatSocket.watch(bob, room);
  await alice.post(`/rooms/kickmute/${room}`, { userID: await carol.id() });
  const [, left, changed] = await told();
  const target = { target_user_id: await carol.id(), room_id: room };
  expect(left).toMatchObject({ event_type: 4, id: marker + 2, user_name: "Carol", ...target });
  expect(changed).toMatchObject({
    event_type: 15,
    id: marker + 3,
    content: "Access now read-only",
    user_name: "Alice",
    ...target,
  });
  expect(types(newsIn(await socket.frame(1), room)?.e ?? [])).toEqual([4, 15]);
});

test("access that is given is told with its name", async () => {
  const { stage, alice, room, told } = await watching();
  const carol = await stage.person("Carol");
  const aclUserId = await carol.id();
  for (const userAccess of ["owner", "read-write", "read-only", "read-only", "remove"]) {
    await alice.post(`/rooms/setuseraccess/${room}`, { aclUserId, userAccess });
  }
  expect((await told()).map((event) => [event.event_type, event["content"]])).toEqual([
    [15, "Access now owner"],
    [15, "Access now read-write"],
    [15, "Access now read-only"],
    [15, "Access now removed"],
  ]);
});

test("moving is told in both rooms, and a socket of somebody who is in both carries both", async () => {
  const { stage, alice, bob, room, told } = await watching();
  const other = await stage.room(alice, "Other");
  await bob.join(other);
  const socket = await ChatSocket.watch(bob, room);
  const message = await alice.say(room, "Lost");
  await alice.post(`/admin/movePosts/${room}`, { ids: message, to: other });
  const events = await told();
  expect(types(events)).toEqual([1, 19, 1]);
  expect(events[1]).toMatchObject({ message_id: message, moved: true, content: "Lost" });
  const there = await socket.events(other, 3);
  expect(types(there)).toEqual([20, 3, 1]);
  expect(there[0]).toMatchObject({ message_id: message, moved: true, room_name: "Other" });
});

test("somebody who is called in another room hears of it under each room that he is in", async () => {
  const { stage, alice, bob, room, told } = await watching();
  const other = await stage.room(alice, "Other");
  await bob.join(other);
  const socket = await ChatSocket.watch(bob, room);
  const mention = await alice.say(other, "@Bob, over here");
  const [event, ...more] = await told();
  expect(more).toEqual([]);
  expect(event).toMatchObject({ event_type: 8, message_id: mention, room_id: other });
  const frames = await socket.events(other, 3);
  expect(types(frames)).toEqual([3, 8, 1]);
  expect(await socket.events(room, 1)).toEqual([event]);
});

test("what is told of a message is what it was then, whenever it is asked for", async () => {
  const { stage, alice, bob, room, marker } = await watching();
  const message = await alice.say(room, "one");
  await alice.edit(message, "two");
  await bob.star(message);
  await stage.advance(10);
  await alice.delete(message);
  const events = (await bob.poll(room, marker)).e ?? [];
  expect(
    events.map((event) => [event["content"], event["message_stars"], event["time_stamp"]]),
  ).toEqual([
    ["one", undefined, now],
    ["two", undefined, now],
    ["two", 1, now],
    [undefined, undefined, now + 10],
  ]);
  expect((await bob.poll(room, marker)).e).toEqual(events);
});

test("a hundred messages at once come in order and complete", async () => {
  const { alice, bob, room, told } = await watching();
  await Promise.all(
    Array.from({ length: 100 }, (_, count) => (count % 2 ? alice : bob).say(room, `Line ${count}`)),
  );
  expect(await told()).toHaveLength(100);
});
