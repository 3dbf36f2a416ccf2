// Faults that strike: which calls and frames, how often, with what, and the same way for the same seed.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type FaultRule, Faults, readFaultHeader, readLag } from "../../src/server/faults/index.ts";
import { Random } from "../../src/server/random.ts";

const send = { vendor: "acs", operation: "ChatThread_SendChatMessage" } as const;
const list = { vendor: "acs", operation: "ChatThread_ListChatMessages" } as const;
const create = { vendor: "acs", operation: "Chat_CreateChatThread" } as const;
const say = { vendor: "stackexchange", operation: "Chat_Send", thread: "1" } as const;
const alice = "8:acs:resource_alice";
const frame = { vendor: "acs", user: alice, event: "chatMessageReceived" } as const;

function faultsWith(...rules: readonly FaultRule[]): Faults {
  const faults = new Faults({ random: new Random(1) });
  for (const rule of rules) faults.add(rule);
  return faults;
}

/** What the calls one after the other are answered with; 0 for those that pass. */
const statuses = (faults: Faults, count: number) =>
  Array.from({ length: count }, () => faults.strike(send)?.answer?.status ?? 0);

test("without rules nothing strikes and the faults are idle", () => {
  const faults = faultsWith();
  expect(faults.isIdle).toBe(true);
  expect(faults.strike(send)).toBeUndefined();
  expect(faults.strikeFrame(frame)).toBeUndefined();
  expect(faults.strikeHandshake({ vendor: "acs" })).toBeUndefined();
});

test("a rule strikes so many times after so many calls, and says so", () => {
  const faults = faultsWith({ operation: send.operation, status: 429, after: 2, times: 3 });
  expect(statuses(faults, 7)).toEqual([0, 0, 429, 429, 429, 0, 0]);
  expect(faults.list()).toMatchObject([{ id: "fault-1", matched: 7, struck: 3 }]);
});

test.each<[rule: FaultRule, call: object, strikes: boolean]>([
  [{ status: 500 }, send, true],
  [{ status: 500 }, say, true],
  [{ status: 500, vendor: "acs" }, say, false],
  [{ status: 500, operation: "ChatThread_*" }, send, true],
  [{ status: 500, operation: "ChatThread_*" }, create, false],
  [{ status: 500, operation: "*Message*" }, list, true],
  [{ status: 500, operation: "*_List*s" }, list, true],
  [{ status: 500, operation: "*_List*" }, send, false],
  [{ status: 500, operation: "*" }, { ...send, operation: "NotInAnyContract" }, true],
  [{ status: 500, user: alice }, { ...send, user: alice }, true],
  [{ status: 500, user: alice }, send, false],
  [{ status: 500, thread: "19:a" }, { ...send, thread: "19:a" }, true],
  [{ status: 500, thread: "19:a" }, { ...send, thread: "19:b" }, false],
  [{ status: 500, apiVersion: "2025-03-15" }, { ...send, apiVersion: "2025-03-15" }, true],
  [{ status: 500, apiVersion: "2025-03-15" }, { ...send, apiVersion: "2021-03-07" }, false],
  [{ status: 409, operation: "Chat_FavoriteRoom", thread: "1" }, say, false],
  [{ participants: "all" }, create, true],
  [{ participants: "all", operation: "Chat*" }, list, false],
  [{ socket: "drop" }, send, false],
])("the rule %j asked about the call %j strikes: %s", (rule, call, strikes) => {
  const faults = faultsWith(rule);
  expect(faults.strike({ ...send, ...call }) !== undefined).toBe(strikes);
});

test("effects of several rules combine, and of two that do the same the first wins", () => {
  const faults = faultsWith(
    { id: "slow", latencyMs: 250 },
    { id: "first", status: 503, times: 1 },
    { id: "second", status: 500, times: 2 },
    { id: "cut", response: "truncated" },
    { id: "slower", latencyMs: 900 },
  );
  expect(faults.strike(send)).toMatchObject({
    ruleIds: ["slow", "first", "cut"],
    latencyMs: 250,
    answer: { status: 503 },
    response: "truncated",
  });
  expect(statuses(faults, 3)).toEqual([500, 500, 0]);
  expect(faults.list().map(({ id, struck }) => [id, struck])).toEqual([
    ["slow", 4],
    ["first", 1],
    ["second", 2],
    ["cut", 4],
    ["slower", 0],
  ]);
});

