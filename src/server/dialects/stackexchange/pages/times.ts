// How the pages write moments: clock times and days in UTC, and ages such as "49m ago".

import type { UnixSeconds } from "./views.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/**
 * `n/a`, `just now` or `<int><s|m|h|d|y> ago`; clients fail on anything else.
 * (Real pages still say "822d ago", so years begin late.)
 */
export function age(now: UnixSeconds, then: UnixSeconds | undefined): string {
  if (then === undefined) return "n/a";
  const seconds = Math.floor(now - then);
  if (seconds < 1) return "just now";
  if (seconds < minute) return `${seconds}s ago`;
  if (seconds < hour) return `${Math.floor(seconds / minute)}m ago`;
  if (seconds < day) return `${Math.floor(seconds / hour)}h ago`;
  if (seconds < 3 * year) return `${Math.floor(seconds / day)}d ago`;
  return `${Math.floor(seconds / year)}y ago`;
}

/** `11:58 AM`, in UTC. */
export function clockTime(time: UnixSeconds): string {
  const date = new Date(time * 1000);
  const hours = date.getUTCHours();
  const minutes = String(date.getUTCMinutes()).padStart(2, "0");
  return `${hours % 12 === 0 ? 12 : hours % 12}:${minutes} ${hours < 12 ? "AM" : "PM"}`;
}

/** `2018-10-30`, in UTC. */
export function dayOf(time: UnixSeconds): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}

/** `2018-10-30 11:58:01Z`, as the titles of times have it. */
export function stamp(time: UnixSeconds): string {
  return new Date(time * 1000).toISOString().replace("T", " ").replace(".000Z", "Z");
}

/** `2018-10-30T11:58:01Z`, for datetime attributes. */
export function machineTime(time: UnixSeconds): string {
  return new Date(time * 1000).toISOString().replace(".000Z", "Z");
}
