// What owners and moderators do to rooms: make, change, freeze and delete them, and move and delete what was said.

import type { Command } from "../../engine/commands.ts";
import type { Entry } from "../../engine/forum.ts";
import type { ConversationId, MessageId } from "../../engine/ids.ts";
import type { VisitReply } from "../dialect.ts";
import { byMember, type ChatCodec, type MemberCall } from "./call.ts";
import { idList, messageId, roomId, wholeNumber } from "./decode.ts";
import { refusalOf } from "./errors.ts";
import { slug } from "./pages/index.ts";
import { jsonReply, ok, redirectReply } from "./replies.ts";
import { findRoom, refuse, roomById } from "./seen.ts";

const entries: ReadonlyMap<string, Entry> = new Map([
  ["read-write", "anyone"],
  ["read-only", "approved"],
  ["none", "invited"],
]);

/** Room names are at least so long (assumed). */
const NAME_MIN = 1;
const NAME_MAX = 100;
/** How long a time-out lasts when nobody says (assumed). */
const TIMEOUT_SECONDS = 60;

/** With a room's number it changes that room, without one it makes a room. */
function save(call: MemberCall): VisitReply {
  const { form } = call;
  const name = form["name"]?.trim() ?? "";
  if (name.length < NAME_MIN || name.length > NAME_MAX) {
    const reason = `Cannot save the room: its name has ${name.length} characters. Give it ${NAME_MIN} to ${NAME_MAX}.`;
    return refuse(call, { error: "malformedRequest", fill: { reason } });
  }
  const { description, tags, defaultAccess = "" } = form;
  const entry = entries.get(defaultAccess);
  const changes = {
    ...(description !== undefined && { description }),
    ...(tags !== undefined && { tags: tags.split(/[\s,]+/).filter(Boolean) }),
    ...(entry && { entry }),
  };
  return form["roomId"] === undefined || form["roomId"] === ""
    ? make(call, name, changes)
    : change(call, roomId(form["roomId"]), { topic: name, ...changes });
}

type Changes = Pick<Command<"changeForum">, "description" | "tags" | "entry">;

function make({ chat, visitor, ...call }: MemberCall, topic: string, changes: Changes): VisitReply {
  const { outcome, refusal } = chat.space.execute({
    type: "openForum",
    by: visitor.person,
    topic,
    settings: { description: "", tags: [], entry: "anyone", ...withoutMissing(changes) },
  });
  return refusal
    ? refuse({ ...call, chat, visitor }, refusalOf(refusal))
    : redirectReply(`/rooms/info/${outcome.conversation}/${slug(topic)}`);
}

function withoutMissing({ description, tags, entry }: Changes) {
  return {
    ...(description !== undefined && { description }),
    ...(tags && { tags }),
    ...(entry && { entry }),
  };
}

function change(
  call: MemberCall,
  conversation: ConversationId,
  changes: Changes & { readonly topic: string },
): VisitReply {
  const found = roomById(call, conversation);
  if (found.reply) return found.reply;
  const reply = execute(call, {
    type: "changeForum",
    by: call.visitor.person,
    conversation,
    ...changes,
  });
  return reply === ok ? redirectReply(`/rooms/info/${conversation}/${slug(changes.topic)}`) : reply;
}

function timeOut(call: MemberCall): VisitReply {
  const length = Math.max(0, wholeNumber(call.form["duration"], TIMEOUT_SECONDS));
  return inRoom(call, { type: "changeForum", frozenUntil: call.now + length * 1000 });
}

/** `freeze=true` freezes, `false` thaws; without it the room changes over (assumed). */
function setFrozen(call: MemberCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const isFrozen = (found.room.forum.frozenUntil ?? 0) > call.now;
  const isWanted = call.form["freeze"] === undefined ? !isFrozen : call.form["freeze"] === "true";
  const frozenUntil = isWanted ? Number.POSITIVE_INFINITY : 0;
  return inRoom(call, { type: "changeForum", frozenUntil });
}

