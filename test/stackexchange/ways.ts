// Three ways to an emulated host: through the proxy with TLS, by plain http with a Host header, and in process.

import { readFileSync } from "node:fs";
import { Agent, type Dispatcher, ProxyAgent, request } from "undici";
import { onTestFinished } from "vitest";
import type { ChatEmulator } from "../../src/server/index.ts";

export const ways = ["through the proxy", "by plain http", "in process"] as const;

export type Way = (typeof ways)[number];

export interface Question {
  readonly method: string;
  readonly host: string;
  /** With its query, sent as it is. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** What the text says as JSON; throws when it is none. */
  readonly json: unknown;
  header(name: string): string | undefined;
  /** Each cookie that it sets. */
  readonly cookies: readonly string[];
}

export interface Wire {
  /** What the client believes to speak. */
  readonly scheme: "http" | "https";
  /** Sends one request, and follows no redirect. */
  ask(question: Question): Promise<Answer>;
}

/** Ends with the test that opened it. */
export function openWire(emulator: ChatEmulator, way: Way): Wire {
  if (way === "in process") return { scheme: "https", ask: (sent) => inProcess(emulator, sent) };
  const isProxied = way === "through the proxy";
  const dispatcher = isProxied
    ? new ProxyAgent({
        uri: emulator.proxyUrl,
        requestTls: { ca: readFileSync(emulator.caFile) },
      })
    : new Agent();
  onTestFinished(() => dispatcher.destroy());
  return {
    scheme: isProxied ? "https" : "http",
    ask: (sent) => {
      const origin = isProxied ? `https://${sent.host}` : emulator.url;
      return overSockets(dispatcher, origin, sent);
    },
  };
}

async function inProcess(
  emulator: ChatEmulator,
  { method, host, path, headers, body }: Question,
): Promise<Answer> {
  const init = { method, headers, ...(body !== undefined && { body: String(body) }) };
  const response = await emulator.fetch(new Request(`https://${host}${path}`, init));
  const text = await response.text();
  return answerOf(
    response.status,
    text,
    (name) => response.headers.get(name) ?? undefined,
    response.headers.getSetCookie(),
  );
}

async function overSockets(
  dispatcher: Dispatcher,
  origin: string,
  { method, host, path, headers, body }: Question,
): Promise<Answer> {
  const answer = await request(`${origin}${path}`, {
    dispatcher,
    method,
    headers: { ...headers, host },
    ...(body !== undefined && { body }),
  });
  const header = (name: string) => {
    const value = answer.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  };
  const cookies = answer.headers["set-cookie"] ?? [];
  return answerOf(answer.statusCode, await answer.body.text(), header, [cookies].flat());
}

function answerOf(
  status: number,
  text: string,
  header: Answer["header"],
  cookies: readonly string[],
): Answer {
  return {
    status,
    text,
    header,
    cookies,
    get json(): unknown {
      return JSON.parse(text);
    },
  };
}
