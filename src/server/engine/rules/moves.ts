// Rules of moving messages from one forum to another: for those who rule the first and may write in the second.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { Change } from "../forum.ts";
import type { Message, State } from "../state.ts";
import type { World } from "../world.ts";
import { attend, rule } from "./attendance.ts";
import { historyOf, whyNotWrite } from "./forum-messages.ts";
import { nextTurn } from "./notices.ts";

/** All of them move or none does. */
export function moveMessages(
  state: State,
  command: Command<"moveMessages">,
  world: World,
): Decision<Outcomes["moveMessages"]> {
  const { by, conversation, to } = command;
  const ruled = rule(state, command, world);
  if (ruled.refusal) return ruled;
  const target = attend(state, { by, conversation: to }, world);
  if (target.refusal) return target;
  const problem = whyNotWrite(state, target.conversation, by, world);
  if (problem) return refuse(problem);
  const moved: Change = { kind: "moved", by, at: world.now, from: conversation };
  const messages: Message[] = [];
  for (const id of [...new Set(command.messages)].sort((one, other) => one - other)) {
    const message = ruled.conversation.messages.get(id);
    if (!message) return refuse({ type: "messageUnknown", message: id });
    const turn = nextTurn(target.conversation, world, messages.length);
    messages.push({ ...message, history: [...historyOf(message), moved], ...turn });
  }
  if (messages.length === 0 || to === conversation) return accept({ moved: 0 });
  return accept(
    { moved: messages.length },
    { type: "messagesMoved", at: world.now, conversation, by, messages, to },
  );
}
