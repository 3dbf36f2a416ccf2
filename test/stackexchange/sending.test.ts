// Sending messages: what is taken, what is throttled until when, and what counts as a duplicate.

import { expect, test } from "vitest";
import { field, numberIn } from "./chat-client.ts";
import { openCast, START } from "./stage.ts";
import type { Answer } from "./ways.ts";

const now = Date.parse(START) / 1000;

function wait(seconds: number): string {
  return `You can perform this action again in ${seconds} second${seconds === 1 ? "" : "s"}.`;
}

function refusal(answer: Answer): readonly [number, string] {
  return [answer.status, answer.text];
}

test("a message gets an id of eight digits and the time, and the ids go up", async () => {
  const { stage, alice, bob, room } = await openCast();
  const one = await alice.send(room, "Hello");
  expect(one.json).toEqual({ id: expect.any(Number), time: now });
  const first = numberIn(one.json, "id");
  expect(first).toBeGreaterThan(9_999_999);
  await stage.advance(3);
  const other = await bob.send(room, "Hello");
  expect(other.json).toEqual({ id: first + 1, time: now + 3 });
  expect(other.header("content-type")).toBe("application/json; charset=utf-8");
});

test("sending is being there", async () => {
  const { alice, bob, room } = await openCast();
  const marker = await alice.join(room);
  await bob.say(room, "Hello");
  const news = await alice.poll(room, marker);
  expect(news.e?.map((event) => event.event_type)).toEqual([3, 1]);
});

test.each([
  ["plain text & <markup>", "plain text &amp; &lt;markup&gt;"],
  [
    "**bold** _italic_ ---gone--- `co*d*e`",
    "<b>bold</b> <i>italic</i> <strike>gone</strike> <code>co*d*e</code>",
  ],
  [
    "[text](https://example.com/a_b)",
    `<a href="https://example.com/a_b" rel="nofollow noopener noreferrer">text</a>`,
  ],
  ["one\ntwo <b>", "<div class='full'>one <br> two &lt;b&gt;</div>"],
  ["    code\n      more", "<pre class='full'>code\n  more</pre>"],
  ["ünïcödé 😀 \u202eשלום", "ünïcödé 😀 \u202eשלום"],
])("%j is told as %j", async (text, content) => {
  const { alice, bob, room } = await openCast();
  const marker = await bob.join(room);
  const message = await alice.say(room, text);
  const news = await bob.poll(room, marker);
  expect(news.e?.at(-1)).toMatchObject({ event_type: 1, content });
  const source = await bob.get(`/message/${message}?plain=true`);
  expect(source.text).toBe(text);
});

test("without throttling a hundred messages go at once", async () => {
  const { alice, room } = await openCast();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, count) => alice.send(room, `Line ${count}`)),
  );
  expect(new Set(answers.map(({ json }) => field(json, "id"))).size).toBe(100);
});

test("so many messages in so many seconds: the next is taken exactly when it is said to be", async () => {
  const { stage, alice, bob, room } = await openCast({
    stackexchange: { throttle: { messages: 3, seconds: 10 } },
  });
  for (const text of ["1", "2", "3"]) {
    await alice.say(room, text);
    await stage.advance(2);
  }
  const refused = await alice.send(room, "4");
  expect(refusal(refused)).toEqual([409, wait(4)]);
  expect(refused.header("chat")).toBe("error");
  expect(refused.header("content-type")).toBe("text/plain; charset=utf-8");
  await stage.advance(3);
  expect(refusal(await alice.send(room, "4"))).toEqual([409, wait(1)]);
  // Asking in vain does not put it off.
  await stage.advance(1);
  await alice.say(room, "4");
  expect(refusal(await alice.send(room, "5"))).toEqual([409, wait(2)]);
  // Others are not held up.
  await bob.say(room, "Mine");
});

test("rooms count together, editing and deleting count as well, and chat hosts count apart", async () => {
  const { stage, alice, room } = await openCast({
    stackexchange: { throttle: { messages: 3, seconds: 10 } },
  });
  const other = await stage.room(alice, "Other");
  const message = await alice.say(room, "1");
  await alice.say(other, "2");
  expect((await alice.edit(message, "one")).json).toBe("ok");
  expect(refusal(await alice.delete(message))).toEqual([409, wait(10)]);
  expect(refusal(await alice.edit(message, "uno"))).toEqual([409, wait(10)]);
  const meta = await stage.person("Alice", "meta.stackexchange.com");
  await meta.say(await stage.room(meta), "There");
});

