// The checks of transcripts.

import { define } from "../define.ts";
import type { Page, Piece } from "../page.ts";
import { type Scene, UNKNOWN_MESSAGE } from "../scene.ts";

async function transcriptOf(scene: Scene, message: number, by = scene.nobody): Promise<Page> {
  return by.page("Chat_ShowMessageInTranscript", { params: { message } });
}

function messageOn(page: Page, id: number): Piece {
  return page.first(`#message-${id}`);
}

export const transcriptChecks = define({
  "stackexchange.transcript.message": {
    title: "The transcript of a message has it, marked and under its author's name",
    operations: ["Chat_ShowMessageInTranscript", "Chat_Send"],
    rules: [
      "transcript.has-message",
      "transcript.content",
      "transcript.author",
      "transcript.highlight",
      "session.reading-is-free",
    ],
    async run(scene) {
      const text = scene.text();
      const id = await scene.say(text);
      const page = await transcriptOf(scene, id);
      const message = messageOn(page, id);
      const { classes } = message;
      for (const name of ["message", "highlight"]) {
        page.demand(classes.includes(name), `It is no \`.${name}\`.`, name, classes);
      }
      const content = message.first(".content").inner;
      page.demand(content === text, "The content differs.", text, content);
      const around = page.all(".monologue").filter((block) => block.has(`#message-${id}`));
      page.demand(around.length === 1, "It is in no monologue, or in several.", 1, around.length);
      const authors = around[0]?.all(".signature .username a") ?? [];
      page.demand(authors.length === 1, "The author is not named once.", 1, authors.length);
      authors[0]?.leadsTo(new RegExp(`/users/${scene.me.id}/`)).says(scene.me.name);
    },
  },
  "stackexchange.transcript.room": {
    title: "The transcript names the room with a link to it",
    operations: ["Chat_ShowMessageInTranscript", "Chat_ShowRoomInfo", "Chat_Send"],
    rules: ["transcript.room"],
    async run(scene) {
      const page = await transcriptOf(scene, await scene.say());
      const link = page.last(".room-name a");
      link.leadsTo(new RegExp(`/rooms/${scene.room}/[^/?#]+$`));
      const name = (await scene.roomInfo()).first("h1").text.trim();
      page.demand(link.text.trim() === name, "It is another name.", name, link.text);
    },
  },
  "stackexchange.transcript.edited": {
    title: "An edited message is marked as such, and no other",
    operations: ["Chat_ShowMessageInTranscript", "Chat_Edit"],
    rules: ["transcript.edited"],
    async run(scene) {
      const plain = await scene.say();
      const edited = await scene.say();
      await scene.edit(edited, scene.text("Edited"));
      const page = await transcriptOf(scene, edited);
      messageOn(page, edited).first(".edits");
      const isMarked = messageOn(page, plain).has(".edits");
      page.demand(!isMarked, "A message that was not edited is marked.", "no .edits", ".edits");
    },
  },
  "stackexchange.transcript.reply": {
    title: "A reply has a link to what it replies to, and no other message has",
    operations: ["Chat_ShowMessageInTranscript", "Chat_Send"],
    rules: ["transcript.reply"],
    async run(scene) {
      const parent = await scene.say();
      const id = await scene.say(`:${parent} ${scene.text()}`);
      const page = await transcriptOf(scene, id);
      const links = messageOn(page, id).all(".reply-info");
      page.demand(links.length === 1, "There is not one link.", 1, links.length);
      links[0]?.leadsTo(new RegExp(`#${parent}$`));
      const isMarked = messageOn(page, parent).has(".reply-info");
      page.demand(!isMarked, "What is no reply has such a link.", "no .reply-info", ".reply-info");
    },
  },
  "stackexchange.transcript.ascending": {
    title: "Messages stand in the order in which they were sent",
    operations: ["Chat_ShowMessageInTranscript", "Chat_Send"],
    rules: ["transcript.ascending"],
    async run(scene) {
      await scene.say();
      const page = await transcriptOf(scene, await scene.say());
      const ids = page
        .all(".message")
        .map((message) => Number(message.attribute("id")?.replace("message-", "")));
      const isAscending = ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0));
      page.demand(isAscending, "They are out of order.", "ascending ids", ids);
    },
  },
  "stackexchange.transcript.unknown": {
    title: "The transcript of a message that does not exist answers 404",
    operations: ["Chat_ShowMessageInTranscript"],
    rules: ["transcript.unknown"],
    profile: "read-only",
    async run(scene) {
      const params = { message: UNKNOWN_MESSAGE };
      const answer = await scene.nobody.call("Chat_ShowMessageInTranscript", { params });
      scene.expect(answer).status(404);
    },
  },
  "stackexchange.transcript.of-room": {
    title: "A room has a transcript, of the last day and of a day that is named",
    operations: ["Chat_ShowTranscript", "Chat_Send"],
    rules: ["transcript.of-room"],
    async run(scene) {
      const id = await scene.say();
      const now = new Date();
      const day = [now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()].join("/");
      const params = { room: scene.room };
      const last = await scene.nobody.page("Chat_ShowTranscript", { params });
      last.last(".room-name a").leadsTo(new RegExp(`/rooms/${scene.room}(?:/|$)`));
      const path = (plain: string) => `${plain}/${day}`;
      const named = await scene.nobody.page("Chat_ShowTranscript", { params, path });
      // A day of much talk has several pages.
      if (named.has(".pager a")) return;
      messageOn(named, id);
    },
  },
});
