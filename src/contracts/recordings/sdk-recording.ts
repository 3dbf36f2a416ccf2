// Reads a recording of the Azure SDKs' own tests, as their test proxy writes it.

import { decodeHeaders, isRecord } from "./decode-exchange.ts";
import type { RecordedExchange, Recording } from "./recording.ts";

export function readSdkRecording(entries: unknown): Recording {
  if (!Array.isArray(entries)) return { problem: "its Entries are no list" };
  const exchanges: RecordedExchange[] = [];
  for (const [at, entry] of entries.entries()) {
    const exchange = readEntry(entry, `entry ${at + 1}`);
    if (!exchange) return { problem: `entry ${at + 1} has no method, URI or status` };
    exchanges.push(exchange);
  }
  return exchanges;
}

function readEntry(entry: unknown, place: string): RecordedExchange | undefined {
  if (!isRecord(entry)) return undefined;
  const { RequestMethod: method, RequestUri: url, StatusCode: status } = entry;
  const isWhole = typeof method === "string" && typeof url === "string";
  if (!isWhole || typeof status !== "number") return undefined;
  return {
    place,
    exchange: {
      vendor: "acs",
      request: {
        method,
        url,
        headers: decodeHeaders(entry["RequestHeaders"]),
        body: entry["RequestBody"],
      },
      response: {
        status,
        headers: decodeHeaders(entry["ResponseHeaders"]),
        body: entry["ResponseBody"],
      },
    },
  };
}
