// The checks of what can no longer be done two minutes after a message.

import { pause } from "../../../suite/rate-budget.ts";
import type { Recorded } from "../../../suite/recorded.ts";
import { errors } from "../../errors.ts";
import { moderatorOf } from "../company.ts";
import { define } from "../define.ts";
import { ownRoom } from "../own-rooms.ts";
import type { Scene } from "../scene.ts";

/** Two minutes, or two and a half as one library has it. */
const WINDOW_SECONDS = 150;

interface Late {
  /** The scene in the room that has the message. */
  readonly own: Scene;
  readonly id: number;
  /** What its author has wanted to make of it. */
  readonly text: string;
  readonly refusal: Recorded;
}

/** One message for all checks, in a room of the run's own: only with its room it can still be taken away. */
async function lateEdit(scene: Scene): Promise<Late> {
  await scene.requireNoModerator();
  const own = await ownRoom(scene, "workshop");
  const id = scene.shared.get("late message") ?? (await own.say(own.text("Two minutes later")));
  const edit = async (): Promise<Late> => {
    const text = own.text("Edited too late");
    const params = { message: id };
    return { own, id, text, refusal: await own.me.call("Chat_Edit", { params, form: { text } }) };
  };
  let late = await edit();
  // The service says itself whether the time is over.
  if (late.refusal.response.body === "ok") {
    scene.requirePatience(WINDOW_SECONDS);
    await pause(WINDOW_SECONDS * 1000);
    late = await edit();
  }
  scene.shared.set("late message", id);
  return late;
}

export const lateChecks = define({
  "stackexchange.late.edit": {
    title: "An edit two minutes after the message says in just these words that it is too late",
    operations: ["Chat_Edit", "Chat_ListEvents"],
    rules: ["edit.too-late"],
    profile: "full",
    async run(scene) {
      const { own, id, text, refusal } = await lateEdit(scene);
      own.expect(refusal).status(200, 409);
      own.expect(refusal).at("").is(errors.tooLateToEdit.text);
      const { exchange, pointer } = await own.listed(id);
      own.expect(exchange).at(`${pointer}/content`).isNot(text);
    },
  },
  "stackexchange.late.moderator": {
    title: "A moderator edits a message that its author can no longer edit",
    operations: ["Chat_Edit", "Chat_ListEvents"],
    rules: ["edit.moderators"],
    profile: "full",
    people: 2,
    async run(scene) {
      const moderator = await moderatorOf(scene);
      const { own, id } = await lateEdit(scene);
      const text = own.text("Edited at any time");
      await own.edit(id, text, moderator);
      own.holds(await own.listed(id), "content", text);
    },
  },
  "stackexchange.late.delete": {
    title: "A deletion two minutes after the message says in just these words that it is too late",
    operations: ["Chat_Delete", "Chat_Edit", "Chat_ListEvents"],
    rules: ["delete.too-late"],
    profile: "full",
    async run(scene) {
      const { own, id } = await lateEdit(scene);
      const refusal = await own.me.call("Chat_Delete", { params: { message: id } });
      own.expect(refusal).status(200, 409);
      own.expect(refusal).at("").is(errors.tooLateToDelete.text);
      const { exchange, pointer } = await own.listed(id);
      own.expect(exchange).at(`${pointer}/content`).isPresent();
    },
  },
});
