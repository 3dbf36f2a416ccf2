// The checks of the key that guards what writes.

import type { CallInput } from "../actor.ts";
import { define } from "../define.ts";
import type { Scene } from "../scene.ts";

const foreign = "0123456789abcdef0123456789abcdef";

/** Nothing is written without the key. */
async function expectRefused(scene: Scene, input: Pick<CallInput, "fkey">): Promise<void> {
  const marker = await scene.marker();
  const text = scene.text();
  const params = { room: scene.room };
  const answer = await scene.me.call("Chat_Send", { params, form: { text }, ...input });
  scene.expect(answer).refused();
  const said = scene
    .eventsOf(await scene.poll(marker))
    .find(({ value }) => value["content"] === text);
  const { exchange = answer } = said ?? {};
  scene.expect(exchange).that(!said, "It was said all the same.", "nothing", text);
}

export const fkeyChecks = define({
  "stackexchange.fkey.present": {
    title: "The page of favourites has the key of the session, and names the caller first",
    operations: ["Chat_ShowFavorites"],
    rules: ["fkey.on-favorites", "fkey.form", "pages.top-bar", "session.cookie"],
    async run(scene) {
      const page = await scene.me.page("Chat_ShowFavorites");
      page.first("input[name=fkey]").bears("value", /^[\da-f]{32}$/i);
      const link = page.first(".topbar-menu-links a");
      link.leadsTo(new RegExp(`/users/${scene.me.id}/[^/]+$`)).says(scene.me.name);
    },
  },
  "stackexchange.fkey.anonymous": {
    title: "Without a login there is a key as well, and the first link leads to a login",
    operations: ["Chat_ShowFavorites"],
    rules: ["fkey.on-favorites", "fkey.form", "pages.top-bar-anonymous", "session.reading-is-free"],
    profile: "read-only",
    async run(scene) {
      const page = await scene.nobody.page("Chat_ShowFavorites");
      page.first("input[name=fkey]").bears("value", /^[\da-f]{32}$/i);
      page.first(".topbar-menu-links a").leadsTo(/\/users\/login/);
    },
  },
  "stackexchange.fkey.one-per-session": {
    title: "A session has the same key on every page, and another session has another",
    operations: ["Chat_ShowFavorites", "Chat_ShowRoom"],
    rules: ["fkey.per-session", "room.fkey"],
    async run(scene) {
      const page = await scene.me.page("Chat_ShowRoom", { params: { room: scene.room } });
      const value = page.first("#fkey").attribute("value");
      page.demand(value === scene.me.fkey, "The room has another key.", "the session's", "another");
      const isShared = scene.nobody.fkey === scene.me.fkey;
      page.demand(!isShared, "Nobody has the same key.", "another", "the session's");
    },
  },
  "stackexchange.fkey.wrong": {
    title: "A message with the key of nobody is refused and not said",
    operations: ["Chat_Send"],
    rules: ["fkey.required", "fkey.refusal"],
    run: (scene) => expectRefused(scene, { fkey: foreign }),
  },
  "stackexchange.fkey.missing": {
    title: "A message without a key is refused and not said",
    operations: ["Chat_Send"],
    rules: ["fkey.required", "fkey.refusal"],
    run: (scene) => expectRefused(scene, { fkey: null }),
  },
  "stackexchange.fkey.anonymous-writing": {
    title: "A message of nobody is refused, for all that the session has a key",
    operations: ["Chat_Send"],
    rules: ["session.writing-needs-login"],
    async run(scene) {
      const form = { text: scene.text() };
      const answer = await scene.nobody.call("Chat_Send", { params: { room: scene.room }, form });
      scene.expect(answer).refused();
    },
  },
});
