// Pages: their size, the links to the next one, and the states that those links carry.

import type { ConversationId } from "../../engine/ids.ts";
import type { Call, WireError } from "../dialect.ts";
import { formatInvariant, formatMicroseconds, parseMicroseconds, parseTime } from "./times.ts";

/** The documented largest page. */
const PAGE_SIZE_MAX = 200;

/** The default of messages and threads was observed, that of the others is assumed. */
export const pageSizes = { messages: 10, threads: 100, participants: 100, receipts: 100 } as const;

/** Zero means the default; more than the largest page is served as the largest, or refused when strict (assumed). */
export function pageSize(call: Call, fallback: number): number | WireError {
  const wanted = Number(call.query["maxPageSize"] ?? 0);
  if (wanted > PAGE_SIZE_MAX && call.isStrict) {
    const reason = `maxPageSize must be between 1 and ${PAGE_SIZE_MAX}.`;
    return { error: "malformedRequest", fill: { reason } };
  }
  return Math.min(wanted || fallback, PAGE_SIZE_MAX);
}

/** Epoch milliseconds of the `startTime` parameter, or undefined where it is absent. */
export function startTime(call: Call): number | undefined | WireError {
  const text = call.query["startTime"];
  if (text === undefined || text === "") return undefined;
  return parseTime(text) ?? badParameter("startTime");
}

function badParameter(name: string): WireError {
  return { error: "malformedRequest", fill: { reason: `The value of ${name} is not valid.` } };
}

/** The version stands last in a link; the caller has escaped the parameters before it. */
function link(call: Call, path: string, parameters: string): string {
  const version = encodeURIComponent(call.query["api-version"] ?? "");
  return `${call.origin}/chat/threads${path}?${parameters}&api-version=${version}`;
}

/** The thread id stands in links as it is (observed); the list has the name it was asked for by. */
function listPath(call: Call): string {
  const end = call.path.endsWith("/") ? call.path.replace(/\/+$/, "") : call.path;
  return `/${call.params["chatThreadId"]}${end.slice(end.lastIndexOf("/"))}`;
}

export interface MessagePosition {
  /** The version of the last item on the page before. */
  readonly last: number;
  /** The version of the newest message then. */
  readonly newest: number;
}

// 0x3e, the length and text of the thread id, 0x01, then two versions: little endian, in hexadecimal (observed).
const MESSAGE_STATE_MARK = 0x3e;

/** Every full page carries one, so it is written straight away. */
export function messagesLink(
  call: Call,
  page: { thread: ConversationId; position: MessagePosition; size: number; startTime: number },
): string {
  const { thread, position, size } = page;
  const state = Buffer.allocUnsafe(22 + thread.length);
  state[0] = MESSAGE_STATE_MARK;
  state.writeUInt32LE(thread.length, 1);
  state.write(thread, 5, "latin1");
  state[5 + thread.length] = 1;
  writeVersion(state, position.last, 6 + thread.length);
  writeVersion(state, position.newest, 14 + thread.length);
  const start = page.startTime === 0 ? EPOCH : encodeURIComponent(formatInvariant(page.startTime));
  const parameters = `syncState=${state.toString("hex")}&startTime=${start}&maxPageSize=${size}`;
  return link(call, listPath(call), parameters);
}

const EPOCH = encodeURIComponent(formatInvariant(0));

/** In two halves, which costs a fraction of a BigInt. */
function writeVersion(state: Buffer, version: number, at: number): void {
  state.writeUInt32LE(version >>> 0, at);
  state.writeUInt32LE(Math.floor(version / 0x1_0000_0000), at + 4);
}

/** The position that a link carries, or undefined for the first page. */
export function messagePosition(
  call: Call,
  thread: ConversationId,
): MessagePosition | undefined | WireError {
  const text = call.query["syncState"];
  if (text === undefined || text === "") return undefined;
  const state = /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, "hex") : Buffer.alloc(0);
  const length = Buffer.byteLength(thread, "latin1");
  const isWhole =
    state.length === 22 + length &&
    state.readUInt8(0) === MESSAGE_STATE_MARK &&
    state.toString("latin1", 5, 5 + length) === thread;
  if (!isWhole) return badParameter("syncState");
  return {
    last: Number(state.readBigInt64LE(6 + length)),
    newest: Number(state.readBigInt64LE(14 + length)),
  };
}

/** Where a list of threads goes on, in microseconds. */
export interface ThreadPosition {
  readonly last: number;
  readonly newest: number;
  readonly from: number;
}

export function threadsLink(call: Call, position: ThreadPosition): string {
  const { last, newest, from } = position;
  const floor = formatMicroseconds(from);
  const ranges = [
    { start: formatMicroseconds(last), end: formatMicroseconds(newest) },
    { start: floor, end: floor },
  ];
  const wanted = call.query["maxPageSize"];
  const state = encodeURIComponent(Buffer.from(JSON.stringify(ranges)).toString("base64"));
  const size = wanted === undefined ? "" : `&maxPageSize=${encodeURIComponent(wanted)}`;
  return link(call, "", `syncState=${state}${size}`);
}

export function threadPosition(call: Call): ThreadPosition | undefined | WireError {
  const text = call.query["syncState"];
  if (text === undefined || text === "") return undefined;
  // A plus sign that was not escaped arrives as a space.
  const ranges = parseRanges(Buffer.from(text.replaceAll(" ", "+"), "base64").toString());
  const [last, newest, from] = ranges.map((time) => parseMicroseconds(time));
  if (last === undefined || newest === undefined || from === undefined) {
    return badParameter("syncState");
  }
  return { last, newest, from };
}

function parseRanges(text: string): string[] {
  try {
    const [page, floor] = JSON.parse(text);
    return [page.start, page.end, floor.start].map(String);
  } catch {
    return [];
  }
}

/** One page of a list that is counted, and the link to the next one while something is left. */
export function countedPage<Item>(
  call: Call,
  items: readonly Item[],
  size: number,
): { readonly page: readonly Item[]; readonly nextLink?: string } {
  const skip = Number(call.query["skip"] ?? 0);
  const end = skip + size;
  const page = items.slice(skip, end);
  if (end >= items.length) return { page };
  return { page, nextLink: link(call, listPath(call), `skip=${end}&maxPageSize=${size}`) };
}
