// Threads on the wire: create, list, read, change and delete.

import type { ChatModel } from "../../../contracts/acs/index.ts";
import type { threadOperations } from "../../../contracts/acs/threads.ts";
import * as queries from "../../engine/queries.ts";
import type { Conversation } from "../../engine/state.ts";
import type { Call, Codec, Reply, WireError } from "../dialect.ts";
import { callerOf, decodeClaim, decodeMembers, decodeMetadata } from "./decode.ts";
import {
  encodeParticipant,
  encodeRejected,
  encodeThread,
  encodeThreadItem,
  reply,
  replyWithList,
} from "./encode.ts";
import { refusalError } from "./errors.ts";
import { isWireError } from "./identifiers.ts";
import {
  pageSize,
  pageSizes,
  startTime,
  type ThreadPosition,
  threadPosition,
  threadsLink,
} from "./paging.ts";

export const threadCodecs = {
  Chat_CreateChatThread: createThread,
  Chat_ListChatThreads: listThreads,
  ChatThread_GetChatThreadProperties: getThread,
  ChatThread_UpdateChatThreadProperties: updateThread,
  Chat_DeleteChatThread: deleteThread,
} as const satisfies Record<keyof typeof threadOperations, Codec>;

function createThread(call: Call): Reply {
  const body = call.body as ChatModel<"CreateChatThreadRequest">;
  const members = decodeMembers(call, body.participants ?? []);
  if (isWireError(members)) return members;
  const metadata = decodeMetadata(body.metadata);
  if (isWireError(metadata)) return metadata;
  const retentionDays = decodeRetention(body.retentionPolicy);
  if (isWireError(retentionDays)) return retentionDays;
  const header = call.version.operations[call.operation]?.repeatabilityHeader;
  const repeatKey = header && call.headers.get(header);
  const by = callerOf(call);
  const result = call.tenant.execute({
    type: "createConversation",
    by,
    topic: body.topic,
    members,
    ...(metadata && { metadata }),
    ...(typeof retentionDays === "number" && { retentionDays }),
    ...(repeatKey && { repeatKey }),
  });
  if (result.refusal) return refusalError(result.refusal);
  const { conversation: id, rejected } = result.outcome;
  const thread = call.tenant.engine.state.conversations.get(id);
  if (!thread) throw new Error(`Cannot show thread ${id}: it was created but is not there.`);
  return reply(
    call,
    "CreateChatThreadResult",
    {
      // What a model contains is turned into the call's version before the model itself.
      chatThread: call.version.down("ChatThreadProperties", encodeThread(thread)),
      ...encodeRejected(rejected),
    },
    { request: body, location: threadLocation(call, id) },
  );
}

/** Only colons are escaped (observed). */
export function threadLocation(call: Call, thread: Conversation["id"]): string {
  return `${call.origin}/chat/threads/${thread.replace(":", "%3A")}`;
}

function listThreads(call: Call): Reply {
  const size = pageSize(call, pageSizes.threads);
  if (isWireError(size)) return size;
  const position = threadPosition(call);
  if (isWireError(position)) return position;
  const start = startTime(call);
  if (isWireError(start)) return start;
  const from = position?.from ?? (start ?? 0) * 1000;
  const { page, next } = threadPage(call, size, position ?? { from });
  const nextLink = next && threadsLink(call, { ...next, from });
  return replyWithList(call, "ChatThreadItem", page.map(encodeThreadItem), nextLink);
}

/**
 * What became active since the page before comes first, then what lies below it: a thread that is created while
 * paging shows up at the top of a later page (observed).
 */
function threadPage(
  call: Call,
  size: number,
  { last, newest, from }: Partial<ThreadPosition> & Pick<ThreadPosition, "from">,
): { page: readonly Conversation[]; next?: Omit<ThreadPosition, "from"> } {
  const { listsMs } = call.tenant.lag;
  const isListed =
    listsMs === 0 ? undefined : ({ createdAt }: Conversation) => createdAt <= call.now - listsMs;
  const list = (range: { below?: number; from: number; limit: number }) =>
    queries.conversationsOf(call.tenant.engine.state, callerOf(call), range, isListed);
  const everything = Number.MAX_SAFE_INTEGER;
  const news = newest === undefined ? [] : list({ from: newest + 1, limit: everything });
  const fresh = news.slice(-size);
  const room = size - fresh.length;
  // One more than the page tells whether a next page is worth a link.
  const older = list({ ...(last !== undefined && { below: last }), from, limit: room + 1 });
  const page = [...fresh, ...older.slice(0, room)];
  if (older.length <= room && fresh.length === news.length) return { page };
  return {
    page,
    next: {
      last: older.slice(0, room).at(-1)?.activity ?? last ?? everything,
      newest: page[0]?.activity ?? newest ?? 0,
    },
  };
}

function getThread(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const answer = queries.conversation(call.tenant.engine.state, claim);
  if (answer.refusal) return refusalError(answer.refusal);
  const thread = answer.value;
  return reply(call, "ChatThreadProperties", encodeThread(thread), {
    participants: () =>
      [...thread.members.values()].map((member) =>
        call.version.down("ChatParticipant", encodeParticipant(member)),
      ),
  });
}

function updateThread(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const body = call.body as ChatModel<"UpdateChatThreadRequest">;
  const metadata = decodeMetadata(body.metadata);
  if (isWireError(metadata)) return metadata;
  const retentionDays = decodeRetention(body.retentionPolicy);
  if (isWireError(retentionDays)) return retentionDays;
  const result = call.tenant.execute({
    type: "changeConversation",
    ...claim,
    ...(typeof body.topic === "string" && { topic: body.topic }),
    ...(metadata && { metadata }),
    ...(retentionDays !== undefined && { retentionDays }),
  });
  return result.refusal ? refusalError(result.refusal) : {};
}

function deleteThread(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const result = call.tenant.execute({ type: "deleteConversation", ...claim });
  return result.refusal ? refusalError(result.refusal) : {};
}

/** Days, `null` for no retention, undefined where the request does not speak of it. */
function decodeRetention(
  policy: ChatModel<"RetentionPolicyRequest"> | undefined,
): number | null | undefined | WireError {
  if (policy === undefined) return undefined;
  if (policy === null || policy.kind === "none") return null;
  if (typeof policy.deleteThreadAfterDays === "number") return policy.deleteThreadAfterDays;
  const reason = "A retention policy of the kind threadCreationDate needs deleteThreadAfterDays.";
  return { error: "malformedRequest", fill: { reason } };
}
