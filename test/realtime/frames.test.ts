// Frames of socket.io 0.9: what is read from them, and that no text whatever breaks the reader.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acknowledgementFrame,
  eventFrame,
  pushFrame,
  readFrame,
  splitFrames,
  writeFrames,
} from "../../src/server/realtime/trouter/frames.ts";

describe("reading a frame", () => {
  test.each([
    ["0::", { type: "disconnect" }],
    ["0::/chat", { type: "disconnect" }],
    ["0:::dup", { type: "disconnect" }],
    ["1::", { type: "connect" }],
    ["1::/chat?a=b", { type: "connect" }],
    ["2::", { type: "heartbeat" }],
    ["2:::", { type: "heartbeat" }],
    ["3:::hello: you", { type: "message" }],
    ["3:1+::two\nlines", { type: "message" }],
    ["3:::", { type: "message" }],
    ['3:::{"id":1,"status":200}', { type: "json", value: { id: 1, status: 200 } }],
    ["3:::null", { type: "json", value: null }],
    ["4:1:/chat:[1]", { type: "json", value: [1] }],
    ['5:::{"name":"ping"}', { type: "event", id: undefined, name: "ping" }],
    ['5:7+::{"name":"ping","args":[]}', { type: "event", id: "7", name: "ping" }],
    ['5:7::{"name":"ping"}', { type: "event", id: undefined, name: "ping" }],
    ['5:+::{"name":"ping"}', { type: "event", id: "", name: "ping" }],
    ['5:012+:/chat:{"name":"a:b"}', { type: "event", id: "012", name: "a:b" }],
    ['6:::4+["pong"]', { type: "ack" }],
    ["6:::4", { type: "ack" }],
    ["7:::1+0", { type: "error" }],
    ["8::", { type: "noop" }],
  ])("%j is understood", (text, frame) => {
    expect(readFrame(text)).toEqual(frame);
  });

  test.each([
    [""],
    [":"],
    ["::"],
    ["0"],
    ["0:"],
    ["9::"],
    ["10::"],
    ["-1::"],
    ["a::"],
    [" 2::"],
    ["2 ::"],
    ["5::"],
    ["5:::"],
    ["5:1+::{"],
    ["5:1+::[]"],
    ["5:1+::null"],
    ["5:1+::1"],
    ['5:1+::"ping"'],
    ["5:1+::{}"],
    ['5:1+::{"name":1}'],
    ['5:1+::{"name":null}'],
    ['5:x+::{"name":"ping"}'],
    ['5:1++::{"name":"ping"}'],
    ["4:::"],
    ["4:::{"],
    ["４::"],
    ["\ufffd3\ufffd2::"],
    ["GET / HTTP/1.1\r\n\r\n"],
  ])("%j is garbage", (text) => {
    expect(readFrame(text)).toBeUndefined();
  });

  test("deep nesting is only JSON", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    expect(readFrame(`3:::${deep}`)).toMatchObject({ type: "json" });
    expect(readFrame(`5:1+::{"name":"ping","args":${deep}}`)).toMatchObject({ name: "ping" });
  });
});

