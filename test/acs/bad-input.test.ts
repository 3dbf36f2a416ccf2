// Bad input: a clear error in the service's own shape, and nothing changed.

import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { apiAt, contracts } from "../../src/contracts/index.ts";
import type { AcsUser } from "../../src/server/index.ts";
import { type Chat, NEWEST, openChat } from "../support/chat.ts";

async function open() {
  const chat = await openChat();
  const [alice, bob] = [await chat.emulator.acs.user("alice"), await chat.emulator.acs.user("bob")];
  const thread = await chat.thread([alice, bob]);
  const message = await chat.say(alice, thread, "first");
  return { chat, alice, bob, thread, message };
}

/** Everything that alice can see; two equal ones mean that nothing has changed. */
async function world(chat: Chat, alice: AcsUser, thread: string) {
  const read = async (path: string) => (await chat.call(alice, "GET", path)).text;
  return [
    await read("/chat/threads"),
    await read(thread),
    await read(`${thread}/messages`),
    await read(`${thread}/participants`),
    await read(`${thread}/readReceipts`),
  ];
}

const jwt = (token: string) => token.split(".") as [string, string, string];
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function forge(token: string, header: object, change: object, signer: (text: string) => string) {
  const [, payload] = jwt(token);
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const text = `${encode(header)}.${encode({ ...claims, ...change })}`;
  return `${text}.${signer(text)}`;
}

const foreignKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const signForeign = (text: string) =>
  sign("RSA-SHA256", Buffer.from(text), foreignKey).toString("base64url");

const badTokens: readonly (readonly [string, (token: string) => string])[] = [
  ["an empty one", () => ""],
  ["no JWT", () => "token"],
  ["algorithm none", (token) => forge(token, { alg: "none" }, {}, () => "")],
  [
    "algorithm none with a signature",
    (token) => forge(token, { alg: "none" }, {}, () => jwt(token)[2]),
  ],
  [
    "a symmetric algorithm",
    (token) =>
      forge(token, { alg: "HS256" }, {}, (text) =>
        createHmac("sha256", "key").update(text).digest("base64url"),
      ),
  ],
  ["a foreign key", (token) => forge(token, { alg: "RS256" }, {}, signForeign)],
  [
    "changed claims",
    (token) => forge(token, { alg: "RS256" }, { exp: 9_999_999_999 }, () => jwt(token)[2]),
  ],
  ["half a token", (token) => token.slice(0, token.length / 2)],
  ["a token with more parts", (token) => `${token}.${token}`],
  ["megabytes", () => "x.".repeat(4000)],
];

test.each(badTokens)("a token is refused with 401 and an empty body: %s", async (_, spoil) => {
  const { chat, alice, thread } = await open();
  const answer = await chat.call(spoil(alice.token), "GET", thread);
  expect([answer.status, answer.text]).toEqual([401, ""]);
  expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
});

test("no token, and another scheme, are refused with 401", async () => {
  const { chat, thread } = await open();
  const none = await chat.call(undefined, "GET", thread);
  expect([none.status, none.text, none.headers.get("www-authenticate")]).toEqual([
    401,
    "",
    "Bearer",
  ]);
  expect(
    (await chat.call(undefined, "GET", thread, { headers: { authorization: "Basic eDp5" } }))
      .status,
  ).toBe(401);
});

test("a token of another resource, an expired, a revoked and a deleted user's one are refused", async () => {
  const { chat, alice, bob, thread } = await open();
  await using other = await openChat({ seed: 99 });
  const foreign = await other.emulator.acs.user("alice");
  expect((await chat.call(foreign, "GET", thread)).status).toBe(401);

  await using old = await openChat({ clock: "frozen:2020-01-01T00:00:00Z" });
  const expired = await old.emulator.acs.user("alice");
  expect((await chat.call(expired, "GET", thread)).status).toBe(401);

  expect((await chat.sign("POST", `/identities/${alice.id}/:revokeAccessTokens`)).status).toBe(204);
  expect((await chat.call(alice, "GET", thread)).status).toBe(401);
  const again = await chat.sign("POST", `/identities/${alice.id}/:issueAccessToken`, {
    body: { scopes: ["chat"] },
  });
  expect((await chat.call(again.body.token, "GET", thread)).status).toBe(200);

  expect((await chat.sign("DELETE", `/identities/${bob.id}`)).status).toBe(204);
  expect((await chat.call(bob, "GET", thread)).status).toBe(401);
});

