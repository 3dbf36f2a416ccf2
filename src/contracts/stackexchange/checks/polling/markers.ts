// Which events a poll tells of, and how its markers go on.

import { at } from "../../../suite/recorded.ts";
import type { WrittenCheck } from "../define.ts";
import type { Json, Scene } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.polling.${string}`, WrittenCheck>>;

/** A message and the first event that tells of it. */
async function saidAndHeard(scene: Scene) {
  const marker = await scene.marker();
  const id = await scene.say();
  const isIt = (event: Json) => event["message_id"] === id;
  const { events, found } = await scene.heard(marker, isIt);
  return { marker, id, events, found, isIt };
}

export const markerChecks: Checks = {
  "stackexchange.polling.newer": {
    title: "A poll tells of nothing that is not newer than its marker",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["poll.newer", "poll.rooms", "events.counter"],
    async run(scene) {
      const { marker, events, found } = await saidAndHeard(scene);
      const ids = events.map(({ value }) => Number(value["id"]));
      const isNewer = ids.every((id) => id > marker);
      scene.expect(found.exchange).that(isNewer, "One is not newer.", `more than ${marker}`, ids);
      // Exactly at the id of an event that event is not told again.
      const id = Number(found.value["id"]);
      const exchange = await scene.poll(id);
      const again = scene.eventsOf(exchange).map(({ value }) => Number(value["id"]));
      scene
        .expect(exchange)
        .that(!again.includes(id), "It is told again.", `more than ${id}`, again);
    },
  },
  "stackexchange.polling.once": {
    title: "The next poll, with the marker of the one before, tells of nothing twice",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["poll.once", "poll.marker"],
    async run(scene) {
      const { events, found } = await saidAndHeard(scene);
      const t = Number(at(found.exchange.response.body, `/r${scene.room}/t`));
      const second = await scene.say();
      const later = await scene.heard(t, (event) => event["message_id"] === second);
      const before = new Set(events.map(({ value }) => value["id"]));
      const twice = later.events.map(({ value }) => value["id"]).filter((id) => before.has(id));
      scene
        .expect(later.found.exchange)
        .that(twice.length === 0, "Some are told twice.", [], twice);
    },
  },
  "stackexchange.polling.same": {
    title: "The same poll tells of the same events with the same ids",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["socket.same-events", "events.counter"],
    async run(scene) {
      const { marker, found, isIt } = await saidAndHeard(scene);
      const again = await scene.heard(marker, isIt);
      scene.expect(again.found.exchange).at(again.found.pointer).is(found.value);
    },
  },
  "stackexchange.polling.marker": {
    title: "A poll says how far the counter is, and how much further than the marker",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["poll.marker"],
    async run(scene) {
      const { events, found, marker } = await saidAndHeard(scene);
      const { t, d } = Object(at(found.exchange.response.body, `/r${scene.room}`));
      const newest = Math.max(...events.map(({ value }) => Number(value["id"])));
      const place = `/body/r${scene.room}`;
      scene
        .expect(found.exchange)
        .that(t >= newest, "It is behind the newest event.", newest, t, `${place}/t`);
      scene
        .expect(found.exchange)
        .that(d === t - marker, "It is not the difference.", t - marker, d, `${place}/d`);
    },
  },
  "stackexchange.polling.nothing": {
    title: "A room without anything new has no events in the answer",
    operations: ["Chat_Poll"],
    rules: ["poll.nothing", "poll.rooms"],
    async run(scene) {
      const { found } = await saidAndHeard(scene);
      const t = Number(at(found.exchange.response.body, `/r${scene.room}/t`));
      const exchange = await scene.poll(Math.max(t, await scene.marker()));
      scene.expect(exchange).at(`/r${scene.room}`).isPresent();
      // Others may talk in the room as well.
      const mine = scene.eventsOf(exchange).filter(({ value }) => value["user_id"] === scene.me.id);
      scene.expect(exchange).that(
        mine.length === 0,
        "There are events.",
        [],
        mine.map(({ value }) => value),
      );
      const events = at(exchange.response.body, `/r${scene.room}/e`);
      const isNone = events === undefined || (Array.isArray(events) && events.length > 0);
      scene.expect(exchange).that(isNone, "There is an empty list.", "no e", events);
    },
  },
  "stackexchange.polling.anonymous": {
    title: "Anybody may poll a public room",
    operations: ["Chat_Poll", "Chat_Send"],
    rules: ["session.reading-is-free", "events.posted"],
    async run(scene) {
      const marker = await scene.marker(scene.nobody);
      const id = await scene.say();
      await scene.heard(marker, (event) => event["message_id"] === id, scene.nobody);
    },
  },
};
