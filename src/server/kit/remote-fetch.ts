// A fetch that brings every request to one tenant of an emulator in another process, whatever its host is.

import { Readable } from "node:stream";
import { Agent, type Dispatcher, request as send } from "undici";

export type Fetch = (request: Request) => Promise<Response>;

/** Idle connections of it keep no process running. */
let agent: Agent | undefined;

const bodiless = new Set([101, 204, 205, 304]);

/** `url` is the server's, without a slash at its end. */
export function createRemoteFetch(url: string, tenant: string): Fetch {
  return async (asked) => {
    agent ??= new Agent();
    const { host, protocol, pathname, search } = new URL(asked.url);
    const path = pathname.startsWith("/t/") ? pathname : `/t/${tenant}${pathname}`;
    const body = asked.body === null ? null : new Uint8Array(await asked.arrayBuffer());
    const answer = await send(`${url}${path}${search}`, {
      dispatcher: agent,
      method: methodOf(asked),
      headers: {
        ...Object.fromEntries(asked.headers),
        // Who is asked for is part of the request: of its signature, and of its links.
        host,
        ...(protocol === "https:" && { "x-forwarded-proto": "https", "x-emulator-wire": "http" }),
      },
      body,
      signal: asked.signal,
    });
    return responseOf(answer);
  };
}

function methodOf({ method }: Request): Dispatcher.HttpMethod {
  return method as Dispatcher.HttpMethod;
}

function responseOf({ statusCode: status, headers, body }: Dispatcher.ResponseData): Response {
  const given = new Headers();
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values ?? []].flat()) given.append(name, value);
  }
  if (!bodiless.has(status)) return new Response(toWeb(body), { status, headers: given });
  body.resume();
  return new Response(null, { status, headers: given });
}

/** Node's own streams are the global ones, by another declaration. */
function toWeb(body: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(body) as ReadableStream<Uint8Array>;
}
