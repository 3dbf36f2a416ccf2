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
  "stackexchange.content.last": {
    title: "The last message of a room before another is told with the gap between them",
    operations: ["Chat_GetLastMessage", "Chat_Send"],
    rules: ["last-message.fields"],
    async run(scene) {
      const first = await scene.say();
      const second = await scene.say();
      const params = { room: scene.room };
      const form = { beforeId: String(second) };
      const answer = await scene.me.do("Chat_GetLastMessage", { params, form });
      // Others may talk in the room as well.
      const { msgid } = Object(answer.response.body);
      const isBetween = msgid >= first && msgid < second;
      scene.expect(answer).that(isBetween, "It is another message.", first, msgid, "/body/msgid");
    },
  },
  "stackexchange.content.acknowledged": {
    title: "What is told personally can be acknowledged",
    operations: ["Chat_Acknowledge", "Chat_Send"],
    rules: ["acknowledge.ok"],
    async run(scene) {
      const parent = await scene.say();
      const id = await scene.say(`:${parent} ${scene.text()}`);
      await scene.me.do("Chat_Acknowledge", { form: { id: String(id) } });
    },
  },
});
