// Tokens that only let their user join chats.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { ScopedUser } from "./scoped.ts";

export const check: Check<Scene> = {
  id: "acs.access.chat-join",
  title:
    "A token with chat.join alone reads and sends, but cannot create, change or delete threads",
  operations: [
    "Chat_CreateChatThread",
    "ChatThread_UpdateChatThreadProperties",
    "Chat_DeleteChatThread",
    "ChatThread_SendChatMessage",
    "ChatThread_ListChatMessages",
  ],
  rules: ["access.chat-join", "access.scope-refused"],
  profile: "safe",
  people: 1,
  needsKey: true,
  async run(scene) {
    const joiner = await ScopedUser.with(scene, "chat.join");
    await joiner.mayReadAndSend();
    await joiner.mayNotCreateUpdateOrDelete();
  },
};
