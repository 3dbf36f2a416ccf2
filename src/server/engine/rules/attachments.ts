// Rules of uploads: any member uploads and views, only the uploader takes away.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import type { AttachmentId } from "../ids.ts";
import type { State } from "../state.ts";
import type { World } from "../world.ts";
import { enterOpen } from "./access.ts";

export function storeAttachment(
  state: State,
  command: Command<"storeAttachment">,
  world: World,
): Decision<Outcomes["storeAttachment"]> {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const { by, conversation, name, mediaType, bytes } = command;
  const id = world.nextId("attachment") as AttachmentId;
  const attachment = { id, by, name, mediaType, bytes };
  return accept(
    { attachment: id },
    { type: "attachmentStored", at: world.now, conversation, by, attachment },
  );
}

export function deleteAttachment(
  state: State,
  command: Command<"deleteAttachment">,
  world: World,
): Decision<null> {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const attachment = access.conversation.attachments.get(command.attachment);
  if (!attachment) return refuse({ type: "attachmentUnknown" });
  if (attachment.by !== command.by) return refuse({ type: "notUploader" });
  const { by, conversation } = command;
  return accept(null, {
    type: "attachmentDeleted",
    at: world.now,
    conversation,
    by,
    attachment: attachment.id,
  });
}
