// The client side of the suite: sends requests with undici, within a budget, a time and a size, and records them.

import { readFileSync } from "node:fs";
import type { Dispatcher } from "undici";
import { parseShallow } from "../judge/shallow-json.ts";
import { decoded } from "./content-encoding.ts";
import { noAnswer, tooLarge } from "./no-answer.ts";
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
  /** Hears of every exchange, for a HAR. */
  record?(exchange: Recorded): void;
}

export interface Sender {
  /** Waits a 429 out, as often as is bearable. */
  send(request: RecordedRequest): Promise<Recorded>;
  /** Takes whatever is answered first, a 429 included. */
  sendOnce(request: RecordedRequest): Promise<Recorded>;
  close(): Promise<void>;
}

/** No answer of the service comes near; a larger one is not read to its end. */
const BODY_MAX = 4 * 1024 * 1024;
const RATE_RETRIES = 4;
const RETRY_AFTER_MAX_MS = 60_000;

export function createClient(options: ClientOptions): Sender {
  return new Client(options);
}

/** Loaded with the first request, since most of what imports this never sends one. */
interface Connection {
  readonly request: typeof import("undici")["request"];
  readonly dispatcher: Dispatcher;
}

class Client implements Sender {
  readonly #options: ClientOptions;
  readonly #budget: RateBudget;
  readonly #ca: string | undefined;
  #connection: Promise<Connection> | undefined;
  #isRefusing = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#budget = new RateBudget(options.ratePerMinute);
    // At once: a CA that is not there is a mistake of whoever asks, not of the endpoint.
    this.#ca = options.caFile === undefined ? undefined : readFileSync(options.caFile, "utf8");
  }

  /** Nothing but a 429 is tried again here. */
  async send(request: RecordedRequest): Promise<Recorded> {
    for (let retry = 0; ; retry += 1) {
      const exchange = await this.sendOnce(request);
      const isRefused = exchange.response.status === 429;
      // One that refuses even after all these waits would hold every later request up as long.
      if (!isRefused || retry === RATE_RETRIES) this.#isRefusing = isRefused;
      const waitMs = retryAfterMs(exchange);
      if (!isRefused || this.#isRefusing || waitMs === undefined) return exchange;
      await pause(waitMs);
    }
  }

  async close(): Promise<void> {
    const connection = await this.#connection;
    if (this.#options.dispatcher === undefined) await connection?.dispatcher.destroy();
  }

  async sendOnce(request: RecordedRequest): Promise<Recorded> {
    this.#connection ??= connect(this.#options, this.#ca);
    const { request: ask, dispatcher } = await this.#connection;
    await this.#budget.turn();
    const { timeoutMs } = this.#options;
    const startedAt = new Date().toISOString();
    const start = performance.now();
    let status: number | undefined;
    try {
      const answer = await ask(request.url, {
        method: request.method as Dispatcher.HttpMethod,
        headers: request.headers,
        ...(request.body !== undefined && { body: request.body }),
        dispatcher,
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = answer.statusCode;
      const headers = lowerCased(answer.headers);
      const bytes = await readBytes(answer.body, request);
      const text = decoded(bytes, { request, headers, max: BODY_MAX }).toString("utf8");
      const exchange: Recorded = {
        request,
        response: { status, headers, text, body: parse(text) },
        startedAt,
        durationMs: Math.round(performance.now() - start),
      };
      this.#options.record?.(exchange);
      return exchange;
    } catch (error) {
      throw noAnswer(error, { request, timeoutMs, ...(status !== undefined && { status }) });
    }
  }
}

async function connect(options: ClientOptions, ca: string | undefined): Promise<Connection> {
  const { Agent, request } = await import("undici");
  if (options.dispatcher) return { request, dispatcher: options.dispatcher };
  const connect = {
    timeout: options.timeoutMs,
    ...(ca !== undefined && { ca }),
    ...(options.isInsecure && { rejectUnauthorized: false }),
  };
  // The signal of each request is what ends it, also after more than undici's own five minutes.
  const limits = { connections: 8, headersTimeout: 0, bodyTimeout: 0 };
  return { request, dispatcher: new Agent({ connect, ...limits }) };
}

async function readBytes(
  body: AsyncIterable<Uint8Array>,
  request: RecordedRequest,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > BODY_MAX) throw tooLarge(request, BODY_MAX);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Seconds, or a date (RFC 9110, 10.2.3); what is neither, or longer than is bearable, is no reason to wait. */
function retryAfterMs({ response }: Recorded): number | undefined {
  const value = response.headers["retry-after"] ?? "";
  // Date.parse alone would take nearly any text with a number in it.
  const isDate = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value);
  if (!isDate && !/^\d+$/.test(value)) return undefined;
  const ms = isDate ? Date.parse(value) - Date.now() : Number(value) * 1000;
  return ms <= RETRY_AFTER_MAX_MS ? Math.max(ms, 0) : undefined;
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
    return parseShallow(text);
  } catch {
    return undefined;
  }
}
