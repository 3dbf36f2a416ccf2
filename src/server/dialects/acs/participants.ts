// Participants on the wire: list, add and remove.

import type { ChatModel } from "../../../contracts/acs/index.ts";
import type { participantOperations } from "../../../contracts/acs/participants.ts";
import * as queries from "../../engine/queries.ts";
import type { Call, Codec, Reply } from "../dialect.ts";
import { decodeClaim, decodeMembers } from "./decode.ts";
import { encodeParticipant, encodeRejected, reply, replyWithList } from "./encode.ts";
import { refusalError } from "./errors.ts";
import { decodePerson, isWireError, rawIdOf } from "./identifiers.ts";
import { countedPage, pageSize, pageSizes } from "./paging.ts";

export const participantCodecs = {
  ChatThread_ListChatParticipants: listParticipants,
  ChatThread_AddChatParticipants: addParticipants,
  ChatThread_RemoveChatParticipant: removeParticipant,
} as const satisfies Record<keyof typeof participantOperations, Codec>;

function listParticipants(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const size = pageSize(call, pageSizes.participants);
  if (isWireError(size)) return size;
  const answer = queries.members(call.tenant.engine.state, claim);
  if (answer.refusal) return refusalError(answer.refusal);
  const { page, nextLink } = countedPage(call, answer.value, size);
  return replyWithList(call, "ChatParticipant", page.map(encodeParticipant), nextLink);
}

function addParticipants(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const body = call.body as ChatModel<"AddChatParticipantsRequest">;
  const members = decodeMembers(call, body.participants);
  if (isWireError(members)) return members;
  const result = call.tenant.execute({ type: "addMembers", ...claim, members });
  if (result.refusal) return refusalError(result.refusal);
  const newest = encodeRejected(result.outcome.rejected);
  return reply(call, "AddChatParticipantsResult", newest, { request: body });
}

/** The versions that remove with DELETE name the participant in the path. */
function removeParticipant(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const rawId =
    call.params["participantId"] ?? rawIdOf(call.body as ChatModel<"CommunicationIdentifierModel">);
  const person = decodePerson(rawId);
  if (isWireError(person)) return person;
  const result = call.tenant.execute({ type: "removeMember", ...claim, person });
  return result.refusal ? refusalError(result.refusal) : {};
}
