// No secret gets out, whatever it stands in.

import { expect, test } from "vitest";
import {
  type Exchange,
  redactExchange,
  redactText,
  validateExchange,
} from "../../src/contracts/index.ts";
import { changed, good } from "./exchanges.ts";

const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJza3lwZWlkIjoiYWNzOngifQ.c2lnbmF0dXJl";
const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

const talkative: Exchange = {
  vendor: "acs",
  request: {
    method: "POST",
    url: `https://user:${secret}@host/identities?api-version=2023-10-01&access_token=${secret}&sig=${secret}`,
    headers: {
      Authorization: `Bearer ${jwt}`,
      "x-skypetoken": secret,
      "X-Forwarded-For": secret,
      Cookie: `session=${secret}`,
      "ocp-apim-subscription-key": secret,
      "content-type": "application/json",
    },
    body: JSON.stringify({ token: secret, appId: "app", nested: [{ accessKey: secret }] }),
  },
  response: {
    status: 200,
    headers: [
      ["Set-Cookie", `a=${secret}`],
      ["Date", "today"],
    ],
    body: {
      accessToken: { token: secret, expiresOn: "2025-06-16T23:04:04Z" },
      connection: `endpoint=https://host/;accesskey=${secret}`,
      content: `look: ${jwt} and Bearer ${secret}`,
    },
  },
};

test("an exchange loses its secrets and nothing else", () => {
  const redacted = redactExchange(talkative);
  const text = JSON.stringify(redacted);
  expect(text).not.toContain(secret);
  expect(text).not.toContain(jwt.slice(0, 20));
  expect(redacted).toEqual({
    vendor: "acs",
    request: {
      method: "POST",
      url: "https://<redacted>@host/identities?api-version=2023-10-01&access_token=<redacted>&sig=<redacted>",
      headers: {
        Authorization: "Bearer <redacted>",
        "x-skypetoken": "<redacted>",
        "X-Forwarded-For": "<redacted>",
        Cookie: "<redacted>",
        "ocp-apim-subscription-key": "<redacted>",
        "content-type": "application/json",
      },
      body: '{"token":"<redacted>","appId":"app","nested":[{"accessKey":"<redacted>"}]}',
    },
    response: {
      status: 200,
      headers: { "Set-Cookie": "<redacted>", Date: "today" },
      body: {
        accessToken: { token: "<redacted>", expiresOn: "2025-06-16T23:04:04Z" },
        connection: "endpoint=https://host/;accesskey=<redacted>",
        content: "look: <redacted> and Bearer <redacted>",
      },
    },
  });
});

test.each([
  [
    "HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=abc+/=",
    "HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=<redacted>",
  ],
  ["https://h/x?sig=a%2Fb&se=2025", "https://h/x?sig=<redacted>&se=2025"],
  ['Bearer error="invalid_token"', 'Bearer error="invalid_token"'],
  ["text=hello&fkey=0123abc&x=1", "text=hello&fkey=<redacted>&x=1"],
  ["email=a%40b&password=p&fkey=k", "email=a%40b&password=<redacted>&fkey=<redacted>"],
  ["acct=t=abc&s=def; path=/", "acct=<redacted>; path=/"],
  ['<input name="fkey" value="abc">', '<input name="fkey" value="<redacted>">'],
  ['<input value="abc" id="fkey" />', '<input value="<redacted>" id="fkey" />'],
  ['<input id="email" value="abc" />', '<input id="email" value="abc" />'],
  ['CHAT.start({ fkey: "abc" })', 'CHAT.start({ fkey: "<redacted>" })'],
  ["wss://host/events/1/0123abcd?l=5", "wss://host/events/1/<redacted>?l=5"],
  ["https://host/events/1/0123abcd", "https://host/events/1/0123abcd"],
  [
    "/chat/threads/19%3Ax@thread.v2?syncState=3e39",
    "/chat/threads/19%3Ax@thread.v2?syncState=3e39",
  ],
])("%s reads %s", (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

test.each([
  ["an answer that is no JSON", changed(good.createIdentity, "/body", `token=${secret}`)],
  ["an answer cut short", changed(good.createIdentity, "/body", `{"token":"${secret}`)],
  ["a body where none belongs", changed(good.deleteMessage, "/body", { token: secret })],
  ["a token of another type", changed(good.createIdentity, "/body/accessToken/token", [secret])],
  ["a Location", changed(good.create, "/headers/location", `https://h/?token=${secret}`)],
  ["an error that is none", changed(good.identityNotOwned, "/body", { secret, error: jwt })],
])("a violation that shows %s hides the secret", (_, exchange) => {
  const text = JSON.stringify(validateExchange(exchange).violations);
  expect(text).toContain("<redacted>");
  expect(text).not.toContain(jwt);
  expect(text).not.toContain(secret);
});

test("what an identity is asked for is no secret", () => {
  const body = { createTokenWithScopes: ["chat"] };
  const exchange = { ...good.createIdentity, request: { ...good.createIdentity.request, body } };
  expect(redactExchange(exchange).request.body).toEqual(body);
});
