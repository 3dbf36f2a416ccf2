// The clock of a world as it is set, saved and loaded; what it refuses; and what replaced timers do to it.

import { afterEach, expect, test, vi } from "vitest";
import { Clock } from "../../src/server/clock.ts";
import type { Duration } from "../../src/server/duration.ts";

const START = Date.parse("2025-03-15T12:00:00Z");
const frozen = () => Clock.read("frozen:2025-03-15T12:00:00Z");

afterEach(() => {
  vi.useRealTimers();
});

test("a time that is set is come to in order, by ISO text or by milliseconds", async () => {
  const clock = frozen();
  const seen: number[] = [];
  clock.after(2000, () => seen.push(clock.now() - START));
  clock.after(1000, () => seen.push(clock.now() - START));
  const done = clock.set("2025-03-15T12:00:01Z");
  expect(seen).toEqual([1000]);
  await done;
  await clock.set(START + 5000);
  expect(seen).toEqual([1000, 2000]);
  expect(clock.now()).toBe(START + 5000);
  expect(clock.isFrozen).toBe(true);
});

test("the time is set back only where nothing is scheduled", async () => {
  const clock = frozen();
  await clock.set("2001-02-03T04:05:06.789Z");
  expect(clock.now()).toBe(Date.parse("2001-02-03T04:05:06.789Z"));
  const callOff = clock.after(1000, () => undefined);
  await expect(clock.set("2001-01-01")).rejects.toThrow(
    "Cannot set the clock back to 2001-01-01T00:00:00.000Z: things are scheduled. ",
  );
  expect(clock.now()).toBe(Date.parse("2001-02-03T04:05:06.789Z"));
  callOff();
  await clock.set("2001-01-01");
  expect(clock.now()).toBe(Date.parse("2001-01-01"));
});

test("the distance from the machine's time is told while the time runs", async () => {
  vi.useFakeTimers({ now: START });
  const clock = Clock.read();
  expect([clock.offset, clock.isFrozen]).toEqual([0, false]);
  await clock.advance({ minutes: 1 });
  expect(clock.offset).toBe(60_000);
  await clock.set(START - 5000);
  expect([clock.offset, clock.now()]).toEqual([-5000, START - 5000]);
  clock.freeze();
  expect([clock.offset, clock.isFrozen]).toEqual([undefined, true]);
  vi.advanceTimersByTime(1000);
  clock.resume();
  expect(clock.offset).toBe(-6000);
});

test("a time that stands still is saved as it stands, and one that runs by its distance", () => {
  const clock = frozen();
  const saved = JSON.parse(JSON.stringify(clock.save()));
  expect(saved).toEqual({ frozenAt: START });
  const other = Clock.read();
  expect(other.save()).toEqual({ offset: 0 });
  other.load(saved);
  expect(other.now()).toBe(START);
  other.load({ offset: 1000 });
  expect([other.isFrozen, other.offset]).toEqual([false, 1000]);
});

test("what is scheduled stays when another time is loaded", async () => {
  const clock = frozen();
  const seen: number[] = [];
  clock.after(1000, () => seen.push(clock.now()));
  clock.load({ frozenAt: START + 5000 });
  expect(seen).toEqual([]);
  await clock.advance({});
  expect(seen).toEqual([START + 5000]);
});

test.each([
  ["nothing", {}],
  ["both times", { frozenAt: 1, offset: 1 }],
  ["a text", { frozenAt: "2025-03-15" }],
  ["an endless time", { offset: Number.POSITIVE_INFINITY }],
])("%s is no saved clock", (_, saved) => {
  expect(() => frozen().load(saved as { offset: number })).toThrow(
    /^Cannot load the clock .*\. Give/,
  );
});

test.each<[unknown, string]>([
  [{ minute: 5 }, "Did you mean minutes?"],
  [{ Seconds: 5 }, "Did you mean seconds?"],
  [{ fortnights: 1 }, "Use days, hours, minutes, seconds, milliseconds."],
  [{ constructor: 1 }, "a duration has no such unit"],
  [{ seconds: -1 }, "Cannot advance the clock by -1 seconds: time only moves on"],
  [{ minutes: 5, seconds: -1 }, "-1 seconds"],
  [{ hours: Number.NaN }, "NaN hours"],
  [{ days: Number.POSITIVE_INFINITY }, "Infinity days"],
  [{ seconds: "5" }, "Give a number"],
  [5000, "that is no duration. Write one such as { minutes: 5 }."],
  [null, "that is no duration"],
])("the duration %j is refused at once", (duration, message) => {
  const clock = frozen();
  expect(() => clock.advance(duration as Duration)).toThrow(message);
  expect(clock.now()).toBe(START);
});

test.each(["tomorrow", "5", "foo 1", "2025-02-30T00:00:00Z", "2025-13-01", "2025-03-15 12:00", ""])(
  "%j is no time",
  (text) => {
    const told = /^Cannot set the clock: .* is no time\. Write an ISO time/;
    expect(() => frozen().set(text)).toThrow(told);
    expect(() => frozen().freeze(text)).toThrow(told);
    expect(() => Clock.read(text)).toThrow(told);
  },
);

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e16])("%d is no time either", (time) => {
  expect(() => frozen().set(time)).toThrow(`Cannot set the clock to ${time}: no date`);
});

test("the time does not go beyond the last date", async () => {
  const clock = frozen();
  await expect(clock.advance({ days: 1e9 })).rejects.toThrow("no date has that time");
  expect(clock.now()).toBe(START);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("nobody sleeps for %d ms", (ms) => {
  expect(() => frozen().sleep(ms)).toThrow(`Cannot sleep for ${ms} ms: `);
});

test("replaced timers mean nothing to a time that stands still", async () => {
  const clock = frozen();
  vi.useFakeTimers({ now: 0 });
  const seen: string[] = [];
  clock.after(1000, () => seen.push("task"));
  clock.track(async () => {
    await clock.sleep(2000);
    seen.push("work");
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([clock.now(), seen]).toEqual([START, []]);
  await clock.advance({ seconds: 5 });
  expect([clock.now(), seen]).toEqual([START + 5000, ["task", "work"]]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a time that runs follows replaced timers", async () => {
  vi.useFakeTimers({ now: START });
  const clock = Clock.read();
  const seen: [string, number][] = [];
  const note = (name: string) => seen.push([name, clock.now() - START]);
  clock.after(1000, () => note("task"));
  clock.track(async () => {
    await clock.sleep(500);
    note("half");
    await clock.sleep(1500);
    note("work");
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(seen).toEqual([["half", 500]]);
  await vi.advanceTimersByTimeAsync(1001);
  expect(seen).toEqual([
    ["half", 500],
    ["task", 1000],
    ["work", 2000],
  ]);
  await clock.advance({ seconds: 10 });
  expect(clock.now()).toBe(START + 12_000);
});

test("a time that runs goes over to timers that are replaced later", () => {
  const clock = Clock.read();
  const seen: string[] = [];
  clock.after(60_000, () => seen.push("first"));
  vi.useFakeTimers();
  // Whatever anybody asks of the world, it looks at its clock.
  clock.now();
  vi.advanceTimersByTime(60_000);
  expect(seen).toEqual(["first"]);
});

test("a time that runs goes back to timers that are put back", async () => {
  vi.useFakeTimers();
  const clock = Clock.read();
  const rung = new Promise<void>((resolve) => clock.after(5, resolve));
  vi.useRealTimers();
  clock.now();
  await rung;
});
