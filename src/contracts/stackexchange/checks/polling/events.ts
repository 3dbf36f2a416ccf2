// What each event says.

import type { WrittenCheck } from "../define.ts";
import type { Json } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.polling.${string}`, WrittenCheck>>;

const about = (id: number, type: number) => (event: Json) =>
  event["message_id"] === id && event["event_type"] === type;

export const eventChecks: Checks = {
  "stackexchange.polling.posted": {
    title: "A new message is event 1 with its author, its content and its room",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["events.posted", "events.fields", "events.message-id", "times.seconds"],
    async run(scene) {
      const { me, room } = scene;
      const marker = await scene.marker();
      const text = scene.text();
      const id = await scene.say(text);
      const { found } = await scene.heard(marker, about(id, 1));
      const known = { content: text, user_id: me.id, user_name: me.name, room_id: room };
      for (const [name, value] of Object.entries(known)) scene.holds(found, name, value);
      const name = (await scene.roomInfo()).first("h1").text.trim();
      scene.holds(found, "room_name", name);
      scene.lacks(found, "message_edits", "message_stars", "message_owner_stars", "parent_id");
      const { time_stamp } = found.value;
      const isTime = Number(time_stamp) > 1_500_000_000 && Number(time_stamp) < 10_000_000_000;
      const place = `/body${found.pointer}/time_stamp`;
      scene
        .expect(found.exchange)
        .that(isTime, "It is no time in seconds.", "seconds", time_stamp, place);
    },
  },
  "stackexchange.polling.edited": {
    title: "An edit is event 2 with the new content and the number of edits",
    operations: ["Chat_Poll", "Chat_Edit"],
    rules: ["events.edited", "events.whole-message"],
    async run(scene) {
      const id = await scene.say();
      const marker = await scene.marker();
      const text = scene.text("Edited");
      await scene.edit(id, text);
      const { found } = await scene.heard(marker, about(id, 2));
      scene.holds(found, "content", text);
      scene.holds(found, "message_edits", 1);
      scene.holds(found, "user_id", scene.me.id);
    },
  },
  "stackexchange.polling.deleted": {
    title: "A deletion is event 10 without content",
    operations: ["Chat_Poll", "Chat_Delete"],
    rules: ["events.deleted", "events.message-id"],
    async run(scene) {
      const id = await scene.say();
      const marker = await scene.marker();
      await scene.act("Chat_Delete", id);
      const { found } = await scene.heard(marker, about(id, 10));
      scene.lacks(found, "content");
      scene.holds(found, "user_id", scene.me.id);
    },
  },
  "stackexchange.polling.edited-reply": {
    title: "An edit of a reply still says what it replies to",
    operations: ["Chat_Poll", "Chat_Edit"],
    rules: ["events.whole-message", "events.edited"],
    async run(scene) {
      const parent = await scene.say();
      const id = await scene.say(`:${parent} ${scene.text()}`);
      const marker = await scene.marker();
      await scene.edit(id, `:${parent} ${scene.text("Edited")}`);
      const { found } = await scene.heard(marker, about(id, 2));
      scene.holds(found, "parent_id", parent);
      scene.holds(found, "show_parent", true);
    },
  },
  "stackexchange.polling.entered": {
    title: "Somebody who comes back is event 3, with his id twice",
    operations: ["Chat_Poll", "Chat_Leave", "Chat_Send"],
    rules: ["events.entered", "events.fields"],
    async run(scene) {
      const { me, nobody } = scene;
      await scene.list({ msgCount: "0" });
      await me.do("Chat_Leave", { params: { room: scene.room }, form: { quiet: "true" } });
      const marker = await scene.marker(nobody);
      await scene.list({ msgCount: "0" });
      await scene.say();
      const isMine = (event: Json) => event["event_type"] === 3 && event["user_id"] === me.id;
      const { found } = await scene.heard(marker, isMine, nobody);
      scene.holds(found, "user_name", me.name);
      scene.holds(found, "target_user_id", me.id);
    },
  },
  "stackexchange.polling.left": {
    title: "Somebody who leaves is event 4, with his id twice",
    operations: ["Chat_Poll", "Chat_Leave", "Chat_Send"],
    rules: ["leave.event", "events.fields"],
    async run(scene) {
      const { me, nobody } = scene;
      await scene.say();
      const marker = await scene.marker(nobody);
      await me.do("Chat_Leave", { params: { room: scene.room }, form: { quiet: "true" } });
      const isMine = (event: Json) => event["event_type"] === 4 && event["user_id"] === me.id;
      const { found } = await scene.heard(marker, isMine, nobody);
      scene.holds(found, "user_name", me.name);
      scene.holds(found, "target_user_id", me.id);
    },
  },
};
