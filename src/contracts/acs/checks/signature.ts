// Signs requests as the resource does, with its access key: written apart from the server's, so that the two test each other.

import { createHash, createHmac } from "node:crypto";
import type { RecordedRequest } from "../../suite/recorded.ts";

/** The request with the headers that prove the key (HMAC-SHA256 over verb, target, date, host and body). */
export function sign(request: RecordedRequest, accessKey: string, now: Date): RecordedRequest {
  const { host, pathname, search } = new URL(request.url);
  const hash = createHash("sha256")
    .update(request.body ?? "")
    .digest("base64");
  const date = now.toUTCString();
  const text = `${request.method}\n${pathname}${search}\n${date};${host};${hash}`;
  const signature = createHmac("sha256", Buffer.from(accessKey, "base64"))
    .update(text)
    .digest("base64");
  return {
    ...request,
    headers: {
      ...request.headers,
      "x-ms-date": date,
      "x-ms-content-sha256": hash,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    },
  };
}
