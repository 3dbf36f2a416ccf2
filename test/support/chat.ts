// A bare client of the emulated resource for tests: raw requests in, status, headers and JSON out.

import { expect } from "vitest";
import { signRequest } from "../../src/server/dialects/acs/signature.ts";
import {
  type AcsUser,
  type ChatEmulator,
  createChatEmulator,
  type EmulatorOptions,
} from "../../src/server/index.ts";

export const NEWEST = "2025-03-15";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is empty. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every version.
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is instead of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly version?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Chat implements AsyncDisposable {
  readonly emulator: ChatEmulator;

  constructor(emulator: ChatEmulator) {
    this.emulator = emulator;
  }

  /** Calls chat as a user, or with any text as token, or with none. */
  async call(
    as: AcsUser | string | undefined,
    method: string,
    path: string,
    { body, raw, version = NEWEST, query = {}, headers = {} }: CallOptions = {},
  ): Promise<Answer> {
    const token = typeof as === "string" ? as : as?.token;
    const parameters = new URLSearchParams({
      ...query,
      ...(version && { "api-version": version }),
    });
    const target = path.includes("?") ? path : `${path}?${parameters}`;
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return this.send(method, target, {
      ...(sent !== undefined && { body: sent }),
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(sent !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
    });
  }

  /** Calls identity with a good signature. */
  async sign(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { body, raw, version = "2023-10-01", query = {}, headers = {} } = options;
    const target = `${path}?${new URLSearchParams({ ...query, "api-version": version })}`;
    const sent = typeof raw === "string" ? raw : body === undefined ? "" : JSON.stringify(body);
    const { host, ...signed } = signRequest({
      method,
      target,
      body: Buffer.from(sent),
      host: "localhost:2428",
      accessKey: this.emulator.acs.accessKey,
      now: Date.now(),
    });
    return this.send(method, target, {
      ...(sent !== "" && { body: sent }),
      headers: { "content-type": "application/json", ...signed, ...headers },
    });
  }

  async send(method: string, target: string, init: RequestInit = {}): Promise<Answer> {
    const url = `https://localhost:2428${target}`;
    const response = await this.emulator.fetch(new Request(url, { method, ...init }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  /** A new thread of these users, made by the first. */
  async thread(users: readonly AcsUser[], topic = "Launch"): Promise<string> {
    const participants = users.map(({ id }) => ({ communicationIdentifier: { rawId: id } }));
    const made = await this.call(users[0], "POST", "/chat/threads", {
      body: { topic, participants },
    });
    expect(made.status).toBe(201);
    return `/chat/threads/${encodeURIComponent(made.body.chatThread.id)}`;
  }

  async say(user: AcsUser, thread: string, content: string): Promise<string> {
    const sent = await this.call(user, "POST", `${thread}/messages`, { body: { content } });
    expect(sent.status).toBe(201);
    return sent.body.id;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.emulator.close();
  }
}

export async function openChat(options: EmulatorOptions = {}): Promise<Chat> {
  return new Chat(await createChatEmulator(options));
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
