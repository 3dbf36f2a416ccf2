// Uploading pictures, which the emulator does not keep: nobody has described what the service answers.

import type { VisitReply } from "../dialect.ts";
import type { ChatCodec } from "./call.ts";
import { textReply } from "./replies.ts";

function upload(): VisitReply {
  return textReply(
    501,
    "Cannot keep a picture: the emulator has no host for them. Send the address of a picture in a message instead.",
  );
}

export const imageCodecs = { Chat_UploadImage: upload } satisfies Record<string, ChatCodec>;
