// The checks of stars.

import { define } from "../define.ts";

export const starChecks = define({
  "stackexchange.star.toggle": {
    title: "A star is set and taken back by the same call",
    operations: ["Chat_Star", "Chat_ListEvents"],
    rules: ["stars.toggle"],
    people: 2,
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Star", id, scene.other);
      scene.holds(await scene.listed(id), "message_stars", 1);
      await scene.act("Chat_Star", id, scene.other);
      const found = await scene.listed(id);
      const { message_stars: stars = 0 } = found.value;
      const place = `/body${found.pointer}/message_stars`;
      scene.expect(found.exchange).that(stars === 0, "The star is still there.", 0, stars, place);
    },
  },
  "stackexchange.star.seen": {
    title: "The transcript shows a star, and to whom it is his own",
    operations: ["Chat_Star", "Chat_ShowMessageInTranscript"],
    rules: ["transcript.stars"],
    people: 2,
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Star", id, scene.other);
      for (const [viewer, isOwn] of [
        [scene.other, true],
        [scene.me, false],
      ] as const) {
        const params = { message: id };
        const page = await viewer.page("Chat_ShowMessageInTranscript", { params });
        const stars = page.first(`#message-${id} .stars`);
        const { classes } = stars;
        const hasOwn = classes.includes("user-star");
        page.demand(hasOwn === isOwn, "It is not told whose star it is.", isOwn, hasOwn);
        page.demand(!classes.includes("owner-star"), "It is no pin.", "no owner-star", classes);
        stars.first(".times").reads(/^1?$/);
      }
    },
  },
  "stackexchange.star.listed": {
    title: "The starred messages of a room are listed as HTML",
    operations: ["Chat_Star", "Chat_ListStars"],
    rules: ["stars.list"],
    people: 2,
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Star", id, scene.other);
      const params = { room: scene.room };
      const page = await scene.me.page("Chat_ListStars", { params, query: { count: "0" } });
      const { text } = page.exchange.response;
      page.demand(text.includes(String(id)), "The message is not there.", id, undefined);
    },
  },
  "stackexchange.star.event": {
    title: "A star is told as event 6 with the content and the stars, and not by whom",
    operations: ["Chat_Star", "Chat_Poll"],
    rules: ["stars.event", "stars.event-nameless", "events.message-id", "events.whole-message"],
    people: 2,
    async run(scene) {
      const text = scene.text();
      const id = await scene.say(text);
      const marker = await scene.marker();
      await scene.act("Chat_Star", id, scene.other);
      const { found } = await scene.heard(marker, (event) => event["event_type"] === 6);
      scene.holds(found, "message_id", id);
      scene.holds(found, "content", text);
      scene.holds(found, "message_stars", 1);
      scene.lacks(found, "user_id");
    },
  },
});
