// Odd but real requests over a real socket: doubled slashes and ports, escapes, pages from elsewhere.

import { request } from "node:http";
import { createLocalJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signRequest } from "../../src/server/dialects/acs/signature.ts";
import type { AcsUser, ChatEmulator } from "../../src/server/index.ts";
import { type Chat, openChat } from "../support/chat.ts";

let chat: Chat;
let emulator: ChatEmulator;
let alice: AcsUser;
let thread: string;

beforeAll(async () => {
  chat = await openChat();
  emulator = chat.emulator;
  await emulator.listen({ port: 0 });
  alice = await emulator.acs.user("alice");
  thread = decodeURIComponent((await chat.thread([alice])).slice("/chat/threads/".length));
});

afterAll(() => emulator.close());

/** Sends a target as it is: no client library tidies it up. */
function raw(method: string, target: string, headers: Record<string, string>, body = "") {
  const { hostname, port } = new URL(emulator.url);
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const sent = request(
        {
          hostname,
          port,
          method,
          path: target,
          headers: { authorization: `Bearer ${alice.token}`, ...headers },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (part: string) => {
            text += part;
          });
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body);
    },
  );
}

test.each([
  ["escaped in full", (id: string) => `/chat/threads/${encodeURIComponent(id)}`],
  [
    "in lower-case hex",
    (id: string) => `/chat/threads/${id.replace(":", "%3a").replace("@", "%40")}`,
  ],
  ["raw", (id: string) => `/chat/threads/${id}`],
  ["after a doubled slash", (id: string) => `//chat/threads/${id}`],
  ["with another letter case in the path", (id: string) => `/Chat/Threads/${id}`],
])("a thread id works %s", async (_, path) => {
  const answer = await raw("GET", `${path(thread)}?api-version=2025-03-15`, {});
  expect([answer.status, JSON.parse(answer.text).id]).toEqual([200, thread]);
});

test("an action may be escaped, and the receipts path may be lower case", async () => {
  const id = encodeURIComponent(thread);
  const added = await raw(
    "POST",
    `/chat/threads/${id}/participants/%3Aadd?api-version=2025-03-15`,
    {},
    '{"participants":[]}',
  );
  expect([added.status, added.text]).toEqual([201, "{}"]);
  expect(
    (await raw("GET", `/chat/threads/${id}/readreceipts?api-version=2025-03-15`, {})).status,
  ).toBe(200);
});

test("a Host with its port twice is repaired, and a signature over it is good", async () => {
  const { host, port } = new URL(emulator.url);
  const doubled = `${host}:${port}`;
  const target = "/identities?api-version=2023-10-01";
  const signed = signRequest({
    method: "POST",
    target,
    host: doubled,
    accessKey: emulator.acs.accessKey,
    now: Date.now(),
  });
  const answer = await raw("POST", target, { ...signed, host: doubled });
  expect(answer.status).toBe(201);
  const other = signRequest({
    method: "POST",
    target,
    host: "elsewhere:1:1",
    accessKey: emulator.acs.accessKey,
    now: Date.now(),
  });
  expect((await raw("POST", target, { ...other, host: doubled })).status).toBe(401);
});

test("links and locations carry the scheme and host that the client used", async () => {
  const { host } = new URL(emulator.url);
  const made = await raw(
    "POST",
    "/chat/threads?api-version=2025-03-15",
    { "content-type": "application/json" },
    '{"topic":"x"}',
  );
  const { id } = JSON.parse(made.text).chatThread;
  expect(made.headers["location"]).toBe(`http://${host}/chat/threads/${id.replace(":", "%3A")}`);
  const list = await raw("GET", "//chat/threads?maxPageSize=1&api-version=2025-03-15", {});
  expect(JSON.parse(list.text).nextLink).toMatch(
    new RegExp(`^http://${host}/chat/threads\\?syncState=`),
  );
});

test("answers carry the service's headers, and empty ones have no body", async () => {
  const got = await raw("GET", `/chat/threads/${thread}?api-version=2025-03-15`, {
    "x-ms-client-request-id": "id-1",
  });
  expect(got.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "ms-cv": expect.stringMatching(/^[\w-]{22}\.0$/),
    "x-processing-time": expect.stringMatching(/^\d+ms$/),
    date: expect.any(String),
  });
  expect(got.headers["api-supported-versions"]).toMatch(
    /^2020-09-21-preview2, 2020-11-01-preview3, .*, 2025-03-15$/,
  );
  expect(got.headers).not.toHaveProperty("x-ms-client-request-id");
  const echoed = await raw("GET", `/chat/threads/${thread}?api-version=2025-03-15`, {
    "x-ms-client-request-id": "id-1",
    "x-ms-return-client-request-id": "true",
  });
  expect(echoed.headers["x-ms-client-request-id"]).toBe("id-1");
  const typing = await raw("POST", `/chat/threads/${thread}/typing?api-version=2025-03-15`, {});
  expect([typing.status, typing.text, typing.headers["content-length"]]).toEqual([200, "", "0"]);
  const patched = await raw("PATCH", `/chat/threads/${thread}?api-version=2025-03-15`, {}, "{}");
  expect([patched.status, patched.text, patched.headers["content-type"]]).toEqual([
    204,
    "",
    undefined,
  ]);
});

