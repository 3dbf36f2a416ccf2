// Recorded traffic is read in every shape that it comes in, and what cannot be read is said to be so.

import { expect, test } from "vitest";
import { validateExchange } from "../../src/contracts/index.ts";
import { isUnreadable, readRecording } from "../../src/contracts/recordings/recording.ts";
import { good } from "./exchanges.ts";

function read(content: string) {
  const recording = readRecording(content);
  if (isUnreadable(recording)) throw new Error(recording.problem);
  return recording;
}

const { request, response } = good.getThread;
const line = JSON.stringify({ request, response });

test.each([
  ["JSON lines", `${line}\n\n${line}\r\n`, ["line 1", "line 3"]],
  ["one line", line, ["line 1"]],
  ["one exchange over several lines", JSON.stringify({ request, response }, null, 2), ["line 1"]],
  ["a list", `\uFEFF[${line},${line}]`, ["entry 1", "entry 2"]],
])("%s", (_, content, places) => {
  const recorded = read(content);
  expect(recorded.map(({ place }) => place)).toEqual(places);
  for (const { exchange } of recorded) {
    expect(validateExchange(exchange)).toMatchObject({
      operation: "ChatThread_GetChatThreadProperties",
      violations: [],
    });
  }
});

test("a line may bring its own version and strictness, and headers in any shape", () => {
  const headers = [{ name: "A", value: "1" }, ["b", "2"], { name: 3 }];
  const [first] = read(
    JSON.stringify({
      apiVersion: "2021-03-07",
      strict: true,
      request: { method: "GET", url: "/", headers },
      response: { status: 200, headers: { a: 1, b: ["2", "3"], c: null } },
    }),
  );
  expect(first?.exchange).toEqual({
    vendor: "acs",
    apiVersion: "2021-03-07",
    strict: true,
    request: {
      method: "GET",
      url: "/",
      headers: [
        ["A", "1"],
        ["b", "2"],
      ],
    },
    response: {
      status: 200,
      headers: [
        ["a", "1"],
        ["b", "2"],
        ["b", "3"],
      ],
    },
  });
});

function har(content: object, status = 200): string {
  const entry = {
    request: { method: "GET", url: request.url, headers: [{ name: "Authorization", value: "x" }] },
    response: {
      status,
      headers: [{ name: "Content-Type", value: "application/json; charset=utf-8" }],
      content,
    },
  };
  return JSON.stringify({ log: { version: "1.2", entries: [entry] } });
}

const text = JSON.stringify(response.body);

test.each([
  ["as text", { text, size: text.length }],
  ["in base64", { text: btoa(text), encoding: "base64", size: text.length }],
  ["without its size", { text }],
  ["left out", { size: text.length }],
  ["cut short", { text: text.slice(0, 40), size: text.length }],
  ["of unknown size", { size: -1 }],
])("a HAR with the body %s", (_, content) => {
  const [entry] = read(har(content));
  expect(entry?.place).toBe("entry 1");
  expect(entry && validateExchange(entry.exchange)).toMatchObject({
    operation: "ChatThread_GetChatThreadProperties",
    violations: [],
  });
});

test.each([
  ["wrong", { text: "{}" }, "/body/id"],
  ["empty", { text: "" }, "/body"],
])("a HAR whose body is %s", (_, content, pointer) => {
  const [entry] = read(har(content));
  const violations = entry ? validateExchange(entry.exchange).violations : [];
  expect(violations.map((violation) => violation.pointer)).toContain(pointer);
});

test("a recording of the SDKs' test proxy", () => {
  const entries = [
    {
      RequestUri: request.url,
      RequestMethod: "GET",
      RequestHeaders: { Authorization: "Sanitized" },
      RequestBody: null,
      StatusCode: 200,
      ResponseHeaders: response.headers,
      ResponseBody: response.body,
    },
  ];
  const [entry] = read(JSON.stringify({ Entries: entries, Variables: {} }));
  expect(entry && validateExchange(entry.exchange).violations).toEqual([]);
});

