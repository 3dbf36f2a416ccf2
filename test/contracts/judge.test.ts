// The judge finds no fault with what the service answers, and none where it cannot know.

import { expect, test } from "vitest";
import { type Exchange, validateExchange } from "../../src/contracts/index.ts";
import { changed, type GoodName, good, headers } from "./exchanges.ts";

const names = Object.keys(good) as GoodName[];
const json = "application/json; charset=utf-8";

test.each(names)("%s is as the service answers", (name) => {
  const { operation, violations, unjudged } = validateExchange(good[name]);
  expect({ violations, unjudged }).toEqual({ violations: [], unjudged: undefined });
  expect(operation).toMatch(/^(Chat|CommunicationIdentity|Realtime)/);
});

test("operations and versions are told", () => {
  expect(validateExchange(good.listMessages)).toEqual({
    operation: "ChatThread_ListChatMessages",
    apiVersion: "2025-03-15",
    violations: [],
  });
});

test("what was expected and what was found is told", () => {
  const [violation] = validateExchange(changed(good.getThread, "/body/topic", 7)).violations;
  expect(violation).toEqual({
    rule: "schema.ChatThreadProperties",
    pointer: "/body/topic",
    expected: "string",
    actual: 7,
    message: "`topic` of ChatThreadProperties must be string.",
  });
});

test("several faults of one answer are all found", () => {
  const twice = changed(changed(good.getThread, "/body/topic", undefined), "/body/id", 3);
  expect(
    validateExchange(twice)
      .violations.map(({ pointer }) => pointer)
      .sort(),
  ).toEqual(["/body/id", "/body/topic"]);
});

test("strictness names the property that is too much", () => {
  const exchange = { ...changed(good.listMessages, "/body/value/0/reactions", []), strict: true };
  expect(validateExchange(exchange).violations).toEqual([
    {
      rule: "schema.ChatMessage",
      pointer: "/body/value/0/reactions",
      expected: undefined,
      actual: [],
      message: "`reactions` of ChatMessage is not known to the version.",
    },
  ]);
});

test.each(names.filter((name) => name !== "configuration" && name !== "unknownImage"))(
  "%s is fine even when strict",
  (name) => {
    expect(validateExchange({ ...good[name], strict: true }).violations).toEqual([]);
  },
);

const listUrl = good.listThreads.request.url;

test.each([
  [
    "raw ids",
    good.getMessage.request.url.replace("%3A", ":").replace("%40", "@"),
    "ChatThread_GetChatMessage",
  ],
  [
    "lower-case escapes",
    good.getMessage.request.url.replace("%3A", "%3a"),
    "ChatThread_GetChatMessage",
  ],
  ["doubled slashes", listUrl.replace("/chat/", "//chat//"), "Chat_ListChatThreads"],
  [
    "another letter case",
    listUrl.replace("/chat/threads", "/Chat/THREADS"),
    "Chat_ListChatThreads",
  ],
  ["a slash at the end", listUrl.replace("threads?", "threads/?"), "Chat_ListChatThreads"],
  ["no host", "/chat/threads?api-version=2021-09-07", "Chat_ListChatThreads"],
  [
    "a version in capitals",
    "/chat/threads?API-VERSION=x&api-version=2020-11-01-PREVIEW3",
    "Chat_ListChatThreads",
  ],
])("a path with %s is understood", (_, url, operation) => {
  const verdict = validateExchange({
    vendor: "acs",
    request: { method: "get", url },
    response: { status: 503 },
  });
  expect(verdict).toMatchObject({ operation, violations: [] });
  expect(verdict.unjudged).toBeUndefined();
});

test.each([
  ["GET", "https://example.com/"],
  ["GET", "https://go.trouter.skype.com/v4/a?tc=x"],
  ["POST", "https://edge.skype.com/registrar/prod/v3/registrations"],
  ["GET", "https://x/socket.io/1/?v=v4"],
  ["OPTIONS", "https://x/chat/threads?api-version=2025-03-15"],
  ["PUT", "https://x/chat/threads?api-version=2025-03-15"],
  ["GET", "not a url"],
  ["POST", "https://x/teamsUser/:getToken?api-version=2021-03-07"],
])("%s %s is no operation", (method, url) => {
  const response = { status: 500, headers: {}, body: "whatever" };
  expect(validateExchange({ vendor: "acs", request: { method, url }, response })).toMatchObject({
    operation: undefined,
    violations: [],
    unjudged: "It is no operation of Azure Communication Services.",
  });
});