test.each(["/chat/threads", "/identities", "/v4/a", "/_emulator/health"])(
  "a preflight for %s is answered",
  async (path) => {
    const answer = await raw("OPTIONS", path, {
      origin: "http://localhost:3000",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "authorization,x-skypetoken",
    });
    const allowed = path.startsWith("/_emulator") ? undefined : "http://localhost:3000";
    expect(answer.headers["access-control-allow-origin"]).toBe(allowed);
    if (allowed === undefined) return;
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      vary: "Origin",
      "access-control-allow-credentials": "true",
      "access-control-allow-headers": "authorization,x-skypetoken",
      "access-control-allow-methods": expect.stringContaining("PATCH"),
    });
  },
);

test("errors reach pages too", async () => {
  const refused = await raw("GET", "/chat/threads?api-version=2025-03-15", {
    origin: "http://localhost:3000",
    authorization: "Bearer x",
  });
  expect(refused.status).toBe(401);
  expect(refused.headers).toMatchObject({ "access-control-allow-origin": "http://localhost:3000" });
  expect(refused.headers["access-control-expose-headers"]).toContain("www-authenticate");
});

test("the control plane answers its own, and no page and no foreign name", async () => {
  const { host } = new URL(emulator.url);
  expect((await raw("GET", "/_emulator/health", {})).status).toBe(200);
  expect((await raw("GET", "/_emulator/ready", {})).status).toBe(200);
  const info = JSON.parse((await raw("GET", "/_emulator/info", {})).text);
  expect(info).toMatchObject({ name: "chat-emulator", acs: { users: ["alice"] } });
  expect((await raw("POST", "/_emulator/reset", { origin: "http://evil.example" })).status).toBe(
    403,
  );
  expect((await raw("GET", "/_emulator/info", { host: "evil.example" })).status).toBe(403);
  expect((await raw("GET", "/_emulator/info", { origin: `http://${host}` })).status).toBe(200);
  expect((await raw("GET", "/_emulator/nothing", {})).status).toBe(404);
});

test("a reset brings back the state after the fixtures, over HTTP as by call", async () => {
  await using fresh = await openChat({ fixtures: ["two-people"] });
  const [first] = fresh.emulator.acs.users;
  if (!first) throw new Error("no users");
  await fresh.thread([first]);
  const reset = await fresh.emulator.fetch(
    new Request("http://localhost/_emulator/reset", { method: "POST" }),
  );
  expect(reset.status).toBe(204);
  const [again] = fresh.emulator.acs.users;
  expect(again?.id).toBe(first.id);
  expect((await fresh.call(again, "GET", "/chat/threads")).body.value).toEqual([]);
});

test("a client that believes in https gets https links over plain http", async () => {
  const { host } = new URL(emulator.url);
  await chat.thread([alice]);
  const list = await raw("GET", "/chat/threads?maxPageSize=1&api-version=2025-03-15", {
    "x-forwarded-proto": "https",
  });
  expect(JSON.parse(list.text).nextLink).toMatch(new RegExp(`^https://${host}/chat/threads`));
});

test("anybody can verify a token with the published keys", async () => {
  const published = await raw("GET", "/.well-known/jwks.json", {});
  const keys = createLocalJWKSet(JSON.parse(published.text));
  const { payload, protectedHeader } = await jwtVerify(alice.token, keys);
  expect(protectedHeader).toMatchObject({ alg: "RS256", typ: "JWT" });
  expect(payload).toMatchObject({ skypeid: alice.id.slice(2), acsScope: "chat,voip", scp: 1792 });
});

test("a path with a slash at its end links on to the list all the same", async () => {
  const { host } = new URL(emulator.url);
  const list = await raw(
    "GET",
    `/chat/threads/${encodeURIComponent(thread)}/messages/?maxPageSize=1&api-version=2025-03-15`,
    {},
  );
  expect(JSON.parse(list.text).nextLink).toContain(
    `http://${host}/chat/threads/${thread}/messages?syncState=`,
  );
});
