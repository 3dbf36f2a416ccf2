// The page on which one talks in a room.

import type { WrittenCheck } from "../define.ts";
import type { Page } from "../page.ts";
import { type Json, type Scene, UNKNOWN_ROOM } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.room.${string}`, WrittenCheck>>;

function roomPage(scene: Scene, by = scene.me): Promise<Page> {
  return by.page("Chat_ShowRoom", { params: { room: scene.room } });
}

function presentOn(page: Page): readonly Json[] {
  const value = page.first("div.js-present").attribute("data-users") ?? "";
  try {
    const users: unknown = JSON.parse(value);
    if (Array.isArray(users)) return users;
  } catch {
    // Said below.
  }
  page.demand(false, "`data-users` is no list in JSON.", "a list", value.slice(0, 200));
  return [];
}

export const pageChecks: Checks = {
  "stackexchange.room.present": {
    title: "Who has come and talked is among those who are present, with id and name",
    operations: ["Chat_ShowRoom", "Chat_ListEvents", "Chat_Send"],
    rules: ["room.present", "join.presence"],
    async run(scene) {
      await scene.list({ msgCount: "0" });
      await scene.say();
      const page = await roomPage(scene);
      const present = presentOn(page);
      const mine = present.find(({ id }) => id === scene.me.id);
      page.demand(
        mine !== undefined,
        "The caller is not there.",
        scene.me.id,
        present.map(({ id }) => id),
      );
      page.demand(
        mine?.["name"] === scene.me.name,
        "It is another name.",
        scene.me.name,
        mine?.["name"],
      );
    },
  },
  "stackexchange.room.double-slash": {
    title: "The page of a room is the same behind two slashes and with one at its end",
    operations: ["Chat_ShowRoom"],
    rules: ["host.double-slashes", "room.present"],
    profile: "read-only",
    async run(scene) {
      const path = (plain: string) => `/${plain}/`;
      const asked = await scene.nobody.call("Chat_ShowRoom", {
        params: { room: scene.room },
        path,
      });
      const root = scene.nobody.urlOf("Chat_ShowHome");
      const last = await scene.nobody.follow(asked, `${root}rooms/${scene.room}/`);
      scene.expect(last).status(200);
    },
  },
  "stackexchange.room.key": {
    title: "The page of a room has the key of the session",
    operations: ["Chat_ShowRoom"],
    rules: ["room.fkey"],
    async run(scene) {
      (await roomPage(scene)).first("#fkey").bears("value", /^[\da-f]{32}$/i);
    },
  },
  "stackexchange.room.input": {
    title: "Who may write has a place to write in, and nobody else",
    operations: ["Chat_ShowRoom"],
    rules: ["room.input"],
    async run(scene) {
      (await roomPage(scene)).first("textarea#input");
      const page = await roomPage(scene, scene.nobody);
      page.demand(
        !page.has("textarea#input"),
        "Nobody may write.",
        "no textarea",
        "textarea#input",
      );
    },
  },
  "stackexchange.room.unknown": {
    title: "The page of a room that does not exist answers 404",
    operations: ["Chat_ShowRoom"],
    rules: ["room.unknown"],
    profile: "read-only",
    async run(scene) {
      const params = { room: UNKNOWN_ROOM };
      scene.expect(await scene.nobody.call("Chat_ShowRoom", { params })).status(404);
    },
  },
};
