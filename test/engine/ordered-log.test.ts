// The sorted log against a plain sorted array, with forks in between.

import fc from "fast-check";
import { expect, test } from "vitest";
import { OrderedLog } from "../../src/server/engine/ordered-log.ts";

test("a key that does not grow is a programmer's mistake", () => {
  const log = new OrderedLog<string>();
  log.append(5, "five");
  expect(() => log.append(5, "again")).toThrow("Cannot append key 5");
});

test("values come newest first below a key and down to another", () => {
  const log = new OrderedLog<number>();
  for (let key = 1; key <= 2000; key += 1) log.append(key, key);
  expect(log.descend({ below: 1500, from: 0, limit: 3 })).toEqual([1499, 1498, 1497]);
  expect(log.descend({ below: 3, from: 2, limit: 10 })).toEqual([2]);
  expect(log.descend({ below: 2000, from: 0, limit: 2 }, (value) => value % 1000 === 0)).toEqual([
    1000,
  ]);
});

type Step = {
  readonly act: "append" | "insert" | "remove" | "replace" | "fork" | "switch";
  readonly at: number;
};

/** A log and the plain map that it must equal. */
interface Pair {
  readonly log: OrderedLog<number>;
  readonly model: Map<number, number>;
  next: number;
}

const steps: { readonly [Act in Step["act"]]: (pair: Pair, at: number, pairs: Pair[]) => void } = {
  append(pair, at) {
    pair.log.append(pair.next, at);
    pair.model.set(pair.next, at);
    pair.next += 1 + (at % 3);
  },
  insert(pair, at) {
    const isNew = !pair.model.has(at);
    expect(pair.log.insert(at, at)).toBe(isNew);
    if (isNew) pair.model.set(at, at);
    pair.next = Math.max(pair.next, at + 1);
  },
  remove(pair, at) {
    expect(pair.log.remove(at)).toBe(pair.model.delete(at));
  },
  replace(pair, at) {
    const isThere = pair.model.has(at);
    expect(pair.log.replace(at, -at)).toBe(isThere);
    if (isThere) pair.model.set(at, -at);
  },
  fork(pair, _at, pairs) {
    pairs.push({ log: pair.log.fork(), model: new Map(pair.model), next: pair.next });
  },
  switch(_pair, at, pairs) {
    const [chosen] = pairs.splice(at % pairs.length, 1);
    if (chosen) pairs.unshift(chosen);
  },
};

function expectEqual({ log, model }: Pair): void {
  const sorted = [...model].sort(([a], [b]) => a - b);
  expect([...log.values()]).toEqual(sorted.map(([, value]) => value));
  expect(log.size).toBe(model.size);
  expect(log.last()).toBe(sorted.at(-1)?.[1]);
  for (const [key, value] of sorted.slice(0, 20)) expect(log.get(key)).toBe(value);
  expect(log.get(-1)).toBeUndefined();
  const middle = sorted.at(sorted.length >> 1)?.[0] ?? 0;
  const below = sorted.filter(([key]) => key < middle).map(([, value]) => value);
  expect(log.descend({ below: middle, from: 0, limit: 600 })).toEqual(
    below.reverse().slice(0, 600),
  );
}

test("a value is inserted in its place, and once", () => {
  const log = new OrderedLog<string>();
  for (const key of [5, 1, 3, 9, 7]) expect(log.insert(key, `${key}`)).toBe(true);
  expect(log.insert(3, "again")).toBe(false);
  expect([...log.values()]).toEqual(["1", "3", "5", "7", "9"]);
  expect(log.size).toBe(5);
  log.append(10, "10");
  expect(() => log.append(4, "four")).toThrow("the last key is 10");
});

test("thousands of values inserted anywhere are sorted, and forks keep their own", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50_000), { minLength: 1100, maxLength: 3000 }), (keys) => {
      const log = new OrderedLog<number>();
      const half = keys.length >> 1;
      for (const key of keys.slice(0, half)) log.insert(key, key);
      const fork = log.fork();
      for (const key of keys.slice(half)) log.insert(key, key);
      const sorted = (some: readonly number[]) => [...some].sort((one, other) => one - other);
      expect([...fork.values()]).toEqual(sorted(keys.slice(0, half)));
      expect([...log.values()]).toEqual(sorted(keys));
      expect(keys.every((key) => log.get(key) === key)).toBe(true);
      for (const key of keys.slice(half)) expect(fork.get(key)).toBeUndefined();
    }),
    { numRuns: 10 },
  );
});

test("any sequence of appends, insertions, removals, replacements and forks equals plain maps", () => {
  const act = fc.constantFrom<Step["act"]>(
    "append",
    "append",
    "insert",
    "insert",
    "insert",
    "remove",
    "replace",
    "fork",
    "switch",
  );
  const step: fc.Arbitrary<Step> = fc.record({ act, at: fc.nat(3000) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.nat(1200), (sequence, preload) => {
      const first: Pair = { log: new OrderedLog(), model: new Map(), next: 0 };
      for (let n = 0; n < preload; n += 1) steps.append(first, 0, []);
      const pairs = [first];
      for (const { act, at } of sequence) steps[act](pairs[0] ?? first, at, pairs);
      for (const pair of pairs) expectEqual(pair);
    }),
    { numRuns: 40 },
  );
});
