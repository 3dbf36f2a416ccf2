// Signs requests as the resource does, with its access key: written apart from the server's, so that the two test each other.

import { createHash, createHmac } from "node:crypto";
import type { RecordedRequest } from "../../suite/recorded.ts";

/** What SDKs differ in. */
export interface SignatureForm {
  /** The header with the date, and so which header is signed; `x-ms-date` when left out. */
  readonly dateHeader?: "x-ms-date" | "date";
  /** The order of the signed headers. */
  readonly order?: readonly ("date" | "host" | "hash")[];
  /** The host that is signed instead of the one of the URL. */
  readonly host?: (host: string) => string;
  /** Set when that host is only signed, and the Host header stays as it is. */
  readonly isHostKept?: true;
}

/** The request with the headers that prove the key (HMAC-SHA256 over verb, target, and the values of the signed headers). */
export function sign(
  request: RecordedRequest,
  accessKey: string,
  now: Date,
  form: SignatureForm = {},
): RecordedRequest {
  const { dateHeader = "x-ms-date", order = ["date", "host", "hash"] } = form;
  const { host: urlHost, origin } = new URL(request.url);
  const host = form.host?.(urlHost) ?? urlHost;
  // As it is sent, escapes included: a parsed path would not do.
  const target = request.url.slice(origin.length);
  const hash = createHash("sha256")
    .update(request.body ?? "")
    .digest("base64");
  const date = now.toUTCString();
  const values = { date, host, hash };
  const names = { date: dateHeader, host: "host", hash: "x-ms-content-sha256" };
  const signed = order.map((part) => values[part]).join(";");
  const signature = createHmac("sha256", Buffer.from(accessKey, "base64"))
    .update(`${request.method}\n${target}\n${signed}`)
    .digest("base64");
  return {
    ...request,
    headers: {
      ...request.headers,
      [dateHeader]: date,
      "x-ms-content-sha256": hash,
      ...(form.host && !form.isHostKept && { host }),
      authorization: `HMAC-SHA256 SignedHeaders=${order.map((part) => names[part]).join(";")}&Signature=${signature}`,
    },
  };
}
