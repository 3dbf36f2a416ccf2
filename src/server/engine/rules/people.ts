// Rules of people: they register, leave for good, and can have all their sessions closed.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { PersonId } from "../ids.ts";
import type { State } from "../state.ts";
import type { World } from "../world.ts";

export function registerPerson(
  state: State,
  command: Command<"registerPerson">,
  world: World,
): Decision<Outcomes["registerPerson"]> {
  const person = command.id ?? (world.nextId("person") as PersonId);
  if (state.people.has(person)) return accept({ person });
  const { profile, earlier } = command;
  return accept(
    { person },
    {
      type: "personRegistered",
      at: world.now,
      person,
      ...(profile && { profile }),
      ...(earlier && { earlier }),
    },
  );
}

export function removePerson(
  state: State,
  command: Command<"removePerson">,
  world: World,
): Decision<null> {
  const known = state.people.get(command.person);
  if (!known || known.removedAt !== undefined) {
    return refuse({ type: "personUnknown", person: command.person });
  }
  return accept(null, { type: "personRemoved", at: world.now, person: command.person });
}

export function revokeSessions(
  state: State,
  command: Command<"revokeSessions">,
  world: World,
): Decision<null> {
  const known = state.people.get(command.person);
  if (!known || known.removedAt !== undefined) {
    return refuse({ type: "personUnknown", person: command.person });
  }
  return accept(null, { type: "sessionsRevoked", at: world.now, person: command.person });
}
