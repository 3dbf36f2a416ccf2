// Ids on the wire: told apart by their form, and shown as the service shows them.

import type { ChatModel } from "../../../contracts/acs/index.ts";
import type { Identifier } from "../../../contracts/acs/versions/models.ts";
import type { AttachmentId, ConversationId, MessageId, PersonId } from "../../engine/ids.ts";
import type { WireError } from "../dialect.ts";

const guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const userId = new RegExp(`^8:(?:acs|gcch-acs|dod-acs|spool):(${guid})_${guid}$`, "i");
const teamsUserId = new RegExp(`^8:(?:orgid|gcch|dod):${guid}$`, "i");
const teamsVisitorId = /^8:teamsvisitor:[0-9a-f-]+$/i;
const phoneId = /^4:\+?\d{1,20}$/;
const appId = new RegExp(`^28:(?:orgid:|gcch:|dod:|gcch-global:|dod-global:)?${guid}$`, "i");
const threadId = /^19:[A-Za-z0-9_-]{1,200}@thread\.v2$/;
const messageId = /^\d{1,15}$/;

/** What a raw id can stand for. */
export type IdentifierKind = "user" | "teamsUser" | "other";

export function identifierKind(rawId: string): IdentifierKind | undefined {
  if (userId.test(rawId)) return "user";
  if (teamsUserId.test(rawId)) return "teamsUser";
  if (teamsVisitorId.test(rawId) || phoneId.test(rawId) || appId.test(rawId)) return "other";
  return undefined;
}

/** The resource in a user's id. */
export function resourceOf(rawId: string): string | undefined {
  return userId.exec(rawId)?.[1]?.toLowerCase();
}

/** The raw id that an identifier of a request means; its text as it came when it is malformed. */
export function rawIdOf(identifier: ChatModel<"CommunicationIdentifierModel">): string {
  const { rawId, communicationUser, phoneNumber, microsoftTeamsUser, microsoftTeamsApp } =
    identifier;
  if (communicationUser) return communicationUser.id;
  if (phoneNumber) return `4:${phoneNumber.value}`;
  if (microsoftTeamsUser) {
    const kind = microsoftTeamsUser.isAnonymous ? "teamsvisitor" : "orgid";
    return `8:${kind}:${microsoftTeamsUser.userId}`;
  }
  if (microsoftTeamsApp) return `28:orgid:${microsoftTeamsApp.appId}`;
  return rawId ?? "";
}

export function decodePerson(rawId: string): PersonId | WireError {
  if (identifierKind(rawId) === undefined) {
    return { error: "malformedIdentifier", fill: { id: rawId } };
  }
  return rawId as PersonId;
}

export function decodeThread(text: string): ConversationId | WireError {
  return threadId.test(text) ? (text as ConversationId) : { error: "malformedThreadId" };
}

export function decodeMessage(text: string): MessageId | WireError {
  if (!messageId.test(text)) return { error: "malformedMessageId", fill: { id: text } };
  return Number(text) as MessageId;
}

export function decodeImage(text: string): AttachmentId {
  return text as AttachmentId;
}

export function isWireError(value: unknown): value is WireError {
  return typeof value === "object" && value !== null && "error" in value;
}

/** No `kind` was ever seen in an answer, up to 2025-03-15 (observed). */
export function encodePerson(person: PersonId): Identifier {
  if (identifierKind(person) === "teamsUser") {
    return {
      rawId: person,
      microsoftTeamsUser: { userId: person.slice(person.lastIndexOf(":") + 1) },
    };
  }
  return { rawId: person, communicationUser: { id: person } };
}
