// Reads a request's body up to a limit, and no further.

import type { HeaderReader } from "../dialects/dialect.ts";

/** A request's body: as bytes where a signature or an image needs them, otherwise as text, which is cheaper. */
export type Body =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly text?: never }
  | { readonly bytes?: never; readonly text: string };

/** The body, or undefined when it has more than `max` bytes. */
export async function readBody(
  request: Request,
  headers: HeaderReader,
  { max, asBytes }: { readonly max: number; readonly asBytes: boolean },
): Promise<Body | undefined> {
  const announced = headers.get("content-length");
  // Without an announced length the body is counted while it comes.
  if (announced === null) return readCounted(request, max);
  if (Number(announced) > max) return undefined;
  if (asBytes) return { bytes: new Uint8Array(await request.arrayBuffer()) };
  return { text: await request.text() };
}

async function readCounted(request: Request, max: number): Promise<Body | undefined> {
  if (!request.body) return { bytes: new Uint8Array() };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of request.body) {
    length += part.byteLength;
    if (length > max) return undefined;
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts) };
}

export type Parsed =
  | { readonly value: unknown; readonly problem?: never }
  | { readonly value?: never; readonly problem: string };

/** An empty body is no value at all. */
export function parseJson(body: Body): Parsed {
  const text =
    body.text ??
    Buffer.from(body.bytes.buffer, body.bytes.byteOffset, body.bytes.byteLength).toString();
  if (text === "") return { value: undefined };
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) };
  } catch {
    return { problem: "The request body is not valid JSON." };
  }
}
