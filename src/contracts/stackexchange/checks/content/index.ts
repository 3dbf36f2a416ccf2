// The checks of single messages as text or HTML.

import { define } from "../define.ts";
import { UNKNOWN_MESSAGE } from "../scene.ts";

export const contentChecks = define({
  "stackexchange.content.rendered": {
    title: "A message alone is its content as HTML",
    operations: ["Chat_GetContent", "Chat_Send"],
    rules: ["content.rendered"],
    async run(scene) {
      const id = await scene.say(scene.text("**Bold**"));
      const answer = await scene.me.do("Chat_GetContent", { params: { message: id } });
      const { content } = await scene.contentOf(id);
      const text = answer.response.text.trim();
      scene.expect(answer).that(text === content, "It is another content.", content, text);
    },
  },
  "stackexchange.content.plain": {
    title: "With plain=true a message is what was written",
    operations: ["Chat_GetContent", "Chat_Send"],
    rules: ["content.plain"],
    async run(scene) {
      const written = scene.text("**Bold** & plain");
      const id = await scene.say(written);
      const query = { plain: "true" };
      const answer = await scene.me.do("Chat_GetContent", { params: { message: id }, query });
      const text = answer.response.text.trim();
      scene.expect(answer).that(text === written, "It is another text.", written, text);
    },
  },
  "stackexchange.content.deleted": {
    title: "A deleted message and one that does not exist answer 404",
    operations: ["Chat_GetContent", "Chat_Delete"],
    rules: ["content.deleted"],
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Delete", id);
      for (const message of [id, UNKNOWN_MESSAGE]) {
        const answer = await scene.nobody.call("Chat_GetContent", { params: { message } });
        scene.expect(answer).status(404);
      }
    },
  },
  "stackexchange.content.full": {
    title: "A message of several lines is there in full",
    operations: ["Chat_GetFullText", "Chat_Send"],
    rules: ["full-text.whole"],
    async run(scene) {
      const [first, last] = [scene.text("First"), scene.text("Last")];
      const id = await scene.say(`${first}\n${"middle\n".repeat(30)}${last}`);
      const params = { room: scene.room, message: id };
      const answer = await scene.me.do("Chat_GetFullText", { params });
      for (const line of [first, last]) {
        const { text } = answer.response;
        scene.expect(answer).that(text.includes(line), "A line is missing.", line, text);
      }
    },
  },
});
