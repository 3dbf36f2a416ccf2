// Rooms in which nobody can talk for a while: frozen, or in a timeout.

import type { Recorded } from "../../../suite/recorded.ts";
import { errors } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { plainOf } from "../company.ts";
import type { WrittenCheck } from "../define.ts";
import { ownRoom } from "../own-rooms.ts";
import type { Scene } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.own-room.${string}`, WrittenCheck>>;

const TIMEOUT_SECONDS = 60;

function freeze(own: Scene, isWanted: boolean): Promise<Recorded> {
  const form = { freeze: String(isWanted) };
  return own.me.do("Chat_SetFrozen", { params: { room: own.room }, form });
}

/** What somebody says in the room is refused; resolves to the refusal. */
async function expectSilence(own: Scene, by: Actor): Promise<Recorded> {
  const form = { text: own.text() };
  const refused = await by.call("Chat_Send", { params: { room: own.room }, form });
  own.expect(refused).refused();
  return refused;
}

export const closedChecks: Checks = {
  "stackexchange.own-room.frozen": {
    title: "In a frozen room a message is refused in just these words, until it is thawed",
    operations: ["Chat_SetFrozen", "Chat_Send"],
    rules: ["room.frozen"],
    profile: "full",
    people: 2,
    async run(scene) {
      const own = await ownRoom(scene, "workshop");
      const plain = await plainOf(own);
      await own.say(own.text(), plain);
      try {
        own
          .expect(await freeze(own, true))
          .at("")
          .is("ok");
        const refused = await expectSilence(own, plain);
        const { text } = refused.response;
        const says = errors.frozen.text;
        own.expect(refused).that(text.includes(says), "It says something else.", says, text);
      } finally {
        await freeze(own, false);
      }
      await own.say(own.text(), plain);
    },
  },
  "stackexchange.own-room.timeout": {
    title: "In a room that its owner has put into a timeout nobody can talk",
    operations: ["Chat_Timeout", "Chat_Send"],
    rules: ["room.timeout"],
    profile: "full",
    people: 2,
    async run(scene) {
      // Nobody can talk there afterwards, so it is not the room of other checks.
      const own = await ownRoom(scene, "doomed");
      const form = { duration: String(TIMEOUT_SECONDS), reason: own.text() };
      const done = await own.me.do("Chat_Timeout", { params: { room: own.room }, form });
      own.expect(done).at("").is("ok");
      await expectSilence(own, await plainOf(own));
    },
  },
};
