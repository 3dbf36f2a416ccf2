// A fetch that brings every request to one tenant of an emulator in another process, whatever its host is.

import { sendOver } from "./wire.ts";

/** `url` is the server's, without a slash at its end. */
export function createRemoteFetch(
  url: string,
  tenant: string,
): (request: Request) => Promise<Response> {
  return async (asked) => {
    const { host, protocol, pathname, search } = new URL(asked.url);
    const path = pathname.startsWith("/t/") ? pathname : `/t/${tenant}${pathname}`;
    const isHttps = protocol === "https:";
    return sendOver(`${url}${path}${search}`, {
      method: asked.method,
      headers: {
        ...Object.fromEntries(asked.headers),
        // Who is asked for is part of the request: of its signature, and of its links.
        host,
        ...(isHttps && { "x-forwarded-proto": "https", "x-emulator-wire": "http" }),
      },
      ...(asked.body && { body: new Uint8Array(await asked.arrayBuffer()) }),
      signal: asked.signal,
    });
  };
}
