// Rules of membership: any member brings people in and takes people out.

import type { Command, NewMember, Outcomes, RejectedMember } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { PersonId } from "../ids.ts";
import type { Member, State } from "../state.ts";
import type { World } from "../world.ts";
import { enterOpen } from "./access.ts";
import { nextTurn, notice } from "./notices.ts";

export function addMembers(
  state: State,
  command: Command<"addMembers">,
  world: World,
): Decision<Outcomes["addMembers"]> {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const { conversation } = access;
  const { admitted, rejected } = admit(state, command.members, conversation.members);
  if (conversation.members.size + admitted.length > state.settings.membersMax) {
    return refuse({ type: "tooManyMembers", membersMax: state.settings.membersMax });
  }
  if (admitted.length === 0) return accept({ rejected });
  const where = { conversation: conversation.id, by: command.by };
  return accept(
    { rejected },
    { type: "membersAdded", at: world.now, ...where, members: admitted },
    notice(
      where,
      nextTurn(conversation, world),
      { kind: "membersAdded", members: admitted, by: command.by },
      world,
    ),
  );
}

/** Taking out somebody who is not in is no error: a published sample does it (acs-clients, Requests). */
export function removeMember(
  state: State,
  command: Command<"removeMember">,
  world: World,
): Decision<null> {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const { conversation } = access;
  const member = conversation.members.get(command.person);
  if (!member) return accept(null);
  const where = { conversation: conversation.id, by: command.by };
  return accept(
    null,
    // The notice comes first, so that the one who leaves is still told of it.
    notice(
      where,
      nextTurn(conversation, world),
      { kind: "membersRemoved", members: [member], by: command.by },
      world,
    ),
    { type: "memberRemoved", at: world.now, ...where, member },
  );
}

/** Sorts out who can come in. The first mention of a person counts; who is in already stays as he is. */
export function admit(
  state: State,
  wanted: readonly NewMember[],
  present: ReadonlyMap<PersonId, Member>,
): { readonly admitted: readonly Member[]; readonly rejected: readonly RejectedMember[] } {
  const admitted = new Map<PersonId, Member>();
  const rejected: RejectedMember[] = [];
  for (const member of wanted) {
    const { person } = member;
    if (present.has(person) || admitted.has(person)) continue;
    const known = state.people.get(person);
    if (known && known.removedAt === undefined && !member.isBarred)
      admitted.set(person, plain(member));
    else {
      const isRemoved = known && known.removedAt !== undefined;
      const reason = member.foreign ? "foreign" : isRemoved ? "removed" : "unknown";
      rejected.push({ person, reason });
    }
  }
  return { admitted: [...admitted.values()], rejected };
}

/** Without what only the order says; most members say nothing more. */
function plain(wanted: NewMember): Member {
  if (wanted.foreign === undefined && wanted.isBarred === undefined) return wanted;
  const { foreign, isBarred, ...member } = wanted;
  return member;
}
