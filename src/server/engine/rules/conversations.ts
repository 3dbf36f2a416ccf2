// Rules of conversations: creation (once per repeat key), change and deletion.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { Event } from "../events.ts";
import type { ConversationId } from "../ids.ts";
import { repeatIndex } from "../queries.ts";
import type { State } from "../state.ts";
import type { World } from "../world.ts";
import { enter, enterOpen } from "./access.ts";
import { rule } from "./attendance.ts";
import { admit } from "./members.ts";
import { nextTurn, notice } from "./notices.ts";

export function createConversation(
  state: State,
  command: Command<"createConversation">,
  world: World,
): Decision<Outcomes["createConversation"]> {
  const made =
    command.repeatKey !== undefined &&
    state.repeats.get(repeatIndex(command.by, command.repeatKey));
  if (made) return accept({ conversation: made, rejected: [] });

  const creatorIsListed = command.members.some((member) => member.person === command.by);
  const creator = { person: command.by, historyFrom: 0 };
  const wanted = creatorIsListed ? command.members : [creator, ...command.members];
  const { admitted, rejected } = admit(state, wanted, new Map());
  if (admitted.length > state.settings.membersMax) {
    return refuse({ type: "tooManyMembers", membersMax: state.settings.membersMax });
  }

  const conversation = world.nextId("conversation") as ConversationId;
  const where = { conversation, by: command.by };
  const blank = { sequence: 0, lastVersion: 0 };
  const { topic, metadata, retentionDays, repeatKey } = command;
  return accept(
    { conversation, rejected },
    {
      type: "conversationCreated",
      at: world.now,
      conversation,
      by: command.by,
      topic,
      ...(metadata && { metadata }),
      ...(retentionDays !== undefined && { retentionDays }),
      ...(repeatKey !== undefined && { repeatKey }),
    },
    { type: "membersAdded", at: world.now, conversation, by: command.by, members: admitted },
    notice(
      where,
      nextTurn(blank, world),
      { kind: "membersAdded", members: admitted, by: command.by },
      world,
    ),
    notice(
      where,
      nextTurn(blank, world, 1),
      { kind: "topicChanged", topic, by: command.by },
      world,
    ),
  );
}

export function changeConversation(
  state: State,
  command: Command<"changeConversation">,
  world: World,
): Decision<null> {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const { topic, metadata, retentionDays } = command;
  if (topic === undefined && metadata === undefined && retentionDays === undefined) {
    return accept(null);
  }
  const where = { conversation: command.conversation, by: command.by };
  const changed: Event = {
    type: "conversationChanged",
    at: world.now,
    ...where,
    ...(topic !== undefined && { topic }),
    ...(metadata && { metadata }),
    ...(retentionDays !== undefined && { retentionDays }),
  };
  if (topic === undefined) return accept(null, changed);
  const turn = nextTurn(access.conversation, world);
  return accept(
    null,
    changed,
    notice(where, turn, { kind: "topicChanged", topic, by: command.by }, world),
  );
}

/** Deleting twice is no error (observed). */
export function deleteConversation(
  state: State,
  command: Command<"deleteConversation">,
  world: World,
): Decision<null> {
  const isForum = state.conversations.get(command.conversation)?.forum !== undefined;
  const access = isForum ? rule(state, command, world) : enter(state, command);
  if (access.refusal) return access;
  if (access.conversation.deletedAt !== undefined) return accept(null);
  const { by, conversation } = command;
  return accept(null, { type: "conversationDeleted", at: world.now, conversation, by });
}

export function expireConversation(
  state: State,
  command: Command<"expireConversation">,
  world: World,
): Decision<null> {
  const found = state.conversations.get(command.conversation);
  if (!found) {
    return refuse({ type: "conversationUnknown", conversation: command.conversation });
  }
  if (found.deletedAt !== undefined) return accept(null);
  const { id: conversation, createdBy: by } = found;
  return accept(null, { type: "conversationDeleted", at: world.now, conversation, by });
}