function setDeleted(call: MemberCall): VisitReply {
  if (call.form["deleted"] === "false") {
    const reason =
      "Cannot bring a deleted room back: the emulator does not do that. Make another one.";
    return refuse(call, { error: "malformedRequest", fill: { reason } });
  }
  return inRoom(call, { type: "deleteConversation" });
}

function inRoom(
  call: MemberCall,
  order:
    | Omit<Command<"changeForum">, "by" | "conversation">
    | Omit<Command<"deleteConversation">, "by" | "conversation">,
): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const where = { by: call.visitor.person, conversation: found.room.id };
  return execute(call, { ...order, ...where });
}

function execute(
  call: MemberCall,
  order: Command<"changeForum" | "deleteConversation">,
): VisitReply {
  const { refusal } = call.chat.space.execute(order);
  return refusal ? refuse(call, refusalOf(refusal)) : ok;
}

/** Both rooms are told in words as well, as the service does (stackexchange-chat 2.3). */
function move(call: MemberCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const target = roomById(call, roomId(call.form["to"]));
  if (target.reply) return target.reply;
  const { chat, visitor } = call;
  const by = visitor.person;
  const messages = idList(call.form["ids"] ?? "", messageId);
  const [conversation, to] = [found.room.id, target.room.id];
  const { outcome, refusal } = chat.space.execute({
    type: "moveMessages",
    by,
    conversation,
    messages,
    to,
  });
  if (refusal) return refuse(call, refusalOf(refusal));
  if (outcome.moved > 0) {
    const count = outcome.moved === 1 ? "1 message" : `${outcome.moved} messages`;
    const say = (room: ConversationId, text: string) =>
      chat.space.execute({ type: "postMessage", by, conversation: room, kind: "text", text });
    say(conversation, `→ *${count} moved to [${plain(target.room.topic)}](${urlOf(call, to)})*`);
    say(to, `← *${count} moved from [${plain(found.room.topic)}](${urlOf(call, conversation)})*`);
  }
  return jsonReply(outcome.moved);
}

function urlOf({ chat }: MemberCall, room: ConversationId): string {
  return `https://${chat.name}/rooms/${room}`;
}

/** What would be markdown in the text of a link is taken out. */
function plain(topic: string): string {
  return topic.replace(/[[\]`*_]/g, "");
}

function removeMessages(call: MemberCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const by = call.visitor.person;
  for (const message of idList<MessageId>(call.form["ids"] ?? "", messageId)) {
    const order = { type: "deleteMessage", by, conversation: found.room.id, message } as const;
    const { refusal } = call.chat.space.execute(order);
    if (refusal && refusal.type !== "messageDeleted") {
      return refuse(
        call,
        refusalOf(refusal, { notSender: "notOwnDelete", tooLate: "tooLateToDelete" }),
      );
    }
  }
  return ok;
}

/** A stretch of the transcript that somebody gives a title. */
function startConversation(call: MemberCall): VisitReply {
  const found = roomById(call, roomId(call.form["roomId"]));
  if (found.reply) return found.reply;
  const { form, visitor, chat } = call;
  const { refusal } = chat.space.execute({
    type: "keepExcerpt",
    by: visitor.person,
    conversation: found.room.id,
    title: form["title"] ?? "",
    first: messageId(form["firstMessageId"]),
    last: messageId(form["lastMessageId"]),
  });
  if (refusal) return refuse(call, refusalOf(refusal));
  return redirectReply(`/rooms/info/${found.room.id}?tab=conversations`);
}

export const roomRuleCodecs = {
  Chat_SaveRoom: byMember(save),
  Chat_Timeout: byMember(timeOut),
  Chat_SetFrozen: byMember(setFrozen),
  Chat_SetDeleted: byMember(setDeleted),
  Chat_MoveMessages: byMember(move),
  Chat_DeleteMessages: byMember(removeMessages),
  Chat_StartConversation: byMember(startConversation),
} satisfies Record<string, ChatCodec>;
