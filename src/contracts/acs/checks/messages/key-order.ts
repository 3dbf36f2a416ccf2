// The order of the keys of a message.

import { isDeepStrictEqual } from "node:util";
import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

const order = [
  "id",
  "type",
  "sequenceId",
  "version",
  "content",
  "senderDisplayName",
  "createdOn",
  "senderCommunicationIdentifier",
  "deletedOn",
  "editedOn",
  "metadata",
];

export const check: Check<Scene> = {
  id: "acs.messages.list.key-order",
  title: "The keys of a message come in the order that the service has",
  operations: ["ChatThread_ListChatMessages", "ChatThread_UpdateChatMessage"],
  rules: ["messages.list.key-order"],
  profile: "safe",
  people: 1,
  appliesTo: from("2021-01-27-preview4"),
  async run(scene) {
    const thread = await scene.thread();
    await scene.edit(thread, await scene.say(thread, "Hello"), { content: "Changed" });
    const page = await scene.messages(thread);
    for (const item of scene.items(page)) {
      const keys = Object.keys(Object(item)).filter((key) => order.includes(key));
      const sorted = order.filter((key) => keys.includes(key));
      scene
        .expect(page)
        .that(isDeepStrictEqual(keys, sorted), "The order is another one.", sorted, keys);
    }
  },
};
