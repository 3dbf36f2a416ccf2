// Reads a HAR, as browsers, proxies and the emulator's journal write it.

import type { ExchangeResponse, HeadersLike, VendorName } from "../judge/exchange.ts";
import { apiNameOf } from "../stackexchange/hosts.ts";
import { hostOf } from "../stackexchange/judge/host.ts";
import { decodeHeaders, isRecord } from "./decode-exchange.ts";
import type { RecordedExchange, Recording } from "./recording.ts";

export function readHar(log: unknown): Recording {
  const entries = isRecord(log) ? log["entries"] : undefined;
  if (!Array.isArray(entries)) return { problem: "its log has no entries" };
  const exchanges: RecordedExchange[] = [];
  for (const [at, entry] of entries.entries()) {
    const exchange = readEntry(entry, `entry ${at + 1}`);
    if (!exchange) return { problem: `entry ${at + 1} has no request or no response` };
    exchanges.push(exchange);
  }
  return exchanges;
}

function readEntry(entry: unknown, place: string): RecordedExchange | undefined {
  const { request, response } = isRecord(entry) ? entry : {};
  if (!isRecord(request) || !isRecord(response)) return undefined;
  const { method, url, postData } = request;
  if (typeof method !== "string" || typeof url !== "string") return undefined;
  const { status } = response;
  if (typeof status !== "number") return undefined;
  const sent = isRecord(postData) ? postData["text"] : undefined;
  const headers = decodeHeaders(request["headers"]);
  return {
    place,
    exchange: {
      vendor: vendorOf(url, headers),
      request: { method, url, headers, body: sent },
      response: { status, headers: decodeHeaders(response["headers"]), ...readContent(response) },
    },
  };
}

/** A HAR says for no exchange whose it is, but the hosts of one vendor are known. */
function vendorOf(url: string, headers: HeadersLike | undefined): VendorName {
  const host = hostOf({ url, headers });
  return host !== undefined && apiNameOf(host) ? "stackexchange" : "acs";
}

/** Browsers cut large bodies short, and leave out those that they have forgotten. */
function readContent(
  response: Readonly<Record<string, unknown>>,
): Pick<ExchangeResponse, "body" | "isBodyUnknown"> {
  const content = response["content"];
  const { text, encoding, size } = isRecord(content) ? content : {};
  const length = typeof size === "number" ? size : 0;
  if (typeof text !== "string") return length > 0 ? { isBodyUnknown: true } : {};
  const bytes = Buffer.from(text, encoding === "base64" ? "base64" : "utf8");
  if (bytes.length < length) return { isBodyUnknown: true };
  return { body: bytes.toString("utf8") };
}
