// The checks of what only some may do or see: moderators, and those who have hardly any reputation.

import { moderatorOf, newcomerOf } from "../company.ts";
import { define } from "../define.ts";
import { ownRoom } from "../own-rooms.ts";
import type { Json } from "../scene.ts";

const FLAGGED = 9;

export const rightsChecks = define({
  "stackexchange.rights.moderator-edits": {
    title: "A moderator edits what somebody else has said, and is named in its history",
    operations: ["Chat_Edit", "Chat_ListEvents", "Chat_ShowHistory"],
    rules: ["edit.moderators", "edit.ok", "history.entries"],
    people: 2,
    async run(scene) {
      const moderator = await moderatorOf(scene);
      const author = moderator === scene.me ? scene.other : scene.me;
      const id = await scene.say(scene.text(), author);
      const text = scene.text("Edited");
      await scene.edit(id, text, moderator);
      scene.holds(await scene.listed(id), "content", text);
      const page = await scene.nobody.page("Chat_ShowHistory", { params: { message: id } });
      const [, newest] = page.all(".monologue");
      page.demand(newest !== undefined, "The edit is not there.", "edited:", undefined);
      newest?.first("b").says("edited:");
      newest?.first(".username a").leadsTo(new RegExp(`/users/${moderator.id}(?:/|$)`));
    },
  },
  "stackexchange.rights.flag": {
    title: "A flag is told to a moderator as event 9, and not to everybody",
    operations: ["Chat_Flag", "Chat_Poll"],
    rules: ["flag.ok", "events.message-id"],
    profile: "full",
    people: 2,
    async run(scene) {
      // A flag calls people from everywhere, so it has to be a moderator's own message.
      const moderator = await moderatorOf(scene);
      const own = await ownRoom(scene, "workshop");
      const flagger = moderator === own.me ? own.other : own.me;
      const id = await own.say(own.text(), moderator);
      const marker = await own.marker();
      await own.act("Chat_Flag", id, flagger);
      const isFlag = (event: Json) => event["event_type"] === FLAGGED;
      const { found } = await own.heard(marker, isFlag, moderator);
      own.holds(found, "message_id", id);
      const told = await own.poll(marker, own.nobody);
      const isTold = own.eventsOf(told).some(({ value }) => isFlag(value));
      own.expect(told).that(!isTold, "Everybody is told of it.", "no event 9", "event 9", "/body");
    },
  },
  "stackexchange.rights.newcomer": {
    title: "Who has less than 20 reputation cannot talk, and is told how much it takes",
    operations: ["Chat_Send", "Chat_Poll"],
    rules: ["send.reputation"],
    async run(scene) {
      const newcomer = await newcomerOf(scene);
      const marker = await scene.marker();
      const text = scene.text();
      const params = { room: scene.room };
      const answer = await newcomer.call("Chat_Send", { params, form: { text } });
      scene.expect(answer).refused();
      // Only how the words begin is known.
      const { text: says } = answer.response;
      const isTold = /^"?You need 20 reputation\b/.test(says);
      scene.expect(answer).that(isTold, "It says something else.", "You need 20 reputation", says);
      const events = scene.eventsOf(await scene.poll(marker));
      const isSaid = events.some(({ value }) => value["content"] === text);
      scene.expect(answer).that(!isSaid, "It was said all the same.", "nothing", text);
    },
  },
});
