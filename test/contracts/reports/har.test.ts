// The HAR of a run: read by the repository's own reader, judged like any recording, and free of secrets.

import fc from "fast-check";
import { expect, test } from "vitest";
import { runContract, validateExchange } from "../../../src/contracts/index.ts";
import { isUnreadable, readRecording } from "../../../src/contracts/recordings/recording.ts";
import { harOf } from "../../../src/contracts/reports/har.ts";
import type { Recorded } from "../../../src/contracts/suite/recorded.ts";
import { brokenServer } from "../suite/broken-server.ts";

const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJza3lwZWlkIjoiYWNzOngifQ.c2lnbmF0dXJl";
const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

function exchangeWith(sent: string | undefined, text: string): Recorded {
  return {
    request: {
      method: "POST",
      url: `https://chat.example/identities?api-version=2023-10-01&sig=${secret}`,
      headers: { authorization: `Bearer ${jwt}`, "content-type": "application/json" },
      ...(sent !== undefined && { body: sent }),
    },
    response: {
      status: 201,
      headers: { "content-type": "application/json", "set-cookie": `a=${secret}` },
      text,
      body: undefined,
    },
    startedAt: "2025-06-15T12:00:00.000Z",
    durationMs: 12,
  };
}

function readBack(har: string) {
  const recording = readRecording(har);
  if (isUnreadable(recording)) throw new Error(recording.problem);
  return recording.map(({ exchange }) => exchange);
}

test("a run of the whole suite is read back and judged with no violation, and has no secret in it", async () => {
  await using server = await brokenServer();
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const exchanges: Recorded[] = [];
  await runContract({
    url,
    connectionString,
    dispatcher,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const har = harOf(exchanges);
  const read = readBack(har);
  expect(read).toHaveLength(exchanges.length);
  const verdicts = read.map((exchange) => validateExchange(exchange));
  expect(verdicts.flatMap(({ violations }) => violations)).toEqual([]);
  const judged = verdicts.filter(({ unjudged }) => unjudged === undefined);
  expect(judged.length).toBeGreaterThan(exchanges.length / 2);
  const sent = exchanges.map(({ request }) => request.headers["authorization"] ?? "");
  const tokens = new Set(sent.map((value) => /(?:Bearer |Signature=)(.+)/.exec(value)?.[1]));
  const secrets = [...tokens, connectionString.split("accesskey=")[1]];
  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.filter((secret) => secret && har.includes(secret))).toEqual([]);
  expect(har.match(/\beyJ[\w-]{10}/g)).toBe(null);
});

test("a broken answer is still broken in the HAR", async () => {
  await using server = await brokenServer((asked, answer) => {
    if (asked.method === "GET" && asked.path === "/chat/threads") answer.text = "<html>";
  });
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const exchanges: Recorded[] = [];
  const options = { url, connectionString, dispatcher, retries: 0, only: ["acs.threads.list.*"] };
  await runContract({
    ...options,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const violations = readBack(harOf(exchanges)).flatMap(
    (exchange) => validateExchange(exchange).violations,
  );
  expect(violations.map(({ pointer }) => pointer)).toContain("/body");
});

test("an entry has all that HAR 1.2 asks for", () => {
  const sent = JSON.stringify({ token: secret, topic: "Lunch" });
  const text = JSON.stringify({ accessToken: { token: secret, expiresOn: "soon" } });
  const har = harOf([exchangeWith(sent, text)]);
  expect(har).not.toContain(secret);
  expect(har).not.toContain(jwt);
  const left = '{"accessToken":{"token":"<redacted>","expiresOn":"soon"}}';
  expect(JSON.parse(har).log).toEqual({
    version: "1.2",
    creator: { name: "chat-emulator contract", version: "1" },
    entries: [
      {
        startedDateTime: "2025-06-15T12:00:00.000Z",
        time: 12,
        request: {
          method: "POST",
          url: "https://chat.example/identities?api-version=2023-10-01&sig=<redacted>",
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: [
            { name: "authorization", value: "Bearer <redacted>" },
            { name: "content-type", value: "application/json" },
          ],
          queryString: [
            { name: "api-version", value: "2023-10-01" },
            { name: "sig", value: "<redacted>" },
          ],
          postData: {
            mimeType: "application/json",
            text: '{"token":"<redacted>","topic":"Lunch"}',
          },
          headersSize: -1,
          bodySize: sent.length,
        },
        response: {
          status: 201,
          statusText: "Created",
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: [
            { name: "content-type", value: "application/json" },
            { name: "set-cookie", value: "<redacted>" },
          ],
          content: { size: left.length, mimeType: "application/json", text: left },
          redirectURL: "",
          headersSize: -1,
          bodySize: text.length,
        },
        cache: {},
        timings: { send: 0, wait: 12, receive: 0 },
      },
    ],
  });
});

test("any body is read back whole, but for its secrets", () => {
  const bodies = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json({ stringUnit: "binary" }),
    fc.constantFrom("", "null", "</html>", `Bearer ${jwt}`, `{"token":"${secret}"`),
  );
  fc.assert(
    fc.property(bodies, fc.option(bodies, { nil: undefined }), (text, sent) => {
      const har = harOf([exchangeWith(sent, text)]);
      expect(har).not.toContain(secret);
      const [read] = readBack(har);
      expect(read?.response.isBodyUnknown).toBeUndefined();
      expect(read?.response.body === "").toBe(text === "");
      expect(read?.request.body === undefined).toBe(sent === undefined);
    }),
  );
});
