// The checks of people as pages and JSON show them.

import { define } from "../define.ts";
import { itemsOf, UNKNOWN_USER } from "../scene.ts";

const time = /^(?:n\/a|just now|\d+[smhdy] ago)$/;

export const userChecks = define({
  "stackexchange.user.page": {
    title: "The page of somebody has his name, and counts that are plain numbers",
    operations: ["Chat_ShowUser"],
    rules: ["user.name", "user.counts", "session.reading-is-free"],
    async run(scene) {
      const page = await scene.nobody.page("Chat_ShowUser", { params: { user: scene.me.id } });
      page.first("h1").says(scene.me.name);
      page.first(".user-message-count-xxl").reads(/^\s*\d+\s*$/);
      page.first(".user-room-count-xxl").reads(/^\s*\d+\s*$/);
    },
  },
  "stackexchange.user.slug": {
    title: "The page is the same with a name behind the id",
    operations: ["Chat_ShowUser"],
    rules: ["user.name"],
    async run(scene) {
      const path = (plain: string) => `${plain}/anything`;
      const page = await scene.nobody.call("Chat_ShowUser", {
        params: { user: scene.me.id },
        path,
      });
      // The service may lead to the right name first.
      const last = await scene.nobody.follow(
        page,
        `${scene.nobody.urlOf("Chat_ShowHome")}users/${scene.me.id}`,
      );
      scene.expect(last).status(200);
    },
  },
  "stackexchange.user.times": {
    title: "The last message and the last visit are told in the form that clients read",
    operations: ["Chat_ShowUser"],
    rules: ["user.times"],
    async run(scene) {
      await scene.say();
      const page = await scene.nobody.page("Chat_ShowUser", { params: { user: scene.me.id } });
      const cells = page.all(".user-valuecell");
      page.demand(cells.length >= 4, "There are too few cells.", "at least 4", cells.length);
      cells[1]?.reads(time);
      cells[2]?.reads(time);
      const [last] = [cells[1]?.text];
      page.demand(
        last !== "n/a",
        "Somebody who has just talked has a last message.",
        "a time",
        last,
      );
    },
  },
  "stackexchange.user.reputation": {
    title: "Reputation, where there is any, is the title of its element",
    operations: ["Chat_ShowUser"],
    rules: ["user.reputation"],
    async run(scene) {
      const page = await scene.nobody.page("Chat_ShowUser", { params: { user: scene.me.id } });
      page.first(".reputation-score").bears("title", /^\d+$/);
    },
  },
  "stackexchange.user.moderator": {
    title: "Only a moderator has a diamond",
    operations: ["Chat_ShowUser", "Chat_GetUsers"],
    rules: ["user.moderator"],
    async run(scene) {
      const page = await scene.nobody.page("Chat_ShowUser", { params: { user: scene.me.id } });
      const form = { ids: String(scene.me.id), roomId: String(scene.room) };
      const [info] = itemsOf(await scene.me.do("Chat_GetUsers", { form }), "/users");
      const isModerator = info?.["is_moderator"] === true;
      const hasDiamond = page.all(".user-status")[0]?.text.includes("♦") ?? false;
      page.demand(hasDiamond === isModerator, "The diamond is wrong.", isModerator, hasDiamond);
    },
  },
  "stackexchange.user.unknown": {
    title: "The page of somebody who does not exist answers 404",
    operations: ["Chat_ShowUser"],
    rules: ["user.unknown"],
    profile: "read-only",
    async run(scene) {
      const params = { user: UNKNOWN_USER };
      scene.expect(await scene.nobody.call("Chat_ShowUser", { params })).status(404);
    },
  },
  "stackexchange.user.info": {
    title: "People are described by their ids",
    operations: ["Chat_GetUsers"],
    rules: ["user-info.fields", "user-info.asked"],
    async run(scene) {
      const form = { ids: String(scene.me.id), roomId: String(scene.room) };
      const answer = await scene.me.do("Chat_GetUsers", { form });
      scene.expect(answer).at("/users").hasLength(1);
      scene.expect(answer).at("/users/0/id").is(scene.me.id);
      scene.expect(answer).at("/users/0/name").is(scene.me.name);
      const isOwner = await scene.isOwner();
      scene
        .expect(answer)
        .at("/users/0/is_owner")
        .is(isOwner ? true : null);
    },
  },
  "stackexchange.user.thumb": {
    title: "A thumb has the id and the name",
    operations: ["Chat_GetUserThumb"],
    rules: ["user-thumb.fields"],
    async run(scene) {
      const answer = await scene.me.do("Chat_GetUserThumb", { params: { user: scene.me.id } });
      scene.expect(answer).at("/id").is(scene.me.id);
      scene.expect(answer).at("/name").is(scene.me.name);
    },
  },
  "stackexchange.user.search": {
    title: "People are found by their names",
    operations: ["Chat_SearchUsers"],
    rules: ["user-search.names"],
    async run(scene) {
      const query = { q: scene.me.name, limit: "20" };
      const answer = await scene.me.do("Chat_SearchUsers", { query });
      const ids = itemsOf(answer, "").map(({ id }) => id);
      scene
        .expect(answer)
        .that(ids.includes(scene.me.id), "The caller is not found.", scene.me.id, ids);
    },
  },
});
