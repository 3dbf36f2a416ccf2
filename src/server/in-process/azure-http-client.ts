// The `httpClient` option of Azure SDK clients, answered from a fetch function with no socket.

import { addAbortSignal, Readable } from "node:stream";

/** The SDK's `HttpClient`, by its form, so that no SDK is needed to build the emulator. */
export interface AzureHttpClient {
  sendRequest<Sent extends AzureRequest>(request: Sent): Promise<AzureResponse<Sent>>;
}

export interface AzureRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Iterable<[string, string]>;
  /** Milliseconds until the request is aborted; 0 for never. */
  readonly timeout: number;
  /** Text, bytes, a Blob, a form, a stream, or a function that makes a stream. */
  readonly body?: unknown;
  readonly abortSignal?: AzureAbortSignal | undefined;
  /** The statuses whose body is handed over as a stream; infinity stands for all of them. */
  readonly streamResponseStatusCodes?: ReadonlySet<number> | undefined;
}

export interface AzureAbortSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface AzureResponse<Sent> {
  request: Sent;
  status: number;
  headers: AzureHeaders;
  bodyAsText?: string;
  readableStreamBody?: Readable;
}

export interface AzureHeaders extends Iterable<[string, string]> {
  get(name: string): string | undefined;
  has(name: string): boolean;
  set(name: string, value: string | number | boolean): void;
  delete(name: string): void;
  toJSON(): Record<string, string>;
}

export function createAzureHttpClient(
  fetch: (request: Request) => Promise<Response>,
): AzureHttpClient {
  return {
    async sendRequest<Sent extends AzureRequest>(sent: Sent): Promise<AzureResponse<Sent>> {
      const deadline = new Deadline(sent);
      let decoded: AzureResponse<Sent> | undefined;
      try {
        const response = await deadline.before(fetch(requestOf(sent, deadline.signal)));
        decoded = await deadline.before(decode(sent, response));
        return decoded;
      } finally {
        deadline.passTo(decoded?.readableStreamBody);
      }
    },
  };
}

/** Ends a request when its signal or its timeout says so, even if whoever answers does not look. */
class Deadline {
  readonly signal: AbortSignal;
  readonly #aborter = new AbortController();
  readonly #source: AzureAbortSignal | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #end: () => void;

  constructor({ abortSignal, timeout }: AzureRequest) {
    this.signal = this.#aborter.signal;
    this.#source = abortSignal;
    // The name is how the SDK tells an abort from a failure, which it would try again.
    this.#end = () =>
      this.#aborter.abort(new DOMException("The operation was aborted.", "AbortError"));
    if (abortSignal?.aborted) this.#end();
    else abortSignal?.addEventListener("abort", this.#end);
    if (timeout > 0) this.#timer = setTimeout(this.#end, timeout);
  }

  async before<Value>(promise: Promise<Value>): Promise<Value> {
    const { signal } = this;
    let onAbort = () => {};
    const ended = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(signal.reason);
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort);
    });
    try {
      return await Promise.race([ended, promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** The request is over, but for a body that is still to be read. */
  passTo(stream: Readable | undefined): void {
    const forget = () => this.#source?.removeEventListener("abort", this.#end);
    clearTimeout(this.#timer);
    if (stream) addAbortSignal(this.signal, stream).once("close", forget);
    else forget();
  }
}

function requestOf(sent: AzureRequest, signal: AbortSignal): Request {
  signal.throwIfAborted();
  const headers = new Headers([...sent.headers]);
  const body = bodyOf(sent.body);
  if (body instanceof Uint8Array && !headers.has("content-length")) {
    headers.set("content-length", String(body.byteLength));
  }
  return new Request(sent.url, {
    method: sent.method,
    headers,
    signal,
    ...(body && { body, duplex: "half" }),
  });
}

function bodyOf(source: unknown): NonNullable<RequestInit["body"]> | undefined {
  const body: unknown = typeof source === "function" ? source() : source;
  if (body === null || body === undefined || body === "") return undefined;
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) {
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  }
  if (body instanceof Blob || body instanceof FormData) return body;
  if (isAsyncIterable(body)) return upload(body);
  throw new TypeError(
    "Cannot send the body: it is no text, no bytes, no Blob, no form and no stream.",
  );
}

function isAsyncIterable(value: unknown): value is AsyncIterable<string | Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** A stream of text is fine for a socket, but not for a `Request`. */
async function* upload(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

async function decode<Sent extends AzureRequest>(
  request: Sent,
  response: Response,
): Promise<AzureResponse<Sent>> {
  const { status } = response;
  const decoded = { request, status, headers: new ResponseHeaders(response.headers) };
  if (request.method === "HEAD") return decoded;
  const streamed = request.streamResponseStatusCodes;
  if (streamed?.has(status) || streamed?.has(Number.POSITIVE_INFINITY)) {
    const { body } = response;
    return { ...decoded, readableStreamBody: body ? Readable.fromWeb(body) : Readable.from([]) };
  }
  return { ...decoded, bodyAsText: await response.text() };
}

class ResponseHeaders implements AzureHeaders {
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = new Headers(headers);
  }

  get(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }

  has(name: string): boolean {
    return this.#headers.has(name);
  }

  set(name: string, value: string | number | boolean): void {
    this.#headers.set(name, String(value));
  }

  delete(name: string): void {
    this.#headers.delete(name);
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this.#headers);
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.#headers[Symbol.iterator]();
  }
}
