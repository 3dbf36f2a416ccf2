// Identifiers of requests without their rawId.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.general.raw-id-optional",
  title: "An identifier of a request may leave out its rawId",
  operations: ["Chat_CreateChatThread", "ChatThread_ListChatParticipants"],
  rules: ["ids.raw-id-optional"],
  profile: "safe",
  people: 2,
  appliesTo: from("2021-01-27-preview4"),
  async run(scene) {
    const { bob } = scene;
    const bare = { communicationIdentifier: { communicationUser: { id: bob.id } } };
    const made = await scene.alice.do("Chat_CreateChatThread", {
      body: { topic: "Contract", participants: [bare] },
      headers: scene.repeatKey(),
    });
    const page = await scene.participants(scene.threadId(made));
    scene.expect(page).at("/value/1/communicationIdentifier/rawId").is(bob.id);
  },
};
