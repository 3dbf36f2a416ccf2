// Engine values as the newest version shows them, and a version's own text of each.

import type {
  Participant,
  ReadReceipt,
  ThreadItem,
  ThreadProperties,
  Attachment as WireAttachment,
  Message as WireMessage,
} from "../../../contracts/acs/versions/models.ts";
import type { ConversionContext } from "../../../contracts/contract.ts";
import type { VersionedApi } from "../../../contracts/versions.ts";
import type { RejectedMember } from "../../engine/commands.ts";
import type {
  Conversation,
  Member,
  Message,
  MessageAttachment,
  MessageBody,
  Receipt,
  Violation,
} from "../../engine/state.ts";
import type { Call, Reply } from "../dialect.ts";
import { encodePerson } from "./identifiers.ts";
import { formatSeconds } from "./times.ts";

export function encodeParticipant(member: Member): Participant {
  return {
    communicationIdentifier: encodePerson(member.person),
    ...(member.name !== undefined && { displayName: member.name }),
    shareHistoryTime: formatSeconds(member.historyFrom),
    ...(member.metadata && { metadata: member.metadata }),
  };
}

export function encodeThread(thread: Conversation): ThreadProperties {
  return {
    id: thread.id,
    topic: thread.topic,
    createdOn: formatSeconds(thread.createdAt),
    createdByCommunicationIdentifier: encodePerson(thread.createdBy),
    ...(thread.deletedAt !== undefined && { deletedOn: formatSeconds(thread.deletedAt) }),
    ...(thread.metadata && { metadata: thread.metadata }),
    retentionPolicy:
      thread.retentionDays === undefined
        ? { kind: "none" }
        : { kind: "threadCreationDate", deleteThreadAfterDays: thread.retentionDays },
  };
}

export function encodeThreadItem(thread: Conversation): ThreadItem {
  return {
    id: thread.id,
    topic: thread.topic,
    ...(thread.deletedAt !== undefined && { deletedOn: formatSeconds(thread.deletedAt) }),
    lastMessageReceivedOn: formatSeconds(thread.activity / 1000),
  };
}

export function encodeReceipt(receipt: Receipt): ReadReceipt {
  return {
    senderCommunicationIdentifier: encodePerson(receipt.person),
    chatMessageId: String(receipt.message),
    readOn: formatSeconds(receipt.readAt),
  };
}

/** The keys stand in the order in which the service sends them. */
export function encodeMessage(
  message: Message,
  imageUrl: (id: string, view: string) => string,
): WireMessage {
  const { sender, metadata, editedAt, deletedAt } = message;
  return {
    id: String(message.id),
    type: messageTypes[message.body.kind],
    sequenceId: String(message.sequence),
    version: String(message.version),
    content: encodeContent(message, imageUrl),
    // An omitted name reads as empty; what the thread itself says has none.
    ...(sender !== undefined && { senderDisplayName: message.senderName ?? "" }),
    createdOn: formatSeconds(message.createdAt),
    ...(sender !== undefined && { senderCommunicationIdentifier: encodePerson(sender) }),
    ...(deletedAt !== undefined && { deletedOn: formatSeconds(deletedAt) }),
    ...(editedAt !== undefined && { editedOn: formatSeconds(editedAt) }),
    ...(metadata && { metadata }),
  };
}

export const violations = {
  blocked: "contentBlocked",
  warned: "warning",
} as const satisfies Record<Violation, string>;

const messageTypes = {
  text: "text",
  html: "html",
  topicChanged: "topicUpdated",
  membersAdded: "participantAdded",
  membersRemoved: "participantRemoved",
} as const satisfies Record<MessageBody["kind"], string>;

function encodeContent(
  { body, attachments }: Message,
  imageUrl: (id: string, view: string) => string,
): WireMessage["content"] {
  switch (body.kind) {
    case "text":
    case "html":
      return {
        message: body.text,
        ...(attachments && {
          attachments: encodeAttachments(attachments, imageUrl),
        }),
      };
    case "topicChanged":
      return { topic: body.topic, initiatorCommunicationIdentifier: encodePerson(body.by) };
    case "membersAdded":
    case "membersRemoved":
      return {
        participants: body.members.map(encodeParticipant),
        initiatorCommunicationIdentifier: encodePerson(body.by),
      };
  }
}

