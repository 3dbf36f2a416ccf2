// Rooms themselves: made, changed and deleted.

import { CheckSkipped } from "../../../suite/check.ts";
import type { WrittenCheck } from "../define.ts";
import { newRoom, ownRoom, saveRoom } from "../own-rooms.ts";
import { roomMadeBy } from "../traces.ts";

type Checks = Readonly<Record<`stackexchange.own-room.${string}`, WrittenCheck>>;

export const madeChecks: Checks = {
  "stackexchange.own-room.made": {
    title: "Saving a room without a number makes one that its maker owns, and leads to it",
    operations: ["Chat_SaveRoom", "Chat_ShowRoomInfo"],
    rules: ["room.save", "room-info.name"],
    profile: "full",
    async run(scene) {
      const name = scene.text();
      const saved = await saveRoom(scene, { name });
      scene.expect(saved).status(302);
      scene
        .expect(saved)
        .header("location")
        .matches(/\/rooms\/info\/\d+/);
      const made = scene.in(roomMadeBy(saved) ?? 0);
      (await made.roomInfo()).first("h1").says(name);
      const isOwner = await made.isOwner();
      scene.expect(saved).that(isOwner, "Its maker does not own it.", "an owner", "somebody");
    },
  },
  "stackexchange.own-room.changed": {
    title: "A room that is saved under another name has it, and is told of it as event 5",
    operations: ["Chat_SaveRoom", "Chat_ShowRoomInfo", "Chat_Poll"],
    rules: ["room.save", "room.changed-event", "room-info.card"],
    profile: "full",
    async run(scene) {
      const own = await ownRoom(scene, "workshop");
      const marker = await own.marker();
      const [name, description] = [scene.text("Renamed"), scene.text("Described anew")];
      const saved = await saveRoom(own, { roomId: String(own.room), name, description });
      scene.expect(saved).status(302);
      const place = new RegExp(`/rooms/info/${own.room}(?:/|$)`);
      scene.expect(saved).header("location").matches(place);
      const { found } = await own.heard(marker, (event) => event["event_type"] === 5);
      own.holds(found, "user_id", own.me.id);
      const info = await own.roomInfo();
      info.first("h1").says(name);
      info.first(".roomcard-xxl p").says(description);
    },
  },
  "stackexchange.own-room.deleted": {
    title: "A deleted room is not there any more",
    operations: ["Chat_SetDeleted", "Chat_ShowRoomInfo", "Chat_ShowRoom"],
    rules: ["room.deleted", "room.unknown"],
    profile: "full",
    async run(scene) {
      const own = await newRoom(scene);
      const params = { room: own.room };
      const form = { deleted: "true" };
      const { body, status } = (await own.me.call("Chat_SetDeleted", { params, form })).response;
      if (body !== "ok") {
        const says = typeof body === "string" ? body : status;
        throw new CheckSkipped(`It needs an account that may delete its own room: ${says}.`);
      }
      for (const operation of ["Chat_ShowRoomInfo", "Chat_ShowRoom"] as const) {
        scene.expect(await own.nobody.call(operation, { params })).status(404);
      }
    },
  },
};
