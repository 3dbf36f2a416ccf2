// How an edit changes metadata.

import { propertiesOf } from "../../../schemas.ts";
import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.messages.update.metadata-merges",
  title: "Metadata of an edit is merged, and an empty value takes its key away",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_UpdateChatMessage",
    "ChatThread_GetChatMessage",
  ],
  rules: [
    "messages.update.metadata-merges",
    "messages.update.metadata-empty-value",
    "messages.send.metadata",
  ],
  profile: "safe",
  people: 1,
  appliesTo: ({ definitions }) =>
    propertiesOf(definitions["SendChatMessageRequest"])?.includes("metadata") ?? false,
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    const sent = await alice.do("ChatThread_SendChatMessage", {
      params: { chatThreadId },
      body: { content: "one", metadata: { keep: "1", change: "1", drop: "1" } },
    });
    const params = { chatThreadId, chatMessageId: text(sent.response.body, "id") ?? "" };
    const before = await alice.do("ChatThread_GetChatMessage", { params });
    scene.expect(before).at("/metadata").is({ keep: "1", change: "1", drop: "1" });
    await alice.do("ChatThread_UpdateChatMessage", {
      params,
      body: { metadata: { change: "2", drop: "" } },
    });
    const after = await alice.do("ChatThread_GetChatMessage", { params });
    scene.expect(after).at("/metadata").is({ keep: "1", change: "2" });
  },
};