/** Images are shown at two sizes; what a message says of its own links goes before. */
export function encodeAttachments(
  attachments: readonly MessageAttachment[],
  imageUrl: (id: string, view: string) => string,
): readonly WireAttachment[] {
  return attachments.map(({ id, kind, ...attachment }) => ({
    id,
    attachmentType: kind,
    ...(kind === "image" && {
      url: imageUrl(id, "original"),
      previewUrl: imageUrl(id, "small"),
    }),
    ...attachment,
  }));
}

/** Where an image of a thread is, at a size. */
export function imagePath(thread: Conversation["id"]): (id: string, view: string) => string {
  return (id, view) => `/chat/threads/${encodeURIComponent(thread)}/images/${id}/view/${view}`;
}

/** The text of a page, known by the messages at its ends. */
interface PageText {
  readonly last: Message;
  readonly length: number;
  readonly text: string;
}

/** One version's texts of messages and pages, kept while the messages live. */
class VersionTexts {
  readonly #messages = new WeakMap<Message, string>();
  readonly #pages = new WeakMap<Message, PageText>();

  message(call: Call, thread: Conversation["id"], message: Message): string {
    const known = this.#messages.get(message);
    if (known !== undefined) return known;
    const made = makeText(call, thread, message);
    // The links to images depend on the host that was asked.
    if (!message.attachments) this.#messages.set(message, made);
    return made;
  }

  /**
   * The items of a page with commas between. Clients that poll ask for the same page again and again; a change of any
   * message in it moves that message to the top, so two pages with the same ends and length are the same.
   */
  page(call: Call, thread: Conversation["id"], page: readonly Message[]): string {
    const [first] = page;
    const last = page.at(-1);
    if (!first || !last) return "";
    const known = this.#pages.get(first);
    if (known && known.last === last && known.length === page.length) return known.text;
    const text = page.map((message) => this.message(call, thread, message)).join(",");
    const isTheSameForAll = page.every((message) => !message.attachments);
    if (isTheSameForAll) this.#pages.set(first, { last, length: page.length, text });
    return text;
  }
}

/** Messages never change in place, so each version's text of one is made once. */
export class MessageTexts {
  readonly #byVersion = new Map<VersionedApi, VersionTexts>();

  at(version: VersionedApi): VersionTexts {
    let texts = this.#byVersion.get(version);
    if (!texts) {
      texts = new VersionTexts();
      this.#byVersion.set(version, texts);
    }
    return texts;
  }
}

function makeText(call: Call, thread: Conversation["id"], message: Message): string {
  const path = imagePath(thread);
  const imageUrl = (id: string, view: string) => `${call.origin}${path(id, view)}`;
  const newest = encodeMessage(message, imageUrl);
  const priority = message.priority === "high" ? "High" : "Normal";
  return JSON.stringify(
    call.version.down("ChatMessage", newest, {
      conversation: thread,
      priority,
      ...(message.violation && { violation: violations[message.violation] }),
    }),
  );
}

/** An answer with a body of the call's version. */
export function reply(
  call: Call,
  model: string,
  newest: unknown,
  more: ConversionContext & { readonly location?: string } = {},
): Reply {
  const { location } = more;
  const json = JSON.stringify(call.version.down(model, newest, more));
  return location === undefined ? { json } : { json, location };
}

/** An answer with a list, each item in the call's version. */
export function replyWithList(
  call: Call,
  model: string,
  items: readonly unknown[],
  nextLink?: string,
): Reply {
  const value = call.version.changes(model)
    ? items.map((item) => call.version.down(model, item))
    : items;
  return { json: JSON.stringify(nextLink === undefined ? { value } : { value, nextLink }) };
}

/** A member who could not come in (specified by examples, never recorded). */
export function encodeRejected(rejected: readonly RejectedMember[]) {
  if (rejected.length === 0) return {};
  return {
    invalidParticipants: rejected.map(({ person, reason }) =>
      reason === "foreign"
        ? { target: person, code: "403", message: "Permissions check failed" }
        : { target: person, code: "404", message: "Not found" },
    ),
  };
}
