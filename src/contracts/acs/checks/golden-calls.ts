// For each operation a call that succeeds, from which the derived checks are made.

import type { Recorded } from "../../suite/recorded.ts";
import { identityErrors } from "../errors.ts";
import type { IdentityOperation } from "../identity.ts";
import type { ChatOperation } from "../index.ts";
import type { realtimeOperations } from "../realtime.ts";
import type { Caller, CallInput } from "./caller.ts";
import { image } from "./images/image.ts";
import type { Scene } from "./scene.ts";

export type GoldenOperation = ChatOperation | IdentityOperation | keyof typeof realtimeOperations;

export interface GoldenCall {
  /** Who calls. */
  by(scene: Scene): Caller;
  /** Makes what the call needs, and says how it is made. */
  input(scene: Scene): Promise<CallInput>;
  /** Why an answer says nothing: what the call takes cannot be made here. */
  hindrance?(answer: Recorded): string | undefined;
}

const byAlice = (input: GoldenCall["input"]): GoldenCall => ({
  by: (scene) => scene.alice,
  input,
});

const inThread = (
  more: (scene: Scene, chatThreadId: string) => CallInput | Promise<CallInput>,
): GoldenCall =>
  byAlice(async (scene) => {
    const chatThreadId = await scene.thread([{ id: scene.alice.id }, { id: scene.bob.id }]);
    const { params, ...input } = await more(scene, chatThreadId);
    return { params: { chatThreadId, ...params }, ...input };
  });

const onMessage = (body?: unknown): GoldenCall =>
  inThread(async (scene, thread) => ({
    params: { chatMessageId: await scene.say(thread, "Hello") },
    ...(body !== undefined && { body }),
  }));

const onImage = (params: Readonly<Record<string, string>> = {}): GoldenCall =>
  inThread(async (scene, thread) => ({
    params: { imageId: await scene.upload(thread), ...params },
  }));

const byOwner = (input: GoldenCall["input"]): GoldenCall => ({
  by: (scene) => scene.owner,
  input,
});

const onUser = (body?: unknown): GoldenCall =>
  byOwner(async (scene) => ({
    params: { id: await scene.newUser() },
    ...(body !== undefined && { body }),
  }));

/** Only the token of a real tenant's user would do at the service itself. */
export function withoutTeams({ response }: Recorded): string | undefined {
  const isRefused = response.text.includes(identityErrors.teamsTokenInvalid.code);
  return isRefused ? "It needs the token of a Teams user, which a run does not have." : undefined;
}

export const goldenCalls: Readonly<Record<GoldenOperation, GoldenCall>> = {
  Chat_CreateChatThread: byAlice(async (scene) => scene.creation()),
  Chat_ListChatThreads: byAlice(async () => ({})),
  ChatThread_GetChatThreadProperties: inThread(() => ({})),
  ChatThread_UpdateChatThreadProperties: inThread(() => ({ body: { topic: "Changed" } })),
  Chat_DeleteChatThread: inThread(() => ({})),
  ChatThread_SendChatMessage: inThread(() => ({ body: { content: "Hello" } })),
  ChatThread_ListChatMessages: inThread(() => ({})),
  ChatThread_GetChatMessage: onMessage(),
  ChatThread_UpdateChatMessage: onMessage({ content: "Changed" }),
  ChatThread_DeleteChatMessage: onMessage(),
  ChatThread_ListChatParticipants: inThread(() => ({})),
  ChatThread_AddChatParticipants: inThread(({ speech, bob }) => ({
    body: speech.guests([{ id: bob.id }]),
  })),
  ChatThread_RemoveChatParticipant: inThread(({ speech, bob }) => speech.removal(bob.id)),
  ChatThread_ListChatReadReceipts: inThread(() => ({})),
  ChatThread_SendChatReadReceipt: inThread(async (scene, thread) => ({
    body: { chatMessageId: await scene.say(thread, "Hello") },
  })),
  ChatThread_SendTypingNotification: inThread(() => ({})),
  ChatThread_UploadChatImage: inThread(() => image("picture.gif")),
  ChatThread_GetChatImage: onImage({ imageViewType: "original" }),
  ChatThread_DeleteChatImage: onImage(),
  CommunicationIdentity_Create: byOwner(async () => ({})),
  CommunicationIdentity_Delete: onUser(),
  CommunicationIdentity_IssueAccessToken: onUser({ scopes: ["chat"] }),
  CommunicationIdentity_RevokeAccessTokens: onUser(),
  CommunicationIdentity_ExchangeTeamsUserAccessToken: {
    ...byOwner(async (scene) => ({ body: scene.teamsToken() })),
    hindrance: withoutTeams,
  },
  Realtime_GetConfiguration: {
    by: (scene) => scene.alice.in(scene.versions.realtime),
    input: async () => ({}),
  },
};
