// The checks of coming into a room, which lists its messages, and of leaving it.

import { at } from "../../../suite/recorded.ts";
import { errors } from "../../errors.ts";
import { define } from "../define.ts";
import { itemsOf, type Scene, UNKNOWN_ROOM } from "../scene.ts";

/** Three messages, so that a list of them has an order. */
async function threeMessages(scene: Scene): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let count = 0; count < 3; count += 1) ids.push(await scene.say());
  return ids;
}

export const joinChecks = define({
  "stackexchange.join.shape": {
    title: "Coming into a room answers with messages, the marker and the time",
    operations: ["Chat_ListEvents"],
    rules: ["join.time", "join.fields", "times.seconds", "forms.encoding", "json.media-type"],
    async run(scene) {
      const list = await scene.list();
      const { body } = list.response;
      for (const name of ["time", "sync", "ms"]) {
        const value = at(body, `/${name}`);
        scene
          .expect(list)
          .that(
            Number.isInteger(value),
            "It is no whole number.",
            "a whole number",
            value,
            `/body/${name}`,
          );
      }
      const sync = Number(at(body, "/sync"));
      const isNow = sync > 1_500_000_000 && sync < 10_000_000_000;
      scene.expect(list).that(isNow, "It is no time in seconds.", "seconds", sync, "/body/sync");
    },
  },
  "stackexchange.join.time": {
    title: "The marker grows with every event",
    operations: ["Chat_ListEvents", "Chat_Send"],
    rules: ["join.time", "events.counter"],
    async run(scene) {
      const before = await scene.marker();
      await scene.say();
      const list = await scene.list({ msgCount: "0" });
      const after = Number(at(list.response.body, "/time"));
      scene
        .expect(list)
        .that(after > before, "It has not grown.", `more than ${before}`, after, "/body/time");
    },
  },
  "stackexchange.join.message": {
    title: "A listed message says who said what, when and where, and has no id of an event",
    operations: ["Chat_ListEvents", "Chat_Send"],
    rules: ["join.message-fields", "ids.whole-numbers", "ids.message-length"],
    async run(scene) {
      const text = scene.text();
      const id = await scene.say(text);
      const found = await scene.listed(id);
      const { me, room } = scene;
      const known = {
        event_type: 1,
        content: text,
        user_id: me.id,
        user_name: me.name,
        room_id: room,
      };
      for (const [name, value] of Object.entries(known)) scene.holds(found, name, value);
      scene.lacks(found, "id", "room_name");
      const { time_stamp } = found.value;
      scene
        .expect(found.exchange)
        .that(
          Number.isInteger(time_stamp) && Number(time_stamp) > 1_500_000_000,
          "It is no time in seconds.",
          "seconds",
          time_stamp,
          `/body${found.pointer}/time_stamp`,
        );
      scene.expect(found.exchange).that(id >= 10_000_000, "The id is too short.", "8 digits", id);
    },
  },
  "stackexchange.join.order": {
    title: "Messages are listed from the oldest to the newest, as many as are asked for",
    operations: ["Chat_ListEvents", "Chat_Send"],
    rules: ["join.oldest-first", "join.count"],
    async run(scene) {
      const ids = await threeMessages(scene);
      const list = await scene.list({ msgCount: "3" });
      const listed = itemsOf(list, "/events").map(({ message_id }) => message_id);
      scene
        .expect(list)
        .that(listed.length === 3, "It is another number.", 3, listed.length, "/body/events");
      // Others may talk in the room as well.
      const isAscending = listed.every(
        (id, index) => index === 0 || Number(id) > Number(listed[index - 1]),
      );
      scene
        .expect(list)
        .that(isAscending, "They are out of order.", "ascending ids", listed, "/body/events");
      const isNewest = Number(listed.at(-1)) >= Number(ids.at(-1));
      scene
        .expect(list)
        .that(isNewest, "The newest is not there.", ids.at(-1), listed, "/body/events");
    },
  },
  "stackexchange.join.none": {
    title: "No messages are listed when none are asked for, and then the marker is there",
    operations: ["Chat_ListEvents"],
    rules: ["join.count", "join.time"],
    async run(scene) {
      const list = await scene.list({ msgCount: "0" });
      scene.expect(list).at("/events").is([]);
      scene.expect(list).at("/time").isPresent();
    },
  },
  "stackexchange.join.most": {
    title: "No more than 500 messages are listed, however many are asked for",
    operations: ["Chat_ListEvents"],
    rules: ["join.count-max"],
    async run(scene) {
      const list = await scene.list({ msgCount: "100000" });
      const { length } = itemsOf(list, "/events");
      scene
        .expect(list)
        .that(length <= 500, "There are more.", "at most 500", length, "/body/events");
    },
  },
  "stackexchange.join.before": {
    title: "With before only older messages are listed",
    operations: ["Chat_ListEvents", "Chat_Send"],
    rules: ["join.before"],
    async run(scene) {
      const [first = 0, second = 0] = await threeMessages(scene);
      const list = await scene.list({ before: String(second), msgCount: "5" });
      const ids = itemsOf(list, "/events").map(({ message_id }) => Number(message_id));
      const isOlder = ids.every((id) => id < second) && ids.includes(first);
      scene
        .expect(list)
        .that(isOlder, "They are other ones.", `up to ${first}`, ids, "/body/events");
    },
  },
  "stackexchange.join.after": {
    title: "With after that message and newer ones are listed",
    operations: ["Chat_ListEvents", "Chat_Send"],
    rules: ["join.after"],
    async run(scene) {
      const [first = 0, second = 0, third = 0] = await threeMessages(scene);
      const list = await scene.list({ after: String(second) });
      const ids = itemsOf(list, "/events").map(({ message_id }) => Number(message_id));
      const isNewer =
        [second, third].every((id) => ids.includes(id)) && ids.every((id) => id > first);
      scene
        .expect(list)
        .that(isNewer, "They are other ones.", `from ${second}`, ids, "/body/events");
    },
  },
  "stackexchange.join.mode-case": {
    title: "The letter case of the mode does not matter",
    operations: ["Chat_ListEvents", "Chat_Send"],
    rules: ["join.mode-case"],
    async run(scene) {
      const id = await scene.say();
      for (const mode of ["messages", "MESSAGES"]) {
        const list = await scene.list({ mode, after: String(id) });
        const ids = itemsOf(list, "/events").map(({ message_id }) => message_id);
        scene.expect(list).that(ids.includes(id), "It is not listed.", id, ids, "/body/events");
      }
    },
  },
  "stackexchange.join.anonymous": {
    title: "Anybody may list a public room with the key of a session without a login",
    operations: ["Chat_ListEvents", "Chat_Send"],
    rules: ["join.anonymous", "session.reading-is-free"],
    async run(scene) {
      const text = scene.text();
      const id = await scene.say(text);
      scene.holds(await scene.listed(id, scene.nobody), "content", text);
    },
  },
  "stackexchange.join.unknown": {
    title: "A room that does not exist answers 404 and says that it does not",
    operations: ["Chat_ListEvents"],
    rules: ["rooms.unknown"],
    async run(scene) {
      const params = { room: UNKNOWN_ROOM };
      const form = { since: "0", mode: "Messages", msgCount: "1" };
      const answer = await scene.me.call("Chat_ListEvents", { params, form });
      scene.expect(answer).status(404);
      const { text } = answer.response;
      const says = errors.roomUnknown.text;
      scene.expect(answer).that(text.includes(says), "It says something else.", says, text);
    },
  },
  "stackexchange.join.leave": {
    title: "Leaving answers 200, at the path with two slashes too",
    operations: ["Chat_Leave"],
    rules: ["leave.ok", "host.double-slashes"],
    async run(scene) {
      const params = { room: scene.room };
      await scene.list({ msgCount: "0" });
      await scene.me.do("Chat_Leave", { params, form: { quiet: "true" } });
      await scene.me.do("Chat_Leave", { params, path: (path) => `/${path}` });
    },
  },
  "stackexchange.join.leave-all": {
    title: "The room all stands for every room that the caller is in",
    operations: ["Chat_Leave", "Chat_ListEvents", "Chat_ShowRoom"],
    rules: ["leave.all"],
    async run(scene) {
      await scene.list({ msgCount: "0" });
      await scene.me.do("Chat_Leave", { params: { room: "all" }, form: { quiet: "true" } });
      const params = { room: scene.room };
      const page = await scene.nobody.page("Chat_ShowRoom", { params });
      const users = page.first("div.js-present").attribute("data-users") ?? "";
      const isThere = new RegExp(`"id":${scene.me.id}\\b`).test(users);
      page.demand(!isThere, "The caller is still in the room.", "nobody of that id", users);
    },
  },
  "stackexchange.join.favorites": {
    title: "The favourites can be joined again, as the web pages do it",
    operations: ["Chat_JoinFavorites"],
    rules: ["favorites.join"],
    async run(scene) {
      const form = { quiet: "true", immediate: "true" };
      await scene.me.do("Chat_JoinFavorites", { form });
    },
  },
});
