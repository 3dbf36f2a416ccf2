// What counts as activity of a thread, and what does not.

import { isDeepStrictEqual } from "node:util";
import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

type Deed = (scene: Scene, thread: string) => Promise<unknown>;

/** One thread is active after another; then something is done in the first. */
function activityCheck(
  id: string,
  title: string,
  rule: string,
  deed: Deed,
  isActivity: boolean,
  people = 2,
): Check<Scene> {
  return {
    id: `acs.threads.list.${id}`,
    title,
    operations: ["Chat_ListChatThreads"],
    rules: ["threads.list.newest-activity-first", rule],
    profile: "safe",
    people,
    async run(scene) {
      const { alice, bob } = scene;
      const first = await scene.thread([{ id: alice.id }, { id: bob.id }]);
      const second = await scene.thread();
      await deed(scene, first);
      const expected = isActivity ? [first, second] : [second, first];
      await scene.eventually(
        async () => scene.alice.do("Chat_ListChatThreads"),
        (page) => {
          const ours = scene.items(page).map((item) => text(item, "id"));
          const order = ours.filter((id) => id === first || id === second);
          scene
            .expect(page)
            .that(isDeepStrictEqual(order, expected), "The order is another one.", expected, order);
        },
      );
    },
  };
}

export const checks: readonly Check<Scene>[] = [
  activityCheck(
    "messages-count",
    "A message moves its thread to the top of the list",
    "threads.list.messages-count",
    (scene, thread) => scene.say(thread, "Hello"),
    true,
  ),
  activityCheck(
    "joining-counts",
    "The addition of participants moves their thread to the top of the list",
    "threads.list.joining-counts",
    (scene, thread) => scene.add(thread, { id: scene.carol.id }),
    true,
    3,
  ),
  activityCheck(
    "creation-counts",
    "A new thread is at the top of the list",
    "threads.list.creation-counts",
    async () => undefined,
    false,
  ),
  activityCheck(
    "removal-does-not-count",
    "The removal of a participant moves no thread in the list",
    "threads.list.removal-does-not-count",
    (scene, thread) => scene.remove(thread, scene.bob.id),
    false,
  ),
  activityCheck(
    "typing-does-not-count",
    "A typing notification moves no thread in the list",
    "threads.list.typing-does-not-count",
    (scene, thread) =>
      scene.alice.do("ChatThread_SendTypingNotification", { params: { chatThreadId: thread } }),
    false,
  ),
];
