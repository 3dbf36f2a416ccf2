// Signatures of a resource's requests: literal ones of real SDKs, and the rule by any change of a byte.

import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeAccessKey,
  type SignedRequest,
  signRequest,
  verifySignature,
} from "../../src/server/dialects/acs/signature.ts";

const NOW = Date.UTC(2026, 10, 24, 15, 0, 0);
const KEY = Buffer.from("a key of the emulator's tests").toString("base64");
const HOST = "127.0.0.1:2428";
const MINUTE = 60_000;

const order = {
  method: "POST",
  target: "/identities?api-version=2023-10-01",
  body: Buffer.from('{"createTokenWithScopes":["chat"]}'),
  host: HOST,
  accessKey: KEY,
  now: NOW,
};

type Order = Parameters<typeof signRequest>[0];

/** A request as it arrives after it was signed. */
function signed(changes: Partial<Order> = {}, hosts = [HOST]): SignedRequest {
  const whole: Order = { ...order, ...changes };
  const { method, target, body = new Uint8Array(), accessKey } = whole;
  const headers = new Headers(signRequest(whole));
  return { method, target, body, headers, hosts, accessKey, now: NOW };
}

function withHeader(
  request: SignedRequest,
  name: string,
  value: string | undefined,
): SignedRequest {
  const { headers } = request;
  return {
    ...request,
    headers: { get: (asked) => (asked === name ? (value ?? null) : headers.get(asked)) },
  };
}

function authorization(request: SignedRequest): string {
  return request.headers.get("authorization") ?? "";
}

/** Recorded from the packages on npm, with the clock at `NOW` and the key `c2VjcmV0`. */
const recorded: readonly [string, "date" | "x-ms-date", string, string, string][] = [
  [
    "@azure/communication-administration 1.0.0-beta.4",
    "date",
    "2020-07-20-preview2",
    "127.0.0.1:42141",
    "7b/ewJFbzomXT6CM6mJRZMwdZ8m6tuK7ZRgo9pByqac=",
  ],
  [
    "@azure/communication-identity 1.0.0-beta.5",
    "date",
    "2021-03-07",
    "127.0.0.1:42141",
    "5ngI8JdY1vLuWGU0/SBTE6USZAerX9tbx78y3zN1Zbo=",
  ],
  [
    "@azure/communication-identity 1.0.0",
    "x-ms-date",
    "2021-03-07",
    "127.0.0.1:42141",
    "5ngI8JdY1vLuWGU0/SBTE6USZAerX9tbx78y3zN1Zbo=",
  ],
  [
    "@azure/communication-identity 1.3.0 with communication-common 2.3.1",
    "x-ms-date",
    "2023-10-01",
    "127.0.0.1:42141:42141",
    "fTIwWMw2iPi8LKoqiIaUlQ2phLmeUZ3b38NPdN0yinE=",
  ],
  [
    "@azure/communication-identity 1.3.1 with communication-common 2.4.2",
    "x-ms-date",
    "2023-10-01",
    "127.0.0.1:42141",
    "gouLyTzAWZFcC1yZJJiFFwYKL2NdOvj4ptgVoS4eyV4=",
  ],
];

test.each(recorded)(
  "the signature of %s is made, and accepted",
  (_sdk, date, version, host, signature) => {
    const target = `/identities?api-version=${version}`;
    const bodiless = { method: "POST", target, host, accessKey: "c2VjcmV0", now: NOW };
    const headers = {
      host,
      [date]: "Tue, 24 Nov 2026 15:00:00 GMT",
      "x-ms-content-sha256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
      authorization: `HMAC-SHA256 SignedHeaders=${date};host;x-ms-content-sha256&Signature=${signature}`,
    };
    expect(signRequest({ ...bodiless, dateHeader: date })).toEqual(headers);
    const arrived = { body: new Uint8Array(), headers: new Headers(headers), hosts: [] };
    expect(verifySignature({ ...bodiless, ...arrived })).toBeUndefined();
  },
);

