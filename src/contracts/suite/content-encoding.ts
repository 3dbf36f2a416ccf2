// Undoes the compression that an endpoint, or a proxy before it, may use also where nobody has asked for it.

import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { malformed, tooLarge } from "./no-answer.ts";
import type { RecordedRequest } from "./recorded.ts";

const decoders: Readonly<
  Record<string, (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer>
> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

export interface Encoded {
  readonly request: RecordedRequest;
  readonly headers: Readonly<Record<string, string>>;
  /** The most bytes that may come of it. */
  readonly max: number;
}

/** The body as it was before; throws NoAnswer when it is none, or too large. */
export function decoded(bytes: Buffer, { request, headers, max }: Encoded): Buffer {
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (bytes.length === 0 || encoding === "identity") return bytes;
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decode) throw malformed(request, `in the content-encoding ${encoding}, which is not known`);
  try {
    return decode(bytes, { maxOutputLength: max });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(request, max);
    throw malformed(request, `with a body that is no ${encoding}, or not all of it`, error);
  }
}
