// What is done to what was said: moved to another room, or kept as a conversation.

import type { WrittenCheck } from "../define.ts";
import { ownRoom } from "../own-rooms.ts";
import type { Found, Scene } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.own-room.${string}`, WrittenCheck>>;

const POSTED = 1;
const MOVED_OUT = 19;
const MOVED_IN = 20;

/** In that room each message is told by one event, and after them all there is a word about it. */
async function expectMoved(
  own: Scene,
  marker: number,
  type: typeof MOVED_OUT | typeof MOVED_IN,
  messages: readonly number[],
): Promise<readonly Found[]> {
  const isWord = ({ event_type, message_id }: Found["value"]) =>
    event_type === POSTED && !messages.includes(Number(message_id));
  const { events, found: word } = await own.heard(marker, isWord);
  const moved = events.filter(({ value }) => value["event_type"] === type);
  const told = moved.map(({ value }) => value["message_id"]);
  const isWhole = messages.every((id) => told.includes(id)) && told.length === messages.length;
  own
    .expect(word.exchange)
    .that(isWhole, `The events ${type} are others.`, messages, told, "/body");
  const isLast = moved.every(({ value }) => Number(value["id"]) < Number(word.value["id"]));
  own
    .expect(word.exchange)
    .that(isLast, "The word comes first.", "last", "first", `/body${word.pointer}`);
  for (const one of moved) own.holds(one, "moved", true);
  return moved;
}

export const movedChecks: Checks = {
  "stackexchange.own-room.moved": {
    title: "Messages are moved to another room, which both rooms are told of",
    operations: ["Chat_MoveMessages", "Chat_Poll", "Chat_ListEvents"],
    rules: ["move.count", "move.events"],
    profile: "full",
    async run(scene) {
      const source = await ownRoom(scene, "workshop");
      const target = await ownRoom(scene, "target");
      const messages = [await source.say(), await source.say()];
      const marker = await source.marker();
      const form = { ids: messages.join(","), to: String(target.room) };
      const params = { room: source.room };
      const answer = await source.me.do("Chat_MoveMessages", { params, form });
      scene.expect(answer).at("").is(messages.length);
      const out = await expectMoved(source, marker, MOVED_OUT, messages);
      const into = await expectMoved(target, marker, MOVED_IN, messages);
      const idsOf = (events: readonly Found[]) => events.map(({ value }) => Number(value["id"]));
      const isInOrder = Math.max(...idsOf(out)) < Math.min(...idsOf(into));
      const ids = [idsOf(out), idsOf(into)];
      scene.expect(answer).that(isInOrder, "The target is told first.", "19, 20", ids, "/body");
      for (const id of messages) await target.listed(id);
    },
  },
  "stackexchange.own-room.conversation": {
    title: "A stretch of what was said can be given a title, and the answer leads to a page",
    operations: ["Chat_StartConversation"],
    rules: ["conversation.title"],
    profile: "full",
    async run(scene) {
      const own = await ownRoom(scene, "workshop");
      const [first, last] = [await own.say(), await own.say()].map(String);
      const form = {
        roomId: String(own.room),
        title: own.text(),
        firstMessageId: first ?? "",
        lastMessageId: last ?? "",
      };
      const kept = await own.me.do("Chat_StartConversation", { form });
      const page = await own.me.follow(kept, own.me.urlOf("Chat_ShowHome"));
      own.expect(page).status(200);
    },
  },
};
