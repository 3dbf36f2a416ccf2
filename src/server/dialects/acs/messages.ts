// Messages on the wire: send, list, read, edit and delete.

import type { ChatModel } from "../../../contracts/acs/index.ts";
import type { messageOperations } from "../../../contracts/acs/messages.ts";
import * as queries from "../../engine/queries.ts";
import type { MessageAttachment, Priority } from "../../engine/state.ts";
import type { Call, Codec, Reply } from "../dialect.ts";
import { decodeClaim, decodeContent, decodeMetadata } from "./decode.ts";
import { MessageTexts, reply } from "./encode.ts";
import { refusalError } from "./errors.ts";
import { decodeMessage, isWireError } from "./identifiers.ts";
import { messagePosition, messagesLink, pageSize, pageSizes, startTime } from "./paging.ts";
import { threadLocation } from "./threads.ts";

/** What only some versions let a message carry. */
interface VersionedParts {
  readonly attachments?: readonly ChatModel<"ChatAttachment">[] | null;
  readonly priority?: "Normal" | "High" | null;
}

export function createMessageCodecs() {
  const texts = new MessageTexts();
  return {
    ChatThread_SendChatMessage: sendMessage,
    ChatThread_ListChatMessages: (call: Call) => listMessages(call, texts),
    ChatThread_GetChatMessage: (call: Call) => getMessage(call, texts),
    ChatThread_UpdateChatMessage: updateMessage,
    ChatThread_DeleteChatMessage: deleteMessage,
  } as const satisfies Record<keyof typeof messageOperations, Codec>;
}

function sendMessage(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const body = call.body as ChatModel<"SendChatMessageRequest"> & VersionedParts;
  const text = decodeContent(body.content);
  if (isWireError(text)) return text;
  const metadata = decodeMetadata(body.metadata, Number.POSITIVE_INFINITY);
  if (isWireError(metadata)) return metadata;
  const result = call.tenant.execute({
    type: "postMessage",
    by: claim.by,
    conversation: claim.conversation,
    kind: body.type ?? "text",
    text,
    ...(typeof body.senderDisplayName === "string" && { senderName: body.senderDisplayName }),
    ...(metadata && { metadata }),
    ...decodeParts(body),
  });
  if (result.refusal) return refusalError(result.refusal);
  const id = String(result.outcome.message);
  const location = `${threadLocation(call, claim.conversation)}/messages/${id}`;
  return reply(call, "SendChatMessageResult", { id }, { location });
}

function listMessages(call: Call, texts: MessageTexts): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const size = pageSize(call, pageSizes.messages);
  if (isWireError(size)) return size;
  const start = startTime(call);
  if (isWireError(start)) return start;
  const position = messagePosition(call, claim.conversation);
  if (isWireError(position)) return position;
  const answer = queries.messages(call.tenant.engine.state, {
    by: claim.by,
    conversation: claim.conversation,
    limit: size,
    ...(position && { below: position.last }),
    ...(start !== undefined && { from: start }),
  });
  if (answer.refusal) return refusalError(answer.refusal);
  const { page, newest } = answer.value;
  const items = texts.at(call.version).page(call, claim.conversation, page);
  const last = page.at(-1);
  // No look-ahead: a full page always links on, if need be to an empty one (observed).
  if (!last || page.length < size) return { json: `{"value":[${items}]}` };
  const nextLink = messagesLink(call, {
    thread: claim.conversation,
    position: { last: last.version, newest: position?.newest ?? newest },
    size,
    startTime: start ?? 0,
  });
  // Every part of a link is escaped or checked, so that it needs no escaping here.
  return { json: `{"value":[${items}],"nextLink":"${nextLink}"}` };
}

function getMessage(call: Call, texts: MessageTexts): Reply {
  const claim = decodeMessageClaim(call);
  if (isWireError(claim)) return claim;
  const answer = queries.message(call.tenant.engine.state, claim);
  if (answer.refusal) return refusalError(answer.refusal);
  return { json: texts.at(call.version).message(call, claim.conversation, answer.value) };
}

function updateMessage(call: Call): Reply {
  const claim = decodeMessageClaim(call);
  if (isWireError(claim)) return claim;
  const body = call.body as ChatModel<"UpdateChatMessageRequest"> & VersionedParts;
  const text = typeof body.content === "string" ? decodeContent(body.content) : undefined;
  if (isWireError(text)) return text;
  const metadata = decodeMetadata(body.metadata, Number.POSITIVE_INFINITY);
  if (isWireError(metadata)) return metadata;
  const result = call.tenant.execute({
    type: "editMessage",
    ...claim,
    ...(text !== undefined && { text }),
    ...(metadata && { metadata }),
    ...decodeParts(body),
  });
  return result.refusal ? refusalError(result.refusal) : {};
}

function deleteMessage(call: Call): Reply {
  const claim = decodeMessageClaim(call);
  if (isWireError(claim)) return claim;
  const result = call.tenant.execute({ type: "deleteMessage", ...claim });
  return result.refusal ? refusalError(result.refusal) : {};
}

function decodeMessageClaim(call: Call) {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const message = decodeMessage(call.params["chatMessageId"] ?? "");
  if (isWireError(message)) return message;
  // Written out: a spread costs a microsecond here.
  return { by: claim.by, conversation: claim.conversation, message };
}

function decodeParts({ attachments, priority }: VersionedParts): {
  attachments?: readonly MessageAttachment[];
  priority?: Priority;
} {
  return {
    ...(attachments && { attachments: attachments.map(decodeAttachment) }),
    ...(priority && { priority: priority === "High" ? "high" : "normal" }),
  };
}

function decodeAttachment(attachment: ChatModel<"ChatAttachment">): MessageAttachment {
  const { id, attachmentType, name, url, previewUrl } = attachment;
  return {
    id,
    kind: attachmentType,
    ...(typeof name === "string" && { name }),
    ...(typeof url === "string" && { url }),
    ...(typeof previewUrl === "string" && { previewUrl }),
  };
}
