// What is told about a room: its card, its thumb and the list of rooms.

import type { WrittenCheck } from "../define.ts";
import { UNKNOWN_ROOM } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.room.${string}`, WrittenCheck>>;

const count = /^\s*\d+\s*$/;

export const infoChecks: Checks = {
  "stackexchange.room.info": {
    title: "The page about a room has its name, its description and counts that are plain numbers",
    operations: ["Chat_ShowRoomInfo"],
    rules: ["room-info.name", "room-info.card", "room-info.counts", "session.reading-is-free"],
    profile: "read-only",
    async run(scene) {
      const page = await scene.roomInfo(scene.nobody);
      page.first("h1").reads(/\S/);
      page.first(".roomcard-xxl p");
      page.first(".room-message-count-xxl").reads(count);
      page.first(".room-user-count-xxl").reads(count);
    },
  },
  "stackexchange.room.owners": {
    title: "Owners have a card each, with a link to their page first",
    operations: ["Chat_ShowRoomInfo"],
    rules: ["room-info.owners"],
    profile: "read-only",
    async run(scene) {
      const page = await scene.roomInfo(scene.nobody);
      page.first("#room-ownercards");
      for (const card of page.all("#room-ownercards .usercard")) {
        card.first("a").leadsTo(/\/users\/-?\d+\//);
      }
    },
  },
  "stackexchange.room.unknown-info": {
    title: "The page about a room that does not exist answers 404",
    operations: ["Chat_ShowRoomInfo"],
    rules: ["room.unknown"],
    profile: "read-only",
    async run(scene) {
      const params = { room: UNKNOWN_ROOM };
      scene.expect(await scene.nobody.call("Chat_ShowRoomInfo", { params })).status(404);
    },
  },
  "stackexchange.room.thumb": {
    title: "The thumb of a room has its id, name, description and tags",
    operations: ["Chat_GetRoomThumb", "Chat_ShowRoomInfo"],
    rules: ["room-thumb.fields"],
    profile: "read-only",
    async run(scene) {
      const answer = await scene.nobody.do("Chat_GetRoomThumb", { params: { room: scene.room } });
      scene.expect(answer).at("/id").is(scene.room);
      const name = (await scene.roomInfo(scene.nobody)).first("h1").text.trim();
      scene.expect(answer).at("/name").is(name);
    },
  },
  "stackexchange.room.listed": {
    title: "The page of rooms has links to rooms",
    operations: ["Chat_ListRooms"],
    rules: ["rooms.list"],
    profile: "read-only",
    async run(scene) {
      const page = await scene.nobody.page("Chat_ListRooms");
      const links = page.all("a").map((link) => link.attribute("href") ?? "");
      const isThere = links.some((href) => /\/rooms\/\d+/.test(href));
      page.demand(isThere, "There is no link to a room.", "/rooms/<id>", links.slice(0, 10));
    },
  },
  "stackexchange.room.home": {
    title:
      "The home page of the chat host is there, and knows who is logged in by a cookie of its own",
    operations: ["Chat_ShowHome"],
    rules: ["home.cookie"],
    async run(scene) {
      const actor = scene.me.with(scene.me.jar.only("acct"));
      const home = await actor.do("Chat_ShowHome");
      scene
        .expect(home)
        .header("set-cookie")
        .matches(/\b(?:se)?chatusr=[^;]+/);
    },
  },
};