test("a token that another resource issued for the very same user is refused", async () => {
  const { chat, alice, thread } = await open();
  const users = [{ name: "alice", id: alice.id }];
  await using other = await openChat({ seed: 99, fixtures: [{ acs: { users } }] });
  const foreign = await other.emulator.acs.user("alice");
  expect(foreign.id).toBe(alice.id);
  expect((await chat.call(foreign, "GET", thread)).status).toBe(401);
});

test("a voice token may not chat, and a joining one may not create", async () => {
  const { chat, alice, thread } = await open();
  const token = async (scope: string) =>
    (await chat.emulator.acs.issueToken({ id: alice.id, scopes: [scope] })).token;
  expect((await chat.call(await token("voip"), "GET", thread)).status).toBe(403);
  const joining = await token("chat.join");
  expect((await chat.call(joining, "GET", thread)).status).toBe(200);
  expect((await chat.call(joining, "POST", "/chat/threads", { body: { topic: "x" } })).status).toBe(
    403,
  );
  const limited = await token("chat.join.limited");
  const remove = { body: { communicationUser: { id: alice.id } } };
  expect((await chat.call(limited, "POST", `${thread}/participants/:remove`, remove)).status).toBe(
    403,
  );
});

const thread404 = `/chat/threads/19:${"0".repeat(32)}@thread.v2`;

const rejected: readonly (readonly [
  string,
  string,
  string,
  object | undefined,
  number,
  string | undefined,
])[] = [
  [
    "a malformed thread id",
    "GET",
    "/chat/threads/invalid_chat_thread_id",
    undefined,
    400,
    undefined,
  ],
  ["an unknown thread", "GET", thread404, undefined, 404, "The specified thread id was not found."],
  [
    "a malformed message id",
    "GET",
    "{thread}/messages/invalid_chat_message_id",
    undefined,
    400,
    "Value for MessageId (invalid_chat_message_id) is not valid.",
  ],
  ["an unknown message", "GET", "{thread}/messages/1", undefined, 404, undefined],
  [
    "a malformed user",
    "POST",
    "{thread}/participants/:add",
    { participants: [{ communicationIdentifier: { rawId: "8:acs:invalidUserId" } }] },
    400,
    "Identifier format is invalid (8:acs:invalidUserId).",
  ],
  [
    "no identifier at all",
    "POST",
    "{thread}/participants/:remove",
    {},
    400,
    "Identifier format is invalid ().",
  ],
  [
    "a receipt for a malformed message",
    "POST",
    "{thread}/readReceipts",
    { chatMessageId: "x" },
    400,
    "Value for MessageId (x) is not valid.",
  ],
  [
    "a receipt for an unknown message",
    "POST",
    "{thread}/readReceipts",
    { chatMessageId: "1" },
    404,
    undefined,
  ],
  [
    "a topic of the wrong type",
    "POST",
    "/chat/threads",
    { topic: 1 },
    400,
    "The request body is not valid at /topic: must be string.",
  ],
  [
    "no topic",
    "POST",
    "/chat/threads",
    {},
    400,
    "The request body is not valid: must have required property 'topic'.",
  ],
  [
    "a content of the wrong type",
    "POST",
    "{thread}/messages",
    { content: {} },
    400,
    "The request body is not valid at /content: must be string.",
  ],
  [
    "a message of a system type",
    "POST",
    "{thread}/messages",
    { content: "x", type: "topicUpdated" },
    400,
    "The request body is not valid at /type: must be equal to one of the allowed values.",
  ],
  [
    "metadata that is no text",
    "POST",
    "{thread}/messages",
    { content: "x", metadata: { a: 1 } },
    400,
    "The request body is not valid at /metadata/a: must be string.",
  ],
  [
    "too much metadata",
    "POST",
    "/chat/threads",
    { topic: "x", metadata: { a: "b".repeat(1024) } },
    400,
    "The metadata has 1025 bytes; at most 1024 are allowed.",
  ],
  [
    "a message over 28 KB",
    "POST",
    "{thread}/messages",
    { content: "x".repeat(28 * 1024 + 1) },
    413,
    "The content has 28673 bytes; at most 28672 are allowed.",
  ],
  [
    "a retention of 29 days",
    "PATCH",
    "{thread}",
    { retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 29 } },
    400,
    "The request body is not valid at /retentionPolicy/deleteThreadAfterDays: must be >= 30.",
  ],
  [
    "a retention of 91 days",
    "PATCH",
    "{thread}",
    { retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 91 } },
    400,
    "The request body is not valid at /retentionPolicy/deleteThreadAfterDays: must be <= 90.",
  ],
  [
    "a retention without days",
    "PATCH",
    "{thread}",
    { retentionPolicy: { kind: "threadCreationDate" } },
    400,
    "A retention policy of the kind threadCreationDate needs deleteThreadAfterDays.",
  ],
  [
    "a bad share time",
    "POST",
    "{thread}/participants/:add",
    { participants: [{ communicationIdentifier: { rawId: "x" }, shareHistoryTime: "soon" }] },
    400,
    'The request body is not valid at /participants/0/shareHistoryTime: must match format "date-time".',
  ],
  [
    "201 participants in a batch",
    "POST",
    "{thread}/participants/:add",
    {
      participants: Array.from({ length: 201 }, () => ({
        communicationIdentifier: { rawId: "x" },
      })),
    },
    400,
    undefined,
  ],
  [
    "a page size that is no number",
    "GET",
    "{thread}/messages?maxPageSize=ten&api-version=2025-03-15",
    undefined,
    400,
    "The value 'ten' is not valid for maxPageSize.",
  ],
  [
    "a negative skip",
    "GET",
    "{thread}/participants?skip=-1&api-version=2025-03-15",
    undefined,
    400,
    "The value '-1' is not valid for skip.",
  ],
  [
    "a start time that is no time",
    "GET",
    "{thread}/messages?startTime=soon&api-version=2025-03-15",
    undefined,
    400,
    "The value of startTime is not valid.",
  ],
  [
    "a broken state of messages",
    "GET",
    "{thread}/messages?syncState=3e00&api-version=2025-03-15",
    undefined,
    400,
    "The value of syncState is not valid.",
  ],
  [
    "a broken state of threads",
    "GET",
    "/chat/threads?syncState=e30%3D&api-version=2025-03-15",
    undefined,
    400,
    "The value of syncState is not valid.",
  ],
];

