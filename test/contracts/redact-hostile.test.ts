// Secrets are looked for in time that grows with the text: a megabyte made to be slow is read at once, whoever sent it.

import { expect, test } from "vitest";
import { redactText } from "../../src/contracts/index.ts";
import { redactBody } from "../../src/contracts/judge/redact.ts";
import { Journal } from "../../src/server/journal/index.ts";

/** At a step per pair of characters a text of this length takes a quarter of an hour and more, which ends the test. */
const LENGTH = 1_000_000;

const units = [
  ..."a\\\"<>&= '{[\n",
  "<input ",
  "<input name=fkey ",
  "<input value=\"a' ",
  "name ",
  'value="',
  "ws://",
  "wss://x/events/1/",
  "openid.",
  "openid.a/user/",
  '\\"',
  '\\"token',
  '\\"token\\":\\"',
  "fkey ",
  "fkey\\",
  "fkey='",
  '"token":"',
  "a_token",
  "bearer ",
  "bearer\t\t",
  "://a",
  "eyJaaaaaaaaaa.",
  "acct=",
  "127.",
  "localhost:",
  "a.localhost",
  "&t=",
  "00000000-0000-",
];

const fill = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length));

test.each(units)("a megabyte of %j", (unit) => {
  const text = fill(unit);
  expect(typeof redactText(text)).toBe("string");
  expect(typeof redactBody(JSON.stringify({ content: text }))).toBe("string");
});

test.each(units)("a megabyte of %j in the journal", (unit) => {
  const text = fill(unit);
  const journal = new Journal();
  const http = { kind: "http", durationMs: 0, method: "POST", headers: new Headers() } as const;
  const common = { at: 0, tenant: "default", vendor: "acs" } as const;
  const answer = { status: 200, headers: {}, body: text };
  journal.record({ ...http, ...common, url: "http://localhost:2428/x", body: text, answer });
  const url = `http://localhost:2428/socket.io/1?x=${text}`;
  journal.record({ ...http, ...common, url, body: `x=${text}`, answer });
  journal.record({ kind: "socket", ...common, direction: "sent", text });
  expect(journal.entries()).toHaveLength(3);
  expect(journal.toHar()).toMatchObject({ log: { entries: [{}, {}] } });
});

test("a form of very many secrets", () => {
  const body = Array.from({ length: 60_000 }, (_, at) => `s=secret${at}`).join("&");
  const journal = new Journal();
  journal.record({
    kind: "http",
    at: 0,
    durationMs: 0,
    tenant: "default",
    vendor: "acs",
    method: "POST",
    url: "http://localhost/x",
    headers: new Headers(),
    body,
    answer: { status: 200, headers: {}, body },
  });
  expect(JSON.stringify(journal.entries())).not.toContain("secret1");
});