const anyText = fc.string({ unit: "binary", maxLength: 60 });
const frameLike = fc
  .tuple(
    fc.constantFrom("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "", "12", "x"),
    fc.constantFrom(":", "", "::"),
    fc.constantFrom("", "1", "007", "1+", "+", "-1", "99999999999999999999+"),
    fc.constantFrom(":", "::", ":/a:", ""),
    fc.oneof(anyText, fc.json(), fc.constantFrom('{"name":"ping"}', "{", "\ufffd", "__proto__")),
  )
  .map((parts) => parts.join(""));

describe("any text", () => {
  test("is read without an exception", () => {
    const known = new Set(
      "disconnect connect heartbeat message json event ack error noop".split(" "),
    );
    fc.assert(
      fc.property(fc.oneof(anyText, frameLike), (text) => {
        const frame = readFrame(text);
        expect(frame === undefined || known.has(frame.type)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("is split without an exception, and nothing of it is lost", () => {
    const bodyLike = fc
      .array(fc.oneof(fc.constantFrom("\ufffd", "1", "3", "0", "-1", "1e3", "2::"), anyText))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(anyText, bodyLike), (text) => {
        const frames = splitFrames(text);
        if (!frames || frames[0] === text) return;
        let rest = text;
        for (const frame of frames) {
          expect(rest).toMatch(/^\ufffd\d+\ufffd/);
          rest = rest.slice(rest.indexOf("\ufffd", 1) + 1);
          expect(rest.startsWith(frame)).toBe(true);
          rest = rest.slice(frame.length);
        }
        expect(rest).toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  test("in an event comes out of it as it went in", () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.jsonValue()), (name, args) => {
        expect(readFrame(eventFrame(name, ...args))).toEqual({
          type: "event",
          id: undefined,
          name,
        });
      }),
    );
  });

  test("in a push comes out of it as it went in", () => {
    fc.assert(
      fc.property(fc.nat(), anyText, (id, payload) => {
        const frame = pushFrame(id, "/v4/f/abc/messaging", JSON.stringify(payload));
        expect(readFrame(frame)).toEqual({
          type: "json",
          value: {
            id,
            method: "POST",
            url: "/v4/f/abc/messaging",
            headers: { "Content-Type": "application/json" },
            body: payload,
          },
        });
      }),
    );
  });
});

test("an event's id comes back in its acknowledgement", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n }).map(String), (id) => {
      const asked = readFrame(`5:${id}+::{"name":"ping"}`);
      expect(asked).toEqual({ type: "event", id, name: "ping" });
      expect(acknowledgementFrame(id)).toBe(`6:::${id}+["pong"]`);
      expect(readFrame(acknowledgementFrame(id))).toEqual({ type: "ack" });
    }),
  );
});

describe("a body of long polling", () => {
  test("has one frame as it is, and several each behind its length", () => {
    expect(writeFrames(["8::"])).toBe("8::");
    expect(writeFrames(["1::", "2::"])).toBe("\ufffd3\ufffd1::\ufffd3\ufffd2::");
    expect(writeFrames([])).toBe("");
  });

  test("counts UTF-16 units", () => {
    expect(writeFrames(["3:::😀", "3:::ü\ufffd"])).toBe(
      "\ufffd6\ufffd3:::😀\ufffd6\ufffd3:::ü\ufffd",
    );
  });

  test.each([
    ["", [""]],
    ["2::", ["2::"]],
    ["2::\ufffd3\ufffd2::", ["2::\ufffd3\ufffd2::"]],
    ["\ufffd3\ufffd2::", ["2::"]],
    ["\ufffd0\ufffd", [""]],
    ["\ufffd0\ufffd\ufffd003\ufffd2::", ["", "2::"]],
  ])("%j is split", (text, frames) => {
    expect(splitFrames(text)).toEqual(frames);
  });

  test.each([
    ["\ufffd"],
    ["\ufffd\ufffd"],
    ["\ufffd3"],
    ["\ufffd\ufffd2::"],
    ["\ufffd4\ufffd2::"],
    ["\ufffd2\ufffd2::"],
    ["\ufffd3\ufffd2::2::"],
    ["\ufffd-3\ufffd2::"],
    ["\ufffd 3\ufffd2::"],
    ["\ufffd3.0\ufffd2::"],
    ["\ufffd0x3\ufffd2::"],
    ["\ufffdNaN\ufffd2::"],
    ["\ufffd3\ufffd2::\ufffd"],
    ["\ufffd9999999999\ufffd2::"],
    [`\ufffd${"9".repeat(400)}\ufffd2::`],
  ])("%j has a wrong length", (text) => {
    expect(splitFrames(text)).toBeUndefined();
  });

  test("is split into what was written into it", () => {
    const frames = fc.array(anyText, { minLength: 1 });
    fc.assert(
      fc.property(frames, (written) => {
        // A single frame goes as it is, and begins with a digit.
        fc.pre(written.length > 1 || !written[0]?.startsWith("\ufffd"));
        expect(splitFrames(writeFrames(written))).toEqual(written);
      }),
    );
  });
});
