// Rules of forums as such: who opens one owns it, and owners and moderators change it.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { ConversationId } from "../ids.ts";
import type { State } from "../state.ts";
import type { World } from "../world.ts";
import { attend, rule } from "./attendance.ts";

export function openForum(
  state: State,
  command: Command<"openForum">,
  world: World,
): Decision<Outcomes["openForum"]> {
  const { by, topic, settings, earlier } = command;
  if (!state.people.has(by)) return refuse({ type: "personUnknown", person: by });
  if (command.id !== undefined && state.conversations.has(command.id)) {
    return refuse({ type: "idTaken", id: command.id });
  }
  const conversation = command.id ?? (world.nextId("conversation") as ConversationId);
  const where = { at: world.now, conversation, by };
  return accept(
    { conversation },
    { type: "forumOpened", ...where, topic, settings, ...(earlier && { earlier }) },
    { type: "roleChanged", ...where, person: by, role: "owner" },
  );
}

export function changeForum(
  state: State,
  command: Command<"changeForum">,
  world: World,
): Decision<null> {
  const ruled = rule(state, command, world);
  if (ruled.refusal) return ruled;
  const { type, ...changes } = command;
  return accept(null, { type: "forumChanged", at: world.now, ...changes });
}

/** Anybody who may be there can give a stretch of the conversation a title. */
export function keepExcerpt(
  state: State,
  command: Command<"keepExcerpt">,
  world: World,
): Decision<null> {
  const entered = attend(state, command, world);
  if (entered.refusal) return entered;
  const { type, ...excerpt } = command;
  for (const message of [excerpt.first, excerpt.last]) {
    if (!entered.conversation.messages.get(message)) {
      return refuse({ type: "messageUnknown", message });
    }
  }
  return accept(null, { type: "excerptKept", at: world.now, ...excerpt });
}