test.each(rejected)(
  "rejected with the service's error, changing nothing: %s",
  async (_, method, path, body, status, message) => {
    const { chat, alice, thread } = await open();
    const before = await world(chat, alice, thread);
    const answer = await chat.call(
      alice,
      method,
      path.replace("{thread}", thread),
      body && { body },
    );
    expect(answer.status).toBe(status);
    const error = answer.body.CommunicationError;
    expect(error.Details).toEqual([]);
    expect(error.Message).toBe(message);
    expect(await world(chat, alice, thread)).toEqual(before);
  },
);

test.each([
  ["a missing body", ""],
  ["broken JSON", '{"topic":'],
  ["JSON that is no object", "[]"],
  ["null", "null"],
  ["a number", "1e999"],
  ["deep nesting", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  [
    "deep nesting of an unknown property",
    `{"topic":1,"x":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`,
  ],
  ["bytes that are no text", "\u0000\u0001"],
] as const)("a body is rejected with 400: %s", async (_, raw) => {
  const { chat, alice, thread } = await open();
  const before = await world(chat, alice, thread);
  const answer = await chat.call(alice, "POST", "/chat/threads", { raw });
  expect(answer.status).toBe(400);
  expect(answer.body.CommunicationError.Code).toBe("BadRequest");
  expect(await world(chat, alice, thread)).toEqual(before);
});

test("a body of megabytes is refused unread, with or without a length", async () => {
  const { chat, alice } = await open();
  const raw = JSON.stringify({ topic: "x".repeat(2 * 1024 * 1024) });
  expect((await chat.call(alice, "POST", "/chat/threads", { raw })).status).toBe(413);
  const announced = await chat.call(alice, "POST", "/chat/threads", {
    raw,
    headers: { "content-length": String(raw.length) },
  });
  expect(announced.status).toBe(413);
});

test("__proto__ and lone surrogates are text like any other", async () => {
  const { chat, alice, thread } = await open();
  const raw =
    '{"content":"\\ud800 x","senderDisplayName":"\\udfff","metadata":{"__proto__":"p","constructor":"c"},"__proto__":{"content":"y"}}';
  const sent = await chat.call(alice, "POST", `${thread}/messages`, { raw });
  expect(sent.status).toBe(201);
  const read = await chat.call(alice, "GET", `${thread}/messages/${sent.body.id}`);
  expect(read.text).toContain('"content":{"message":"\\ud800 x"}');
  expect(read.text).toContain('"metadata":{"__proto__":"p","constructor":"c"}');
});

test("a missing, an unknown and a newer api-version", async () => {
  const { chat, alice } = await open();
  const missing = await chat.call(alice, "GET", "/chat/threads", { version: "" });
  expect([missing.status, missing.body.error.code]).toEqual([400, "ApiVersionUnspecified"]);
  const unknown = await chat.call(alice, "GET", "/chat/threads", { version: "2021-01-01" });
  expect([unknown.status, unknown.body.error.code]).toEqual([400, "UnsupportedApiVersion"]);
  expect(unknown.body.error.message).toContain("2020-09-21-preview2, 2020-11-01-preview3");
  const newer = await chat.call(alice, "GET", "/chat/threads", { version: "2031-01-01" });
  expect([newer.status, newer.headers.get("x-emulator-api-version")]).toEqual([200, NEWEST]);
  await using strict = await openChat({ strict: true });
  const refused = await strict.call(await strict.emulator.acs.user("a"), "GET", "/chat/threads", {
    version: "2031-01-01",
  });
  expect(refused.status).toBe(400);
});

test("an unknown path is 404, a wrong method 405 with the right ones", async () => {
  const { chat, alice } = await open();
  expect((await chat.call(alice, "GET", "/chat/unknown")).status).toBe(404);
  const wrong = await chat.call(alice, "PUT", "/chat/threads");
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST, GET"]);
});

test.each([
  ["none", () => ({ authorization: "" })],
  [
    "another key",
    (headers: Record<string, string>) => ({
      authorization:
        headers["authorization"]?.replace(/Signature=.{8}/, "Signature=AAAAAAAA") ?? "",
    }),
  ],
  [
    "another body",
    () => ({ "x-ms-content-sha256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }),
  ],
  ["a date of last year", () => ({ "x-ms-date": "Mon, 01 Jan 2024 00:00:00 GMT" })],
  ["garbage", () => ({ authorization: "HMAC-SHA256 SignedHeaders=&Signature=" })],
])("a signature is refused with 401: %s", async (_, spoil) => {
  const { chat } = await open();
  const body = { createTokenWithScopes: ["chat"] };
  const good = await chat.sign("POST", "/identities", { body });
  expect(good.status).toBe(201);
  const { signRequest } = await import("../../src/server/dialects/acs/signature.ts");
  const { accessKey } = chat.emulator.acs;
  const made = signRequest({
    method: "POST",
    target: "/identities?api-version=2023-10-01",
    body: Buffer.from(JSON.stringify(body)),
    host: "localhost:2428",
    accessKey,
    now: Date.now(),
  });
  const bad = await chat.sign("POST", "/identities", { body, headers: spoil(made) });
  expect([bad.status, bad.body.error.code]).toEqual([401, "Denied"]);
});

const junk = fc.jsonValue({ maxDepth: 3 });
const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "..",
    "%",
    "%00",
    "%zz",
    ":add",
    "19:x@thread.v2",
    "1",
    "9".repeat(40),
  ),
);

test.each(
  contracts.acs.apis.flatMap((api) =>
    api.versions.flatMap(({ id }) =>
      Object.entries(apiAt(api, id)?.operations ?? {}).map(
        ([name, row]) => [name, id, row, api] as const,
      ),
    ),
  ),
)(
  "property: %s at %s never breaks and never changes anything when it refuses",
  async (_name, version, row, api) => {
    const { chat, alice, bob, thread, message } = await open();
    const known: Readonly<Record<string, readonly string[]>> = {
      chatThreadId: [decodeURIComponent(thread.slice("/chat/threads/".length))],
      chatMessageId: [message],
      participantId: [bob.id],
      id: [bob.id],
    };
    await fc.assert(
      fc.asyncProperty(
        junk,
        fc.infiniteStream(word),
        fc.infiniteStream(fc.boolean()),
        fc.dictionary(fc.constantFrom("maxPageSize", "skip", "startTime", "syncState"), word),
        async (body, words, flips, query) => {
          const next = <T>(stream: Iterator<T>) => stream.next().value as T;
          const path = row.path.replace(
            /\{(\w+)\}/g,
            (_match, name: string) =>
              encodeURIComponent(
                (next(flips) ? known[name]?.[0] : undefined) ?? next(words).toWellFormed() ?? "x",
              ) || "x",
          );
          const before = await world(chat, alice, thread);
          const target = {
            version,
            query: Object.fromEntries(Object.entries(query).map(([k, v]) => [k, v.toWellFormed()])),
            ...(row.body && { body }),
          };
          const answer =
            api.name === "chat"
              ? await chat.call(alice, row.method, path, target)
              : await chat.sign(row.method, path, target);
          expect(answer.status).toBeGreaterThanOrEqual(200);
          expect(answer.status).toBeLessThan(500);
          if (answer.status >= 400 && alice.token) {
            const after = await world(chat, alice, thread);
            expect(after).toEqual(before);
          }
        },
      ),
      { numRuns: 8 },
    );
  },
);
