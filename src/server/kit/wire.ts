// Sends a request over plain HTTP with Node's own client: that of undici stops when a test fakes setImmediate.

import { Agent, type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";

export interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** Its idle connections keep no process running. */
const agent = new Agent({ keepAlive: true });

const bodiless = new Set([101, 204, 205, 304]);

export function sendOver(url: string, { body, ...options }: Sent): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { ...options, agent });
    sending.on("response", (incoming) => resolve(responseOf(incoming, options.method)));
    sending.on("error", (error) => reject(options.signal?.aborted ? error : failure(url, error)));
    sending.end(body);
  });
}

function responseOf(incoming: IncomingMessage, method: string): Response {
  const { statusCode: status = 0, headersDistinct } = incoming;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  if (method !== "HEAD" && !bodiless.has(status)) {
    return new Response(toWeb(incoming), { status, headers });
  }
  incoming.resume();
  return new Response(null, { status, headers });
}

/** Node's own streams are the global ones, by another declaration. */
function toWeb(body: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(body) as ReadableStream<Uint8Array>;
}

function failure(url: string, cause: Error): Error {
  const { origin } = new URL(url);
  return new Error(
    `Cannot reach the emulator at ${origin}: ${cause.message}. See whether it still runs.`,
    { cause },
  );
}
