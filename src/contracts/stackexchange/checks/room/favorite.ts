// A room as one of somebody's favourites.

import type { WrittenCheck } from "../define.ts";
import type { Scene } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.room.${string}`, WrittenCheck>>;

function thumbOf(scene: Scene) {
  return scene.me.do("Chat_GetRoomThumb", { params: { room: scene.room } });
}

export const favoriteChecks: Checks = {
  "stackexchange.room.favorite": {
    title: "A room is made a favourite, or none, by the same call, as its thumb says",
    operations: ["Chat_FavoriteRoom", "Chat_GetRoomThumb"],
    rules: ["favorites.set", "room-thumb.fields"],
    async run(scene) {
      const before = scene.expect(await thumbOf(scene)).at("/isFavorite").value === true;
      // Twice, so that it is what it was.
      for (const isFavorite of [!before, before]) {
        await scene.me.do("Chat_FavoriteRoom", { form: { roomId: String(scene.room) } });
        scene
          .expect(await thumbOf(scene))
          .at("/isFavorite")
          .is(isFavorite);
      }
    },
  },
};