test("a burst makes the wait grow: one second after the first, ten after ten, and none after a calm minute", async () => {
  const { stage, alice, room } = await openCast({ stackexchange: { throttle: "real" } });
  const { id, waited } = await alice.insist(room, "first", (seconds) => stage.advance(seconds));
  expect([typeof id, waited]).toEqual(["number", []]);
  const waits: number[] = [];
  for (let count = 0; count < 12; count += 1) {
    const sent = await alice.insist(room, `Line ${count}`, (seconds) => stage.advance(seconds));
    waits.push(...sent.waited);
  }
  expect(waits).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11]);
  await stage.advance(60);
  expect((await alice.insist(room, "calm", () => stage.advance(0))).waited).toEqual([]);
  expect(refusal(await alice.send(room, "again"))).toEqual([409, wait(1)]);
});

test("a rate limit that is on for everybody is this one's real curve with duplicates", async () => {
  const { stage, alice, room } = await openCast({ rateLimits: true });
  await alice.say(room, "Hello");
  expect(refusal(await alice.send(room, "Hello"))).toEqual([409, wait(1)]);
  await stage.advance(1);
  expect((await alice.send(room, "Hello")).json).toEqual({ id: null, time: null });
});

test("the same text again is taken unless duplicates are looked for", async () => {
  const { alice, room } = await openCast();
  const first = await alice.say(room, "Hello");
  expect(await alice.say(room, "Hello")).toBe(first + 1);
});

test("a duplicate is answered with nulls and told to nobody, until its time is over", async () => {
  const { stage, alice, bob, room } = await openCast({ stackexchange: { duplicateSeconds: 60 } });
  const other = await stage.room(alice, "Other");
  await alice.say(room, "Hello");
  const marker = await bob.join(room);
  const again = await alice.send(room, "Hello");
  expect([again.status, again.json]).toEqual([200, { id: null, time: null }]);
  expect(await bob.poll(room, marker)).toEqual({});
  // Another person and another room are no duplicates.
  await bob.say(room, "Hello");
  await alice.say(other, "Hello");
  await stage.advance(59);
  expect((await alice.send(room, "Hello")).json).toEqual({ id: null, time: null });
  await stage.advance(1);
  await alice.say(room, "Hello");
});

test("one more space makes another text of a duplicate, as the client's worker relies on", async () => {
  const { stage, alice, room } = await openCast({ stackexchange: { duplicateSeconds: 60 } });
  const sent = await alice.insist(room, "Hello", (seconds) => stage.advance(seconds));
  const again = await alice.insist(room, "Hello", (seconds) => stage.advance(seconds));
  expect([sent.text, sent.waited, again.text, again.waited]).toEqual(["Hello", [], "Hello ", [5]]);
  expect((await alice.get(`/message/${again.id}?plain=true`)).text).toBe("Hello ");
  expect((await alice.send(room, "Hello ")).json).toEqual({ id: null, time: null });
});

test("a text of spaces alone is refused", async () => {
  const { alice, room } = await openCast();
  for (const text of ["", " ", "\n \n"]) {
    expect(refusal(await alice.send(room, text))).toEqual([400, "The message is empty"]);
  }
});

test.each([
  [false, 400],
  [true, 409],
])(
  "500 characters fit on a line and 501 do not; several lines may be longer (strict: %s)",
  async (strict, status) => {
    const { alice, room } = await openCast({ strict });
    await alice.say(room, "x".repeat(500));
    // A character outside the basic plane is one character.
    await alice.say(room, "😀".repeat(500));
    const long = "x".repeat(501);
    expect(refusal(await alice.send(room, long))).toEqual([status, "The message is too long"]);
    const message = await alice.say(room, `x\n${long}`);
    expect(refusal(await alice.edit(message, long))).toEqual([status, "The message is too long"]);
    expect((await alice.edit(message, `${long}\n${long}`)).json).toBe("ok");
    const full = await alice.get(`/messages/${room}/${message}`);
    expect(full.text).toBe(`<div class='full'>${long} <br> ${long}</div>`);
  },
);
