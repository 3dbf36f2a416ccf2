// The first version: members, 207 answers, string contents with XML for what the thread itself says.

import type { ConversionContext, Version } from "../../contract.ts";
import { preview2Definitions } from "./2020-09-21-preview2-schemas.ts";

/** Models as 2020-11-01-preview3 has them. */
interface StringMember {
  readonly id: string;
  readonly displayName?: string;
}

interface StringMessage {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly content: {
    readonly message?: string;
    readonly topic?: string;
    readonly participants?: readonly StringMember[];
    readonly initiator?: string;
  };
  readonly senderDisplayName?: string;
  readonly createdOn: string;
  readonly senderId?: string;
  readonly deletedOn?: string;
  readonly editedOn?: string;
}

interface Invalid {
  readonly errors?: {
    readonly invalidParticipants: readonly {
      readonly target?: string;
      readonly code: string;
      readonly message: string;
    }[];
  };
}

interface RequestedParticipants {
  readonly participants?: readonly {
    readonly communicationIdentifier: { readonly rawId: string };
  }[];
}

const members = "/chat/threads/{chatThreadId}/members";

export const version: Version = {
  id: "2020-09-21-preview2",
  from: "2020-11-01-preview3",
  operations: {
    Chat_CreateChatThread: {
      success: { status: 207, model: "MultiStatusResponse", hasLocation: true },
    },
    ChatThread_UpdateChatThreadProperties: { success: { status: 200 } },
    ChatThread_UpdateChatMessage: { success: { status: 200 } },
    ChatThread_ListChatParticipants: { path: members },
    ChatThread_AddChatParticipants: {
      path: members,
      success: { status: 207, model: "MultiStatusResponse" },
    },
    ChatThread_RemoveChatParticipant: { path: `${members}/{participantId}` },
    ChatThread_SendChatReadReceipt: { success: { status: 201 } },
  },
  definitions: preview2Definitions,
  downcast: {
    ChatThreadItem: ({ id, topic, deletedOn, lastMessageReceivedOn }) => ({
      id,
      topic,
      isDeleted: deletedOn !== undefined,
      ...(lastMessageReceivedOn !== undefined && { lastMessageReceivedOn }),
    }),
    ChatThreadProperties: (thread: object, { participants }) => ({
      ...thread,
      members: participants?.() ?? [],
    }),
    CreateChatThreadResult: (
      result: Invalid & { readonly chatThread: { readonly id: string } },
      context,
    ) => {
      const statuses = memberStatuses(result, context);
      statuses.push({ id: result.chatThread.id, statusCode: 201, type: "Thread" });
      return { multipleStatus: statuses };
    },
    AddChatParticipantsResult: (result: Invalid, context) => ({
      multipleStatus: memberStatuses(result, context),
    }),
    ChatMessage: memberMessage,
    ErrorResponse: ({ Error: error }) => ({
      code: error.Code,
      ...(error.Message !== undefined && { message: error.Message }),
      innerErrors: [],
    }),
  },
  upcast: {
    CreateChatThreadRequest: upcastMembers,
    AddChatParticipantsRequest: upcastMembers,
  },
  evidence: "observed",
  source: "JS recordings of January 2021 (js-members-preview2); 1.0.0-beta.1 mappers",
};

interface MemberStatus {
  readonly id: string;
  readonly statusCode: number;
  readonly message?: string;
  readonly type: "ThreadMember" | "Thread";
}

/** One status for each member that was asked for, in that order. */
function memberStatuses(result: Invalid, context: ConversionContext): MemberStatus[] {
  const request = context.request as RequestedParticipants;
  const invalid = new Map(
    result.errors?.invalidParticipants.map((error) => [error.target, error]) ?? [],
  );
  return (request.participants ?? []).map(({ communicationIdentifier: { rawId: id } }) => {
    const error = invalid.get(id);
    return error
      ? { id, statusCode: Number(error.code), message: error.message, type: "ThreadMember" }
      : { id, statusCode: 201, type: "ThreadMember" };
  });
}

function upcastMembers({ members: list, ...request }: { readonly members?: unknown }) {
  return { ...request, participants: list };
}

const memberTypes: Readonly<Record<string, string>> = {
  text: "Text",
  html: "Text",
  topicUpdated: "ThreadActivity/TopicUpdate",
  participantAdded: "ThreadActivity/AddMember",
  participantRemoved: "ThreadActivity/DeleteMember",
};

/** What the thread itself says is XML in a string, sent by the thread (observed). */
function memberMessage(
  message: StringMessage,
  { conversation = "", priority = "Normal" }: ConversionContext,
) {
  const { id, type, version, senderDisplayName, createdOn } = message;
  const { deletedOn, editedOn } = message;
  const isNotice = message.senderId === undefined;
  return {
    id,
    type: memberTypes[type] ?? type,
    priority,
    version,
    content: isNotice ? noticeContent(message) : (message.content.message ?? ""),
    ...(senderDisplayName !== undefined && { senderDisplayName }),
    createdOn,
    senderId: message.senderId ?? conversation,
    ...(deletedOn !== undefined && { deletedOn }),
    ...(editedOn !== undefined && { editedOn }),
  };
}

function noticeContent({ type, id, content }: StringMessage): string {
  const initiator = `<initiator>${escapeXml(content.initiator ?? "")}</initiator>`;
  const time = `<eventtime>${id}</eventtime>`;
  if (type === "topicUpdated") {
    return `<topicupdate>${time}${initiator}<value>${escapeXml(content.topic ?? "")}</value></topicupdate>`;
  }
  const tag = type === "participantAdded" ? "addmember" : "deletemember";
  const targets = (content.participants ?? [])
    .map(({ id: member }) => escapeXml(member))
    .map(
      (member) =>
        `<target>${member}</target><detailedtargetinfo><id>${member}</id></detailedtargetinfo>`,
    )
    .join("");
  return `<${tag}>${time}${initiator}<rosterVersion>${id}</rosterVersion>${targets}</${tag}>`;
}

const xmlEntities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => xmlEntities[character] ?? character);
}
