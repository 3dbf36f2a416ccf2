// Stars and pins: set, taken back, cancelled and listed.

import type { Command } from "../../engine/commands.ts";
import type { VisitReply } from "../dialect.ts";
import { byMember, type ChatCall, type ChatCodec, type MemberCall } from "./call.ts";
import { wholeNumber } from "./decode.ts";
import { refusalOf, type WireRefusal } from "./errors.ts";
import { starsPage } from "./pages/index.ts";
import { ok, pageReply } from "./replies.ts";
import { findMessage, findRoom, refuse } from "./seen.ts";
import { shellOf, starredMessages } from "./views.ts";

const LISTED = 10;
const LISTED_MAX = 1000;
const HOUR_SECONDS = 60 * 60;

type MarkOrder =
  | Omit<Command<"toggleMark">, "by" | "conversation" | "message">
  | Omit<Command<"clearMarks">, "by" | "conversation" | "message">;

/** The service does not let people star their own messages; only the strict are refused it (assumed). */
function marks(order: MarkOrder) {
  return (call: MemberCall): VisitReply => {
    const found = findMessage(call);
    if (found.reply) return found.reply;
    const { message, room } = found;
    const by = call.visitor.person;
    const isNewStar =
      order.type === "toggleMark" && order.mark === "star" && !message.stars?.has(by);
    const problem = isNewStar && starProblem(call, by === message.sender);
    if (problem) return refuse(call, problem);
    const { refusal } = call.chat.space.execute({
      ...order,
      by,
      conversation: room,
      message: message.id,
    });
    return refusal ? refuse(call, refusalOf(refusal)) : ok;
  };
}

function starProblem(call: MemberCall, isOwn: boolean): WireRefusal | undefined {
  if (isOwn && call.isStrict) return { error: "ownStar" };
  const wait = call.network.stars.ask(`${call.chat.name} ${call.visitor.person}`, call.now);
  return wait === undefined
    ? undefined
    : { error: "starsSpent", fill: { n: Math.ceil(wait / HOUR_SECONDS) } };
}

function list(call: ChatCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const count = Math.min(Math.max(wholeNumber(call.query["count"], LISTED), 0), LISTED_MAX);
  const messages = starredMessages(call, found.room, count === 0 ? LISTED_MAX : count);
  return pageReply(starsPage(shellOf(call), { messages }));
}

export const starCodecs = {
  Chat_Star: byMember(marks({ type: "toggleMark", mark: "star" })),
  Chat_Pin: byMember(marks({ type: "toggleMark", mark: "pin" })),
  Chat_Unpin: byMember(marks({ type: "clearMarks", marks: ["pin"] })),
  Chat_CancelStars: byMember(marks({ type: "clearMarks", marks: ["star", "pin"] })),
  Chat_ListStars: list,
} satisfies Record<string, ChatCodec>;
