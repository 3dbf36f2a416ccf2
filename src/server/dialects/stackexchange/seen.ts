// What a visitor may see of what a path names: the room, or the message with its room.

import type { ErrorName } from "../../../contracts/stackexchange/errors.ts";
import type { ConversationId } from "../../engine/ids.ts";
import { forum } from "../../engine/queries.ts";
import type { ForumConversation } from "../../engine/rules/attendance.ts";
import type { Message } from "../../engine/state.ts";
import type { VisitReply } from "../dialect.ts";
import type { ChatCall } from "./call.ts";
import { messageId, roomId } from "./decode.ts";
import { refusalReply, type WireRefusal } from "./errors.ts";
import { problemPage } from "./pages/index.ts";
import { pageReply } from "./replies.ts";
import { shellOf } from "./views.ts";

export function refuse(call: ChatCall, refusal: WireRefusal): VisitReply {
  return refusalReply(refusal, call.isStrict);
}

type FoundRoom =
  | { readonly room: ForumConversation; readonly reply?: never }
  | { readonly reply: VisitReply };

/** Rooms that a visitor may not see are not there. */
export function findRoom(call: ChatCall, error: ErrorName = "roomUnknown"): FoundRoom {
  return roomById(call, roomId(call.params["room"]), error);
}

export function roomById(
  call: ChatCall,
  conversation: ConversationId,
  error: ErrorName = "roomUnknown",
): FoundRoom {
  const seen = forum(call.chat.state, { by: call.visitor?.person, conversation });
  return seen.refusal ? { reply: refuse(call, { error }) } : { room: seen.value };
}

type FoundMessage =
  | { readonly room: ConversationId; readonly message: Message; readonly reply?: never }
  | { readonly reply: VisitReply };

export function findMessage(call: ChatCall, error: ErrorName = "messageUnknown"): FoundMessage {
  const found = call.chat.message(messageId(call.params["message"]));
  const isVisible =
    found &&
    !forum(call.chat.state, { by: call.visitor?.person, conversation: found.room }).refusal;
  return isVisible ? found : { reply: refuse(call, { error }) };
}

/** A page that says that there is nothing, for what browsers ask for. */
export function missingPage(call: ChatCall, text: string): VisitReply {
  return pageReply(problemPage(shellOf(call), { status: 404, title: "Page not found", text }), 404);
}
