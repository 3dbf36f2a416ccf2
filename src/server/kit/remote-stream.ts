// A message that is written part by part in another process.

import type { StreamedMessage } from "../index.ts";
import type { ChatMessageStream } from "./chat.ts";
import type { ControlLine } from "./control-line.ts";

export async function remoteStream(
  control: ControlLine,
  { sender, ...message }: StreamedMessage,
): Promise<ChatMessageStream> {
  const { messageId } = await control.post<{ readonly messageId: string }>("acs/streams", {
    ...message,
    sender: typeof sender === "string" ? sender : sender.id,
  });
  const { threadId } = message;
  const path = `acs/streams/${messageId}`;
  return {
    messageId,
    inform: (content) => control.post(`${path}/inform`, { threadId, content }),
    write: (content) => control.post(`${path}/write`, { threadId, content }),
    end: (content, reason) => control.post(`${path}/end`, { threadId, content, reason }),
  };
}
