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
  expect(log.descend({ below: 2000, from: 0, limit: 2 }, (value) => value % 1000 === 0)).toEqual([1000]);
});

type Step =
  | { readonly act: "append" | "remove" | "replace" | "fork"; readonly at: number }
  | { readonly act: "switch"; readonly at: number };

test("any sequence of appends, removals, replacements and forks equals plain maps", () => {
  const step = fc.record({
    act: fc.constantFrom("append", "append", "append", "remove", "replace", "fork", "switch"),
    at: fc.nat(3000),
  }) as fc.Arbitrary<Step>;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), fc.nat(1200), (steps, preload) => {
      const log = new OrderedLog<number>();
      const model = new Map<number, number>();
      for (let key = 0; key < preload; key += 1) {
        log.append(key, key);
        model.set(key, key);
      }
      const pairs = [{ log, model, next: preload }];
      let current = 0;
      for (const { act, at } of steps) {
        const pair = pairs[current];
        if (!pair) continue;
        if (act === "append") {
          pair.log.append(pair.next, at);
          pair.model.set(pair.next, at);
          pair.next += 1 + (at % 3);
        } else if (act === "remove") expect(pair.log.remove(at)).toBe(pair.model.delete(at));
        else if (act === "replace") {
          const isThere = pair.model.has(at);
          expect(pair.log.replace(at, -at)).toBe(isThere);
          if (isThere) pair.model.set(at, -at);
        } else if (act === "fork" && pairs.length < 4) {
          pairs.push({ log: pair.log.fork(), model: new Map(pair.model), next: pair.next });
        } else current = at % pairs.length;
      }
      for (const pair of pairs) {
        const sorted = [...pair.model].sort(([a], [b]) => a - b);
        expect([...pair.log.values()]).toEqual(sorted.map(([, value]) => value));
        expect(pair.log.size).toBe(pair.model.size);
        expect(pair.log.last()).toBe(sorted.at(-1)?.[1]);
        for (const [key, value] of sorted.slice(0, 20)) expect(pair.log.get(key)).toBe(value);
        expect(pair.log.get(-1)).toBeUndefined();
      }
    }),
    { numRuns: 60 },
  );
});
