// The app: opens a thread with the support team, asks something, and reads what was answered. It knows of no emulator.

import { ChatClient } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";

/** `options` go to the SDK's client as they are. */
export function createSupportChat({ endpoint, token, options = {} }) {
  const client = new ChatClient(endpoint, new AzureCommunicationTokenCredential(token), options);
  return {
    /** Resolves to the id of a new thread with the agent in it, and the question asked. */
    async ask(agentId, question) {
      const { chatThread } = await client.createChatThread(
        { topic: "Support" },
        { participants: [{ id: { communicationUserId: agentId }, displayName: "Support" }] },
      );
      const thread = client.getChatThreadClient(chatThread.id);
      await thread.sendMessage({ content: question }, { senderDisplayName: "You" });
      return chatThread.id;
    },

    /** What was written, the oldest first. */
    async read(threadId) {
      const lines = [];
      for await (const message of client.getChatThreadClient(threadId).listMessages()) {
        if (message.type !== "text") continue;
        lines.unshift(`${message.senderDisplayName}: ${message.content.message}`);
      }
      return lines;
    },

    /** Whether nobody has written for a day, by a clock of the caller's. */
    async isStale(threadId, now) {
      const { value: newest } = await client.getChatThreadClient(threadId).listMessages().next();
      return now - newest.createdOn.getTime() > 86_400_000;
    },
  };
}
