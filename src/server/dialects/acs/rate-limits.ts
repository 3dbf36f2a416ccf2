// Counts calls against the documented rate limits, each in a window that slides with the world's clock.

import { type RateLimit, rateLimits } from "../../../contracts/acs/limits.ts";
import type { Tenant } from "../../tenant.ts";
import type { Call, WireError } from "../dialect.ts";

/** The times of the last calls, as many as the limit allows, the oldest first. */
type Window = number[];

export function createRateLimiter(): (call: Call) => WireError | undefined {
  // Worlds are dropped with their counts.
  const windowsOf = new WeakMap<Tenant, Map<string, Window>>();
  const limitsOf = byOperation(rateLimits);
  return (call) => {
    const limits = limitsOf.get(call.operation);
    if (!limits) return undefined;
    let windows = windowsOf.get(call.tenant);
    if (!windows) {
      windows = new Map();
      windowsOf.set(call.tenant, windows);
    }
    return count(call, limits, windows);
  };
}

/** Counts the call in every window, or in none when one of them is full. */
function count(
  call: Call,
  limits: readonly (readonly [number, RateLimit])[],
  windows: Map<string, Window>,
): WireError | undefined {
  const counted: Window[] = [];
  for (const [index, limit] of limits) {
    const key = `${index} ${keyOf(limit, call)}`;
    const window = windows.get(key) ?? [];
    windows.set(key, window);
    const oldest = window[0];
    const freeAt = oldest === undefined ? 0 : oldest + limit.seconds * 1000;
    if (window.length >= limit.calls && freeAt > call.now) {
      const seconds = Math.ceil((freeAt - call.now) / 1000);
      return { error: "rateLimited", headers: { "retry-after": String(seconds) } };
    }
    if (window.length >= limit.calls) window.shift();
    counted.push(window);
  }
  for (const window of counted) window.push(call.now);
  return undefined;
}

function keyOf(limit: RateLimit, call: Call): string {
  const user = call.caller.kind === "person" ? call.caller.person : "";
  const thread = call.params["chatThreadId"] ?? "";
  switch (limit.per) {
    case "user":
      return user;
    case "thread":
      return thread;
    case "userAndThread":
      return `${user} ${thread}`;
    case "resource":
      return "";
  }
}

function byOperation(limits: readonly RateLimit[]) {
  const table = new Map<string, (readonly [number, RateLimit])[]>();
  for (const [index, limit] of limits.entries()) {
    for (const operation of limit.operations) {
      table.set(operation, [...(table.get(operation) ?? []), [index, limit]]);
    }
  }
  return table;
}
