// Editing and deleting: the time in which authors may, and the exact words with which clients are told that they may not.

import { expect, test } from "vitest";
import { first, readHtml, select, textOf } from "./html-tree.ts";
import { openCast } from "./stage.ts";
import type { Answer } from "./ways.ts";

function said(answer: Answer): readonly [number, unknown] {
  return [answer.status, answer.json];
}

test("an edit is a new version, told with all that the message is now", async () => {
  const { alice, bob, room } = await openCast();
  const message = await alice.say(room, "one");
  await bob.star(message);
  const marker = await bob.join(room);
  const edited = await alice.edit(message, "**two**");
  expect(said(edited)).toEqual([200, "ok"]);
  expect(edited.text).toBe('"ok"');
  await alice.edit(message, "three");
  const news = await bob.poll(room, marker);
  expect(news.e).toMatchObject([
    {
      event_type: 2,
      message_id: message,
      content: "<b>two</b>",
      message_edits: 1,
      message_stars: 1,
    },
    { event_type: 2, message_id: message, content: "three", message_edits: 2, user_name: "Alice" },
  ]);
});

test("the history shows each version, the newest first, to strangers too", async () => {
  const { stage, alice, room } = await openCast();
  const message = await alice.say(room, "one");
  await alice.edit(message, "**two**");
  await alice.edit(message, "three <b>");
  const answer = await stage.stranger().get(`/messages/${message}/history`);
  const page = readHtml(answer.text);
  const [latest, ...entries] = select(page, ".monologue");
  if (!latest) throw new Error("There is no block of now.");
  const link = first(latest, ".message a");
  expect(link.attributes.get("name")).toBe(String(message));
  expect(link.attributes.get("href")).toBe(`/transcript/${room}?m=${message}#${message}`);
  expect(first(latest, ".content").innerHtml.trim()).toBe("three &lt;b&gt;");
  expect(
    entries.map((entry) => [textOf(first(entry, "b")), textOf(first(entry, ".message-source"))]),
  ).toEqual([
    ["edited:", "three <b>"],
    ["edited:", "**two**"],
    ["said:", "one"],
  ]);
});

test.each([
  ["two minutes unless told", undefined, 120],
  ["as long as the settings say", 300, 300],
])(
  "authors may change their messages for %s, and not a second longer",
  async (_, editSeconds, window) => {
    const stackexchange = editSeconds === undefined ? {} : { editSeconds };
    const { stage, alice, room } = await openCast({ stackexchange });
    const [one, other] = [await alice.say(room, "one"), await alice.say(room, "other")];
    await stage.advance(window);
    expect(said(await alice.edit(one, "in time"))).toEqual([200, "ok"]);
    expect(said(await alice.delete(other))).toEqual([200, "ok"]);
    await stage.advance(1);
    // The time counts from the posting, not from the last edit.
    expect(said(await alice.edit(one, "late"))).toEqual([
      200,
      "It is too late to edit this message",
    ]);
    expect(said(await alice.delete(one))).toEqual([200, "It is too late to delete this message"]);
    expect((await alice.get(`/message/${one}`)).text).toBe("in time");
  },
);

test("what is deleted is gone for everybody, and can be neither edited nor deleted again", async () => {
  const { stage, alice, bob, room } = await openCast();
  const message = await alice.say(room, "Oops");
  const marker = await bob.join(room);
  expect(said(await alice.delete(message))).toEqual([200, "ok"]);
  expect(said(await alice.edit(message, "x"))).toEqual([
    200,
    "The message has been deleted and cannot be edited",
  ]);
  expect(said(await alice.delete(message))).toEqual([
    200,
    "This message has already been deleted.",
  ]);
  const [event, ...more] = (await bob.poll(room, marker)).e ?? [];
  expect(more).toEqual([]);
  expect(event).toMatchObject({ event_type: 10, message_id: message, user_id: await alice.id() });
  expect(event).not.toHaveProperty("content");
  for (const path of [`/message/${message}`, `/messages/${room}/${message}`]) {
    expect((await bob.get(path)).status).toBe(404);
  }
  const transcript = readHtml((await bob.get(`/transcript/message/${message}`)).text);
  expect(textOf(first(transcript, `#message-${message} .content .deleted`))).toBe("(removed)");
  // Its author and the room's owner may still read how it was.
  expect((await alice.get(`/messages/${message}/history`)).status).toBe(200);
  expect((await bob.get(`/messages/${message}/history`)).status).toBe(404);
  expect((await stage.stranger().get(`/messages/${message}/history`)).status).toBe(404);
});

test("deleting after the time says that it is too late only of what is still there", async () => {
  const { stage, alice, room } = await openCast();
  const message = await alice.say(room, "Oops");
  await alice.delete(message);
  await stage.advance(500);
  expect(said(await alice.delete(message))).toEqual([
    200,
    "This message has already been deleted.",
  ]);
});

test.each([
  [false, 403],
  [true, 200],
])("the messages of others cannot be changed (strict: %s)", async (strict, status) => {
  const { alice, bob, room } = await openCast({ strict });
  const message = await alice.say(room, "Mine");
  expect(said(await bob.edit(message, "x"))).toEqual([
    status,
    "You can only edit your own messages",
  ]);
  expect(said(await bob.delete(message))).toEqual([
    status,
    "You can only delete your own messages",
  ]);
  expect((await alice.get(`/message/${message}`)).text).toBe("Mine");
});

test("an unknown message is answered with a redirect", async () => {
  const { alice } = await openCast();
  for (const answer of [
    await alice.edit(99_999_999, "x"),
    await alice.delete(99_999_999),
    await alice.post("/messages/99999999/star"),
  ]) {
    expect([answer.status, answer.header("location")]).toEqual([302, "/"]);
  }
});

test("an edit can make a reply of a message, and take that back", async () => {
  const { alice, bob, room } = await openCast();
  const parent = await bob.say(room, "Hello");
  const message = await alice.say(room, "Hi");
  const marker = await alice.join(room);
  await alice.edit(message, `:${parent} Hi`);
  await alice.edit(message, "Hi again");
  const [reply, plain] = (await alice.poll(room, marker)).e ?? [];
  expect(reply).toMatchObject({
    event_type: 2,
    parent_id: parent,
    show_parent: true,
    content: "@Bob Hi",
  });
  expect(plain).toMatchObject({ event_type: 2, content: "Hi again", message_edits: 2 });
  expect(plain).not.toHaveProperty("parent_id");
});
