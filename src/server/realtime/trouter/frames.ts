// Frames of socket.io 0.9, protocol 1: `type:[id][+]:[endpoint][:data]`, and several of them in one body.

export type Frame =
  | { readonly type: "disconnect" | "connect" | "heartbeat" | "message" | "error" | "noop" }
  | { readonly type: "json"; readonly value: unknown }
  | { readonly type: "event"; readonly id: string | undefined; readonly name: string }
  | { readonly type: "ack" };

export const disconnectFrame = "0::";
export const connectFrame = "1::";
export const heartbeatFrame = "2::";
export const noopFrame = "8::";
/** "client not handshaken", with the advice to connect anew. */
export const notHandshakenFrame = "7:::1+0";
/** "unauthorized". */
export const unauthorizedFrame = "7:::2";

export function eventFrame(name: string, ...args: readonly unknown[]): string {
  return `5:::${JSON.stringify({ name, args })}`;
}

/** The SDK only looks at whether it comes. */
export function acknowledgementFrame(id: string): string {
  return `6:::${id}+["pong"]`;
}

/** A push looks like an HTTP request to the client, which answers it; the body is a JSON string, quoted already. */
export function pushFrame(id: number, url: string, body: string): string {
  return `3:::{"id":${id},"method":"POST","url":"${url}","headers":{"Content-Type":"application/json"},"body":${body}}`;
}

const grammar = /^([0-8]):(\d*)(\+?):([^:]*)(?::([\s\S]*))?$/;

const plainTypes = [
  "disconnect",
  "connect",
  "heartbeat",
  "message",
  "",
  "",
  "",
  "error",
  "noop",
] as const;

/** Undefined is garbage. */
export function readFrame(text: string): Frame | undefined {
  const [, digit, id = "", plus, , data = ""] = grammar.exec(text) ?? [];
  if (digit === undefined) return undefined;
  switch (digit) {
    case "4":
    case "3":
      return readJson(digit, data);
    case "5":
      return readEvent(data, plus === "+" ? id : undefined);
    case "6":
      return { type: "ack" };
    default: {
      const type = plainTypes[Number(digit)];
      return type ? { type } : undefined;
    }
  }
}

/** Answers to pushes come as messages with JSON in them. */
function readJson(digit: "3" | "4", data: string): Frame | undefined {
  const value = parse(data);
  if (value !== undefined) return { type: "json", value };
  return digit === "3" ? { type: "message" } : undefined;
}

function readEvent(data: string, id: string | undefined): Frame | undefined {
  const event = parse(data);
  if (typeof event !== "object" || event === null) return undefined;
  const name: unknown = Reflect.get(event, "name");
  return typeof name === "string" ? { type: "event", id, name } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const mark = "\ufffd";

/** One frame goes as it is, several each behind its length in UTF-16 units. */
export function writeFrames(frames: readonly string[]): string {
  const [first = ""] = frames;
  if (frames.length === 1) return first;
  return frames.map((frame) => `${mark}${frame.length}${mark}${frame}`).join("");
}

/** Undefined when a length is wrong. */
export function splitFrames(text: string): readonly string[] | undefined {
  if (!text.startsWith(mark)) return [text];
  const frames: string[] = [];
  for (let at = 0; at < text.length; ) {
    const lengthEnd = text.indexOf(mark, at + 1);
    if (text[at] !== mark || lengthEnd < 0) return undefined;
    const digits = text.slice(at + 1, lengthEnd);
    const end = lengthEnd + 1 + Number(digits);
    if (!/^\d{1,9}$/.test(digits) || end > text.length) return undefined;
    frames.push(text.slice(lengthEnd + 1, end));
    at = end;
  }
  return frames;
}
