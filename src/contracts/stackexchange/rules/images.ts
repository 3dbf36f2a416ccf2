// Rules of pictures.

import type { Rule } from "../../contract.ts";
import type { imageOperations } from "../images.ts";

export const imageRules = {
  Chat_UploadImage: [
    {
      id: "images.upload",
      says: "A picture is sent as a multipart form and answered with a page that has its address.",
      evidence: "assumed",
      source: "assumed: only the path is documented (reference 1.17)",
    },
  ],
} as const satisfies Record<keyof typeof imageOperations, readonly Rule[]>;
