// Exchanges of a run as a HAR 1.2 without secrets, for browsers' tools and for `chat-emulator check`.

import { STATUS_CODES } from "node:http";
import { redactBody, redactHeaders, redactText } from "../judge/redact.ts";
import type { Recorded } from "../suite/recorded.ts";
import { plainText } from "./wording.ts";

export function harOf(exchanges: readonly Recorded[]): string {
  const log = {
    version: "1.2",
    // The format wants a version; this is the one of how the suite writes them.
    creator: { name: "chat-emulator contract", version: "1" },
    entries: exchanges.map(entryOf),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function entryOf({ request, response, startedAt, durationMs }: Recorded) {
  const url = redactText(request.url);
  return {
    startedDateTime: startedAt,
    time: durationMs,
    request: {
      method: request.method,
      url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headersOf(request.headers),
      queryString: queryOf(url),
      ...postDataOf(request),
      headersSize: -1,
      bodySize: request.body === undefined ? 0 : Buffer.byteLength(request.body),
    },
    response: {
      status: response.status,
      statusText: STATUS_CODES[response.status] ?? "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headersOf(response.headers),
      content: contentOf(response),
      redirectURL: "",
      headersSize: -1,
      bodySize: Buffer.byteLength(response.text),
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  };
}

function headersOf(headers: Readonly<Record<string, string>>) {
  return Object.entries(redactHeaders(headers)).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string) {
  const [, query = ""] = url.replace(/#.*$/s, "").split(/\?(.*)/s);
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

function postDataOf({ headers, body }: Recorded["request"]) {
  if (body === undefined) return {};
  const mimeType = headers["content-type"] ?? "application/json";
  return { postData: { mimeType, text: withoutSecrets(body) } };
}

/** The size is that of the text as it is here, since one that is larger would tell of a text cut short. */
function contentOf({ headers, text }: Recorded["response"]) {
  const left = withoutSecrets(text);
  const mimeType = plainText(headers["content-type"] ?? "x-unknown");
  return { size: Buffer.byteLength(left), mimeType, text: left };
}

function withoutSecrets(text: string): string {
  const left = redactBody(text);
  return typeof left === "string" ? left : redactText(text);
}
