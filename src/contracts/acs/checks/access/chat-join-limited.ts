// Tokens that let their user join chats and leave everybody in them alone.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { ScopedUser } from "./scoped.ts";

export const check: Check<Scene> = {
  id: "acs.access.chat-join-limited",
  title: "A token with chat.join.limited alone cannot add or remove participants either",
  operations: [
    "Chat_CreateChatThread",
    "ChatThread_UpdateChatThreadProperties",
    "Chat_DeleteChatThread",
    "ChatThread_AddChatParticipants",
    "ChatThread_RemoveChatParticipant",
    "ChatThread_SendChatMessage",
    "ChatThread_ListChatMessages",
  ],
  rules: ["access.chat-join-limited", "access.scope-refused"],
  profile: "safe",
  people: 2,
  needsKey: true,
  async run(scene) {
    const { bob, alice, speech } = scene;
    const joiner = await ScopedUser.with(scene, "chat.join.limited");
    await joiner.mayReadAndSend();
    await joiner.mayNotCreateUpdateOrDelete();
    await joiner.mayNot("ChatThread_AddChatParticipants", {
      body: speech.guests([{ id: bob.id }]),
    });
    await joiner.mayNot("ChatThread_RemoveChatParticipant", speech.removal(alice.id));
  },
};
