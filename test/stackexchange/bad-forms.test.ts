// Forms and paths with bytes, sizes and values that no client sends on purpose: an answer each time, and never a failure of the server.

import { once } from "node:events";
import { connect } from "node:net";
import { text as readText } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { encodeForm, numberIn } from "./chat-client.ts";
import { openCast } from "./stage.ts";
import { ways } from "./ways.ts";

test.each([
  "/%",
  "/%E0%A4%A",
  "/rooms/%zz",
  "/messages/%ff/star",
  "/a?%=%&=&&",
  "/rooms/1?%E0%A4%A=1",
])("the broken escapes of %s are no trouble", async (path) => {
  const { stage, alice } = await openCast({ listens: true });
  for (const way of ways) {
    const stranger = stage.stranger("stackexchange.com", way);
    for (const method of ["GET", "POST"]) {
      const answer = await stranger.ask({ method, host: alice.chatHost, path });
      expect([way, method, path, answer.status]).toEqual([
        way,
        method,
        path,
        expect.toSatisfy((status: number) => [404, 405].includes(status)),
      ]);
    }
  }
});

test.each([
  ["nothing", ""],
  ["no pairs", "&&&==&=x&"],
  ["broken escapes", "text=%E0%A4%A&%zz=%"],
  ["names of the language", "__proto__=x&constructor=y&toString=z&hasOwnProperty=1&__proto__[a]=b"],
  ["bytes that are no UTF-8", Buffer.from([0x74, 0x3d, 0xff, 0xfe, 0x26, 0x80])],
  ["null bytes", "text=%00&\u0000=\u0000"],
  ["JSON", '{"text":"Hello"}'],
  ["a multipart form", '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nHi\r\n--x--\r\n'],
  ["twenty thousand names", Array.from({ length: 20_000 }, (_, at) => `a${at}=`).join("&")],
])("%s as a form breaks nothing, whatever the content type", async (_, form) => {
  const { stage, alice, room } = await openCast({ way: "by plain http" });
  const { fkey } = await alice.identity();
  const body = Buffer.concat([Buffer.from(form), Buffer.from(`&fkey=${fkey}`)]);
  for (const path of [`/chats/${room}/messages/new`, "/events", "/rooms/save", "/user/info"]) {
    for (const type of [
      "application/x-www-form-urlencoded",
      "application/json",
      "text/html; =",
      "",
    ]) {
      const headers = { "content-type": type };
      const question = { method: "POST", host: alice.chatHost, path, body, headers };
      expect((await alice.ask(question)).status).toBeLessThan(500);
    }
  }
  expect(await alice.say(room, "Still here")).toBeGreaterThan(0);
  const anybody = stage.stranger();
  const question = {
    method: "POST",
    host: anybody.siteHost,
    path: "/users/login",
    body,
    headers: {},
  };
  expect((await anybody.ask(question)).status).toBeLessThan(500);
});

test("a name of the language is a name like any other", async () => {
  const { alice, room } = await openCast();
  const message = await alice.say(room, "__proto__ constructor");
  const form = { __proto__x: "1", constructor: "2", text: "Hello", hasOwnProperty: "3" };
  expect((await alice.post(`/messages/${message}?__proto__=5&toString=6`, form)).json).toBe("ok");
  expect((await alice.get(`/message/${message}?__proto__=1&plain=true`)).text).toBe("Hello");
});

test.each(ways)(
  "a form above the limit is answered 413, and the next request works, %s",
  async (way) => {
    const { alice, room } = await openCast({ way });
    const path = `/chats/${room}/messages/new`;
    const { fkey } = await alice.identity();
    const form = (length: number) => encodeForm({ fkey, text: `x\n${"x".repeat(length)}` });
    for (const length of [257 * 1024, 3_000_000]) {
      expect((await alice.askForm(alice.chatHost, path, form(length))).status).toBe(413);
    }
    const long = await alice.askForm(alice.chatHost, path, form(29_998));
    expect([long.status, numberIn(long.json, "id")]).toEqual([200, expect.any(Number)]);
    const longer = await alice.askForm(alice.chatHost, path, form(29_999));
    expect([longer.status, longer.text]).toEqual([400, "The message is too long"]);
  },
);

test("a body that announces no length is counted while it comes", async () => {
  const { stage, alice } = await openCast({ listens: true });
  const socket = connect(Number(new URL(stage.emulator.url).port), "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on("error", () => undefined);
  socket.write(
    `POST /events HTTP/1.1\r\nHost: ${alice.chatHost}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
  for (let sent = 0; sent < 5; sent += 1) socket.write(chunk);
  socket.write("0\r\n\r\n");
  expect(await readText(socket)).toMatch(/^HTTP\/1\.1 413 /);
});

test("a client that goes away in the middle of a form leaves the others alone", async () => {
  const { stage, alice, room } = await openCast({ listens: true });
  const socket = connect(Number(new URL(stage.emulator.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(
    `POST /events HTTP/1.1\r\nHost: ${alice.chatHost}\r\nContent-Length: 1000\r\n\r\nfkey=`,
  );
  await alice.say(room, "Hello");
  socket.destroy();
  await once(socket, "close");
  await alice.say(room, "Hello again");
});

test.each([
  ["too long a name", { name: "x".repeat(101) }, 400],
  ["no name", { name: "   " }, 400],
  ["a name without letters", { name: "日本語 <b>" }, 302],
  ["the number of a room that is not there", { name: "x", roomId: 999 }, 404],
  ["a number that is none", { name: "x", roomId: "abc" }, 400],
  ["a hundred tags", { name: "x", tags: "tag ".repeat(100) }, 302],
  ["a description of spaces", { name: "x", description: `a${" ".repeat(200_000)}b` }, 302],
  ["a description of many lines", { name: "x", description: "a\n**b**\n<script>" }, 302],
])("a room with %s is answered in good order", async (_, form, status) => {
  const { alice } = await openCast();
  const answer = await alice.post("/rooms/save", form);
  expect(answer.status).toBe(status);
  for (const path of ["/rooms", "/", answer.header("location") ?? "/"]) {
    expect((await alice.get(path)).status).toBe(200);
  }
});

test.each([
  "2024/5/6",
  "2024/13/45",
  "0/0/0",
  "-1/-1/-1",
  "99999/1/1",
  "275760/9/13",
  "275760/9/14",
  "x/y/z",
  "1e3/1/1",
  "2024/5/6/7",
])("the day %s of a transcript is there or is not", async (day) => {
  const { alice, room } = await openCast();
  await alice.say(room, "Hello");
  const answer = await alice.get(`/transcript/${room}/${day}`);
  expect([200, 404]).toContain(answer.status);
});

test.each(["?m=abc", "?m=99999999", "?m=-1", "?m=", "?m=1e9"])(
  "the transcript with %s is a page or a refusal",
  async (query) => {
    const { alice, room } = await openCast();
    await alice.say(room, "Hello");
    expect([200, 400, 404]).toContain((await alice.get(`/transcript/${room}${query}`)).status);
  },
);

test.each(["count=-1", "count=x", "count=9999999999", "count=1.5"])(
  "the stars with %s are a bad request",
  async (query) => {
    const { alice, room } = await openCast();
    expect((await alice.get(`/chats/stars/${room}?${query}`)).status).toBe(400);
  },
);
