// Who may be in a room: somebody is thrown out, somebody asks to be let in.

import { plainOf } from "../company.ts";
import type { WrittenCheck } from "../define.ts";
import { newRoom, ownRoom } from "../own-rooms.ts";
import type { Json } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.own-room.${string}`, WrittenCheck>>;

const LEFT = 4;
const ACCESS_CHANGED = 15;

export const peopleChecks: Checks = {
  "stackexchange.own-room.kick": {
    title: "Who is thrown out is there no more, which is told as the events 4 and 15 together",
    operations: ["Chat_Kick", "Chat_Poll", "Chat_ShowRoom"],
    rules: ["kick.ok", "kick.events", "room.present"],
    profile: "full",
    people: 2,
    async run(scene) {
      // A room that somebody was thrown out of is of no use to the checks after this one.
      const own = await newRoom(scene);
      // Moderators cannot be thrown out.
      const plain = await plainOf(own);
      await own.say(own.text(), plain);
      const marker = await own.marker();
      const { id } = plain;
      const params = { room: own.room };
      const done = await own.me.do("Chat_Kick", { params, form: { userID: String(id) } });
      own.expect(done).at("").is("ok");
      const isOf = (type: number) => (event: Json) =>
        event["event_type"] === type && event["target_user_id"] === id;
      const { events, found: access } = await own.heard(marker, isOf(ACCESS_CHANGED));
      own
        .expect(access.exchange)
        .at(`${access.pointer}/content`)
        .matches(/^Access now /);
      const left = events.find(({ value }) => isOf(LEFT)(value));
      const ids = [left?.value["id"], access.value["id"]].map(Number);
      const areTogether = ids[1] === (ids[0] ?? 0) + 1;
      const message = "The events 4 and 15 are not told together.";
      own.expect(access.exchange).that(areTogether, message, "n, n + 1", ids, "/body");
      const page = await own.nobody.page("Chat_ShowRoom", { params });
      const users = page.first("div.js-present").attribute("data-users") ?? "";
      const isThere = new RegExp(`"id":\\s*${id}\\b`).test(users);
      page.demand(!isThere, "He is still in the room.", "nobody of that id", users);
    },
  },
  "stackexchange.own-room.requested": {
    title: "Somebody asks for access to a room in which few may talk, is given it, and talks",
    operations: ["Chat_RequestAccess", "Chat_SetAccess", "Chat_Send"],
    rules: ["access.request", "access.levels"],
    profile: "full",
    people: 2,
    async run(scene) {
      const own = await ownRoom(scene, "gallery", { defaultAccess: "read-only" });
      const plain = await plainOf(own);
      const [room, id] = [String(own.room), String(plain.id)];
      const asked = await plain.do("Chat_RequestAccess", { form: { roomId: room } });
      own.expect(asked).at("").is("ok");
      const form = { aclUserId: id, userAccess: "read-write" };
      await own.me.do("Chat_SetAccess", { params: { room }, form });
      await own.say(own.text(), plain);
    },
  },
};
