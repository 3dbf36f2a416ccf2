// The endpoints that ChatExchange has no use for and other clients have: thumbs, searches, moves, flags and the like.

import { expect, test } from "vitest";
import { type ChatEvent, field, listIn } from "./chat-client.ts";
import { first, readHtml, select, textOf } from "./html-tree.ts";
import { openCast, START } from "./stage.ts";

const now = Date.parse(START) / 1000;

function kinds(events: readonly ChatEvent[] = []): readonly unknown[] {
  return events.map((event) => [event.event_type, event["room_id"], event["message_id"]]);
}

test("the content of a message is HTML, or the source when plain is asked for", async () => {
  const { stage, alice, room } = await openCast();
  const message = await alice.say(room, "**Hello** & <you>");
  const stranger = stage.stranger();
  const html = await stranger.get(`/message/${message}`);
  expect([html.text, html.header("content-type")]).toEqual([
    "<b>Hello</b> &amp; &lt;you&gt;",
    "text/html; charset=utf-8",
  ]);
  const plain = await stranger.get(`/message/${message}?plain=true`);
  expect([plain.text, plain.header("content-type")]).toEqual([
    "**Hello** & <you>",
    "text/plain; charset=utf-8",
  ]);
  expect((await stranger.get(`/messages/${room}/${message}`)).text).toBe(html.text);
  expect((await stranger.get(`/messages/${room + 1}/${message}`)).status).toBe(404);
  expect((await stranger.get("/message/99999999")).status).toBe(404);
});

