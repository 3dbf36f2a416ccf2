// Two states out of one, which share what neither of them has changed since.

import { copyForum } from "./forum.ts";
import type { ConversationId, PersonId } from "./ids.ts";
import { OrderedLog } from "./ordered-log.ts";
import type { Conversation, State } from "./state.ts";

/** Costs as much as there are people and conversations, however many messages there are. */
export function forkState(state: State): State {
  // From now on neither side may write to what both hold.
  state.owned = new WeakSet();
  return {
    ...state,
    people: new Map(state.people),
    conversations: new Map(state.conversations),
    memberships: new Map(state.memberships),
    repeats: new Map(state.repeats),
    homes: state.homes.fork(),
    attended: new Map(state.attended),
    followed: new Map(state.followed),
    owned: new WeakSet(),
  };
}

/** The conversation, copied first where another state holds it as well. */
export function ownConversation(state: State, conversation: Conversation): Conversation {
  if (state.owned.has(conversation)) return conversation;
  const { members, receipts, attachments, messages, changes, forum } = conversation;
  const copy: Conversation = {
    ...conversation,
    members: new Map(members),
    receipts: new Map(receipts),
    attachments: new Map(attachments),
    messages: messages.fork(),
    changes: changes.fork(),
    ...(forum && { forum: copyForum(forum) }),
  };
  state.conversations.set(copy.id, copy);
  state.owned.add(copy);
  return copy;
}

/** A person's list of conversations, made or copied where it has to be. */
export function ownList(state: State, person: PersonId): OrderedLog<ConversationId> {
  const known = state.memberships.get(person);
  if (known && state.owned.has(known)) return known;
  const list = known?.fork() ?? new OrderedLog<ConversationId>();
  state.memberships.set(person, list);
  state.owned.add(list);
  return list;
}

/** A person's set of forums, likewise. */
export function ownSet(
  state: State,
  sets: Map<PersonId, Set<ConversationId>>,
  person: PersonId,
): Set<ConversationId> {
  const known = sets.get(person);
  if (known && state.owned.has(known)) return known;
  const set = new Set(known);
  sets.set(person, set);
  state.owned.add(set);
  return set;
}
