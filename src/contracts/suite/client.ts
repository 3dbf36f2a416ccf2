// The client side of the suite: sends requests with undici, within a budget, a time and a size, and records them.

import { readFileSync } from "node:fs";
import type { Dispatcher } from "undici";
import { pause, RateBudget } from "./rate-budget.ts";
import type { Recorded, RecordedRequest } from "./recorded.ts";

export interface ClientOptions {
  /** Milliseconds that one request may take. */
  readonly timeoutMs: number;
  readonly ratePerMinute?: number;
  /** A file with the CA to trust, in PEM. */
  readonly caFile?: string;
  /** Take any certificate. */
  readonly isInsecure?: boolean;
  /** Sends instead of the network, such as `emulator.dispatcher`. */
  readonly dispatcher?: Dispatcher;
  readonly signal?: AbortSignal;
  /** Hears of every exchange, for a HAR. */
  record?(exchange: Recorded): void;
}

export interface Sender {
  send(request: RecordedRequest): Promise<Recorded>;
  close(): Promise<void>;
}

/** No answer of the service comes near; a larger one is not read to its end. */
const BODY_MAX = 4 * 1024 * 1024;
const RATE_RETRIES = 4;
const RETRY_AFTER_MAX_MS = 60_000;

/** A request that got no answer that could be judged. */
export class NoAnswer extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export async function createClient(options: ClientOptions): Promise<Sender> {
  const undici = await import("undici");
  const connect = {
    timeout: options.timeoutMs,
    ...(options.caFile !== undefined && { ca: readFileSync(options.caFile, "utf8") }),
    ...(options.isInsecure && { rejectUnauthorized: false }),
  };
  const dispatcher = options.dispatcher ?? new undici.Agent({ connect, connections: 8 });
  return new Client(undici.request, dispatcher, options);
}

type Request = typeof import("undici")["request"];

class Client implements Sender {
  readonly #request: Request;
  readonly #dispatcher: Dispatcher;
  readonly #options: ClientOptions;
  readonly #budget: RateBudget;

  constructor(request: Request, dispatcher: Dispatcher, options: ClientOptions) {
    this.#request = request;
    this.#dispatcher = dispatcher;
    this.#options = options;
    this.#budget = new RateBudget(options.ratePerMinute);
  }

  /** A 429 is waited out, as the protocol says; nothing else is tried again here. */
  async send(request: RecordedRequest): Promise<Recorded> {
    for (let retry = 0; ; retry += 1) {
      const exchange = await this.#once(request);
      const waitMs = retryAfterMs(exchange);
      if (exchange.response.status !== 429 || waitMs === undefined || retry === RATE_RETRIES) {
        return exchange;
      }
      await pause(waitMs);
    }
  }

  async close(): Promise<void> {
    if (this.#options.dispatcher === undefined) await this.#dispatcher.destroy();
  }

  async #once(request: RecordedRequest): Promise<Recorded> {
    await this.#budget.turn();
    const { timeoutMs, signal } = this.#options;
    const startedAt = performance.now();
    const time = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await this.#request(request.url, {
        method: request.method as Dispatcher.HttpMethod,
        headers: request.headers,
        ...(request.body !== undefined && { body: request.body }),
        dispatcher: this.#dispatcher,
        signal: signal ? AbortSignal.any([signal, time]) : time,
      });
      const text = await readText(answer.body);
      const headers = lowerCased(answer.headers);
      const exchange: Recorded = {
        request,
        response: { status: answer.statusCode, headers, text, body: parse(text) },
        durationMs: Math.round(performance.now() - startedAt),
      };
      this.#options.record?.(exchange);
      return exchange;
    } catch (error) {
      throw noAnswer(error, request, timeoutMs, signal);
    }
  }
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > BODY_MAX) {
      throw new NoAnswer(
        "BODY_TOO_LARGE",
        `The answer is larger than ${BODY_MAX / 1024 / 1024} MB and was not read to its end.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function noAnswer(
  error: unknown,
  { method, url }: RecordedRequest,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Error {
  if (error instanceof NoAnswer) return error;
  const { host } = new URL(url);
  if (signal?.aborted) return new NoAnswer("STOPPED", "The run was stopped.", error);
  const code = codeOf(error);
  if (code === "TimeoutError" || code.includes("TIMEOUT")) {
    const text = `${host} did not answer ${method} within ${timeoutMs / 1000} seconds.`;
    return new NoAnswer("TIMEOUT", text, error);
  }
  const cause = error instanceof Error ? error.message : String(error);
  return new NoAnswer(code, `${host} could not be asked: ${cause || code}.`, error);
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "UNKNOWN";
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string") return code;
  const cause: unknown = Reflect.get(error, "cause");
  if (cause !== undefined) return codeOf(cause);
  const name: unknown = Reflect.get(error, "name");
  return typeof name === "string" ? name : "UNKNOWN";
}

function retryAfterMs({ response }: Recorded): number | undefined {
  const seconds = Number(response.headers["retry-after"] ?? "x");
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(seconds * 1000, RETRY_AFTER_MAX_MS);
}

function lowerCased(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(", ")]],
  );
  return Object.fromEntries(entries);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
