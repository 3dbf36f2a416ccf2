// Calls the control plane of an emulator in another process.

import { trackInTurn } from "./inside-turn.ts";
import { sendOver } from "./wire.ts";

/** What the server refused, in its own words. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export class ControlLine {
  readonly url: string;
  readonly #token: string | undefined;

  /** `url` ends with `/_emulator`; before that it may name a tenant. */
  constructor(url: string, token?: string) {
    this.url = url;
    this.#token = token;
  }

  async get<Answer>(path: string, query: object = {}): Promise<Answer> {
    return await trackInTurn(this.#ask<Answer>("GET", path, { query }));
  }

  async post<Answer>(path: string, body?: unknown): Promise<Answer> {
    return await trackInTurn(this.#ask<Answer>("POST", path, { body }));
  }

  /** Whether there was anything to delete. */
  async delete(path: string, query: object = {}): Promise<boolean> {
    const response = await trackInTurn(this.#send("DELETE", path, { query, allow: 404 }));
    return response.status !== 404;
  }

  /** A stream of server-sent events. */
  follow(path: string, query: object, signal: AbortSignal): Promise<Response> {
    return this.#send("GET", path, { query, signal, accept: "text/event-stream" });
  }

  async #ask<Answer>(method: string, path: string, sent: Sent): Promise<Answer> {
    return readAs<Answer>(await this.#send(method, path, sent));
  }

  async #send(
    method: string,
    path: string,
    { query = {}, body, allow, signal, accept }: Sent,
  ): Promise<Response> {
    const response = await sendOver(`${this.url}/${path}${queryOf(query)}`, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(accept !== undefined && { accept }),
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    if (response.ok) return response;
    const text = await response.text();
    if (response.status === allow) return response;
    throw new ControlError(response.status, problemIn(text) ?? `${method} ${path}: ${text}`);
  }
}

interface Sent {
  readonly query?: object;
  readonly body?: unknown;
  /** A status that is no error. */
  readonly allow?: number;
  readonly signal?: AbortSignal;
  readonly accept?: string;
}

function queryOf(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

/** The control plane and this file are of one version: what comes is what is declared. */
async function readAs<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

function problemIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text);
    if (typeof error === "string") return error;
    return typeof error?.message === "string" ? error.message : undefined;
  } catch {
    return undefined;
  }
}
