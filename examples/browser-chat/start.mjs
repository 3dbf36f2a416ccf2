// Starts an emulator and the page, and says where to look.

import { createChatEmulator } from "chat-emulator";
import { serveChat } from "./server.mjs";

const emulator = await createChatEmulator();
await emulator.listen({ port: 0 });
const { url } = await serveChat(emulator, { port: 3000 });

console.log(`Alice: ${url}/?user=alice`);
console.log(`Bob:   ${url}/?user=bob`);
