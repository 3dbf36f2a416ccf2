// Typing notifications on the wire.

import type { ChatModel } from "../../../contracts/acs/index.ts";
import type { typingOperations } from "../../../contracts/acs/typing.ts";
import type { Call, Codec, Reply } from "../dialect.ts";
import { decodeClaim } from "./decode.ts";
import { refusalError } from "./errors.ts";
import { isWireError } from "./identifiers.ts";

export const typingCodecs = {
  ChatThread_SendTypingNotification: sendTyping,
} as const satisfies Record<keyof typeof typingOperations, Codec>;

function sendTyping(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const body = call.body as ChatModel<"SendTypingNotificationRequest"> | undefined;
  const senderName = body?.senderDisplayName;
  const result = call.tenant.execute({
    type: "showTyping",
    ...claim,
    ...(typeof senderName === "string" && { senderName }),
  });
  return result.refusal ? refusalError(result.refusal) : {};
}
