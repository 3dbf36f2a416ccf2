// Rules of messages in forums: who may post, the time in which authors may change what they said, and its history.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { Event } from "../events.ts";
import type { Change } from "../forum.ts";
import type { MessageId, PersonId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import type { Message, State } from "../state.ts";
import type { World } from "../world.ts";
import { attend, type ForumConversation, isModerator, mayRule } from "./attendance.ts";
import { nextTurn } from "./notices.ts";

/** Whoever posts is there from then on. */
export function postToForum(
  state: State,
  command: Command<"postMessage">,
  world: World,
): Decision<Outcomes["postMessage"]> {
  const entered = attend(state, command, world);
  if (entered.refusal) return entered;
  const forum = entered.conversation;
  const problem = whyNotPost(state, forum, command, world);
  if (problem) return refuse(problem);
  const { by, conversation, kind, text, replyTo, mentions } = command;
  const turn = nextTurn(forum, world);
  const message: Message = {
    id: command.id ?? (world.nextMessageId(turn.version) as MessageId),
    sequence: turn.sequence,
    // The time of the message is the world's; only the version has to be unique.
    createdAt: world.now,
    version: turn.version,
    body: { kind, text },
    sender: by,
    ...(replyTo !== undefined && { replyTo }),
    ...(mentions && mentions.length > 0 && { mentions }),
  };
  const where = { at: world.now, conversation, by };
  const entry: Event[] = forum.forum.present.has(by) ? [] : [{ type: "forumEntered", ...where }];
  return accept({ message: message.id }, ...entry, {
    type: "messagePosted",
    ...where,
    message,
    isActivity: false,
  });
}

function whyNotPost(
  state: State,
  conversation: ForumConversation,
  command: Command<"postMessage">,
  world: World,
): Refusal | undefined {
  const { by, id } = command;
  if (id !== undefined && state.homes.get(id) !== undefined)
    return { type: "idTaken", id: `${id}` };
  return (
    whyNotWrite(state, conversation, by, world) ?? repeated(state, conversation, command, world)
  );
}

/** Why somebody whom the forum has let in cannot write there now. */
export function whyNotWrite(
  state: State,
  conversation: ForumConversation,
  by: PersonId,
  world: Pick<World, "now">,
): Refusal | undefined {
  const { forum } = conversation;
  if (!mayRule(state, conversation, by)) {
    const role = forum.roles.get(by);
    if (role === "reader" || (forum.entry !== "anyone" && role === undefined)) {
      return { type: "notAllowed", conversation: conversation.id };
    }
    const { reputationToPost: needed = 0 } = state.settings;
    // Who has no reputation at all, such as the system's own people, is not judged by it.
    const { reputation = needed } = state.people.get(by)?.profile ?? {};
    if (reputation < needed) return { type: "reputationTooLow", needed };
  }
  return isFrozen(conversation, world)
    ? { type: "frozen", conversation: conversation.id }
    : undefined;
}

function isFrozen({ forum }: ForumConversation, { now }: Pick<World, "now">): boolean {
  return forum.frozenUntil !== undefined && forum.frozenUntil > now;
}

/** The text is compared as it is: one more space makes another of it (clients rely on that). */
function repeated(
  { settings }: State,
  { forum, messages }: ForumConversation,
  { by, text }: Command<"postMessage">,
  { now }: World,
): Refusal | undefined {
  if (settings.repeatWindowMs === undefined) return undefined;
  const last = forum.attendance.get(by)?.lastMessage;
  const before = last === undefined ? undefined : messages.get(last);
  if (!before || now - before.createdAt >= settings.repeatWindowMs) return undefined;
  return textOf(before) === text ? { type: "repeated", message: before.id } : undefined;
}

export function editInForum(
  state: State,
  command: Command<"editMessage">,
  world: World,
): Decision<null> {
  const found = changeable(state, command, world);
  if (found.refusal) return found;
  const { message, conversation } = found;
  const { by, text = textOf(message), replyTo, mentions } = command;
  const turn = nextTurn(conversation, world);
  const { replyTo: before, mentions: calledBefore, ...rest } = message;
  const parent = replyTo === undefined ? before : (replyTo ?? undefined);
  const called = mentions ?? calledBefore;
  const edited: Message = {
    ...rest,
    body: { kind: "text", text },
    ...(parent !== undefined && { replyTo: parent }),
    ...(called && called.length > 0 && { mentions: called }),
    history: [...historyOf(message), { kind: "edited", by, at: world.now, text }],
    ...turn,
    editedAt: world.now,
  };
  const where = { at: world.now, conversation: conversation.id, by };
  return accept(null, { type: "messageEdited", ...where, message: edited, before: message });
}

/** What was said stays in the history, which only some may read. */
export function deleteInForum(
  state: State,
  command: Command<"deleteMessage">,
  world: World,
): Decision<null> {
  const found = changeable(state, command, world);
  if (found.refusal) return found;
  const { conversation } = found;
  const { by } = command;
  const { stars, pins, ...message } = found.message;
  const deleted: Message = {
    ...message,
    body: { kind: "text", text: "" },
    history: [...historyOf(message), { kind: "deleted", by, at: world.now }],
    ...nextTurn(conversation, world),
    deletedAt: world.now,
  };
  const where = { at: world.now, conversation: conversation.id, by };
  return accept(null, { type: "messageDeleted", ...where, message: deleted });
}

/** Everything that was done to a message, the posting first. */
export function historyOf(message: Message): readonly Change[] {
  if (message.history) return message.history;
  const { sender: by = nobody, createdAt: at } = message;
  return [{ kind: "said", by, at, text: textOf(message) }];
}

function textOf({ body }: Message): string {
  return "text" in body ? body.text : "";
}

// Forums have no messages without a sender; the type knows only that other conversations do.
const nobody = "" as PersonId;

/** The message that this person may change now: authors for a while, moderators at any time. */
function changeable(
  state: State,
  command: Command<"editMessage" | "deleteMessage">,
  world: World,
):
  | {
      readonly conversation: ForumConversation;
      readonly message: Message;
      readonly refusal?: never;
    }
  | { readonly refusal: Refusal } {
  const entered = attend(state, command, world);
  if (entered.refusal) return entered;
  const { conversation } = entered;
  const { by, message: id } = command;
  const message = conversation.messages.get(id);
  if (!message) return { refusal: { type: "messageUnknown", message: id } };
  const isRuling = isModerator(state, by);
  if (message.sender !== by && !isRuling) return { refusal: { type: "notSender", message: id } };
  if (message.deletedAt !== undefined) return { refusal: { type: "messageDeleted", message: id } };
  const { changeWindowMs = Number.POSITIVE_INFINITY } = state.settings;
  if (!isRuling && world.now - message.createdAt > changeWindowMs) {
    return { refusal: { type: "tooLate", message: id } };
  }
  return { conversation, message };
}
