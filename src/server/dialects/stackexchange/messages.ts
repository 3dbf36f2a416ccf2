// Messages: sending, editing, deleting, flagging, and reading one of them.

import type { ErrorName } from "../../../contracts/stackexchange/errors.ts";
import type { MessageId } from "../../engine/ids.ts";
import { forum } from "../../engine/queries.ts";
import type { RefusalType } from "../../engine/refusals.ts";
import type { VisitReply } from "../dialect.ts";
import { byMember, type ChatCall, type ChatCodec, type MemberCall } from "./call.ts";
import { roomId, wholeNumber } from "./decode.ts";
import { renderingOf, seconds, sourceOf } from "./encode.ts";
import { refusalOf, refusalReply, type WireRefusal } from "./errors.ts";
import { jsonReply, ok, pageReply, textReply } from "./replies.ts";
import { findMessage, refuse } from "./seen.ts";

/** One line of a message; several lines may be longer (stackexchange-chat 1.8). */
const LINE_MAX = 500;
/** Assumed: nobody says how long several lines may be. */
const TEXT_MAX = 30_000;

function problemOfText(text: string): WireRefusal | undefined {
  if (text.trim() === "") return { error: "emptyMessage" };
  const isLine = !/[\r\n]/.test(text);
  return [...text].length > (isLine ? LINE_MAX : TEXT_MAX) ? { error: "tooLong" } : undefined;
}

function send(call: MemberCall): VisitReply {
  const { chat, form, params, visitor, now } = call;
  const text = form["text"] ?? "";
  const problem = problemOfText(text) ?? throttled(call);
  if (problem) return refuse(call, problem);
  const room = roomId(params["room"]);
  const by = visitor.person;
  const { outcome, refusal } = chat.space.execute({
    type: "postMessage",
    by,
    conversation: room,
    kind: "text",
    text,
    ...chat.compose(text, { by, room }),
  });
  // A duplicate is no error: it is not sent, and says so with nulls.
  if (refusal?.type === "repeated") return jsonReply({ id: null, time: null });
  if (refusal) return refuse(call, refusalOf(refusal, { notAllowed: "roomUnknown" }));
  return jsonReply({ id: outcome.message, time: seconds(now) });
}

const editErrors = {
  notSender: "notOwnEdit",
  messageDeleted: "deletedCannotEdit",
  tooLate: "tooLateToEdit",
} as const satisfies Partial<Record<RefusalType, ErrorName>>;

const deleteErrors = {
  notSender: "notOwnDelete",
  messageDeleted: "alreadyDeleted",
  tooLate: "tooLateToDelete",
} as const satisfies Partial<Record<RefusalType, ErrorName>>;

function edit(call: MemberCall): VisitReply {
  const { chat, form, visitor } = call;
  const text = form["text"] ?? "";
  const problem = problemOfText(text) ?? throttled(call);
  if (problem) return refuse(call, problem);
  const found = findMessage(call);
  if (found.reply) return found.reply;
  const { room, message } = found;
  const { replyTo = null, mentions } = chat.compose(text, {
    by: message.sender ?? visitor.person,
    room,
  });
  const { refusal } = chat.space.execute({
    type: "editMessage",
    by: visitor.person,
    conversation: room,
    message: message.id,
    text,
    replyTo,
    mentions,
  });
  return refusal ? refuse(call, refusalOf(refusal, editErrors)) : ok;
}

function remove(call: MemberCall): VisitReply {
  const problem = throttled(call);
  if (problem) return refuse(call, problem);
  const found = findMessage(call);
  if (found.reply) return found.reply;
  const { refusal } = call.chat.space.execute({
    type: "deleteMessage",
    by: call.visitor.person,
    conversation: found.room,
    message: found.message.id,
  });
  return refusal ? refuse(call, refusalOf(refusal, deleteErrors)) : ok;
}

/** Sending, editing and deleting count together, over all rooms of a host. */
function throttled({ network, chat, visitor, now }: MemberCall): WireRefusal | undefined {
  const wait = network.throttle.ask(`${chat.name} ${visitor.person}`, now);
  return wait === undefined ? undefined : { error: "throttled", fill: { n: wait } };
}

function flag(call: MemberCall): VisitReply {
  const found = findMessage(call);
  if (found.reply) return found.reply;
  const { refusal } = call.chat.space.execute({
    type: "toggleMark",
    mark: "flag",
    by: call.visitor.person,
    conversation: found.room,
    message: found.message.id,
  });
  return refusal ? refuse(call, refusalOf(refusal)) : ok;
}

/** Tells the service that a mention was seen; nothing depends on it. */
const acknowledge: ChatCodec = () => ok;

/** The content as HTML, or with `plain=true` the markdown as it was written. */
function content(call: ChatCall): VisitReply {
  const found = findMessage(call, "pageUnknown");
  if (found.reply) return found.reply;
  const { message } = found;
  if (message.deletedAt !== undefined) return refuse(call, { error: "pageUnknown" });
  return call.query["plain"] === "true"
    ? textReply(200, sourceOf(message))
    : pageReply(renderingOf(call.chat, message).html);
}

/** Where the page of a room shows a part only; here pages always show all of it. */
function fullText(call: ChatCall): VisitReply {
  const found = findMessage(call, "pageUnknown");
  if (found.reply) return found.reply;
  const isElsewhere = found.room !== roomId(call.params["room"]);
  const { message } = found;
  if (isElsewhere || message.deletedAt !== undefined) return refuse(call, { error: "pageUnknown" });
  return pageReply(renderingOf(call.chat, message).html);
}

/** The newest message before that one, and how many seconds lie between them. */
function lastMessage(call: ChatCall): VisitReply {
  const { chat, visitor, params, form } = call;
  const seen = forum(chat.state, { by: visitor?.person, conversation: roomId(params["room"]) });
  if (seen.refusal) return refusalReply(refusalOf(seen.refusal), call.isStrict);
  const below = wholeNumber(form["beforeId"], Number.POSITIVE_INFINITY);
  const { messages } = seen.value;
  const [last] = messages.descend({ below, from: 0, limit: 1 });
  if (!last) return refuse(call, { error: "pageUnknown" });
  const asked = messages.get(below as MessageId);
  const gap = asked ? Math.max(0, seconds(asked.createdAt) - seconds(last.createdAt)) : 0;
  return jsonReply({ msgid: last.id, gap });
}

export const messageCodecs = {
  Chat_Send: byMember(send),
  Chat_Edit: byMember(edit),
  Chat_Delete: byMember(remove),
  Chat_Flag: byMember(flag),
  Chat_Acknowledge: acknowledge,
  Chat_GetContent: content,
  Chat_GetFullText: fullText,
  Chat_GetLastMessage: lastMessage,
} satisfies Record<string, ChatCodec>;
