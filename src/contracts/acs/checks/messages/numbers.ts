// The numbers that a message carries.

import type { Check } from "../../../suite/check.ts";
import { at, type Recorded } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.messages.numbers",
  title:
    "The id of a message is its time of arrival, its version its last change, its sequenceId a count",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_UpdateChatMessage",
    "ChatThread_DeleteChatMessage",
    "ChatThread_GetChatMessage",
    "ChatThread_ListChatMessages",
  ],
  rules: [
    "ids.message",
    "ids.version",
    "ids.sequence",
    "times.created",
    "times.changed",
    "messages.update.next-number",
    "messages.delete.next-number",
  ],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const hasNumbers = speech.generation !== "members";
    const thread = await scene.thread();
    const id = await scene.say(thread, "one");
    const sent = await scene.read(thread, id);
    const numbers = async (expected: number, number: string) => {
      const page = await scene.messages(thread);
      expectTimes(scene, page, scene.itemOf(page, id), expected);
      if (hasNumbers)
        scene
          .expect(page)
          .at(`${scene.itemOf(page, id)}/sequenceId`)
          .is(number);
      return text(at(page.response.body, scene.itemOf(page, id)), "version") ?? "";
    };
    scene.expect(sent).at("/version").is(id);
    await numbers(Number(id), "3");
    await scene.say(thread, "two");
    await scene.edit(thread, id, { content: "changed" });
    const edited = await numbers(Number(id), "5");
    scene
      .expect(sent)
      .that(Number(edited) > Number(id), "The version did not move.", `more than ${id}`, edited);
    const params = { chatThreadId: thread, chatMessageId: id };
    await alice.do("ChatThread_DeleteChatMessage", { params });
    const deleted = await numbers(Number(id), "6");
    scene
      .expect(sent)
      .that(Number(deleted) > Number(edited), "The version did not move.", edited, deleted);
  },
};

/** Times are the numbers, cut to whole seconds. */
function expectTimes(scene: Scene, page: Recorded, item: string, created: number): void {
  const cut = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19);
  scene
    .expect(page)
    .at(`${item}/createdOn`)
    .matches(new RegExp(`^${cut(created)}(\\.\\d+)?Z$`));
  const message = at(page.response.body, item);
  const version = Number(text(message, "version"));
  for (const name of ["editedOn", "deletedOn"]) {
    if (text(message, name) === undefined) continue;
    scene
      .expect(page)
      .at(`${item}/${name}`)
      .matches(new RegExp(`^${cut(version)}(\\.\\d+)?Z$`));
  }
}
