// The checks of what keeps people from writing too much: the throttle, and the detection of duplicates.

import { CheckSkipped } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import { define } from "../define.ts";
import { ownRoom } from "../own-rooms.ts";
import { itemsOf } from "../scene.ts";

/** The service asks for a pause before the second one already. */
const BURST = 5;

const words = /^You can perform this action again in (?:1 second|(?!1 )\d+ seconds)\.$/;

export const limitsChecks = define({
  "stackexchange.limits.throttle": {
    title: "Messages that come too fast answer 409, and say for how long in just these words",
    operations: ["Chat_Send"],
    rules: ["throttle.refusal", "throttle.header"],
    profile: "full",
    async run(scene) {
      const own = await ownRoom(scene, "workshop");
      for (let count = 0; count < BURST; count += 1) {
        const form = { text: own.text() };
        const params = { room: own.room };
        const answer = await own.me.call("Chat_Send", { params, form, isHasty: true });
        if (answer.response.status === 200) continue;
        own.expect(answer).status(409);
        const { body, text } = answer.response;
        const says = typeof body === "string" ? body : text;
        const isKnown = words.test(says);
        own.expect(answer).that(isKnown, "It says something else.", words.source, says);
        own.expect(answer).header("chat").is("error");
        return;
      }
      throw new CheckSkipped("It needs a service that throttles.");
    },
  },
  "stackexchange.limits.duplicate": {
    title: "The same words once more answer null for id and time, and are not said",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["send.duplicate"],
    async run(scene) {
      const text = scene.text();
      const first = await scene.say(text);
      const again = await scene.send(text);
      const id = at(again.response.body, "/id");
      if (typeof id === "number" && id > first) {
        throw new CheckSkipped("It needs a service that looks for duplicates.");
      }
      scene.expect(again).at("").is({ id: null, time: null });
      const list = await scene.list({ after: String(first) });
      const said = itemsOf(list, "/events").filter(({ content }) => content === text);
      scene
        .expect(list)
        .that(said.length === 1, "It is said twice.", 1, said.length, "/body/events");
    },
  },
});
