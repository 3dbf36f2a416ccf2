// Pictures that are uploaded to be shown in messages.

import type { Operation } from "../contract.ts";

export const imageOperations = {
  /** A multipart form; a page with the picture's address in a script comes back. */
  Chat_UploadImage: {
    method: "POST",
    path: "/upload/image",
    auth: "session",
    body: { model: "binary", isRequired: true },
    success: { status: 200, mediaType: "text/html" },
  },
} as const satisfies Record<string, Operation>;
