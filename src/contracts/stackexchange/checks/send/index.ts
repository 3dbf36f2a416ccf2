// The checks of sending.

import { at } from "../../../suite/recorded.ts";
import { define } from "../define.ts";
import { UNKNOWN_ROOM } from "../scene.ts";

const LINE_MAX = 500;

export const sendChecks = define({
  "stackexchange.send.answer": {
    title: "Sending answers with the id of the message and the time in seconds",
    operations: ["Chat_Send"],
    rules: ["send.answer", "times.seconds"],
    async run(scene) {
      const sent = await scene.send(scene.text());
      const { id, time } = Object(sent.response.body);
      scene
        .expect(sent)
        .that(Number.isInteger(id) && id > 0, "There is no id.", "an id", id, "/body/id");
      const isTime = Number.isInteger(time) && time > 1_500_000_000 && time < 10_000_000_000;
      scene.expect(sent).that(isTime, "It is no time in seconds.", "seconds", time, "/body/time");
    },
  },
  "stackexchange.send.ids-grow": {
    title: "A later message has a greater id",
    operations: ["Chat_Send"],
    rules: ["send.answer", "ids.whole-numbers"],
    async run(scene) {
      const first = await scene.say();
      const sent = await scene.send(scene.text());
      const second = Number(at(sent.response.body, "/id"));
      scene
        .expect(sent)
        .that(second > first, "It is not greater.", `more than ${first}`, second, "/body/id");
    },
  },
  "stackexchange.send.unknown-room": {
    title: "A message to a room that does not exist answers 404",
    operations: ["Chat_Send"],
    rules: ["rooms.unknown"],
    async run(scene) {
      const form = { text: scene.text() };
      const answer = await scene.me.call("Chat_Send", { params: { room: UNKNOWN_ROOM }, form });
      scene.expect(answer).status(404);
    },
  },
  "stackexchange.send.too-long": {
    title: "A line of more than 500 characters is refused",
    operations: ["Chat_Send"],
    rules: ["send.too-long"],
    async run(scene) {
      const form = { text: scene.text().padEnd(LINE_MAX + 1, "x") };
      const answer = await scene.me.call("Chat_Send", { params: { room: scene.room }, form });
      scene.expect(answer).refused();
    },
  },
  "stackexchange.send.long-lines": {
    title: "A message of several lines may be longer",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["send.lines-unlimited"],
    async run(scene) {
      const line = scene.text().padEnd(LINE_MAX - 100, "x");
      const id = await scene.say(`${line}\n${line}`);
      const { exchange, content, pointer } = await scene.contentOf(id);
      const isThere = content.includes(line.slice(0, 100));
      scene
        .expect(exchange)
        .that(isThere, "It is another text.", line, content, `/body${pointer}/content`);
    },
  },
  "stackexchange.send.reply": {
    title: "A text that begins with :id replies to that message and shows its author's name",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["send.reply", "send.reply-name"],
    async run(scene) {
      const parent = await scene.say();
      const text = scene.text();
      const id = await scene.say(`:${parent} ${text}`);
      const found = await scene.listed(id);
      scene.holds(found, "parent_id", parent);
      scene.holds(found, "show_parent", true);
      scene.holds(found, "content", `@${mentionOf(scene.me.name)} ${text}`);
    },
  },
  "stackexchange.send.reply-to-another": {
    title: "A reply to somebody else's message shows his name",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["send.reply", "send.reply-name"],
    people: 2,
    async run(scene) {
      const parent = await scene.say(scene.text(), scene.other);
      const text = scene.text();
      const id = await scene.say(`:${parent} ${text}`);
      const found = await scene.listed(id);
      scene.holds(found, "parent_id", parent);
      scene.holds(found, "content", `@${mentionOf(scene.other.name)} ${text}`);
    },
  },
  "stackexchange.send.no-reply": {
    title: "A message that replies to none has no parent",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["events.whole-message"],
    async run(scene) {
      const found = await scene.listed(await scene.say());
      scene.lacks(found, "parent_id", "show_parent", "message_edits", "message_stars");
    },
  },
});

/** A name as it stands after the @ of a reply. */
function mentionOf(name: string): string {
  return name.replace(/[\s._!?();:/+&<-]/g, "");
}
