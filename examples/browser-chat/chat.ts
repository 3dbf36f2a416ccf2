// The chat client: reads what is there, listens to what happens, and does what the page asks for.

import { ChatClient, type ChatMessage } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { plainHttp } from "./plain-http.ts";
import { View } from "./view.ts";

/** Who this page is, as its server says. */
interface Session {
  readonly endpoint: string;
  readonly token: string;
  readonly userId: string;
  readonly name: string;
  readonly threadId: string;
}

const session: Session = await (await fetch(`session.json${location.search}`)).json();
const { endpoint, token, userId, name, threadId } = session;

const client = new ChatClient(endpoint, new AzureCommunicationTokenCredential(token), plainHttp);
const thread = client.getChatThreadClient(threadId);
const mine = { senderDisplayName: name };

const view = new View({
  send: (content) => thread.sendMessage({ content }, mine),
  edit: (id, content) => thread.updateMessage(id, { content }),
  remove: (id) => thread.deleteMessage(id),
  rename: (topic) => thread.updateTopic(topic),
  typing: () => thread.sendTypingNotification(mine),
});

await client.startRealtimeNotifications();
client.on("chatMessageReceived", (event) => {
  const isMine = idOf(event.sender) === userId;
  view.showMessage({
    id: event.id,
    from: event.senderDisplayName,
    text: event.message,
    isMine,
  });
  if (!isMine) void thread.sendReadReceipt({ chatMessageId: event.id });
});
client.on("chatMessageEdited", ({ id, message }) => view.showEdit(id, message));
client.on("chatMessageDeleted", ({ id }) => view.showDeletion(id));
client.on("typingIndicatorReceived", ({ sender, senderDisplayName }) => {
  if (idOf(sender) !== userId) view.showTyping(senderDisplayName);
});
client.on("readReceiptReceived", ({ sender, chatMessageId }) => {
  if (idOf(sender) !== userId) view.showSeen(chatMessageId);
});
client.on("chatThreadPropertiesUpdated", ({ properties }) => view.showTopic(properties.topic));
client.on("participantsAdded", ({ participantsAdded }) => {
  for (const { displayName } of participantsAdded) view.showNotice(`${displayName} joined.`);
  void showPeople();
});
client.on("participantsRemoved", ({ participantsRemoved }) => {
  for (const { displayName } of participantsRemoved) view.showNotice(`${displayName} left.`);
  void showPeople();
});

view.showTopic((await thread.getProperties()).topic);
await showPeople();
await showHistory();
// The tests wait for it.
document.body.dataset["ready"] = name;

async function showPeople(): Promise<void> {
  const names: string[] = [];
  for await (const { displayName } of thread.listParticipants()) names.push(displayName ?? "");
  view.showPeople(names);
}

/** What was written before this page came; the service lists the newest first. */
async function showHistory(): Promise<void> {
  const written: ChatMessage[] = [];
  for await (const message of thread.listMessages()) {
    if (message.type === "text") written.unshift(message);
  }
  for (const { id, content, sender, senderDisplayName, deletedOn } of written) {
    const isMine = idOf(sender) === userId;
    view.showMessage({ id, from: senderDisplayName, text: content?.message, isMine });
    if (deletedOn) view.showDeletion(id);
  }
}

function idOf(identifier: ChatMessage["sender"]): string | undefined {
  return identifier && "communicationUserId" in identifier
    ? identifier.communicationUserId
    : undefined;
}
