// An undici dispatcher that answers every request from a fetch function, with no socket.

import { STATUS_CODES } from "node:http";
import { createRequire } from "node:module";
import type { Dispatcher } from "undici";
import { type Controlled, type Listener, listenerOf } from "./dispatch-listener.ts";
import { headersOf, isIterable, urlOf } from "./dispatch-options.ts";

type Fetch = (request: Request) => Promise<Response>;
type Undici = typeof import("undici");

export function createDispatcher(fetch: Fetch): Dispatcher {
  // Loaded on use, and by `require` since it must be at hand at once: undici takes longer to load
  // than the rest of the emulator.
  const undici: Undici = createRequire(import.meta.url)("undici");
  const { ClientClosedError, ClientDestroyedError } = undici.errors;

  class InProcessDispatcher extends undici.Dispatcher {
    readonly #running = new Set<Exchange>();
    #refusal: Error | undefined;

    override dispatch(
      options: Dispatcher.DispatchOptions,
      handler: Dispatcher.DispatchHandler,
    ): boolean {
      const exchange = new Exchange(options, listenerOf(handler, undici), undici.errors);
      if (this.#refusal) {
        exchange.abort(this.#refusal);
        return false;
      }
      this.#running.add(exchange);
      void exchange.over.then(() => this.#running.delete(exchange));
      void exchange.run(fetch);
      return true;
    }

    override close(): Promise<void>;
    override close(callback: () => void): void;
    override close(callback?: () => void): Promise<void> | undefined {
      this.#refusal ??= new ClientClosedError();
      return settle(Promise.all([...this.#running].map(({ over }) => over)), callback);
    }

    override destroy(error?: Error | null): Promise<void>;
    override destroy(callback: () => void): void;
    override destroy(error: Error | null, callback: () => void): void;
    override destroy(
      first?: Error | null | (() => void),
      callback?: () => void,
    ): Promise<void> | undefined {
      const isCallback = typeof first === "function";
      const error = (isCallback ? undefined : first) ?? new ClientDestroyedError();
      this.#refusal = error;
      for (const exchange of this.#running) exchange.abort(error);
      return settle(Promise.resolve(), isCallback ? first : callback);
    }
  }

  return new InProcessDispatcher();
}

function settle(
  done: Promise<unknown>,
  callback: (() => void) | undefined,
): Promise<void> | undefined {
  const settled = done.then(() => {});
  if (!callback) return settled;
  void settled.then(callback);
  return undefined;
}

/** One request and its response; the handler of the request steers it. */
class Exchange implements Controlled {
  rawHeaders: Buffer[] = [];
  rawTrailers: Buffer[] = [];
  aborted = false;
  paused = false;
  reason: Error | null = null;
  isOver = false;
  readonly over: Promise<void>;
  readonly #options: Dispatcher.DispatchOptions;
  readonly #listener: Listener;
  readonly #errors: Undici["errors"];
  readonly #aborter = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;
  #settle = () => {};

  constructor(options: Dispatcher.DispatchOptions, listener: Listener, errors: Undici["errors"]) {
    this.#options = options;
    this.#listener = listener;
    this.#errors = errors;
    this.over = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.#wake?.();
  }

  abort(reason?: Error): void {
    if (this.isOver) return;
    this.#finish();
    this.aborted = true;
    this.reason = reason ?? new this.#errors.RequestAbortedError();
    this.#aborter.abort(this.reason);
    this.#wake?.();
    this.#listener.onError(this, this.reason);
  }

  async run(fetch: Fetch): Promise<void> {
    const { headersTimeout } = this.#options;
    try {
      this.#listener.onStart(this);
      if (this.isOver) return;
      this.#expect(headersTimeout, () => new this.#errors.HeadersTimeoutError());
      await this.#receive(await fetch(this.#request()));
    } catch (error) {
      this.abort(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #request(): Request {
    const { method, upgrade } = this.#options;
    if (upgrade || method === "CONNECT") {
      throw new this.#errors.NotSupportedError(
        "Cannot open a tunnel or a websocket in process: there is no socket. Listen, and use the emulator's url.",
      );
    }
    const headers = headersOf(this.#options.headers);
    const isBodiless = method === "GET" || method === "HEAD";
    const body = isBodiless ? undefined : this.#body();
    if (body instanceof Uint8Array && !headers.has("content-length")) {
      headers.set("content-length", String(body.byteLength));
    }
    return new Request(urlOf(this.#options, headers), {
      method,
      headers,
      signal: this.#aborter.signal,
      ...(body && { body, duplex: "half" }),
    });
  }

  #body(): NonNullable<RequestInit["body"]> | undefined {
    const body: unknown = this.#options.body;
    if (body === null || body === undefined || body === "") return undefined;
    if (typeof body === "string") return Buffer.from(body);
    if (body instanceof Uint8Array || body instanceof ArrayBuffer) return new Uint8Array(body);
    if (body instanceof Blob || body instanceof FormData) return body;
    if (isIterable(body)) return this.#upload(body);
    throw new this.#errors.InvalidArgumentError(
      "body must be a string, a Buffer, a Readable stream, an iterable, or an async iterable",
    );
  }

  /** A source that breaks ends the whole request, as it does on a socket. */
  async *#upload(source: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) yield bytesOf(chunk);
    } catch (error) {
      this.abort(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }

  async #receive(response: Response): Promise<void> {
    const reader = response.body?.getReader();
    if (this.isOver) return reader?.cancel(this.reason);
    // A read that waits for ever must not outlive an abort.
    this.#aborter.signal.addEventListener("abort", () => {
      reader?.cancel(this.reason).catch(() => {});
    });
    for (const [name, value] of response.headers) {
      this.rawHeaders.push(Buffer.from(name, "latin1"), Buffer.from(value, "latin1"));
    }
    const text = response.statusText || (STATUS_CODES[response.status] ?? "");
    this.#listener.onHead(this, response.status, text);
    if (this.#options.method === "HEAD") await reader?.cancel();
    else if (reader) await this.#pump(reader);
    await this.#resumed();
    if (this.isOver) return;
    this.#finish();
    this.#listener.onEnd(this);
  }

  async #pump(reader: {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  }): Promise<void> {
    const { bodyTimeout } = this.#options;
    for (let isDone = false; !isDone && !this.isOver; ) {
      await this.#resumed();
      this.#expect(bodyTimeout, () => new this.#errors.BodyTimeoutError());
      const { done, value } = await reader.read();
      clearTimeout(this.#timer);
      if (value && !this.isOver) this.#listener.onData(this, bytesOf(value));
      isDone = done;
    }
  }

  async #resumed(): Promise<void> {
    while (this.paused && !this.isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #expect(within: number | null | undefined, late: () => Error): void {
    clearTimeout(this.#timer);
    if (within && !this.isOver) this.#timer = setTimeout(() => this.abort(late()), within);
  }

  #finish(): void {
    this.isOver = true;
    clearTimeout(this.#timer);
    this.#settle();
  }
}

function bytesOf(chunk: unknown): Buffer {
  if (typeof chunk === "string") return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) {
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  throw new TypeError(
    `Cannot send a body: a chunk of it is ${typeof chunk}. Use strings or Uint8Arrays.`,
  );
}
