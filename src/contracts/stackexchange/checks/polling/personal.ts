// What is told to somebody alone: that he was replied to, or called.

import { CheckSkipped } from "../../../suite/check.ts";
import type { WrittenCheck } from "../define.ts";
import type { Json, Scene } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.polling.${string}`, WrittenCheck>>;

const about = (id: number, type: number) => (event: Json) =>
  event["message_id"] === id && event["event_type"] === type;

/** The name of somebody as it can be called. */
function callOf(name: string): string {
  const call = name.replace(/[\s._!?();:/+&<-]/g, "");
  if (call.length >= 3) return `@${call}`;
  throw new CheckSkipped("It needs an account whose name has at least three letters.");
}

/** The personal event comes first, the public one right after it. */
async function expectFirst(scene: Scene, marker: number, id: number, type: number, by = scene.me) {
  const { events, found } = await scene.heard(marker, about(id, 1), by);
  const ofIt = events.filter(({ value }) => value["message_id"] === id);
  const types = ofIt.map(({ value }) => value["event_type"]);
  const isFirst = types.join(" ") === `${type} 1`;
  scene
    .expect(found.exchange)
    .that(isFirst, "They are other events, or in another order.", [type, 1], types);
  const [personal = found] = ofIt;
  const [first, second] = ofIt.map(({ value }) => Number(value["id"]));
  const follow = second === Number(first) + 1;
  scene
    .expect(found.exchange)
    .that(follow, "Their ids do not follow each other.", Number(first) + 1, second);
  return personal;
}

export const personalChecks: Checks = {
  "stackexchange.polling.reply-to-oneself": {
    title: "A reply to oneself is told as event 18 first and then as event 1, of the same message",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["events.reply", "events.personal-first", "poll.personal"],
    async run(scene) {
      const parent = await scene.say();
      const marker = await scene.marker();
      const id = await scene.say(`:${parent} ${scene.text()}`);
      const event = await expectFirst(scene, marker, id, 18);
      scene.holds(event, "parent_id", parent);
      scene.holds(event, "show_parent", true);
      scene.holds(event, "user_id", scene.me.id);
      scene.holds(event, "target_user_id", scene.me.id);
    },
  },
  "stackexchange.polling.reply": {
    title: "A reply is told to the author of what it replies to, and event 18 to nobody else",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["events.reply", "events.personal", "events.personal-first"],
    people: 2,
    async run(scene) {
      const parent = await scene.say(scene.text(), scene.other);
      const marker = await scene.marker();
      const id = await scene.say(`:${parent} ${scene.text()}`);
      const event = await expectFirst(scene, marker, id, 18, scene.other);
      scene.holds(event, "user_id", scene.me.id);
      scene.holds(event, "target_user_id", scene.other.id);
      for (const viewer of [scene.me, scene.nobody]) {
        const { events, found } = await scene.heard(marker, about(id, 1), viewer);
        const foreign = events.filter(({ value }) => about(id, 18)(value));
        scene.expect(found.exchange).that(
          foreign.length === 0,
          "It is told to others.",
          [],
          foreign.map(({ value }) => value),
        );
      }
    },
  },
  "stackexchange.polling.mention": {
    title: "A message that calls somebody is told to him as event 8, and to nobody else",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["events.mention", "events.personal", "events.personal-first"],
    people: 2,
    async run(scene) {
      // Who has talked can be called.
      await scene.say(scene.text(), scene.other);
      const marker = await scene.marker();
      const id = await scene.say(`${callOf(scene.other.name)} ${scene.text()}`);
      const event = await expectFirst(scene, marker, id, 8, scene.other);
      scene.holds(event, "user_id", scene.me.id);
      scene.holds(event, "target_user_id", scene.other.id);
      const { events, found } = await scene.heard(marker, about(id, 1));
      const foreign = events.filter(({ value }) => about(id, 8)(value));
      scene.expect(found.exchange).that(
        foreign.length === 0,
        "It is told to others.",
        [],
        foreign.map(({ value }) => value),
      );
    },
  },
  "stackexchange.polling.no-call-to-oneself": {
    title: "Who calls himself is told nothing more",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["events.mention"],
    async run(scene) {
      await scene.say();
      const marker = await scene.marker();
      const id = await scene.say(`${callOf(scene.me.name)} ${scene.text()}`);
      const { events, found } = await scene.heard(marker, about(id, 1));
      const calls = events.filter(({ value }) => about(id, 8)(value));
      scene.expect(found.exchange).that(
        calls.length === 0,
        "There is an event 8.",
        [],
        calls.map(({ value }) => value),
      );
    },
  },
};