test("the thumb of a room has its tags as links, and its usage where it is asked for", async () => {
  const { stage, alice, bob } = await openCast();
  const form = { description: "All about *this*", tags: "sandbox testing" };
  const room = await stage.room(alice, "Playground", form);
  const thumb = (await bob.get(`/rooms/thumbs/${room}`)).json;
  expect(thumb).toEqual({
    id: room,
    name: "Playground",
    description: "All about <i>this</i>",
    isFavorite: false,
    usage: null,
    tags: expect.stringMatching(/^(<a class="tag" href="[^"]+">\w+<\/a> ?){2}$/),
  });
  const used = (await bob.get(`/rooms/thumbs/${room}?showUsage=true`)).json;
  expect(field(used, "usage")).toBe("<p>0 messages, 0 stars</p>");
});

test("users are told by their ids, with what they are in a room; unknown ones are left out", async () => {
  const { alice, bob, room } = await openCast();
  await alice.say(room, "Hello");
  const [a, b] = [await alice.id(), await bob.id()];
  const ids = `${a},${b}, 987654,-7,x,,`;
  const answer = await bob.post("/user/info", { ids, roomId: room });
  const profile = { email_hash: expect.stringMatching(/^[0-9a-f]{32}$/), reputation: 101 };
  expect(answer.json).toEqual({
    users: [
      {
        id: a,
        name: "Alice",
        ...profile,
        is_moderator: false,
        is_owner: true,
        last_post: now,
        last_seen: now,
      },
      {
        id: b,
        name: "Bob",
        ...profile,
        is_moderator: false,
        is_owner: null,
        last_post: null,
        last_seen: null,
      },
    ],
  });
  const thumb = (await bob.get(`/users/thumbs/${a}?showUsage=true`)).json;
  expect(thumb).toMatchObject({ id: a, name: "Alice", usage: "" });
  expect((await bob.get("/users/thumbs/987654")).status).toBe(404);
});

test("users are found by the beginnings of their names", async () => {
  const { stage, alice, bob } = await openCast();
  const other = await stage.person("Álice Bee");
  await other.identity();
  await bob.identity();
  await alice.identity();
  const search = async (query: string) =>
    JSON.stringify((await bob.get(`/users/search?${query}`)).json);
  expect(await search("q=ALI")).toMatch(/Álice Bee.*"Alice"|"Alice".*Álice Bee/);
  expect(JSON.parse(await search("q=ali&limit=1"))).toHaveLength(1);
  expect(await search("q=bo")).toContain('"Bob"');
  expect(await search("q=")).toBe("[]");
  expect(await search("q=nobody")).toBe("[]");
});

test("the message before another one is told with the seconds between them", async () => {
  const { stage, alice, room } = await openCast();
  const one = await alice.say(room, "one");
  await stage.advance(42);
  const two = await alice.say(room, "two");
  const ask = (form = {}) => alice.post(`/chats/${room}/lastMessage`, form);
  expect((await ask({ beforeId: two })).json).toEqual({ msgid: one, gap: 42 });
  expect((await ask()).json).toEqual({ msgid: two, gap: 0 });
  expect((await ask({ beforeId: one })).status).toBe(404);
});

test("flags are told to those with much reputation only, and acknowledging is taken", async () => {
  const { alice, bob, room } = await openCast();
  const message = await alice.say(room, "Rude");
  const marker = await alice.join(room);
  expect((await bob.post(`/messages/${message}/flag`)).json).toBe("ok");
  expect((await alice.poll(room, marker)).e).toBeUndefined();
  expect((await alice.post("/messages/ack", { id: message })).json).toBe("ok");
});

test("messages are moved: out of one room and into the other, with a word in both", async () => {
  const { stage, alice, bob, room } = await openCast();
  const other = await stage.room(alice, "Other");
  const ids = [await bob.say(room, "one"), await bob.say(room, "two")];
  const [one = 0, two = 0] = ids;
  const marker = await bob.join(room);
  await bob.join(other);
  const moved = await alice.post(`/admin/movePosts/${room}`, { ids: ids.join(","), to: other });
  expect([moved.status, moved.json]).toEqual([200, 2]);
  const here = (await bob.poll(room, marker)).e;
  expect(kinds(here).slice(0, 2)).toEqual([
    [19, room, one],
    [19, room, two],
  ]);
  expect(here?.[0]).toMatchObject({ moved: true, content: "one", user_name: "Bob" });
  expect(here?.at(-1)?.["content"]).toBe(
    `→ <i>2 messages moved to <a href="https://chat.stackexchange.com/rooms/${other}" rel="nofollow noopener noreferrer">Other</a></i>`,
  );
  const there = (await bob.poll(other, marker)).e?.filter(({ event_type }) => event_type !== 3);
  expect(kinds(there).slice(0, 2)).toEqual([
    [20, other, one],
    [20, other, two],
  ]);
  expect(there?.at(-1)?.["content"]).toMatch(/^← <i>2 messages moved from <a/);
  const transcript = readHtml((await bob.get(`/transcript/message/${one}`)).text);
  const link = select(transcript, ".room-name a").at(-1);
  expect(link?.attributes.get("href")).toBe(`/rooms/${other}/other`);
  // The author may still change what is his.
  expect((await bob.edit(one, "uno")).json).toBe("ok");
  const history = readHtml((await bob.get(`/messages/${one}/history`)).text);
  const [, ...entries] = select(history, ".monologue");
  expect(entries.map((entry) => textOf(first(entry, "b")))).toEqual(["edited:", "moved", "said:"]);
});

test("moving nothing, to the same room, or what is not there moves nothing", async () => {
  const { stage, alice, room } = await openCast();
  const other = await stage.room(alice, "Other");
  const message = await alice.say(room, "one");
  const move = (ids: string, to: number) => alice.post(`/admin/movePosts/${room}`, { ids, to });
  const marker = await alice.join(room);
  expect((await move("", other)).json).toBe(0);
  expect((await move(`${message}`, room)).json).toBe(0);
  expect((await move(`${message},99999999`, other)).status).toBe(302);
  expect((await move(`${message}`, 999)).status).toBe(404);
  expect((await alice.poll(room, marker)).e).toBeUndefined();
});

test("owners delete many messages at once, others only their own", async () => {
  const { alice, bob, room } = await openCast();
  const [one, two, three] = [
    await bob.say(room, "one"),
    await bob.say(room, "two"),
    await alice.say(room, "three"),
  ];
  const remove = (client: typeof alice, ...ids: number[]) =>
    client.post(`/admin/deletePosts/${room}`, { ids: ids.join(",") });
  const refused = await remove(bob, three);
  expect([refused.status, refused.json]).toEqual([403, "You can only delete your own messages"]);
  expect((await remove(bob, one)).json).toBe("ok");
  // What is deleted already is no reason to stop.
  expect((await remove(bob, one, two)).json).toBe("ok");
  expect((await alice.get(`/message/${two}`)).status).toBe(404);
});

test("a room is made, changed, and told of its new name", async () => {
  const { stage, alice, bob } = await openCast();
  const form = { description: "For *tests*", tags: "one, two", defaultAccess: "read-write" };
  const room = await stage.room(alice, "First", form);
  const marker = await bob.join(room);
  const changed = await alice.post("/rooms/save", {
    roomId: room,
    name: "Second & <last>",
    tags: "three",
  });
  expect([changed.status, changed.header("location")]).toEqual([
    302,
    `/rooms/info/${room}/second-last`,
  ]);
  const page = readHtml((await bob.get(`/rooms/info/${room}`)).text);
  expect(textOf(first(page, "h1"))).toBe("Second & <last>");
  expect(first(page, ".roomcard-xxl p").innerHtml).toBe("For <i>tests</i>");
  expect(select(page, ".roomcard-xxl .tag").map(textOf)).toEqual(["three"]);
  const [event] = (await bob.poll(room, marker)).e ?? [];
  expect(event).toMatchObject({
    event_type: 5,
    room_name: "Second & <last>",
    user_id: await alice.id(),
    user_name: "Alice",
  });
});

test.each(["constructor", "__proto__", "toString", "public", ""])(
  "the default access %j is none that is known, and makes a public room",
  async (defaultAccess) => {
    const { stage, alice, bob } = await openCast();
    const room = await stage.room(alice, "Odd", { defaultAccess });
    await bob.say(room, "Hello");
    expect((await bob.get("/rooms")).status).toBe(200);
    expect((await bob.get(`/rooms/info/${room}`)).text).not.toContain("undefined");
  },
);

test("a stretch of the conversation can be given a title", async () => {
  const { alice, bob, room } = await openCast();
  const one = await bob.say(room, "one");
  const two = await alice.say(room, "two");
  const form = { roomId: room, title: "Numbers", firstMessageId: one, lastMessageId: two };
  const started = await bob.post("/conversation/new", form);
  expect([started.status, started.header("location")]).toEqual([
    302,
    `/rooms/info/${room}?tab=conversations`,
  ]);
  expect((await bob.get(`/rooms/info/${room}?tab=conversations`)).status).toBe(200);
});

test("uploading a picture is said not to be emulated", async () => {
  const { alice } = await openCast();
  const answer = await alice.askForm(alice.chatHost, "/upload/image", "x", {
    "content-type": "multipart/form-data; boundary=x",
  });
  expect(answer.status).toBe(501);
  expect(answer.text).toMatch(/^Cannot keep a picture: /);
});

test("who calls for several rooms, or for what is meant for himself, gets each room once", async () => {
  const { stage, alice, bob, room } = await openCast();
  const other = await stage.room(alice, "Other");
  const marker = await bob.join(room);
  await alice.say(room, "Hello");
  const named = await alice.say(room, "@Bob hello");
  const ask = async (form: Record<string, number>) => {
    const { text, json } = await bob.post("/events", form);
    const counted = [...text.matchAll(/"r\d+":/g)].map(([key]) => key);
    expect(new Set(counted).size).toBe(counted.length);
    return json;
  };
  const all = await ask({ [`r${room}`]: marker, [`r${other}`]: marker });
  expect(Object.keys(all ?? {})).toEqual([`r${room}`, `r${other}`]);
  expect(listIn(field(all, `r${room}`), "e").map((event) => field(event, "event_type"))).toEqual([
    3, 1, 8, 1,
  ]);
  // What is meant for a person stands under each room.
  const [personal, ...more] = listIn(field(all, `r${other}`), "e");
  expect(more).toEqual([]);
  expect(personal).toMatchObject({ event_type: 8, message_id: named, room_id: room });
  const highlights = await ask({ [`h${room}`]: marker });
  expect(listIn(field(highlights, `r${room}`), "e")).toEqual([personal]);
  // The room itself has all of what highlights would say.
  const both = await ask({ [`r${room}`]: marker, [`h${room}`]: marker });
  expect(listIn(field(both, `r${room}`), "e")).toHaveLength(4);
  const reversed = await ask({ [`h${room}`]: marker, [`r0${room}`]: marker });
  expect(listIn(field(reversed, `r${room}`), "e")).toHaveLength(4);
});