test("what the first rule makes impossible does not happen, and is not counted", () => {
  const faults = faultsWith(
    { connection: "reset" },
    { status: 500 },
    { response: "malformed" },
    { participants: "all" },
  );
  expect(faults.strike(create)).toEqual({ ruleIds: ["fault-1"], connection: "reset" });
  expect(faults.list().map(({ struck }) => struck)).toEqual([1, 0, 0, 0]);
});

test("rules are removed by their ids, and made-up ids step aside", () => {
  const faults = faultsWith({ id: "fault-1", status: 500 }, { status: 503 });
  expect(faults.list().map(({ id }) => id)).toEqual(["fault-1", "fault-2"]);
  expect(faults.remove("fault-1")).toBe(true);
  expect(faults.remove("fault-1")).toBe(false);
  expect(statuses(faults, 1)).toEqual([503]);
  faults.clear();
  expect(faults.isIdle).toBe(true);
  expect(statuses(faults, 1)).toEqual([0]);
  expect(faults.add({ status: 500 })).toEqual({ id: "fault-1" });
});

test("a rule that is added between two calls strikes the second", () => {
  const faults = faultsWith();
  expect(statuses(faults, 1)).toEqual([0]);
  faults.add({ status: 500 });
  expect(statuses(faults, 1)).toEqual([500]);
});

test("a rule is copied when it is added, and listed as a copy", () => {
  const rule = { status: 500, headers: { "x-reason": "test" } };
  const faults = faultsWith(rule);
  rule.headers["x-reason"] = "changed";
  Object.assign(faults.list()[0]?.headers ?? {}, { "x-reason": "changed" });
  expect(faults.strike(send)?.answer?.headers).toEqual({ "x-reason": "test" });
});

test.each<[rule: FaultRule, call: Parameters<Faults["strike"]>[0], answer: object]>([
  [
    { status: 429 },
    send,
    {
      error: "rateLimited",
      code: "TooManyRequests",
      message: "Rate limit exceeded.",
      headers: { "retry-after": "1" },
    },
  ],
  [{ status: 429, retryAfterSeconds: 0 }, send, { headers: { "retry-after": "0" } }],
  [{ status: 429, headers: { "Retry-After": "Thu" } }, send, { headers: { "retry-after": "Thu" } }],
  [{ status: 503, retryAfterSeconds: 9 }, send, { headers: { "retry-after": "9" } }],
  [
    { status: 503 },
    send,
    { code: "ServiceUnavailable", message: "Service Unavailable.", headers: {} },
  ],
  [{ status: 401 }, send, { error: "tokenInvalid", code: undefined, message: undefined }],
  [{ status: 401, message: "No." }, send, { code: "Unauthorized", message: "No." }],
  [{ status: 403 }, send, { error: "notPermitted", code: "Forbidden" }],
  [{ status: 404 }, send, { error: "notFound", code: "NotFound", message: undefined }],
  [{ status: 404 }, { ...send, thread: "19:a" }, { error: "threadUnknown", code: "NotFound" }],
  [{ status: 400 }, send, { error: "malformedRequest", message: "Bad Request." }],
  [{ status: 400, code: "Odd" }, send, { error: undefined, code: "Odd", message: "Bad Request." }],
  [{ status: 429, message: "Slow." }, send, { code: "TooManyRequests", message: "Slow." }],
  [{ status: 500, body: "<p>" }, send, { body: "<p>", code: undefined, message: undefined }],
  [{ status: 599 }, send, { code: undefined, message: undefined }],
  [{ status: 200 }, send, { code: undefined, message: undefined }],
  [
    { status: 401 },
    { vendor: "acs", operation: "CommunicationIdentity_Create" },
    { error: "signatureInvalid", code: "Denied" },
  ],
  [
    { status: 409 },
    say,
    { error: "throttled", message: "You can perform this action again in 1 second.", headers: {} },
  ],
  [
    { status: 409, retryAfterSeconds: 7 },
    say,
    { message: "You can perform this action again in 7 seconds.", headers: {} },
  ],
  [{ status: 403 }, say, { error: "frozen" }],
  [{ status: 404 }, say, { error: "roomUnknown" }],
  [{ status: 404 }, { vendor: "stackexchange", operation: "Chat_Edit" }, { error: "pageUnknown" }],
  [{ status: 500 }, say, { code: undefined, message: "Internal Server Error." }],
  [{ status: 500, code: "Odd", message: "No." }, say, { code: undefined, message: "No." }],
])("the answer of %j to %j has the words that the vendor has for it", (rule, call, answer) => {
  const struck = faultsWith(rule).strike(call)?.answer;
  expect({ code: undefined, message: undefined, error: undefined, ...struck }).toMatchObject({
    status: rule.status,
    ...answer,
  });
});

