// An emulator that is broken on purpose: some of its answers are changed on their way out.

import type { Dispatcher } from "undici";
import { createDispatcher } from "../../../src/server/in-process/dispatcher.ts";
import { type ChatEmulator, createChatEmulator } from "../../../src/server/index.ts";

/** An answer on its way, as plain values. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
}

/** Changes the answer, or leaves it. */
export type Break = (asked: Asked, answer: Answer) => void;

export interface Server extends AsyncDisposable {
  readonly emulator: ChatEmulator;
  readonly dispatcher: Dispatcher;
}

export async function brokenServer(tamper: Break = () => {}): Promise<Server> {
  const emulator = await createChatEmulator();
  const dispatcher = createDispatcher(async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const asked = {
      method: request.method,
      path: pathname,
      query: searchParams,
      headers: request.headers,
    };
    const response = await emulator.fetch(request);
    // What users and tokens come from stays whole, or nothing could be judged.
    if (asked.path.startsWith("/identities")) return response;
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    };
    tamper(asked, answer);
    const { status, headers, text } = answer;
    if (text !== "") delete headers["content-length"];
    return new Response(status === 204 || text === "" ? null : text, { status, headers });
  });
  return { emulator, dispatcher, [Symbol.asyncDispose]: () => emulator.close() };
}
