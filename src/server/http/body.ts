// Reads a request's body up to a limit, and no further.

/** The bytes, or undefined when there are more than `max`. */
export async function readBody(request: Request, max: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    if (Number(announced) > max) return undefined;
    return new Uint8Array(await request.arrayBuffer());
  }
  if (!request.body) return new Uint8Array();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of request.body) {
    length += part.byteLength;
    if (length > max) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export type Parsed = { readonly value: unknown; readonly problem?: never } | { readonly problem: string };

/** An empty body is no value at all. */
export function parseJson(bytes: Uint8Array<ArrayBuffer>): Parsed {
  if (bytes.byteLength === 0) return { value: undefined };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) };
  } catch {
    return { problem: "The request body is not valid JSON." };
  }
}
