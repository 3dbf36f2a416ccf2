// An emulator that is broken on purpose: some of its answers are changed on their way out.

import type { Dispatcher } from "undici";
import { createDispatcher } from "../../../src/server/in-process/dispatcher.ts";
import {
  type ChatEmulator,
  createChatEmulator,
  type EmulatorOptions,
} from "../../../src/server/index.ts";

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
  /** The text of the request's body. */
  readonly text: string;
}

/** Changes the answer, or leaves it. */
export type Break = (asked: Asked, answer: Answer) => void;

export interface Server extends AsyncDisposable {
  readonly emulator: ChatEmulator;
  readonly dispatcher: Dispatcher;
}

/** The people of a run are made with three calls, which stay whole, or nothing could be judged. */
const PEOPLE = 3;

export async function brokenServer(
  tamper: Break = () => {},
  options: EmulatorOptions = {},
): Promise<Server> {
  const emulator = await createChatEmulator(options);
  const dispatcher = brokenDispatcher(emulator, tamper);
  return { emulator, dispatcher, [Symbol.asyncDispose]: () => emulator.close() };
}

/** A way to the emulator on which its answers are changed. */
export function brokenDispatcher(emulator: ChatEmulator, tamper: Break): Dispatcher {
  let made = 0;
  return createDispatcher(async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const asked = {
      method: request.method,
      path: pathname,
      query: searchParams,
      headers: request.headers,
      text: await request.clone().text(),
    };
    const response = await emulator.fetch(request);
    if (asked.method === "POST" && asked.path === "/identities" && made++ < PEOPLE) return response;
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
}
