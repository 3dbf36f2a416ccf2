// Listens to a thread with the SDK's own real-time client, in Node: prints the first message that comes.

import "./browser-globals.mjs";

const { ChatClient } = await import("@azure/communication-chat");
const { AzureCommunicationTokenCredential } = await import("@azure/communication-common");

// `chat-emulator exec` sets these.
const { CHAT_EMULATOR_ENDPOINT: endpoint, CHAT_EMULATOR_USER_ALICE_TOKEN: token } = process.env;
const client = new ChatClient(endpoint, new AzureCommunicationTokenCredential(token));

const connected = new Promise((resolve) => client.on("realTimeNotificationConnected", resolve));
await client.startRealtimeNotifications();
const heard = new Promise((resolve) => client.on("chatMessageReceived", resolve));
await connected;

const { chatThread } = await client.createChatThread({ topic: "Node" });
await client.getChatThreadClient(chatThread.id).sendMessage({ content: "Hello from Node" });

const { message } = await heard;
console.log(`chatMessageReceived: ${message}`);
await client.stopRealtimeNotifications();
// The SDK leaves a timer behind.
process.exit(0);
