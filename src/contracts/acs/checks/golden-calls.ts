// For each operation of chat a call that succeeds, from which the derived checks are made.

import type { ChatOperation } from "../index.ts";
import type { CallInput } from "./actor.ts";
import type { Scene } from "./scene.ts";

/** Makes what the call needs, and says how Alice makes it. */
type GoldenCall = (scene: Scene) => Promise<CallInput>;

const inThread =
  (more: (scene: Scene, chatThreadId: string) => CallInput | Promise<CallInput>): GoldenCall =>
  async (scene) => {
    const chatThreadId = await scene.thread([{ id: scene.alice.id }, { id: scene.bob.id }]);
    const { params, ...input } = await more(scene, chatThreadId);
    return { params: { chatThreadId, ...params }, ...input };
  };

const onMessage = (body?: unknown): GoldenCall =>
  inThread(async (scene, thread) => ({
    params: { chatMessageId: await scene.say(thread, "Hello") },
    ...(body !== undefined && { body }),
  }));

/** Operations on images are left to the checks of images: they need bytes. */
export const goldenCalls = {
  Chat_CreateChatThread: async (scene) => ({
    body: { topic: "Contract", ...scene.speech.guests([]) },
    headers: scene.repeatKey(),
  }),
  Chat_ListChatThreads: async () => ({}),
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
  ChatThread_RemoveChatParticipant: inThread(({ speech, bob }) =>
    speech.generation === "identifiers"
      ? { body: speech.identifier(bob.id) }
      : { params: { participantId: bob.id } },
  ),
  ChatThread_ListChatReadReceipts: inThread(() => ({})),
  ChatThread_SendChatReadReceipt: inThread(async (scene, thread) => ({
    body: { chatMessageId: await scene.say(thread, "Hello") },
  })),
  ChatThread_SendTypingNotification: inThread(() => ({})),
} as const satisfies Partial<Record<ChatOperation, GoldenCall>>;

export type GoldenOperation = keyof typeof goldenCalls;
