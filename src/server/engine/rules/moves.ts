// Rules of moving messages from one forum to another: for those who rule the first and may write in the second.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { Change } from "../forum.ts";
import type { Message, State } from "../state.ts";
import type { World } from "../world.ts";
import { attend, rule } from "./attendance.ts";
import { historyOf } from "./forum-messages.ts";

/** All of them move or none does. */
export function moveMessages(
  state: State,
  command: Command<"moveMessages">,
  world: World,
): Decision<Outcomes["moveMessages"]> {
  const { by, conversation, to } = command;
  const ruled = rule(state, command);
  if (ruled.refusal) return ruled;
  const target = attend(state, { by, conversation: to }, world);
  if (target.refusal) return target;
  const moved: Change = { kind: "moved", by, at: world.now, from: conversation };
  const messages: Message[] = [];
  for (const id of new Set(command.messages)) {
    const message = ruled.conversation.messages.get(id);
    if (!message) return refuse({ type: "messageUnknown", message: id });
    const version = Math.max(world.now, target.conversation.lastVersion) + 1 + messages.length;
    const sequence = target.conversation.sequence + 1 + messages.length;
    messages.push({ ...message, history: [...historyOf(message), moved], version, sequence });
  }
  if (messages.length === 0 || to === conversation) return accept({ moved: 0 });
  messages.sort((one, other) => one.id - other.id);
  return accept(
    { moved: messages.length },
    { type: "messagesMoved", at: world.now, conversation, by, messages, to },
  );
}
