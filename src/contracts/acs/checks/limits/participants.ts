// How many participants fit into a creation, an addition and a thread.

import type { Check } from "../../../suite/check.ts";
import { nobodyOf } from "../people.ts";
import type { Scene } from "../scene.ts";

const BATCH_MAX = 200;
const THREAD_MAX = 250;

/** As many as that, whom nobody has to make: what is too much is refused before anybody is looked for. */
function crowdOf(scene: Scene, size: number) {
  return Array.from({ length: size }, (_, at) => ({ id: nobodyOf(scene.alice.id, at + 1) }));
}

export const checks: readonly Check<Scene>[] = [
  {
    id: "acs.threads.create.too-many-participants",
    title: "More than 200 participants in one creation are refused",
    operations: ["Chat_CreateChatThread"],
    rules: ["threads.create.too-many-participants"],
    profile: "safe",
    people: 1,
    async run(scene) {
      const crowd = scene.creation(crowdOf(scene, BATCH_MAX + 49));
      const answer = await scene.alice.call("Chat_CreateChatThread", crowd);
      scene.expect(answer).status(400);
    },
  },
  {
    id: "acs.participants.add.batch-size",
    title: "More than 200 participants in one addition are refused",
    operations: ["ChatThread_AddChatParticipants"],
    rules: ["participants.add.batch-size"],
    profile: "safe",
    people: 1,
    async run(scene) {
      const answer = await scene.alice.call("ChatThread_AddChatParticipants", {
        params: { chatThreadId: await scene.thread() },
        body: scene.speech.guests(crowdOf(scene, BATCH_MAX + 1)),
      });
      scene.expect(answer).refused();
    },
  },
  {
    id: "acs.participants.add.thread-size",
    title: "A thread takes no more than 250 participants",
    operations: ["ChatThread_AddChatParticipants", "ChatThread_ListChatParticipants"],
    rules: ["participants.add.thread-size"],
    profile: "full",
    isOnce: true,
    people: 1,
    needsKey: true,
    async run(scene) {
      const crowd = (await scene.crowd(THREAD_MAX)).map((id) => ({ id }));
      const chatThreadId = await scene.thread(crowd.slice(0, BATCH_MAX - 1));
      const added = await scene.alice.call("ChatThread_AddChatParticipants", {
        params: { chatThreadId },
        body: scene.speech.guests(crowd.slice(BATCH_MAX - 1)),
      });
      const { length } = scene.items(await scene.participants(chatThreadId, { skip: "240" }));
      scene
        .expect(added)
        .that(length <= 10, "The thread has more participants.", "250 at most", 240 + length);
    },
  },
];