test.each([
  ["no version", "GET /chat/threads", 200, /names no api-version/],
  [
    "a version of the future",
    "GET /chat/threads?api-version=2099-01-01",
    200,
    /no api-version 2099/,
  ],
  [
    "a version without the operation",
    "GET /chat/threads/x/members?api-version=2025-03-15",
    200,
    /not there/,
  ],
  ["no answer", "GET /chat/threads?api-version=2025-03-15", 0, /no answer/],
  ["an answer of the cache", "GET /chat/threads?api-version=2025-03-15", 304, /cache or a proxy/],
])("with %s nothing is known to be wrong", (_, line, status, reason) => {
  const [method = "", url = ""] = line.split(" ");
  const verdict = validateExchange({
    vendor: "acs",
    request: { method, url },
    response: { status, headers: { "content-type": json }, body: {} },
  });
  expect(verdict.operation).toBeDefined();
  expect(verdict.violations).toEqual([]);
  expect(verdict.unjudged).toMatch(reason);
});

test("a given version wins over the request's, for the api that has it", () => {
  const older = validateExchange({ ...good.createPreview2, apiVersion: "2025-03-15" });
  expect(older.violations.map(({ rule }) => rule)).toEqual(["threads.create.answers-thread"]);
  const identity = validateExchange({ ...good.createIdentity, apiVersion: "2025-03-15" });
  expect(identity).toMatchObject({ apiVersion: "2023-10-01", violations: [] });
  const nobody = validateExchange({ ...good.createIdentity, apiVersion: "2099-01-01" });
  expect(nobody.unjudged).toMatch(/no api-version 2099-01-01/);
});

test("what was not recorded is not held against the answer", () => {
  const { request } = good.getThread;
  const silent: Exchange["response"][] = [
    { status: 200 },
    { status: 200, headers: {} },
    { status: 200, headers: { ...headers, "content-type": json } },
    { status: 200, headers: { ...headers, "content-type": json, "content-length": "400" } },
    { status: 200, headers: { ...headers, "content-type": json }, body: "{", isBodyUnknown: true },
    { status: 404, headers: { "content-type": "application/json" } },
  ];
  for (const response of silent) {
    expect(validateExchange({ vendor: "acs", request, response }).violations).toEqual([]);
  }
});

test("what a recorder has blanked out is not held against the answer", () => {
  const url = good.create.request.url.replace("chat-test", "sanitized");
  const blanked = changed(
    changed(good.create, "/body/chatThread/id", "sanitized"),
    "/headers/location",
    undefined,
  );
  expect(validateExchange({ ...blanked, request: { method: "POST", url } }).violations).toEqual([]);
  const redacted = changed(good.create, "/headers/location", "https://REDACTED.com");
  expect(validateExchange(redacted).violations).toEqual([]);
});

test("headers come as an object, as pairs or as Headers, in any letter case", () => {
  const pairs = Object.entries({ ...headers, "Content-Type": "text/html" });
  for (const given of [Object.fromEntries(pairs), pairs, new Headers(pairs)]) {
    const exchange = changed(good.getThread, "/headers", given);
    const shown = { ...exchange, response: { ...exchange.response, headers: given } };
    expect(validateExchange(shown).violations.map(({ pointer }) => pointer)).toEqual([
      "/headers/content-type",
    ]);
  }
});

test("a body may be text or what its JSON stands for", () => {
  const text = JSON.stringify(good.getThread.response.body);
  expect(validateExchange(changed(good.getThread, "/body", `\uFEFF${text}`)).violations).toEqual(
    [],
  );
  const broken = changed(good.getThread, "/body", text.replace("topic", "subject"));
  expect(validateExchange(broken).violations.map(({ pointer }) => pointer)).toEqual([
    "/body/topic",
  ]);
});

test("another vendor is a mistake of the caller", () => {
  const other: unknown = { ...good.getThread, vendor: "irc" };
  expect(() => validateExchange(other as Exchange)).toThrow(
    'Cannot judge the exchange: "irc" is no vendor. Use one of acs, stackexchange.',
  );
});
