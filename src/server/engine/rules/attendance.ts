// Rules of forums: who may come in, who is there, and who is shown the door.

import type { Command } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { Forum } from "../forum.ts";
import type { PersonId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import type { Conversation, State } from "../state.ts";
import type { World } from "../world.ts";

export type ForumConversation = Conversation & { readonly forum: Forum };

interface Claim {
  readonly by: PersonId;
  readonly conversation: Conversation["id"];
}

type Entered =
  | { readonly conversation: ForumConversation; readonly refusal?: never }
  | { readonly refusal: Refusal };

/** The forum that somebody may look into; whoever may not is not told that it exists. */
export function look(state: State, claim: { by?: PersonId } & Omit<Claim, "by">): Entered {
  const conversation = state.conversations.get(claim.conversation);
  const unknown: Refusal = { type: "conversationUnknown", conversation: claim.conversation };
  if (!conversation || !isForum(conversation)) return { refusal: unknown };
  if (claim.by !== undefined && isModerator(state, claim.by)) return { conversation };
  if (conversation.deletedAt !== undefined) return { refusal: unknown };
  const isOpen = conversation.forum.entry !== "invited";
  const hasRole = claim.by !== undefined && conversation.forum.roles.has(claim.by);
  return isOpen || hasRole ? { conversation } : { refusal: unknown };
}

/** As `look`, for somebody who wants to do more than read; moderators too only read what is deleted. */
export function attend(state: State, claim: Claim, world: Pick<World, "now">): Entered {
  const welcome = unlessExpelled(state, claim, world);
  if (welcome.refusal || welcome.conversation.deletedAt === undefined) return welcome;
  return { refusal: { type: "conversationUnknown", conversation: claim.conversation } };
}

/** The forum, for its owners and for moderators. */
export function rule(state: State, claim: Claim, world: Pick<World, "now">): Entered {
  const welcome = unlessExpelled(state, claim, world);
  if (welcome.refusal || mayRule(state, welcome.conversation, claim.by)) return welcome;
  return { refusal: { type: "notAllowed", conversation: claim.conversation } };
}

function unlessExpelled(state: State, claim: Claim, world: Pick<World, "now">): Entered {
  const seen = look(state, claim);
  if (seen.refusal) return seen;
  const until = seen.conversation.forum.expelled.get(claim.by) ?? 0;
  return until > world.now ? { refusal: { type: "silenced", until } } : seen;
}

export function isForum(conversation: Conversation): conversation is ForumConversation {
  return conversation.forum !== undefined;
}

export function isModerator(state: State, person: PersonId): boolean {
  return state.people.get(person)?.profile?.isModerator ?? false;
}

export function mayRule(state: State, { forum }: ForumConversation, person: PersonId): boolean {
  return forum.roles.get(person) === "owner" || isModerator(state, person);
}

export function enterForum(
  state: State,
  command: Command<"enterForum">,
  world: World,
): Decision<null> {
  const entered = attend(state, command, world);
  if (entered.refusal) return entered;
  const { by, conversation } = command;
  if (entered.conversation.forum.present.has(by)) return accept(null);
  return accept(null, { type: "forumEntered", at: world.now, conversation, by });
}

/** Leaving where one is not is no error. */
export function leaveForum(
  state: State,
  command: Command<"leaveForum">,
  world: World,
): Decision<null> {
  const { by, conversation } = command;
  const forum = state.conversations.get(conversation)?.forum;
  if (!forum) return refuse({ type: "conversationUnknown", conversation });
  if (!forum.present.has(by)) return accept(null);
  return accept(null, { type: "forumLeft", at: world.now, conversation, by, person: by });
}

export function followForum(
  state: State,
  command: Command<"followForum">,
  world: World,
): Decision<null> {
  const seen = look(state, command);
  if (seen.refusal) return seen;
  const { by, conversation, isFollowed } = command;
  if ((state.followed.get(by)?.has(conversation) ?? false) === isFollowed) return accept(null);
  return accept(null, { type: "forumFollowed", at: world.now, conversation, by, isFollowed });
}

/** Who is thrown out leaves first, and may not come back before that time. */
export function expel(state: State, command: Command<"expel">, world: World): Decision<null> {
  const { by, conversation, person, until } = command;
  const ruled = rule(state, command, world);
  if (ruled.refusal) return ruled;
  if (!state.people.has(person)) return refuse({ type: "personUnknown", person });
  if (isModerator(state, person)) return refuse({ type: "notAllowed", conversation });
  const where = { at: world.now, conversation, by };
  const isThere = ruled.conversation.forum.present.has(person);
  return accept(null, ...(isThere ? [{ type: "forumLeft", ...where, person } as const] : []), {
    type: "personExpelled",
    ...where,
    person,
    until,
  });
}

export function invite(state: State, command: Command<"invite">, world: World): Decision<null> {
  const seen = attend(state, command, world);
  if (seen.refusal) return seen;
  const { by, conversation, person } = command;
  if (!state.people.has(person)) return refuse({ type: "personUnknown", person });
  return accept(null, { type: "personInvited", at: world.now, conversation, by, person });
}
