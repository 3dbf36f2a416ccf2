// Parts of request bodies that several operations share, as engine values.

import type { ChatModel } from "../../../contracts/acs/index.ts";
import type { NewMember } from "../../engine/commands.ts";
import type { PersonId } from "../../engine/ids.ts";
import type { Metadata } from "../../engine/state.ts";
import type { Call, WireError } from "../dialect.ts";
import {
  decodePerson,
  decodeThread,
  identifierKind,
  isWireError,
  rawIdOf,
  resourceOf,
} from "./identifiers.ts";

/** Participants in one request (documented; 249 were reported as refused without a message). */
const BATCH_MAX = 200;
/** The documented limits in bytes. */
const METADATA_MAX = 1024;
const CONTENT_MAX = 28 * 1024;

/** The person who calls; the table lets nobody else reach a chat codec. */
export function callerOf(call: Call): PersonId {
  if (call.caller.kind === "person") return call.caller.person;
  throw new Error("Cannot run a chat operation for the resource: it needs a user. Check its row.");
}

/** Who calls about which thread. */
export function decodeClaim(call: Call) {
  const conversation = decodeThread(call.params["chatThreadId"] ?? "");
  if (isWireError(conversation)) return conversation;
  return { by: callerOf(call), conversation };
}

type ParticipantRequest = ChatModel<"ChatParticipantRequest">;

export function decodeMembers(
  call: Call,
  participants: readonly ParticipantRequest[],
): readonly NewMember[] | WireError {
  if (participants.length > BATCH_MAX) return { error: "tooManyParticipants" };
  const members: NewMember[] = [];
  for (const participant of participants) {
    const member = decodeMember(call, participant);
    if (isWireError(member)) return member;
    const isBarred = call.rejects?.(member.person, members.length) ?? false;
    members.push(isBarred ? { ...member, isBarred } : member);
  }
  return members;
}

function decodeMember(call: Call, participant: ParticipantRequest): NewMember | WireError {
  const person = decodePerson(rawIdOf(participant.communicationIdentifier));
  if (isWireError(person)) return person;
  const metadata = decodeMetadata(participant.metadata);
  if (isWireError(metadata)) return metadata;
  const { displayName, shareHistoryTime } = participant;
  const isForeign =
    identifierKind(person) === "user" && resourceOf(person) !== call.tenant.resourceId;
  return {
    person,
    historyFrom: shareHistoryTime ? Math.max(0, Date.parse(shareHistoryTime)) : 0,
    ...(displayName !== undefined && displayName !== null && { name: displayName }),
    ...(metadata && { metadata }),
    ...((isForeign || identifierKind(person) === "other") && { foreign: true }),
  };
}

/** Of threads and participants at most 1 KB in total, keys and values together (specified); of messages any. */
export function decodeMetadata(
  metadata: Readonly<Record<string, unknown>> | null | undefined,
  max = METADATA_MAX,
): Metadata | undefined | WireError {
  if (metadata === null || metadata === undefined) return undefined;
  let bytes = 0;
  const decoded: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(metadata)) {
    decoded[key] = String(value);
    bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value));
  }
  if (bytes <= max) return decoded;
  const reason = `The metadata has ${bytes} bytes; at most ${max} are allowed.`;
  return { error: "malformedRequest", fill: { reason } };
}

/** The content of a message: at most 28 KB (documented). */
export function decodeContent(content: string): string | WireError {
  const bytes = Buffer.byteLength(content);
  if (bytes <= CONTENT_MAX) return content;
  const reason = `The content has ${bytes} bytes; at most ${CONTENT_MAX} are allowed.`;
  return { error: "contentTooLarge", fill: { reason } };
}
