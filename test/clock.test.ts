// The clock of a world: what stands still, what moves on, and what happens on the way.

import { expect, test } from "vitest";
import { Clock } from "../src/server/clock.ts";

const START = Date.parse("2025-03-15T12:00:00Z");
const frozen = () => Clock.read("frozen:2025-03-15T12:00:00Z");

test("what falls due on the way happens in order, each at its own time", () => {
  const clock = frozen();
  const seen: [string, number][] = [];
  const note = (name: string) => () => seen.push([name, clock.now() - START]);
  clock.after(3000, note("third"));
  clock.after(1000, note("first"));
  clock.after(1000, note("second"));
  clock.after(5001, note("never"));
  void clock.advance({ seconds: 5 });
  expect(seen).toEqual([
    ["first", 1000],
    ["second", 1000],
    ["third", 3000],
  ]);
  expect(clock.now()).toBe(START + 5000);
});

test("what is added on the way happens on the way", () => {
  const clock = frozen();
  let ticks = 0;
  const tick = () => {
    ticks += 1;
    clock.after(1000, tick);
  };
  clock.after(1000, tick);
  void clock.advance({ minutes: 1 });
  expect(ticks).toBe(60);
});

test("what was called off does not happen", () => {
  const clock = frozen();
  const callOff = clock.after(1000, () => expect.fail("It was called off."));
  callOff();
  void clock.advance({ hours: 1 });
});

test("a clock that runs does what falls due by itself", async () => {
  const clock = Clock.read();
  await new Promise<void>((resolve) => clock.after(1, resolve));
});

test("a clock that is resumed runs on from where it stands", async () => {
  const clock = frozen();
  const rung = new Promise<number>((resolve) => clock.after(1, () => resolve(clock.now())));
  clock.resume();
  expect((await rung) - START).toBeLessThan(10_000);
});

test("a clock that is frozen stands at the time that it is given", () => {
  const clock = Clock.read();
  clock.freeze("2030-01-01T00:00:00Z");
  expect(clock.now()).toBe(Date.parse("2030-01-01T00:00:00Z"));
});

test("durations add up", () => {
  const clock = frozen();
  void clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 });
  expect(clock.now() - START).toBe(((26 * 60 + 3) * 60 + 4) * 1000 + 5);
});

test("thousands of tasks happen in the order of their times", () => {
  const clock = frozen();
  const seen: number[] = [];
  for (let index = 0; index < 5000; index += 1) {
    const ms = (index * 7919) % 5003;
    clock.after(ms, () => seen.push(ms));
  }
  void clock.advance({ minutes: 1 });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen).toHaveLength(5000);
});

test("time does not go back", () => {
  expect(() => frozen().advance({ seconds: -1 })).toThrow("Cannot advance the clock");
});

test("what is called off among thousands leaves the order of the others as it was", () => {
  const clock = frozen();
  const seen: number[] = [];
  const callOffs = Array.from({ length: 5000 }, (_, index) => {
    const ms = (index * 7919) % 5003;
    return clock.after(ms, () => seen.push(ms));
  });
  // All but every tenth, some of them twice.
  callOffs.forEach((callOff, index) => {
    if (index % 10 !== 0) callOff();
    if (index % 10 === 1) callOff();
  });
  void clock.advance({ minutes: 1 });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen).toHaveLength(500);
});
