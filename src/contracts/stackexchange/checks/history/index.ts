// The checks of the page with the history of a message.

import { define } from "../define.ts";
import type { Page } from "../page.ts";
import { type Scene, UNKNOWN_MESSAGE } from "../scene.ts";

function historyOf(scene: Scene, message: number, by = scene.nobody): Promise<Page> {
  return by.page("Chat_ShowHistory", { params: { message } });
}

export const historyChecks = define({
  "stackexchange.history.latest": {
    title: "The first block is the message as it is, with its id, its room and its author",
    operations: ["Chat_ShowHistory", "Chat_Send"],
    rules: ["history.latest", "history.author", "session.reading-is-free"],
    async run(scene) {
      const { me, room } = scene;
      const text = scene.text();
      const id = await scene.say(text);
      const page = await historyOf(scene, id);
      const latest = page.first(".monologue");
      const link = latest.first(".message a");
      link.bears("name", new RegExp(`^${id}$`));
      link.leadsTo(new RegExp(`/transcript/${room}\\?m=${id}#${id}$`));
      const content = latest.first(".content").inner;
      page.demand(content === text, "The content differs.", text, content);
      const author = latest.first(".username a");
      author.leadsTo(new RegExp(`/users/${me.id}/`)).says(me.name);
    },
  },
  "stackexchange.history.said": {
    title: "A message that was never edited has one entry, which says that it was said",
    operations: ["Chat_ShowHistory", "Chat_Send"],
    rules: ["history.entries", "history.source"],
    async run(scene) {
      const text = scene.text("**Bold**");
      const page = await historyOf(scene, await scene.say(text));
      const blocks = page.all(".monologue");
      page.demand(blocks.length === 2, "There are more or fewer blocks.", 2, blocks.length);
      blocks[1]?.first("b").says("said:");
      const source = page.first(".monologue .message-source").text.trim();
      page.demand(source === text, "The source differs.", text, source);
    },
  },
  "stackexchange.history.edits": {
    title: "Each edit is an entry, the newest first, and the source is what was written last",
    operations: ["Chat_ShowHistory", "Chat_Edit"],
    rules: ["history.entries", "history.source"],
    async run(scene) {
      const id = await scene.say();
      await scene.edit(id, scene.text("*First*"));
      const text = scene.text("*Second*");
      await scene.edit(id, text);
      const page = await historyOf(scene, id);
      const [, ...entries] = page.all(".monologue");
      const labels = entries.map((entry) => entry.first("b").text);
      const isRight = labels.join(" ") === "edited: edited: said:";
      page.demand(isRight, "The entries are other ones.", ["edited:", "edited:", "said:"], labels);
      const source = page.first(".monologue .message-source").text.trim();
      page.demand(source === text, "The source differs.", text, source);
      entries[0]?.first(".username a").leadsTo(new RegExp(`/users/${scene.me.id}/`));
    },
  },
  "stackexchange.history.reply": {
    title: "The source of a reply has its sign",
    operations: ["Chat_ShowHistory", "Chat_Send"],
    rules: ["history.source"],
    async run(scene) {
      const text = `:${await scene.say()} ${scene.text()}`;
      const page = await historyOf(scene, await scene.say(text));
      const source = page.first(".monologue .message-source").text.trim();
      page.demand(source === text, "The source differs.", text, source);
    },
  },
  "stackexchange.history.deleted": {
    title: "The history of a deleted message is not for everybody",
    operations: ["Chat_ShowHistory", "Chat_Delete"],
    rules: ["history.deleted"],
    async run(scene) {
      const id = await scene.say();
      await scene.act("Chat_Delete", id);
      const answer = await scene.nobody.call("Chat_ShowHistory", { params: { message: id } });
      scene.expect(answer).status(404);
    },
  },
  "stackexchange.history.unknown": {
    title: "The history of a message that does not exist answers 404",
    operations: ["Chat_ShowHistory"],
    rules: ["history.unknown"],
    profile: "read-only",
    async run(scene) {
      const params = { message: UNKNOWN_MESSAGE };
      scene.expect(await scene.nobody.call("Chat_ShowHistory", { params })).status(404);
    },
  },
});
