// Makes what is read out of what was kept: plain data, without secrets, the same for equal runs.

import { headerPairs } from "../../contracts/judge/received.ts";
import type { ClientIds } from "./client-ids.ts";
import type { HttpEntry, JournalEntry, SocketEntry } from "./entry.ts";
import {
  type HeaderPairs,
  headerRecord,
  isLasting,
  isLastingOfRequest,
  sentHeaders,
} from "./headers.ts";
import { found, type Kept, type KeptHttp, type KeptSocket, textOf } from "./note.ts";
import { Veil } from "./veil.ts";

const nothingSent = { headers: [], url: "", text: undefined } as const;

type Change = (text: string) => string;

/** Frozen, and with its properties always in the same order. */
export function show(seq: number, kept: Kept, ids: ClientIds): JournalEntry {
  if (kept.kind === "socket") return showFrame(seq, kept);
  const even = evenly(kept.url, ids);
  return showHttp(seq, kept, {
    text: even,
    header: (name, value) => even(ids.header(name, value)),
    isOfRequest: isLastingOfRequest,
    isOfResponse: isLasting,
  });
}

/** As it was on the wire but for its secrets: with all headers, ports and ids. */
export function showWhole(seq: number, kept: KeptHttp): HttpEntry {
  return showHttp(seq, kept, {
    text: (text) => text,
    header: (_, value) => value,
    isOfRequest: () => true,
    isOfResponse: () => true,
  });
}

interface Shown {
  readonly text: Change;
  readonly header: (name: string, value: string) => string;
  readonly isOfRequest: (name: string) => boolean;
  readonly isOfResponse: (name: string) => boolean;
}

function showHttp(seq: number, kept: KeptHttp, shown: Shown): HttpEntry {
  const { answer } = kept;
  const sent = textOf(kept.body);
  const pairs = sentHeaders(kept);
  const given = headerPairs(answer.headers);
  const veil = new Veil({ headers: pairs, url: kept.url, text: sent.text }, given);
  return Object.freeze({
    seq,
    kind: kept.kind,
    at: kept.at,
    tenant: kept.tenant,
    vendor: kept.vendor,
    ...(kept.operation !== undefined && { operation: kept.operation }),
    ...(kept.apiVersion !== undefined && { apiVersion: kept.apiVersion }),
    ...about(kept),
    status: answer.status,
    durationMs: kept.durationMs,
    ...faultOf(kept),
    request: Object.freeze({
      method: kept.method,
      url: shown.text(veil.url(kept.url)),
      headers: headersOf(
        pairs.filter(([name]) => shown.isOfRequest(name)),
        veil,
        shown,
      ),
      ...bodyOf(sent, veil, shown.text),
    }),
    response: Object.freeze({
      status: answer.status,
      headers: headersOf(
        given.filter(([name]) => shown.isOfResponse(name)),
        veil,
        shown,
      ),
      ...bodyOf(textOf(answer.body), veil, shown.text),
    }),
  });
}

export function showFrame(seq: number, kept: KeptSocket): SocketEntry {
  const { text, length } = textOf(kept.text);
  return Object.freeze({
    seq,
    kind: kept.kind,
    at: kept.at,
    tenant: kept.tenant,
    vendor: kept.vendor,
    direction: kept.direction,
    ...about(kept),
    ...(kept.event !== undefined && { event: kept.event }),
    ...faultOf(kept),
    ...(text !== undefined && { text: new Veil(nothingSent, []).frame(text) }),
    ...(length !== undefined && { textLength: length }),
    ...(kept.code !== undefined && { code: kept.code }),
  });
}

function about(kept: Kept) {
  const user = found(kept.user);
  const thread = found(kept.thread);
  return {
    ...(user !== undefined && { user }),
    ...(thread !== undefined && { thread }),
    ...(kept.session !== undefined && { session: kept.session }),
  };
}

function faultOf({ fault }: Kept) {
  return fault && fault.length > 0 ? { fault: Object.freeze([...fault]) } : {};
}

function headersOf(
  pairs: HeaderPairs,
  veil: Veil,
  { header }: Shown,
): Readonly<Record<string, string>> {
  const left = veil
    .headers(pairs)
    .map(([name, value]) => [name, header(name.toLowerCase(), value)] as const);
  return Object.freeze(headerRecord(left));
}

function bodyOf({ text, length }: ReturnType<typeof textOf>, veil: Veil, change: Change) {
  return {
    ...(text !== undefined && { body: change(veil.body(text)) }),
    ...(length !== undefined && { bodyLength: length }),
  };
}

/** Servers of tests listen at any free port, which says nothing and is another one each time. */
function evenly(url: string, ids: ClientIds): Change {
  const named = ids.textsAt(url);
  const own = urlOfLoopback.exec(url)?.[1];
  if (own === undefined) return named;
  return (text) =>
    named(text).replace(ported, (all, host: string, port: string) => (port === own ? host : all));
}

const loopback = "localhost|127(?:\\.\\d{1,3}){3}|\\[::1\\]";
const urlOfLoopback = new RegExp(
  `^\\w+://(?:[^/?#@]*@)?(?:[\\w-]+\\.)?(?:${loopback}):(\\d+)(?=[/?#]|$)`,
  "i",
);
const ported = new RegExp(`(${loopback})(?::|%3A)(\\d{1,5})(?!\\d)`, "gi");
