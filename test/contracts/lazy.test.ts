// A run loads the suite of its own vendor and of no other.

import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const contracts = resolve(import.meta.dirname, "../../src/contracts");

/** Whatever is loaded with a file: what it imports other than by need and other than types. */
function loadedWith(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const text = readFileSync(path, "utf8");
  for (const [, names = "", target = ""] of text.matchAll(
    /^(?:import|export) ((?!type )[^;]*?)from "(\.[^"]+)"/gms,
  )) {
    const isTypes = /^\{(?:\s*type \w+,?)+\s*\}\s*$/.test(names);
    if (!isTypes) loadedWith(join(dirname(path), target), seen);
  }
  return seen;
}

test.each([
  ["run-contract.ts", /^(?:acs|stackexchange)\//],
  ["vitest.ts", /^(?:acs|stackexchange)\//],
  ["acs/checks/suite.ts", /^stackexchange\//],
  ["stackexchange/checks/suite.ts", /^acs\//],
])("%s loads nothing like %s", (entry, foreign) => {
  const loaded = [...loadedWith(join(contracts, entry))].map((path) => relative(contracts, path));
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((path) => foreign.test(path))).toEqual([]);
});
