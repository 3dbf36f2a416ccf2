// Moving the time waits for the work that it sets going, and runs everything in order.

import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Clock } from "../../src/server/clock.ts";

const START = Date.parse("2025-03-15T12:00:00Z");

function world() {
  const clock = Clock.read("frozen:2025-03-15T12:00:00Z");
  const seen: [string, number][] = [];
  const note = (name: string) => seen.push([name, clock.now() - START]);
  return { clock, seen, note };
}

/** Some turns of the microtask queue, as asynchronous work takes them. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await undefined;
}

test("work that sleeps goes on before what is due later", async () => {
  const { clock, seen, note } = world();
  clock.track(async () => {
    await clock.sleep(1000);
    await turns(200);
    note("work at its leisure");
    await clock.sleep(1000);
    await turns(200);
    note("work again");
  });
  clock.after(1500, () => note("between"));
  clock.after(2000, () => note("at the same time, and added before"));
  await clock.advance({ seconds: 3 });
  expect(seen).toEqual([
    ["work at its leisure", 1000],
    ["between", 1500],
    ["at the same time, and added before", 2000],
    ["work again", 2000],
  ]);
  expect(clock.now()).toBe(START + 3000);
});

test("a task may start work that waits", async () => {
  const { clock, seen, note } = world();
  clock.after(1000, () => {
    clock.track(async () => {
      await clock.sleep(500);
      note("work");
    });
  });
  clock.after(2000, () => note("later"));
  await clock.advance({ seconds: 2 });
  expect(seen).toEqual([
    ["work", 1500],
    ["later", 2000],
  ]);
});

test("work that is awake is waited for before the time moves", async () => {
  const { clock, seen, note } = world();
  clock.track(async () => {
    await turns(100);
    note("work");
  });
  const done = clock.advance({ seconds: 1 });
  expect(clock.now()).toBe(START);
  await done;
  expect(seen).toEqual([["work", 0]]);
  expect(clock.now()).toBe(START + 1000);
});

test("moves that overlap come one after the other", async () => {
  const { clock, seen, note } = world();
  for (const ms of [1000, 2000, 3000]) {
    clock.track(async () => {
      await clock.sleep(ms);
      await turns(50);
      note("work");
    });
  }
  const moves = [
    clock.advance({ seconds: 1 }).then(() => note("first")),
    clock.set(START + 2500).then(() => note("second")),
    clock.advance({ seconds: 1 }).then(() => note("third")),
  ];
  await Promise.all(moves);
  expect(seen.map(([name]) => name)).toEqual(["work", "first", "work", "second", "work", "third"]);
  expect(clock.now()).toBe(START + 3500);
});

test("a task that moves the time on does so after the move that it is part of", async () => {
  const { clock, seen, note } = world();
  let inner: Promise<void> | undefined;
  clock.after(1000, () => {
    inner = clock.advance({ seconds: 5 });
    note("task");
  });
  await clock.advance({ seconds: 2 });
  await inner;
  expect(seen).toEqual([["task", 1000]]);
  expect(clock.now()).toBe(START + 7000);
});

test("work does not move the time that waits for it", async () => {
  const { clock } = world();
  clock.track(async () => {
    await clock.sleep(1000);
    await clock.advance({ seconds: 1 });
  });
  await expect(clock.advance({ seconds: 2 })).rejects.toThrow(
    "Cannot advance the clock from inside work that it waits for",
  );
});

test("what work leaves behind when it ends may move the time", async () => {
  const { clock } = world();
  let after: Promise<void> | undefined;
  clock.track(async () => {
    after = turns(500).then(() => clock.advance({ seconds: 1 }));
  });
  await clock.advance({});
  await after;
  expect(clock.now()).toBe(START + 1000);
});

test("work that sleeps several times at once is no less in order", async () => {
  const { clock, seen, note } = world();
  clock.track(async () => {
    await Promise.all(
      [1000, 2000, 3000].map(async (ms) => {
        await clock.sleep(ms);
        await turns(20);
        note("strand");
      }),
    );
    note("all");
  });
  clock.track(async () => {
    await Promise.race([clock.sleep(500), clock.sleep(60_000)]);
    note("race");
  });
  await clock.advance({ seconds: 5 });
  expect(seen).toEqual([
    ["race", 500],
    ["strand", 1000],
    ["strand", 2000],
    ["strand", 3000],
    ["all", 3000],
  ]);
  await clock.advance({ minutes: 5 });
});

test("a sleep that nobody tracks ends in its time as well, and does not make a move wait", async () => {
  const { clock } = world();
  const sleeper = clock.sleep(1000).then(() => clock.now());
  void clock.advance({ seconds: 2 });
  expect(clock.now()).toBe(START + 2000);
  await sleeper;
});

test("a sleep of no time ends at once", async () => {
  const { clock } = world();
  await clock.sleep(0);
});

test("a sleep that is called off rejects with the reason, and the work goes on", async () => {
  const { clock, seen, note } = world();
  const calling = new AbortController();
  clock.track(async () => {
    await clock.sleep(5000, { signal: calling.signal }).catch((reason) => note(reason));
    await expect(clock.sleep(1, { signal: calling.signal })).rejects.toBe("off");
    await clock.sleep(1000);
    note("went on");
  });
  clock.after(1000, () => calling.abort("off"));
  await clock.advance({ seconds: 10 });
  expect(seen).toEqual([
    ["off", 1000],
    ["went on", 2000],
  ]);
});

test("an error of work rejects the move that ran it, which still comes to its end", async () => {
  const { clock, seen, note } = world();
  const error = new Error("Cannot go on.");
  clock.track(async () => {
    await clock.sleep(1000);
    throw error;
  });
  clock.after(2000, () => note("later"));
  await clock.advance({ milliseconds: 500 });
  await expect(clock.advance({ seconds: 5 })).rejects.toBe(error);
  expect(seen).toEqual([["later", 2000]]);
  expect(clock.now()).toBe(START + 5500);
  await clock.advance({ seconds: 5 });
});

test("an error between moves of a frozen time rejects the next", async () => {
  const { clock } = world();
  clock.onError = () => expect.fail("The time does not run by itself.");
  clock.track(() => {
    throw new Error("at once");
  });
  await turns(50);
  await expect(clock.advance({ seconds: 1 })).rejects.toThrow("at once");
});

test("several errors come as one", async () => {
  const { clock } = world();
  for (const name of ["one.", "two."]) {
    clock.after(1000, () => {
      throw new Error(name);
    });
  }
  const failed = await clock.advance({ seconds: 1 }).catch((error) => error);
  expect(failed).toBeInstanceOf(AggregateError);
  expect(failed.errors.map(({ message }: Error) => message)).toEqual(["one.", "two."]);
  expect(failed.message).toContain("2 things failed on the way, first: one.");
});

test("an error while the time runs by itself is told", async () => {
  vi.useFakeTimers();
  const clock = Clock.read();
  const told: unknown[] = [];
  clock.onError = (error) => told.push(error);
  clock.track(async () => {
    await clock.sleep(1000);
    throw "work";
  });
  clock.after(2000, () => {
    throw "task";
  });
  await vi.advanceTimersByTimeAsync(3000);
  expect(told).toEqual(["work", "task"]);
  vi.useRealTimers();
});

test("what a running time does by itself is no part of the work that wound it", async () => {
  vi.useFakeTimers();
  const clock = Clock.read();
  const seen: string[] = [];
  clock.track(async () => {
    await clock.sleep(2000);
    seen.push("work");
  });
  clock.track(async () => {
    // The timer for this task is made inside of the work, and rings while it sleeps.
    clock.after(1000, () => {
      void clock.advance({ seconds: 10 });
      seen.push("task");
    });
    await clock.sleep(60_000);
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(seen).toEqual(["task", "work"]);
  clock.stop();
  vi.useRealTimers();
});

test("a clock that is stopped in the midst of a move lets it come to its end", async () => {
  const { clock, seen, note } = world();
  clock.track(async () => {
    await clock.sleep(1000);
    await turns(20);
    clock.stop();
    note("stopped");
  });
  clock.after(2000, () => note("never"));
  await clock.advance({ seconds: 5 });
  expect(seen).toEqual([["stopped", 1000]]);
});

test("whatever sleeps and whatever moves the time, all happens in the order of time", async () => {
  const ms = fc.integer({ min: 0, max: 50 });
  const work = fc.record({
    sleeps: fc.array(ms, { maxLength: 5 }),
    turns: fc.integer({ min: 0, max: 5 }),
  });
  const step = fc.oneof(
    fc.record({ task: ms }),
    fc.record({ work }),
    fc.record({ move: ms, isAwaited: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { clock, seen, note } = world();
      const moves: Promise<void>[] = [];
      let due = 0;
      for (const one of steps) {
        if ("task" in one) {
          due += 1;
          const at = clock.now() + one.task - START;
          clock.after(one.task, () => note(`${at}`));
        } else if ("work" in one) {
          due += one.work.sleeps.length;
          clock.track(async () => {
            for (const sleep of one.work.sleeps) {
              const at = clock.now() + sleep - START;
              await clock.sleep(sleep);
              await turns(one.work.turns);
              note(`${at}`);
            }
          });
        } else {
          const move = clock.advance({ milliseconds: one.move });
          moves.push(move);
          if (one.isAwaited) await move;
        }
      }
      await Promise.all(moves);
      await clock.advance({ seconds: 1 });
      expect(seen).toHaveLength(due);
      // Each at its own time, and so in order.
      expect(seen.filter(([at, now]) => at !== `${now}`)).toEqual([]);
      expect(seen.map(([, now]) => now)).toEqual(seen.map(([, now]) => now).sort((a, b) => a - b));
    }),
    { numRuns: 300 },
  );
});
