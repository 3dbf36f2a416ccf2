// What a fault does to an answer on its way out: the connection breaks, nothing comes, or only a part of it.

import type { IncomingMessage, ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Damage } from "../dialects/dialect.ts";

export interface DamagedAnswer {
  readonly damage: Damage;
  readonly request: Request;
  readonly incoming: IncomingMessage | undefined;
  readonly outgoing: ServerResponse | undefined;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** Over a socket the connection is at stake; in process the fetch fails as it would there. */
export function damaged(answer: DamagedAnswer): Response | Promise<Response> {
  const { damage, request, incoming } = answer;
  if (damage.connection === "reset") return reset(incoming);
  if (damage.connection === "stall") return stalled(request, incoming);
  const bytes = Buffer.from(answer.body ?? "");
  const { status, headers } = answer;
  if (damage.response === "malformed") {
    headers.delete("content-length");
    return new Response(bytes.subarray(0, Math.floor(bytes.length * 0.7)), { status, headers });
  }
  headers.set("content-length", String(bytes.length));
  if (answer.outgoing) return breakOff(answer.outgoing, { status, headers, bytes });
  return new Response(halfOf(bytes), { status, headers });
}

function reset(incoming: IncomingMessage | undefined): Promise<Response> {
  if (!incoming) return Promise.reject(connectionError("ECONNRESET", "The connection was reset."));
  // A TLS socket knows no reset; its client sees the end in the middle of everything all the same.
  if ("encrypted" in incoming.socket) incoming.socket.destroy();
  else incoming.socket.resetAndDestroy();
  return Promise.resolve(new Response(null, { status: 503 }));
}

/** Until the client gives up. */
function stalled(request: Request, incoming: IncomingMessage | undefined): Promise<Response> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    const end = () => {
      if (incoming) resolve(new Response(null, { status: 503 }));
      else reject(signal.reason);
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
    incoming?.socket.once("close", end);
  });
}

/** The adapter would turn a stream that fails early into a 500, so this is written past it. */
function breakOff(
  outgoing: ServerResponse,
  {
    status,
    headers,
    bytes,
  }: { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array },
): Response {
  outgoing.writeHead(status, Object.fromEntries(headers));
  outgoing.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

function halfOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(connectionError("ECONNRESET", "The body broke off."));
      else controller.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)));
      isSent = true;
    },
  });
}

function connectionError(code: string, message: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}
