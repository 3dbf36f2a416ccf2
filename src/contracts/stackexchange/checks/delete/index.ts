// The checks of deleting.

import { errors } from "../../errors.ts";
import { define } from "../define.ts";
import { UNKNOWN_MESSAGE } from "../scene.ts";

export const deleteChecks = define({
  "stackexchange.delete.ok": {
    title: "A deletion answers ok as JSON, and the content is listed no more",
    operations: ["Chat_Delete", "Chat_ListEvents"],
    rules: ["delete.ok", "delete.content-gone"],
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Delete", id);
      const found = await scene.find(id);
      if (found) scene.lacks(found, "content");
    },
  },
  "stackexchange.delete.twice": {
    title: "A second deletion says in just these words that the message is deleted",
    operations: ["Chat_Delete"],
    rules: ["delete.twice"],
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Delete", id);
      const answer = await scene.me.call("Chat_Delete", { params: { message: id } });
      scene.expect(answer).status(200, 409);
      scene.expect(answer).at("").is(errors.alreadyDeleted.text);
    },
  },
  "stackexchange.delete.own-only": {
    title: "Nobody deletes another's message, and it stays",
    operations: ["Chat_Delete", "Chat_ListEvents"],
    rules: ["delete.own-only", "delete.own-only-status"],
    people: 2,
    async run(scene) {
      await scene.requireNoModerator();
      const text = scene.text();
      const id = await scene.say(text, scene.other);
      const answer = await scene.me.call("Chat_Delete", { params: { message: id } });
      const says = errors.notOwnDelete.text;
      const { text: said } = answer.response;
      scene.expect(answer).that(said.includes(says), "It says something else.", says, said);
      scene.holds(await scene.listed(id), "content", text);
    },
  },
  "stackexchange.delete.unknown": {
    title: "A deletion of a message that does not exist leads elsewhere",
    operations: ["Chat_Delete"],
    rules: ["delete.unknown"],
    async run(scene) {
      const params = { message: UNKNOWN_MESSAGE };
      scene.expect(await scene.me.call("Chat_Delete", { params })).status(302);
    },
  },
});
