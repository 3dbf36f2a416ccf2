// Tokens for calls, used for chat.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { ScopedUser } from "./scoped.ts";

export const check: Check<Scene> = {
  id: "acs.access.no-chat-scope",
  title: "A token with voip alone cannot use chat, not even in a thread that its user is in",
  operations: [
    "Chat_CreateChatThread",
    "Chat_ListChatThreads",
    "ChatThread_ListChatMessages",
    "ChatThread_SendChatMessage",
  ],
  rules: ["access.no-chat-scope", "access.scope-refused"],
  profile: "safe",
  people: 1,
  needsKey: true,
  async run(scene) {
    const caller = await ScopedUser.with(scene, "voip");
    await caller.mayNot("Chat_ListChatThreads");
    await caller.mayNot("ChatThread_ListChatMessages");
    await caller.mayNot("ChatThread_SendChatMessage", { body: { content: "Hello" } });
    await caller.mayNot("Chat_CreateChatThread", scene.creation());
  },
};
