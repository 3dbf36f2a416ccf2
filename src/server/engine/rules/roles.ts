// Rules of roles in forums: owners and moderators give them, anybody may ask for one.

import type { Command } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { State } from "../state.ts";
import type { World } from "../world.ts";
import { look, rule } from "./attendance.ts";

/** Whoever waits for a role is answered by taking away the one that he does not have. */
export function setRole(state: State, command: Command<"setRole">, world: World): Decision<null> {
  const { by, conversation, person, role } = command;
  const ruled = rule(state, command, world);
  if (ruled.refusal) return ruled;
  if (!state.people.has(person)) return refuse({ type: "personUnknown", person });
  const { roles, requests } = ruled.conversation.forum;
  if ((roles.get(person) ?? "none") === role && !requests.has(person)) return accept(null);
  return accept(null, { type: "roleChanged", at: world.now, conversation, by, person, role });
}

export function requestRole(
  state: State,
  command: Command<"requestRole">,
  world: World,
): Decision<null> {
  const { by, conversation } = command;
  const seen = look(state, command);
  if (seen.refusal) return seen;
  const { roles, requests } = seen.conversation.forum;
  if (roles.has(by) || requests.has(by)) return accept(null);
  return accept(null, { type: "roleRequested", at: world.now, conversation, by });
}
