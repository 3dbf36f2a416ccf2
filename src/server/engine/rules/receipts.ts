// Rules of receipts: one per member, and it only ever moves to a newer message.

import type { Command } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import { isVisible } from "../queries.ts";
import type { State } from "../state.ts";
import type { World } from "../world.ts";
import { enterOpen } from "./access.ts";

export function markRead(state: State, command: Command<"markRead">, world: World): Decision<null> {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const { conversation, member } = access;
  const message = conversation.messages.get(command.message);
  if (!message || !isVisible(message, member)) {
    return refuse({ type: "messageUnknown", message: command.message });
  }
  const before = conversation.receipts.get(command.by);
  if (before && before.message > message.id) return accept(null);
  return accept(null, {
    type: "messageRead",
    at: world.now,
    conversation: conversation.id,
    by: command.by,
    receipt: { person: command.by, message: message.id, readAt: world.now },
  });
}
