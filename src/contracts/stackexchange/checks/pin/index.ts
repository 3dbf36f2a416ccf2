// The checks of pins, which are owners' stars.

import { plainOf } from "../company.ts";
import { define } from "../define.ts";
import { ownedRoom } from "../own-rooms.ts";

export const pinChecks = define({
  "stackexchange.pin.toggle": {
    title: "An owner pins a message and unpins it by the same call",
    operations: ["Chat_Pin", "Chat_ListEvents"],
    rules: ["pins.toggle", "pins.star-count"],
    async run(scene) {
      const own = await ownedRoom(scene);
      const id = await own.say();
      await own.act("Chat_Pin", id);
      own.holds(await own.listed(id), "message_owner_stars", 1);
      await own.act("Chat_Pin", id);
      const found = await own.listed(id);
      const { message_owner_stars: pins = 0 } = found.value;
      const place = `/body${found.pointer}/message_owner_stars`;
      own.expect(found.exchange).that(pins === 0, "The pin is still there.", 0, pins, place);
    },
  },
  "stackexchange.pin.pinners": {
    title: "The history of a pinned message names who has pinned it, before anything else",
    operations: ["Chat_Pin", "Chat_ShowHistory"],
    rules: ["history.pinners"],
    async run(scene) {
      const own = await ownedRoom(scene);
      const id = await own.say();
      await own.act("Chat_Pin", id);
      const page = await own.me.page("Chat_ShowHistory", { params: { message: id } });
      const first = page.first("#content p");
      first.first(".stars.owner-star");
      first
        .first("a")
        .leadsTo(new RegExp(`/users/${own.me.id}(?:/|$)`))
        .says(own.me.name);
      page.first(".monologue").first(".stars.owner-star");
    },
  },
  "stackexchange.pin.unpin": {
    title: "The pins of a message can be taken away",
    operations: ["Chat_Pin", "Chat_Unpin", "Chat_ListEvents"],
    rules: ["pins.unpin"],
    async run(scene) {
      const own = await ownedRoom(scene);
      const id = await own.say();
      await own.act("Chat_Pin", id);
      await own.act("Chat_Unpin", id);
      const found = await own.listed(id);
      const { message_owner_stars: pins = 0 } = found.value;
      const place = `/body${found.pointer}/message_owner_stars`;
      own.expect(found.exchange).that(pins === 0, "The pin is still there.", 0, pins, place);
    },
  },
  "stackexchange.pin.cancel": {
    title: "An owner takes all stars and pins of a message away",
    operations: ["Chat_Pin", "Chat_CancelStars", "Chat_ListEvents"],
    rules: ["stars.cancel"],
    async run(scene) {
      const own = await ownedRoom(scene);
      const id = await own.say();
      await own.act("Chat_Pin", id);
      await own.act("Chat_CancelStars", id);
      const found = await own.listed(id);
      const { message_owner_stars: pins = 0, message_stars: stars = 0 } = found.value;
      const isBare = pins === 0 && stars === 0;
      own.expect(found.exchange).that(isBare, "They are still there.", 0, { pins, stars });
    },
  },
  "stackexchange.pin.owners-only": {
    title: "Nobody but an owner pins",
    operations: ["Chat_Pin", "Chat_ListEvents"],
    rules: ["pins.owners-only", "pins.refusal"],
    people: 2,
    async run(scene) {
      const plain = await plainOf(scene);
      const id = await scene.say();
      const answer = await plain.call("Chat_Pin", { params: { message: id } });
      const { body } = answer.response;
      scene.expect(answer).that(body !== "ok", "It is pinned.", "a refusal", body);
      const found = await scene.listed(id);
      const { message_owner_stars: pins = 0 } = found.value;
      const place = `/body${found.pointer}/message_owner_stars`;
      scene.expect(found.exchange).that(pins === 0, "There is a pin.", 0, pins, place);
    },
  },
});