const flow = {
  name: "short",
  kind: "flow",
  apiVersion: "2021-09-07",
  timeline: { "message:1/0": 1123, "message:1/1": 4456 },
  steps: [
    {
      n: 1,
      method: "POST",
      path: "//chat/threads/{thread:1|full}/messages",
      query: { "api-version": "2021-09-07" },
      headers: { "repeatability-request-id": "{guid:1}" },
      body: { content: "Hello" },
      expect: {
        status: 201,
        headers: {
          location: "{endpoint}/chat/threads/{thread:1|colon}/messages/{message:1}",
          "content-type": "application/json; charset=utf-8",
          "api-supported-versions": true,
        },
        body: { id: { $ref: "message:1" } },
      },
    },
    {
      n: 2,
      method: "GET",
      path: "/chat/threads/{thread:1|lower}/messages",
      query: { "api-version": "2021-09-07", syncState: { $opaque: "hex" } },
      headers: {},
      expect: {
        status: 200,
        headers: { "content-type": "application/json; charset=utf-8" },
        body: {
          value: {
            $set: [
              {
                id: { $ref: "message:1" },
                type: "text",
                sequenceId: { $seq: 4 },
                version: { $version: "message:1/1" },
                createdOn: { $time: "seconds", of: "message:1" },
                editedOn: { $time: "seconds", of: "message:1/1" },
                content: { message: { $text: "by {user:1} at {millis}" } },
                senderCommunicationIdentifier: { rawId: { $ref: "user:1" } },
              },
            ],
          },
          nextLink: {
            $link: "link:1",
            path: "/chat/threads/{thread:1}/messages",
            query: { syncState: { $opaque: "hex" }, "api-version": "2021-09-07" },
          },
        },
      },
    },
    {
      n: 3,
      actor: "service",
      method: "POST",
      path: "/identities",
      query: { "api-version": "2023-10-01" },
      expect: {
        status: 201,
        headers: {},
        body: {
          identity: { id: { $ref: "user:1" } },
          accessToken: { token: { $token: "user:1" }, expiresOn: { $time: "ticks", at: 4400 } },
        },
      },
    },
    { method: "GET", path: "/", setup: true, expect: { status: 200 } },
    { method: "GET", path: "/", unusable: "of another time", expect: { status: 200 } },
  ],
};

test("a flow, its placeholders filled in the same way each time", () => {
  const recorded = read(JSON.stringify(flow));
  expect(recorded.map(({ setAside }) => setAside)).toEqual([
    undefined,
    undefined,
    undefined,
    "it was not recorded, only needed",
    "of another time",
  ]);
  const verdicts = recorded.slice(0, 3).map(({ exchange }) => validateExchange(exchange));
  expect(verdicts).toEqual([
    { operation: "ChatThread_SendChatMessage", apiVersion: "2021-09-07", violations: [] },
    { operation: "ChatThread_ListChatMessages", apiVersion: "2021-09-07", violations: [] },
    { operation: "CommunicationIdentity_Create", apiVersion: "2023-10-01", violations: [] },
  ]);
  expect(JSON.stringify(recorded)).not.toMatch(/\$\w+"|\{\w+:\d/);
});

test.each([
  ["", "it is empty"],
  [" \n", "it is empty"],
  ["<html>", "line 1: it is no JSON"],
  [`${line}\n${line.slice(0, 50)}`, "line 2: it is no JSON"],
  [`${line}\n7`, "line 2: it is no exchange, which is an object"],
  ["7", "line 1: it is no exchange, which is an object"],
  ["[null]", "entry 1: it is no exchange, which is an object"],
  ["{}", "line 1: its request is missing"],
  ['{"request":{}}', "line 1: its response is missing"],
  ['{"request":{"url":"/"},"response":{}}', "line 1: its request.method is no text"],
  ['{"request":{"method":"GET"},"response":{}}', "line 1: its request.url is no text"],
  [
    '{"request":{"method":"GET","url":"/"},"response":{"status":"200"}}',
    "line 1: its response.status is no number",
  ],
  ['{"vendor":"irc","request":{},"response":{}}', 'line 1: "irc" is no vendor; acs is one'],
  ['{"log":{}}', "its log has no entries"],
  ['{"log":{"entries":[{"request":{}}]}}', "entry 1 has no request or no response"],
  [
    '{"log":{"entries":[{"request":{"method":"GET","url":"/"},"response":{}}]}}',
    "entry 1 has no request or no response",
  ],
  ['{"Entries":{}}', "its Entries are no list"],
  ['{"Entries":[{}]}', "entry 1 has no method, URI or status"],
  ['{"steps":{}}', "its steps are no list"],
  ['{"steps":[{"method":"GET"}]}', "step 1 has no method, path or status"],
])("of %j it is said why it cannot be read", (content, problem) => {
  expect(readRecording(content)).toEqual({ problem });
});
