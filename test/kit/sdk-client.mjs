// The SDK's own real-time client in a process of its own: prints a line of JSON for each message that it hears.

import "./browser-globals.mjs";

const { ChatClient } = await import("@azure/communication-chat");
const { AzureCommunicationTokenCredential } = await import("@azure/communication-common");

const [endpoint, token] = process.argv.slice(2);
const client = new ChatClient(endpoint, new AzureCommunicationTokenCredential(token));
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

await client.startRealtimeNotifications();
client.on("realTimeNotificationConnected", () => say({ connected: true }));
client.on("realTimeNotificationDisconnected", () => say({ disconnected: true }));
client.on("chatMessageReceived", ({ message }) => say({ message }));

// It goes when its parent does.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