const people = ["a", "b", "c", "d", "e"];

test.each<[FaultRule["participants"], string[]]>([
  ["all", people],
  [
    ["b", "x", "e"],
    ["b", "e"],
  ],
  [{ every: 1 }, people],
  [{ every: 2 }, ["b", "d"]],
  [{ every: 6 }, []],
])("the participants %j reject %j", (participants, rejected) => {
  const faults = faultsWith({ participants: participants ?? "all" });
  const { rejects } = faults.strike(create) ?? {};
  expect(people.filter((person, index) => rejects?.(person, index))).toEqual(rejected);
});

test("chance repeats with the seed and comes near its rate", () => {
  const [one, again] = [1, 2].map(() =>
    statuses(faultsWith({ status: 500, probability: 0.3 }), 10_000),
  );
  expect(again).toEqual(one);
  const rate = (one ?? []).filter((status) => status === 500).length / 10_000;
  expect(rate).toBeGreaterThan(0.28);
  expect(rate).toBeLessThan(0.32);
});

test("a rule that is certain takes no number from chance", () => {
  const withOther = statuses(faultsWith({ latencyMs: 5 }, { status: 500, probability: 0.5 }), 100);
  expect(withOther).toEqual(statuses(faultsWith({ status: 500, probability: 0.5 }), 100));
});

function drawn(latencyMs: NonNullable<FaultRule["latencyMs"]>): readonly number[] {
  const faults = faultsWith({ latencyMs });
  const delays = Array.from({ length: 20_000 }, () => faults.strike(send)?.latencyMs ?? -1);
  return delays.sort((one, other) => one - other);
}

/** The delay that this part of the delays stays below. */
const quantile = (delays: readonly number[], part: number) =>
  delays[Math.floor(delays.length * part)] ?? -1;

test("a fixed delay is always the same", () => {
  expect(new Set(drawn(120))).toEqual(new Set([120]));
});

test("uniform delays lie between their bounds, the median in the middle", () => {
  const delays = drawn({ distribution: "uniform", min: 100, max: 300 });
  expect(delays[0]).toBeGreaterThanOrEqual(100);
  expect(delays.at(-1)).toBeLessThanOrEqual(300);
  expect(Math.abs(quantile(delays, 0.5) - 200)).toBeLessThan(5);
});

test("normal delays have their mean and deviation, and are never negative", () => {
  const delays = drawn({ distribution: "normal", mean: 200, deviation: 50 });
  expect(Math.abs(quantile(delays, 0.5) - 200)).toBeLessThan(3);
  expect(Math.abs(quantile(delays, 0.8413) - 250)).toBeLessThan(4);
  expect(drawn({ distribution: "normal", mean: 1, deviation: 500 })[0]).toBe(0);
});

test("lognormal delays have their median and 99th percentile", () => {
  const delays = drawn({ distribution: "lognormal", median: 200, p99: 800 });
  expect(Math.abs(quantile(delays, 0.5) - 200)).toBeLessThan(6);
  expect(Math.abs(quantile(delays, 0.99) - 800)).toBeLessThan(60);
  expect(delays[0]).toBeGreaterThan(0);
});

test("a lognormal delay is never longer than a timer can wait", () => {
  const delays = drawn({ distribution: "lognormal", median: 1, p99: 2_000_000_000 });
  expect(delays.at(-1)).toBe(2_147_483_647);
});

