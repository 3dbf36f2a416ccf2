// Control requests for tests: each answer is held against what the table of routes says of it.

import { Ajv } from "ajv";
import { expect } from "vitest";
import { matchRoute } from "../../src/server/control/match-route.ts";
import { routes } from "../../src/server/control/table.ts";
import {
  type ChatEmulator,
  createChatEmulator,
  type EmulatorOptions,
} from "../../src/server/index.ts";

export interface Sent {
  readonly body?: unknown;
  /** Sent as it is instead of `body`. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Before `/_emulator`. */
  readonly at?: string;
}

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every route.
  readonly body: any;
}

const ajv = new Ajv({ strict: false, validateFormats: false });

export class Desk implements AsyncDisposable {
  readonly emulator: ChatEmulator;

  constructor(emulator: ChatEmulator) {
    this.emulator = emulator;
  }

  async send(method: string, path: string, sent: Sent = {}): Promise<Told> {
    const { body, raw, headers = {}, at = "https://localhost:2428" } = sent;
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(`${at}/_emulator/${path}`, {
      method,
      headers: { ...(content !== undefined && { "content-type": "application/json" }), ...headers },
      ...(content !== undefined && { body: content }),
    });
    const response = await this.emulator.fetch(request);
    const text = await response.text();
    expect(response.headers.get("cache-control")).toBe("no-store");
    const told = { status: response.status, headers: response.headers, body: parse(text) };
    if (response.ok) expectAsDescribed(method, path, told);
    return told;
  }

  /** What a good request is answered. */
  async get(path: string, sent: Sent = {}): Promise<Told["body"]> {
    const { status, body } = await this.send("GET", path, sent);
    expect(status).toBe(200);
    return body;
  }

  async post(path: string, body?: unknown, sent: Sent = {}): Promise<Told> {
    return this.send("POST", path, { ...sent, body });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.emulator.close();
  }
}

export async function openDesk(options: EmulatorOptions = {}): Promise<Desk> {
  return new Desk(await createChatEmulator(options));
}

function expectAsDescribed(method: string, path: string, { status, body }: Told): void {
  const { pathname } = new URL(`http://localhost/_emulator/${path}`);
  const { route } = matchRoute(routes, method, pathname);
  const answer = route.answers.find((one) => one.status === status);
  expect(answer, `${method} ${path} is answered ${status}`).toBeDefined();
  if (!answer?.schema) {
    expect(body).toBeUndefined();
    return;
  }
  const validate = ajv.compile(answer.schema as object);
  validate(body);
  expect(validate.errors ?? []).toEqual([]);
}

function parse(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}
