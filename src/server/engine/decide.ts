// Asks the rules whether an order is accepted, and which events follow from it; changes nothing.

import type { Command, CommandType, Outcomes } from "./commands.ts";
import type { Decision } from "./decision.ts";
import { deleteAttachment, storeAttachment } from "./rules/attachments.ts";
import { enterForum, expel, followForum, invite, leaveForum } from "./rules/attendance.ts";
import {
  changeConversation,
  createConversation,
  deleteConversation,
  expireConversation,
} from "./rules/conversations.ts";
import { changeForum, keepExcerpt, openForum } from "./rules/forums.ts";
import { clearMarks, toggleMark } from "./rules/marks.ts";
import { addMembers, removeMember } from "./rules/members.ts";
import { deleteMessage, editMessage, postMessage, showTyping } from "./rules/messages.ts";
import { moveMessages } from "./rules/moves.ts";
import { registerPerson, removePerson, revokeSessions } from "./rules/people.ts";
import { markRead } from "./rules/receipts.ts";
import { requestRole, setRole } from "./rules/roles.ts";
import type { State } from "./state.ts";
import type { World } from "./world.ts";

type Rules = {
  readonly [Type in CommandType]: (
    state: State,
    command: Command<Type>,
    world: World,
  ) => Decision<Outcomes[Type]>;
};

const rules: Rules = {
  registerPerson,
  removePerson,
  revokeSessions,
  createConversation,
  changeConversation,
  deleteConversation,
  expireConversation,
  addMembers,
  removeMember,
  postMessage,
  editMessage,
  deleteMessage,
  markRead,
  showTyping,
  storeAttachment,
  deleteAttachment,
  openForum,
  changeForum,
  enterForum,
  leaveForum,
  followForum,
  requestRole,
  setRole,
  expel,
  invite,
  toggleMark,
  clearMarks,
  moveMessages,
  keepExcerpt,
};

export function decide<Type extends CommandType>(
  state: State,
  command: Command<Type>,
  world: World,
): Decision<Outcomes[Type]> {
  const rule: Rules[Type] = rules[command.type];
  return rule(state, command, world);
}