test("frames are struck by vendor, user, thread and event", () => {
  const faults = faultsWith({
    socket: "drop",
    event: "chatMessageReceived",
    user: alice,
    times: 1,
  });
  expect(faults.strikeFrame({ ...frame, event: "typingIndicatorReceived" })).toBeUndefined();
  expect(faults.strikeFrame({ ...frame, user: "8:acs:resource_bob" })).toBeUndefined();
  expect(faults.strikeFrame(frame)).toEqual({ ruleIds: ["fault-1"], drop: true });
  expect(faults.strikeFrame(frame)).toBeUndefined();
  expect(faults.list()).toMatchObject([{ matched: 2, struck: 1 }]);
});

test.each<[rules: FaultRule[], strike: object]>([
  [[{ socket: "duplicate" }, { socket: { delayMs: 40 } }], { duplicate: true, delayMs: 40 }],
  [
    [{ socket: "reorder" }, { socket: { delayMs: 40 } }, { socket: "duplicate" }],
    { reorder: true, duplicate: true },
  ],
  [[{ socket: "drop" }, { socket: "duplicate" }, { socket: { close: 1011 } }], { drop: true }],
  [[{ socket: { close: 4001 } }, { socket: "drop" }], { close: 4001 }],
  [[{ socket: { delayMs: 40 } }, { socket: { delayMs: 90 } }], { delayMs: 40 }],
])("the socket rules %j do %j to a frame", (rules, strike) => {
  const { ruleIds, ...done } = faultsWith(...rules).strikeFrame(frame) ?? { ruleIds: [] };
  expect(done).toEqual(strike);
  expect(ruleIds).toHaveLength(Object.keys(strike).length);
});

test("a handshake is refused so many times, and rules about frames leave it alone", () => {
  const faults = faultsWith({ socket: "drop" }, { socket: "refuse", user: alice, times: 1 });
  expect(faults.strikeHandshake({ vendor: "acs" })).toBeUndefined();
  expect(faults.strikeHandshake({ vendor: "acs", user: alice })).toEqual({
    ruleIds: ["fault-2"],
    refuse: true,
  });
  expect(faults.strikeHandshake({ vendor: "acs", user: alice })).toBeUndefined();
  expect(faults.strikeFrame(frame)).toEqual({ ruleIds: ["fault-1"], drop: true });
});

test.each<[text: string, rule: FaultRule]>([
  ["status=429; retry-after=2", { status: 429, retryAfterSeconds: 2 }],
  [" Status = 429 ;; retry-after-seconds=2;", { status: 429, retryAfterSeconds: 2 }],
  ["latency=250", { latencyMs: 250 }],
  ["latency-ms=0.5; probability=0.25", { latencyMs: 0.5, probability: 0.25 }],
  ["connection=stall", { connection: "stall" }],
  ["status=500; code=404", { status: 500, code: "404" }],
  ['status=500; message="a; \\"b\\" = c"', { status: 500, message: 'a; "b" = c' }],
  ["status=500; message=a = b", { status: 500, message: "a = b" }],
  [
    "operation=ChatThread_*; api-version=2025-03-15; status=500",
    { operation: "ChatThread_*", apiVersion: "2025-03-15", status: 500 },
  ],
  ['participants=["8:acs:a;b","8:acs:c"]', { participants: ["8:acs:a;b", "8:acs:c"] }],
  ['participants={"every":2}', { participants: { every: 2 } }],
  ['status=500; headers={"x-a":"1; 2"}', { status: 500, headers: { "x-a": "1; 2" } }],
  ['{"status":429,"retryAfterSeconds":2}', { status: 429, retryAfterSeconds: 2 }],
])("the header %s is read", (text, rule) => {
  expect(readFaultHeader(text)).toEqual(rule);
});

test("a request's own fault goes before the rules, and only where its conditions hold", () => {
  const faults = faultsWith({ status: 500 }, { latencyMs: 5 });
  const own = readFaultHeader("status=429; operation=ChatThread_Send*");
  expect(faults.strike(send, own)).toMatchObject({
    ruleIds: ["x-emulator-fault", "fault-2"],
    answer: { status: 429 },
    latencyMs: 5,
  });
  expect(faults.strike(list, own)?.answer?.status).toBe(500);
  expect(faultsWith().strike(send, own)?.answer?.status).toBe(429);
});

