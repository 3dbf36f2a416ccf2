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
  readonly host: string;
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

/** Whether an answer stays whole, or nothing could be judged: those with which the people of a run are made. */
export type Spare = (asked: Asked, count: number) => boolean;

/** Three calls make the people. */
function sparePeople(): Spare {
  let made = 0;
  return ({ method, path }) => method === "POST" && path === "/identities" && made++ < 3;
}

export async function brokenServer(
  tamper: Break = () => {},
  options: EmulatorOptions = {},
): Promise<Server> {
  const emulator = await createChatEmulator(options);
  const dispatcher = brokenDispatcher(emulator, tamper);
  return { emulator, dispatcher, [Symbol.asyncDispose]: () => emulator.close() };
}

/** A way to the emulator on which its answers are changed. */
export function brokenDispatcher(
  emulator: ChatEmulator,
  tamper: Break,
  isSpared: Spare = sparePeople(),
): Dispatcher {
  let count = 0;
  return createDispatcher(async (request) => {
    const { hostname, pathname, searchParams } = new URL(request.url);
    const asked = {
      method: request.method,
      host: request.headers.get("host") ?? hostname,
      path: pathname,
      query: searchParams,
      headers: request.headers,
      text: await request.clone().text(),
    };
    const response = await emulator.fetch(request);
    count += 1;
    if (isSpared(asked, count)) return response;
    const cookies = response.headers.getSetCookie();
    const plain: Record<string, string> = Object.fromEntries(response.headers);
    if (cookies.length > 0) plain["set-cookie"] = cookies.join(", ");
    const answer = { status: response.status, headers: plain, text: await response.text() };
    tamper(asked, answer);
    const { status, headers, text } = answer;
    if (text !== "") delete headers["content-length"];
    return new Response(status === 204 || text === "" ? null : text, { status, headers });
  });
}
