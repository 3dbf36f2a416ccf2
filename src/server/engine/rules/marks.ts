// Rules of marks in forums: stars and flags are anybody's, pins belong to owners, and owners can clear all of them.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision } from "../decision.ts";
import type { Mark } from "../forum.ts";
import type { MessageId, PersonId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import type { Message, State } from "../state.ts";
import type { World } from "../world.ts";
import { attend, type ForumConversation, rule } from "./attendance.ts";

const places = { star: "stars", pin: "pins", flag: "flags" } as const satisfies Record<
  Mark,
  keyof Message
>;

export function toggleMark(
  state: State,
  command: Command<"toggleMark">,
  world: World,
): Decision<Outcomes["toggleMark"]> {
  const { by, conversation, mark } = command;
  const entered = mark === "pin" ? rule(state, command, world) : attend(state, command, world);
  if (entered.refusal) return entered;
  const found = living(entered.conversation, command.message);
  if (found.refusal) return found;
  const place = places[mark];
  const people = new Set(found.message[place]);
  const isSet = !people.delete(by);
  if (isSet) people.add(by);
  const message = withMarks(found.message, place, people);
  return accept(
    { isSet },
    { type: "messageMarked", at: world.now, conversation, by, message, mark, isSet },
  );
}

export function clearMarks(
  state: State,
  command: Command<"clearMarks">,
  world: World,
): Decision<null> {
  const { by, conversation, marks } = command;
  const ruled = rule(state, command, world);
  if (ruled.refusal) return ruled;
  const found = living(ruled.conversation, command.message);
  if (found.refusal) return found;
  const set = marks.map((mark) => places[mark]).filter((place) => found.message[place]?.size);
  if (set.length === 0) return accept(null);
  const none: ReadonlySet<PersonId> = new Set();
  const message = set.reduce((left, place) => withMarks(left, place, none), found.message);
  return accept(null, { type: "marksCleared", at: world.now, conversation, by, message });
}

function living(
  conversation: ForumConversation,
  id: MessageId,
): { readonly message: Message; readonly refusal?: never } | { readonly refusal: Refusal } {
  const message = conversation.messages.get(id);
  if (!message) return { refusal: { type: "messageUnknown", message: id } };
  if (message.deletedAt === undefined) return { message };
  return { refusal: { type: "messageDeleted", message: id } };
}

function withMarks(
  message: Message,
  place: (typeof places)[Mark],
  people: ReadonlySet<PersonId>,
): Message {
  const { [place]: before, ...rest } = message;
  return people.size === 0 ? rest : { ...rest, [place]: people };
}
