// The checks of editing.

import { errors } from "../../errors.ts";
import { define } from "../define.ts";
import { UNKNOWN_MESSAGE } from "../scene.ts";

export const editChecks = define({
  "stackexchange.edit.ok": {
    title: "An edit answers ok as JSON, and the new text is listed",
    operations: ["Chat_Edit", "Chat_ListEvents"],
    rules: ["edit.ok"],
    async run(scene) {
      const id = await scene.say();
      const text = scene.text("Edited");
      await scene.edit(id, text);
      scene.holds(await scene.listed(id), "content", text);
    },
  },
  "stackexchange.edit.counted": {
    title: "Every edit is counted",
    operations: ["Chat_Edit", "Chat_ListEvents"],
    rules: ["edit.counted"],
    async run(scene) {
      const id = await scene.say();
      for (const count of [1, 2]) {
        await scene.edit(id, scene.text("Edited"));
        scene.holds(await scene.listed(id), "message_edits", count);
      }
    },
  },
  "stackexchange.edit.into-reply": {
    title: "An edit can make a reply of a message",
    operations: ["Chat_Edit", "Chat_ListEvents"],
    rules: ["send.reply", "events.whole-message"],
    async run(scene) {
      const parent = await scene.say();
      const id = await scene.say();
      await scene.edit(id, `:${parent} ${scene.text("Edited")}`);
      scene.holds(await scene.listed(id), "parent_id", parent);
    },
  },
  "stackexchange.edit.deleted": {
    title: "A deleted message cannot be edited, which is said in just these words",
    operations: ["Chat_Edit", "Chat_Delete"],
    rules: ["edit.deleted"],
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Delete", id);
      const params = { message: id };
      const form = { text: scene.text("Edited") };
      const answer = await scene.me.call("Chat_Edit", { params, form });
      scene.expect(answer).status(200, 409);
      scene.expect(answer).at("").is(errors.deletedCannotEdit.text);
    },
  },
  "stackexchange.edit.own-only": {
    title: "Nobody edits another's message, and it stays as it is",
    operations: ["Chat_Edit", "Chat_ListEvents"],
    rules: ["edit.own-only", "edit.own-only-status"],
    people: 2,
    async run(scene) {
      await scene.requireNoModerator();
      const text = scene.text();
      const id = await scene.say(text, scene.other);
      const form = { text: scene.text("Edited") };
      const answer = await scene.me.call("Chat_Edit", { params: { message: id }, form });
      const says = errors.notOwnEdit.text;
      const { text: said } = answer.response;
      scene.expect(answer).that(said.includes(says), "It says something else.", says, said);
      scene.holds(await scene.listed(id), "content", text);
    },
  },
  "stackexchange.edit.unknown": {
    title: "An edit of a message that does not exist leads elsewhere",
    operations: ["Chat_Edit"],
    rules: ["edit.unknown"],
    async run(scene) {
      const params = { message: UNKNOWN_MESSAGE };
      const answer = await scene.me.call("Chat_Edit", { params, form: { text: scene.text() } });
      scene.expect(answer).status(302);
    },
  },
});
