// The checks of who can be called in a room.

import type { ChatHostModel } from "../../index.ts";
import { define } from "../define.ts";

export const pingableChecks = define({
  "stackexchange.pingable.tuples": {
    title: "Who has just talked can be called, as id, name and two times",
    operations: ["Chat_ListPingable", "Chat_Send"],
    rules: ["pingable.tuples", "pingable.recent"],
    async run(scene) {
      await scene.say();
      const answer = await scene.me.do("Chat_ListPingable", { params: { room: scene.room } });
      // The judge has held it against that schema.
      const tuples = answer.response.body as ChatHostModel<"PingableList">;
      const index = tuples.findIndex(([id]) => id === scene.me.id);
      scene
        .expect(answer)
        .that(index >= 0, "The caller is not there.", scene.me.id, tuples.slice(0, 5));
      scene.expect(answer).at(`/${index}`).hasLength(4);
      scene.expect(answer).at(`/${index}/1`).is(scene.me.name);
      for (const place of [2, 3]) {
        const value = scene.expect(answer).at(`/${index}/${place}`).value;
        const isTime = Number.isInteger(value) && Number(value) > 1_500_000_000;
        scene
          .expect(answer)
          .that(isTime, "It is no time in seconds.", "seconds", value, `/body/${index}/${place}`);
      }
    },
  },
  "stackexchange.pingable.anonymous": {
    title: "Without a login the list is empty",
    operations: ["Chat_ListPingable"],
    rules: ["pingable.anonymous"],
    profile: "read-only",
    async run(scene) {
      const answer = await scene.nobody.do("Chat_ListPingable", { params: { room: scene.room } });
      scene.expect(answer).at("").is([]);
    },
  },
});
