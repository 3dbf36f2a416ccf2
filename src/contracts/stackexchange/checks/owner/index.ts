// The checks of what owners do in their room, as far as nobody else is disturbed by it.

import { define } from "../define.ts";

export const ownerChecks = define({
  "stackexchange.owner.deletes-several": {
    title: "An owner takes several messages away at once",
    operations: ["Chat_DeleteMessages", "Chat_ListEvents"],
    rules: ["delete-many.ok", "delete.content-gone"],
    profile: "full",
    async run(scene) {
      await scene.requireOwner();
      const ids = [await scene.say(), await scene.say()];
      const params = { room: scene.room };
      await scene.me.do("Chat_DeleteMessages", { params, form: { ids: ids.join(",") } });
      for (const id of ids) {
        const found = await scene.find(id);
        if (found) scene.lacks(found, "content");
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
      await scene.requireOwner();
      const marker = await scene.marker();
      const { id } = scene.other;
      const set = (userAccess: string) => {
        const form = { aclUserId: String(id), userAccess };
        return scene.me.do("Chat_SetAccess", { params: { room: scene.room }, form });
      };
      try {
        await set("read-write");
        const { found } = await scene.heard(marker, (event) => event["event_type"] === 15);
        scene.holds(found, "content", "Access now read-write");
        scene.holds(found, "target_user_id", id);
        scene.holds(found, "user_id", scene.me.id);
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
      await scene.requireOwner();
      const marker = await scene.marker(scene.other);
      const form = { UserId: String(scene.other.id), RoomId: String(scene.room) };
      await scene.me.do("Chat_Invite", { form });
      const isInvitation = (event: Readonly<Record<string, unknown>>) => event["event_type"] === 17;
      const { found } = await scene.heard(marker, isInvitation, scene.other);
      scene.expect(found.exchange).at(`${found.pointer}/content`).matches(/\S/);
    },
  },
});
