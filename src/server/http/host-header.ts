// Repairs the request target and the Host header before anything reads them.
import type { IncomingMessage } from "node:http";
import type { Complaint } from "./plain-answer.ts";

/** The header with the Host as the client sent, and signed, it; there only if the port repaired it. */
export const originalHostHeader = "x-emulator-original-host";

export interface AbsoluteTarget {
  readonly isSecure: boolean;
  readonly authority: string;
  readonly path: string;
}

/** Reads `http://host/path`, which is how a client asks a proxy, without touching the path's escapes. */
export function absoluteTarget(target: string): AbsoluteTarget | undefined {
  const [, scheme = "", authority = "", rest = ""] =
    /^(https?|wss?):\/\/(?:[^/?#@]*@)?([^/?#@]+)([^#]*)/i.exec(target) ?? [];
  if (!authority) return undefined;
  return {
    isSecure: /s$/i.test(scheme),
    authority,
    path: rest.startsWith("/") ? rest : `/${rest}`,
  };
}

/** A repairer remembers the last good host, so that a client's second request costs a comparison. */
export function hostRepairer(): (
  request: IncomingMessage,
  authority?: string,
) => Complaint | undefined {
  let lastGood: string | undefined;
  return function repairHost(request, authority) {
    const { at, count } = readRawHeaders(request);
    const sent = request.rawHeaders[at + 1] ?? "";
    const host = authority ?? sent;
    if (count === 1 && host === sent && host === lastGood) return undefined;
    if (authority === undefined && count !== 1) return badHost(count === 0 ? "none" : "several");
    const repaired = withoutSecondPort(host);
    if (!isHost(repaired)) return badHost(JSON.stringify(host));
    if (repaired !== sent || count > 1) replaceHost(request, repaired, sent);
    lastGood = repaired;
    return undefined;
  };
}

/** `127.0.0.1:80`, `[::1]:80` and the like; percent signs, spaces and impossible addresses are not. */
function isHost(text: string): boolean {
  return (
    /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(text) && URL.canParse(`http://${text}`)
  );
}

// Finds the Host in the raw headers, since those are what @hono/node-server reads, and drops the
// header that only this file may set.
function readRawHeaders(request: IncomingMessage): { at: number; count: number } {
  const raw = request.rawHeaders;
  let at = -1;
  let count = 0;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") {
      if (count === 0) at = index;
      count += 1;
    } else if (
      name.length === originalHostHeader.length &&
      name.toLowerCase() === originalHostHeader
    ) {
      raw.splice(index, 2);
      delete request.headers[originalHostHeader];
      index -= 2;
    }
  }
  return { at, count };
}

function replaceHost(request: IncomingMessage, host: string, sent: string): void {
  const others = request.rawHeaders.flatMap((value, index, raw) =>
    index % 2 === 0 && value.toLowerCase() !== "host" ? [value, raw[index + 1] ?? ""] : [],
  );
  const original = sent !== "" && sent !== host ? [originalHostHeader, sent] : [];
  request.rawHeaders.splice(0, request.rawHeaders.length, "Host", host, ...others, ...original);
  request.headers.host = host;
  if (original.length > 0) request.headers[originalHostHeader] = sent;
}

// @azure/communication-common up to 2.3.1 writes the port twice: 127.0.0.1:2428:2428.
function withoutSecondPort(host: string): string {
  return host.replace(/(:\d{1,5})\1$/, "$1");
}

function badHost(found: string): Complaint {
  return {
    status: 400,
    text: `Cannot tell which host is asked for: the Host header is ${found}. Send one Host header such as 127.0.0.1:2428.`,
  };
}