test.each([
  ["", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
  ["{}", "RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o="],
  ['{"scopes":["chat"]}', "J+doRQjtFVYLx3qOvzptwBLjQWqy6OEWEEk1TY1+rT4="],
  ['{"createTokenWithScopes":["chat"]}', "WTRvgEjjVd+bvyKw3WgXgDkU81aV8FWq+4/BE+he0+A="],
])("the body %j has the hash that was recorded", (body, hash) => {
  expect(signRequest({ ...order, body: Buffer.from(body) })).toMatchObject({
    "x-ms-content-sha256": hash,
  });
});

describe("a good signature", () => {
  test("is accepted whichever date header was signed", () => {
    expect(verifySignature(signed())).toBeUndefined();
    expect(verifySignature(signed({ dateHeader: "date" }))).toBeUndefined();
  });

  test("is accepted without a body", () => {
    const { body: _body, ...bodiless } = order;
    const headers = new Headers(signRequest(bodiless));
    const request = { ...signed(), headers, body: new Uint8Array() };
    expect(verifySignature(request)).toBeUndefined();
  });

  test("is accepted for each way to write the host", () => {
    const twice = "127.0.0.1:2428:2428";
    expect(verifySignature(signed({ host: twice }))).toBeUndefined();
    const repaired = withHeader(signed({ host: twice }), "host", HOST);
    expect(verifySignature(repaired)).toBeUndefined();
    const inProcess = withHeader(signed({ host: twice }), "host", undefined);
    expect(verifySignature(inProcess)).toBeUndefined();
    const named = withHeader(signed({ host: "acs.example" }, ["acs.example"]), "host", undefined);
    expect(verifySignature(named)).toBeUndefined();
    expect(verifySignature(withHeader(signed({}, []), "host", undefined))).toBe(
      "signatureMismatch",
    );
  });

  test("is read from the list of headers and its order", () => {
    const request = signed();
    const { headers, method, target } = request;
    const [hash, date] = [headers.get("x-ms-content-sha256"), headers.get("x-ms-date")];
    const text = `${method}\n${target}\n${hash};${HOST};${date}`;
    const signature = createHmac("sha256", decodeAccessKey(KEY)).update(text).digest("base64");
    const list = "SignedHeaders=x-ms-content-sha256;host;x-ms-date";
    const reordered = `HMAC-SHA256 ${list}&Signature=${signature}`;
    expect(verifySignature(withHeader(request, "authorization", reordered))).toBeUndefined();
  });
});

describe("a request is refused", () => {
  const cases: readonly [string, string, SignedRequest][] = [
    ["without a signature", "missing", withHeader(signed(), "authorization", undefined)],
    ["with a user's token", "malformed", withHeader(signed(), "authorization", "Bearer a.b.c")],
    ["with an empty header", "malformed", withHeader(signed(), "authorization", "")],
    [
      "that leaves its host unsigned",
      "malformed",
      withHeader(signed(), "authorization", authorization(signed()).replace(";host", "")),
    ],
    [
      "that leaves its body unsigned",
      "malformed",
      withHeader(
        signed(),
        "authorization",
        authorization(signed()).replace(";x-ms-content-sha256", ""),
      ),
    ],
    [
      "that leaves its date unsigned",
      "malformed",
      withHeader(signed(), "authorization", authorization(signed()).replace("x-ms-date;", "")),
    ],
    [
      "that signs a header which it lacks",
      "headerMissing",
      withHeader(
        signed(),
        "authorization",
        authorization(signed()).replace(";host", ";x-none;host"),
      ),
    ],
    ["without its date", "dateMissing", withHeader(signed(), "x-ms-date", undefined)],
    ["with a date that is none", "dateMalformed", withHeader(signed(), "x-ms-date", "today")],
    ["from long ago", "dateSkewed", { ...signed(), now: NOW + 15 * MINUTE + 1 }],
    ["from the future", "dateSkewed", { ...signed(), now: NOW - 15 * MINUTE - 1 }],
    ["without its hash", "bodyMismatch", withHeader(signed(), "x-ms-content-sha256", undefined)],
    ["with another body", "bodyMismatch", { ...signed(), body: Buffer.from("{}") }],
    ["with another method", "signatureMismatch", { ...signed(), method: "PUT" }],
    [
      "with its path unescaped",
      "signatureMismatch",
      { ...signed({ target: "/a%3Ab" }), target: "/a:b" },
    ],
    ["for another host", "signatureMismatch", withHeader(signed({}, ["other"]), "host", "other")],
    ["by another key", "signatureMismatch", { ...signed(), accessKey: "c2VjcmV0" }],
  ];

  test.each(cases)("%s: %s", (_case, problem, request) => {
    expect(verifySignature(request)).toBe(problem);
  });

  test("no sooner than its date is off by more than 15 minutes", () => {
    expect(verifySignature({ ...signed(), now: NOW + 15 * MINUTE })).toBeUndefined();
    expect(verifySignature({ ...signed(), now: NOW - 15 * MINUTE })).toBeUndefined();
  });
});

const orders = fc.record({
  method: fc.constantFrom("GET", "POST", "PATCH", "DELETE"),
  target: fc.webPath().map((path) => `/${path}?api-version=2023-10-01`),
  body: fc.uint8Array({ maxLength: 200 }),
  host: fc.constantFrom("localhost", "127.0.0.1:1", "127.0.0.1:1:1", "[::1]:2428", "a.example"),
  accessKey: fc.uint8Array({ minLength: 1 }).map((key) => Buffer.from(key).toString("base64")),
  now: fc.integer({ min: NOW - 15 * MINUTE + 1000, max: NOW + 15 * MINUTE }),
  dateHeader: fc.constantFrom("date" as const, "x-ms-date" as const),
});

test("whatever is signed is verified", () => {
  fc.assert(
    fc.property(orders, (any) => {
      expect(verifySignature(signed(any, [any.host]))).toBeUndefined();
    }),
  );
});

/** Changes one byte, but never only the case of a method or of a header's name in the list. */
function changed(bytes: Uint8Array, at: number, by: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = at % copy.length;
  copy[index] = ((copy[index] ?? 0) + by) % 256;
  return copy;
}

function changedText(text: string, at: number, by: number): string {
  const other = changed(Buffer.from(text, "latin1"), at, by).toString("latin1");
  return other.toLowerCase() === text.toLowerCase() ? `${other}x` : other;
}

test("no byte can be changed of what was signed", () => {
  const parts = fc.constantFrom(
    "method",
    "target",
    "body",
    "key",
    "host",
    "date",
    "x-ms-content-sha256",
    "authorization",
  );
  fc.assert(
    fc.property(orders, parts, fc.nat(), fc.integer({ min: 1, max: 255 }), (any, part, at, by) => {
      const request = signed(any, []);
      const forged = forge(request, part === "date" ? any.dateHeader : part, at, by);
      expect(verifySignature(forged)).toBeTypeOf("string");
    }),
    { numRuns: 500 },
  );
});

function forge(request: SignedRequest, part: string, at: number, by: number): SignedRequest {
  switch (part) {
    case "method":
    case "target":
      return { ...request, [part]: changedText(request[part], at, by) };
    case "body": {
      const { body } = request;
      return { ...request, body: body.length > 0 ? changed(body, at, by) : Buffer.of(by) };
    }
    case "key": {
      const key = changed(Buffer.from(request.accessKey, "base64"), at, by);
      return { ...request, accessKey: key.toString("base64") };
    }
    default:
      return withHeader(request, part, changedText(request.headers.get(part) ?? "", at, by));
  }
}

test("a signature counts in one spelling only", () => {
  const request = signed();
  const text = authorization(request);
  for (const last of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
    const respelled = `${text.slice(0, -2)}${last}=`;
    const problem = verifySignature(withHeader(request, "authorization", respelled));
    expect(problem).toBe(respelled === text ? undefined : "signatureMismatch");
  }
});

test("an access key is base64, or is refused with the way out", () => {
  expect(decodeAccessKey("c2VjcmV0").toString()).toBe("secret");
  expect(decodeAccessKey("c2VjcmV0cw==").toString()).toBe("secrets");
  for (const text of [
    "",
    "secret!",
    "c2VjcmV0cw",
    "c2VjcmV0cw=",
    "c2Vj cmV0",
    "c2VjcmV0\n",
    "====",
  ]) {
    expect(() => decodeAccessKey(text)).toThrow("Cannot use the access key: it is not base64.");
  }
});