test("what was saved is there again after loading, counters and all", () => {
  const faults = faultsWith(
    { status: 429, after: 1, times: 2 },
    { id: "slow", latencyMs: { distribution: "uniform", min: 1, max: 2 }, probability: 0.5 },
    { socket: { close: 1011 }, event: "messagePosted" },
  );
  statuses(faults, 2);
  const saved = JSON.parse(JSON.stringify(faults.save()));
  const other = faultsWith({ id: "old", status: 500 });
  other.load(saved);
  expect(other.list()).toEqual(faults.list());
  expect(statuses(other, 2)).toEqual([429, 0]);
  expect(other.add({ status: 500 })).toEqual(faults.add({ status: 500 }));
});

test("what was saved does not change with the calls that follow", () => {
  const faults = faultsWith({ status: 429, times: 1 });
  const saved = faults.save();
  expect(statuses(faults, 2)).toEqual([429, 0]);
  faults.load(saved);
  expect(statuses(faults, 2)).toEqual([429, 0]);
});

test.each([[{}], [{ receiptsMs: 0 }], [{ receiptsMs: 200, listsMs: 50 }]])(
  "the lag %j is read",
  (lag) => {
    expect(readLag(lag)).toEqual(lag);
  },
);

const distribution = fc.constantFrom<NonNullable<FaultRule["latencyMs"]>>(
  7,
  { distribution: "uniform", min: 1, max: 90 },
  { distribution: "normal", mean: 40, deviation: 9 },
  { distribution: "lognormal", median: 20, p99: 90 },
);

const effect = fc.oneof(
  fc.record({ status: fc.integer({ min: 400, max: 599 }) }),
  fc.record({ latencyMs: distribution }),
  fc.record({ connection: fc.constantFrom("reset", "stall") }),
  fc.record({ response: fc.constantFrom("truncated", "malformed") }),
  fc.record({ socket: fc.constantFrom("drop", "duplicate", "reorder", "refuse") }),
  fc.record({ socket: fc.record({ delayMs: distribution }) }),
);

const often = fc.record(
  {
    times: fc.integer({ min: 1, max: 5 }),
    after: fc.integer({ min: 0, max: 3 }),
    probability: fc.double({ min: 0.05, max: 1, noNaN: true }),
    vendor: fc.constantFrom("acs", "stackexchange"),
  },
  { requiredKeys: [] },
);

const rules = fc.array(
  fc.tuple(often, effect).map(([when, what]) => ({ ...when, ...what })),
  { maxLength: 6 },
);

type Act = (faults: Faults) => unknown;
const acts = fc.array(
  fc.constantFrom<Act>(
    (faults) => faults.strike(send),
    (faults) => faults.strike(list),
    (faults) => faults.strike(say),
    (faults) => faults.strikeFrame(frame),
    (faults) => faults.strikeHandshake({ vendor: "stackexchange" }),
  ),
  { maxLength: 40 },
);

test("the same seed and the same calls give the same strikes", () => {
  fc.assert(
    fc.property(fc.integer(), rules, acts, (seed, added, calls) => {
      const [one, other] = [1, 2].map(() => {
        const faults = new Faults({ random: new Random(seed) });
        for (const rule of added) faults.add(rule);
        const strikes = calls.map((act) => act(faults));
        return { strikes, list: faults.list() };
      });
      expect(other).toEqual(one);
    }),
  );
});

test("a rule never strikes more often than it may, nor before it is due", () => {
  fc.assert(
    fc.property(fc.integer(), rules, acts, (seed, added, calls) => {
      const faults = new Faults({ random: new Random(seed) });
      for (const rule of added) faults.add(rule);
      for (const act of calls) act(faults);
      for (const { matched, struck, times = calls.length, after = 0 } of faults.list()) {
        expect(struck).toBeLessThanOrEqual(Math.min(times, Math.max(matched - after, 0)));
      }
    }),
  );
});
