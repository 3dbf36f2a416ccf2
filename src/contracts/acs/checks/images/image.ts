// A picture to upload.

import type { CallInput } from "../caller.ts";

/** A GIF of one dot, which has a colour table nowhere and so is text all through. */
export const GIF = "GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/** How it is uploaded under a name. */
export function image(name: string): CallInput {
  return {
    raw: GIF,
    headers: { "content-type": "application/octet-stream", "image-filename": name },
  };
}
