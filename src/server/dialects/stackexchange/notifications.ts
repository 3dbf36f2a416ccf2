// What rooms and people are told of what has happened, as the events of this vendor (stackexchange-chat 2).

import { eventTypes } from "../../../contracts/stackexchange/realtime.ts";
import type { Event } from "../../engine/events.ts";
import type { ConversationId, PersonId } from "../../engine/ids.ts";
import { forum } from "../../engine/queries.ts";
import type { Message } from "../../engine/state.ts";
import type { ChatHost } from "./chat-host.ts";
import { messageFields, numberOf, roomFields, seconds, userFields } from "./encode.ts";
import type { Draft } from "./event-log.ts";

/** In order: who is meant is told before the room is. */
export function draftsOf(events: readonly Event[], host: ChatHost): readonly Draft[] {
  // What a room begins with is told to nobody.
  if (events[0]?.type === "forumOpened") return [];
  return events.flatMap((event) => drafts(event, host));
}

function drafts(event: Event, host: ChatHost): readonly Draft[] {
  switch (event.type) {
    case "messagePosted":
      return [
        ...personal(host, event, event.message, undefined),
        about(host, event, event.message, "messagePosted"),
      ];
    case "messageEdited":
      return [
        ...personal(host, event, event.message, event.before),
        about(host, event, event.message, "messageEdited"),
      ];
    case "messageDeleted":
      return [about(host, event, event.message, "messageDeleted")];
    case "messageMarked":
      return event.mark === "flag"
        ? [flagged(host, event)]
        : [about(host, event, event.message, "messageStarred", {})];
    case "marksCleared":
      return [about(host, event, event.message, "messageStarred", {})];
    case "messagesMoved":
      return moved(host, event);
    default:
      return draftsOfRoom(event, host);
  }
}

function draftsOfRoom(event: Event, host: ChatHost): readonly Draft[] {
  switch (event.type) {
    case "forumEntered":
      return [coming(host, event, event.by, "userEntered")];
    case "forumLeft":
      return [coming(host, event, event.person, "userLeft")];
    case "forumChanged":
      return [
        draft(host, event, "roomChanged", () => ({
          content: host.state.conversations.get(event.conversation)?.topic ?? "",
          ...userFields(host, event.by),
        })),
      ];
    case "roleChanged":
      return [access(host, event, event.person, accessNames[event.role])];
    case "personExpelled":
      return [access(host, event, event.person, "read-only")];
    case "personInvited":
      return [invitation(host, event)];
    default:
      return [];
  }
}

const accessNames = {
  owner: "owner",
  writer: "read-write",
  reader: "read-only",
  none: "removed",
} as const;

type Placed = { readonly at: number; readonly conversation: ConversationId };
type EventName = keyof typeof eventTypes;

function draft(
  host: ChatHost,
  { at, conversation }: Placed,
  name: EventName,
  fields: () => Record<string, unknown>,
  to?: PersonId,
): Draft {
  // The name as it was; what follows is put together when somebody first asks.
  const room = roomFields(host, conversation);
  return {
    name,
    room: conversation,
    ...(to !== undefined && { to }),
    fields: () => ({
      event_type: eventTypes[name],
      time_stamp: seconds(at),
      ...fields(),
      ...(to !== undefined && { target_user_id: numberOf(to) }),
      ...room,
    }),
  };
}

/** Samples of stars name no user; everything else is told with the author. */
function about(
  host: ChatHost,
  placed: Placed,
  message: Message,
  name: EventName,
  user = userFields(host, message.sender),
): Draft {
  return draft(host, placed, name, () => ({ ...messageFields(host, message), ...user }));
}

/** A reply to oneself is told as well (ChatExchange's tests rely on it); a mention of oneself never is. Whoever may not see the room hears of neither. */
function personal(
  host: ChatHost,
  placed: Placed,
  message: Message,
  before: Message | undefined,
): Draft[] {
  const { replyTo, mentions = [], sender } = message;
  const parent = replyTo === undefined ? undefined : host.message(replyTo)?.message.sender;
  const isNew = parent !== undefined && before?.replyTo !== replyTo;
  const told: Draft[] = [];
  const say = (name: EventName, to: PersonId, fields: () => Record<string, unknown>) => {
    if (forum(host.state, { by: to, conversation: placed.conversation }).refusal) return;
    told.push(draft(host, placed, name, () => ({ ...fields(), ...userFields(host, sender) }), to));
  };
  if (isNew) say("messageReply", parent, () => messageFields(host, message));
  for (const person of mentions) {
    if (person === parent || before?.mentions?.includes(person)) continue;
    const last = host.state.conversations
      .get(placed.conversation)
      ?.forum?.attendance.get(person)?.lastMessage;
    say("userMentioned", person, () => ({
      ...messageFields(host, message),
      ...(last !== undefined && { parent_id: last }),
    }));
  }
  return told;
}

function flagged(host: ChatHost, event: Extract<Event, { type: "messageMarked" }>): Draft {
  const told = draft(host, event, "messageFlagged", () => ({
    ...messageFields(host, event.message),
    message_flags: event.message.flags?.size ?? 0,
  }));
  return { ...told, isForTrusted: true };
}

function coming(
  host: ChatHost,
  placed: Placed,
  person: PersonId,
  name: "userEntered" | "userLeft",
): Draft {
  return draft(host, placed, name, () => ({
    ...userFields(host, person),
    target_user_id: numberOf(person),
  }));
}

function access(
  host: ChatHost,
  event: Placed & { readonly by: PersonId },
  person: PersonId,
  name: string,
): Draft {
  return draft(host, event, "accessChanged", () => ({
    content: `Access now ${name}`,
    ...userFields(host, event.by),
    target_user_id: numberOf(person),
  }));
}

function invitation(host: ChatHost, event: Extract<Event, { type: "personInvited" }>): Draft {
  const { by, conversation, person } = event;
  const fields = () => {
    const topic = host.state.conversations.get(conversation)?.topic ?? "";
    const link = `<a href="/rooms/${conversation}">${escapeText(topic)}</a>`;
    return {
      content: `${escapeText(host.nameOf(by))} has invited you to join ${link}`,
      ...userFields(host, by),
    };
  };
  return draft(host, event, "invitation", fields, person);
}

/** In the room that they leave and in the one that they come to; the second has numbers of its own. */
function moved(host: ChatHost, event: Extract<Event, { type: "messagesMoved" }>): Draft[] {
  const tell = (conversation: ConversationId, name: "messageMovedOut" | "messageMovedIn") =>
    event.messages.map((message) =>
      draft(host, { at: event.at, conversation }, name, () => ({
        ...messageFields(host, message),
        ...userFields(host, message.sender),
        moved: true,
      })),
    );
  return [...tell(event.conversation, "messageMovedOut"), ...tell(event.to, "messageMovedIn")];
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
