// The checks of what owners do in their room, as far as nobody else is disturbed by it.

import { define } from "../define.ts";
import { ownedRoom } from "../own-rooms.ts";

export const ownerChecks = define({
  "stackexchange.owner.deletes-several": {
    title: "An owner takes several messages away at once",
    operations: ["Chat_DeleteMessages", "Chat_ListEvents"],
    rules: ["delete-many.ok", "delete.content-gone"],
    profile: "full",
    async run(scene) {
      const own = await ownedRoom(scene);
      const ids = [await own.say(), await own.say()];
      const params = { room: own.room };
      await own.me.do("Chat_DeleteMessages", { params, form: { ids: ids.join(",") } });
      for (const id of ids) {
        const found = await own.find(id);
        if (found) own.lacks(found, "content");
      }
    },
  },
  "stackexchange.owner.gives-access": {
    title: "An owner gives somebody access and takes it back, which is told as event 15",
    operations: ["Chat_SetAccess", "Chat_Poll"],
    rules: ["access.levels", "access.event"],
    profile: "full",
    people: 2,
    async run(scene) {
      const own = await ownedRoom(scene);
      const marker = await own.marker();
      const { id } = own.other;
      const set = (userAccess: string) => {
        const form = { aclUserId: String(id), userAccess };
        return own.me.do("Chat_SetAccess", { params: { room: own.room }, form });
      };
      try {
        await set("read-write");
        const { found } = await own.heard(marker, (event) => event["event_type"] === 15);
        own.holds(found, "content", "Access now read-write");
        own.holds(found, "target_user_id", id);
        own.holds(found, "user_id", own.me.id);
      } finally {
        await set("remove");
      }
    },
  },
  "stackexchange.owner.invites": {
    title: "An invitation is told to the invited as event 17",
    operations: ["Chat_Invite", "Chat_Poll"],
    rules: ["invite.event"],
    profile: "full",
    people: 2,
    async run(scene) {
      const own = await ownedRoom(scene);
      const marker = await own.marker(own.other);
      const form = { UserId: String(own.other.id), RoomId: String(own.room) };
      await own.me.do("Chat_Invite", { form });
      const isInvitation = (event: Readonly<Record<string, unknown>>) => event["event_type"] === 17;
      const { found } = await own.heard(marker, isInvitation, own.other);
      own.expect(found.exchange).at(`${found.pointer}/content`).matches(/\S/);
    },
  },
});
