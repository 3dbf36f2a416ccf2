// The cookies of a session go to the hosts that they are for, and to no others.

import { expect, test } from "vitest";
import {
  CookieJar,
  parseSetCookie,
} from "../../../src/contracts/stackexchange/checks/cookie-jar.ts";

const site = "meta.stackexchange.com";
const acct =
  "acct=t=a&s=b; domain=.stackexchange.com; expires=Wed, 21 Oct 2037 07:28:00 GMT; path=/; secure; HttpOnly";

test("several cookies in one text are told apart, dates and all", () => {
  const cookies = parseSetCookie(`${acct}, prov=1; path=/`, site);
  expect(cookies.map(({ name, value, domain }) => [name, value, domain])).toEqual([
    ["acct", "t=a&s=b", "stackexchange.com"],
    ["prov", "1", site],
  ]);
  expect(Object.keys(cookies[0]?.attributes ?? {})).toEqual([
    "domain",
    "expires",
    "path",
    "secure",
    "httponly",
  ]);
});

test.each([
  ["chat.stackexchange.com", "acct=t=a&s=b"],
  [site, "acct=t=a&s=b; own=1"],
  ["stackexchange.com", "acct=t=a&s=b"],
  ["chat.stackoverflow.com", undefined],
  ["evilstackexchange.com", undefined],
])("%s gets %s", (host, expected) => {
  const jar = new CookieJar();
  jar.take(`${acct}, own=1; path=/`, site);
  expect(jar.headerFor(host)).toBe(expected);
});

test("a later cookie takes the place of an earlier one, and an empty one takes it away", () => {
  const jar = new CookieJar();
  jar.take("a=1", site);
  jar.take("a=2", site);
  expect(jar.headerFor(site)).toBe("a=2");
  jar.take("a=; Max-Age=0", site);
  expect(jar.has("a")).toBe(false);
});

test("a part of a jar is another jar", () => {
  const jar = new CookieJar();
  jar.take("a=1, b=2", site);
  const part = jar.only("b");
  part.take("c=3", site);
  expect(part.headerFor(site)).toBe("b=2; c=3");
  expect(jar.copy().headerFor(site)).toBe("a=1; b=2");
});
