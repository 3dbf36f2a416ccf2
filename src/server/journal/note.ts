// What is handed to a journal: what the server has in hand, by reference, to be copied and redacted only when it is read.

import type { Direction } from "./entry.ts";

/** A value, or the way to find it when somebody reads it. It must give the same whenever it is asked. */
type Lazy<Value> = Value | (() => Value);

type Text = string | Uint8Array | null | undefined;

interface Base {
  readonly at: number;
  readonly tenant: string;
  readonly vendor: string;
  readonly user?: Lazy<string | undefined> | undefined;
  readonly thread?: Lazy<string | undefined> | undefined;
  readonly session?: string | undefined;
  readonly fault?: readonly string[] | undefined;
}

export interface HttpNote extends Base {
  readonly kind: "http";
  readonly durationMs: number;
  readonly operation?: string | undefined;
  readonly apiVersion?: string | undefined;
  readonly method: string;
  /** Absolute, as in the `Request`. */
  readonly url: string;
  /** A reader that can be iterated, as `Headers` can, shows all headers; any other those that are known here. */
  readonly headers: { get(name: string): string | null };
  /** Node's own table, where there is one: it is then read instead of `headers`. */
  readonly table?: HeaderTable | undefined;
  /** Bytes are read as UTF-8 when their media type is one of text, else only counted. */
  readonly body?: Text;
  /** Complete: what is written into it later may or may not be shown. */
  readonly answer: {
    readonly status: number;
    readonly headers: AnswerHeaders;
    readonly body: Text;
  };
}

export interface SocketNote extends Base {
  readonly kind: "socket";
  readonly direction: Direction;
  readonly event?: string | undefined;
  readonly text?: Text;
  readonly code?: number | undefined;
}

export type Note = HttpNote | SocketNote;

type HeaderTable = Readonly<Record<string, string | readonly string[] | undefined>>;
export type AnswerHeaders =
  | Readonly<Record<string, string>>
  | readonly (readonly [name: string, value: string])[];

/** A text, or the length of one that is not kept. */
type KeptText = Text | number;

/** A note that holds no text that is too large to keep. */
export interface KeptHttp extends Omit<HttpNote, "body" | "answer"> {
  readonly body?: KeptText;
  readonly answer: Omit<HttpNote["answer"], "body"> & { readonly body: KeptText };
}

export interface KeptSocket extends Omit<SocketNote, "text"> {
  readonly text?: KeptText;
}

export type Kept = KeptHttp | KeptSocket;

/** In UTF-16 units or bytes. */
const TEXT_MAX = 256 * 1024;

/** The note itself, nearly always: only one with a text that is not to be kept is copied. */
export function keep(note: Note): Kept {
  if (note.kind === "socket") {
    return isKept(note.text) ? note : { ...note, text: lengthOf(note.text) };
  }
  const { body, answer } = note;
  if (isPlain(body) && isPlain(answer.body)) return note;
  const isSentKept = isKept(body, () => note.headers.get("content-type"));
  const isGivenKept = isKept(answer.body, () => headerOf(answer.headers, "content-type"));
  if (isSentKept && isGivenKept) return note;
  return {
    ...note,
    body: isSentKept ? body : lengthOf(body),
    answer: isGivenKept ? answer : { ...answer, body: lengthOf(answer.body) },
  };
}

/** The same without its texts, of which the lengths stay. */
export function withoutText(kept: Kept): Kept {
  if (kept.kind === "socket") return { ...kept, text: lengthOf(kept.text) };
  const { body, answer } = kept;
  return {
    ...kept,
    body: lengthOf(body),
    answer: { ...answer, body: lengthOf(answer.body) },
  };
}

/** How much text it holds. */
export function weight(kept: Kept): number {
  return kept.kind === "socket"
    ? weightOf(kept.text)
    : weightOf(kept.body) + weightOf(kept.answer.body);
}

/** The same with the values that were left to be found. */
export function settle(kept: Kept): Kept {
  if (typeof kept.user !== "function" && typeof kept.thread !== "function") return kept;
  return { ...kept, user: found(kept.user), thread: found(kept.thread) };
}

export function found(lazy: Lazy<string | undefined>): string | undefined {
  return typeof lazy === "function" ? lazy() : lazy;
}

/** The text, or how long it was. */
export function textOf(text: KeptText): { readonly text?: string; readonly length?: number } {
  if (typeof text === "number") return text === 0 ? {} : { length: text };
  if (text === null || text === undefined || text.length === 0) return {};
  if (typeof text === "string") return { text };
  return { text: Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString() };
}

/** The first value of a header, whose name is in lower case here and there. */
function headerOf(headers: AnswerHeaders, name: string): string | null {
  if (isPairs(headers)) return headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? null;
  return headers[name] ?? null;
}

function isPairs(headers: AnswerHeaders): headers is readonly (readonly [string, string])[] {
  return Array.isArray(headers);
}

function isPlain(text: Text): boolean {
  return typeof text === "string" ? text.length <= TEXT_MAX : !text;
}

function isKept(text: Text, mediaType?: () => string | null): boolean {
  if (isPlain(text)) return true;
  if (typeof text === "string" || !text || text.byteLength > TEXT_MAX) return false;
  const type = mediaType ? mediaType() : "text/plain";
  return type !== null && /^text\/|json|xml|x-www-form-urlencoded/i.test(type);
}

function lengthOf(text: KeptText): number {
  return typeof text === "number" ? text : weightOf(text);
}

function weightOf(text: KeptText): number {
  return typeof text === "string" || text instanceof Uint8Array ? text.length : 0;
}
