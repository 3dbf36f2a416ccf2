// A journal as a HAR 1.2, as browsers write one and `chat-emulator check` reads it.

import { STATUS_CODES } from "node:http";
import type { HttpEntry, Part, SocketEntry } from "./entry.ts";
import type { Kept } from "./note.ts";
import { showFrame, showWhole } from "./show.ts";

interface Numbered {
  readonly seq: number;
  readonly kept: Kept;
}

export function harOf(slots: readonly Numbered[]): object {
  const exchanges: HttpEntry[] = [];
  const frames: SocketEntry[] = [];
  for (const { seq, kept } of slots) {
    if (kept.kind === "http") exchanges.push(showWhole(seq, kept));
    else if (kept.direction === "sent" || kept.direction === "received") {
      frames.push(showFrame(seq, kept));
    }
  }
  const { bySeq, homeless } = byHandshake(exchanges, frames);
  const comment = `${homeless} socket frame${homeless === 1 ? " is" : "s are"} left out: their handshake is not among the exchanges.`;
  return {
    log: {
      version: "1.2",
      // The format wants a version; this is the one of how the journal writes them.
      creator: { name: "chat-emulator journal", version: "1" },
      entries: exchanges.map((exchange) => harEntry(exchange, bySeq.get(exchange.seq))),
      ...(homeless > 0 && { comment }),
    },
  };
}

/** A session is opened by the first exchange that names it; later ones may be polls. */
function byHandshake(exchanges: readonly HttpEntry[], frames: readonly SocketEntry[]) {
  const handshakes = new Map<string, number>();
  for (const { session, seq } of exchanges) {
    if (session !== undefined && !handshakes.has(session)) handshakes.set(session, seq);
  }
  const bySeq = new Map<number, SocketEntry[]>();
  let homeless = 0;
  for (const frame of frames) {
    const seq = handshakes.get(frame.session ?? "");
    const others = bySeq.get(seq ?? 0);
    if (seq === undefined) homeless += 1;
    else if (others) others.push(frame);
    else bySeq.set(seq, [frame]);
  }
  return { bySeq, homeless };
}

function harEntry(entry: HttpEntry, frames: readonly SocketEntry[] | undefined): object {
  const { request, response, durationMs } = entry;
  return {
    startedDateTime: new Date(entry.at).toISOString(),
    time: durationMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headersOf(request),
      queryString: queryOf(request.url),
      ...postDataOf(request),
      headersSize: -1,
      bodySize: request.bodyLength ?? Buffer.byteLength(request.body ?? ""),
    },
    response: {
      status: response.status,
      statusText: STATUS_CODES[response.status] ?? "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headersOf(response),
      content: contentOf(response),
      redirectURL: response.headers["location"] ?? "",
      headersSize: -1,
      bodySize: response.bodyLength ?? Buffer.byteLength(response.body ?? ""),
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    _seq: entry.seq,
    _tenant: entry.tenant,
    _vendor: entry.vendor,
    ...(entry.operation !== undefined && { _operation: entry.operation }),
    ...(entry.user !== undefined && { _user: entry.user }),
    ...(frames && { _resourceType: "websocket", _webSocketMessages: frames.map(messageOf) }),
  };
}

/** In a HAR the client sends; its times are in seconds. */
function messageOf({ direction, at, text = "" }: SocketEntry) {
  return {
    type: direction === "sent" ? "receive" : "send",
    time: at / 1000,
    opcode: 1,
    data: text,
  };
}

function headersOf({ headers }: Part) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string) {
  const [, query = ""] = url.replace(/#.*$/s, "").split(/\?(.*)/s);
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

function postDataOf({ headers, body }: Part) {
  if (body === undefined) return {};
  return { postData: { mimeType: headers["content-type"] ?? "application/json", text: body } };
}

/** A size without a text tells that there was a body that is not kept. */
function contentOf({ headers, body, bodyLength }: Part) {
  const mimeType = headers["content-type"] ?? "x-unknown";
  if (bodyLength !== undefined) return { size: bodyLength, mimeType };
  const text = body ?? "";
  return { size: Buffer.byteLength(text), mimeType, text };
}
