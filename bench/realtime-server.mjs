// One of the two with many listeners, in a process of its own: the emulator, or a bare server that sends one text to every socket.
// node realtime-server.mjs NAME OPTIONS, where OPTIONS is JSON: { connections, dataFolder }.

import { Hono } from "hono";
import { WebSocketServer } from "ws";
import { textOf } from "./chat.mjs";

/** A thread takes no more; further connections are further endpoints of the same people. */
const PEOPLE_MAX = 250;

const subjects = { ceiling, emulator };
const [name, options] = [process.argv[2], JSON.parse(process.argv[3])];
process.send(await subjects[name](options));
process.on("message", () => {
  global.gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ heap: heapUsed, rss });
});
process.on("disconnect", () => process.exit());

/** Nothing is looked up, checked or made for anybody: what no honest server can be faster than. */
async function ceiling() {
  const { serve } = await import("@hono/node-server");
  const app = new Hono();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  app.post("/say", async (context) => {
    const { content } = await context.req.json();
    const text = `3:::${JSON.stringify({ body: JSON.stringify({ messageBody: content, rest: "-".repeat(620) }) })}`;
    for (const socket of sockets.clients) socket.send(text);
    return context.json({ id: content }, 201);
  });
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({ port, path: "/say", headers: {}, tokens: [] }),
    );
    server.on("upgrade", (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened)),
    );
  });
}

async function emulator({ connections, dataFolder }) {
  const { createChatEmulator } = await import("../dist/src/server/index.js");
  const emulator = await createChatEmulator({ dataFolder });
  const users = [];
  for (let n = 0; n < Math.min(connections, PEOPLE_MAX); n += 1) {
    users.push(await emulator.acs.user(`person ${n}`));
  }
  await emulator.listen({ port: 0 });
  const headers = {
    authorization: `Bearer ${users[0].token}`,
    "content-type": "application/json",
  };
  const person = ({ id }) => ({ communicationIdentifier: { rawId: id } });
  const ask = async (path, body) => {
    const url = `${emulator.url}${path}?api-version=2025-03-15`;
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    return response.json();
  };
  // Two hundred at a time is what one call may bring in.
  const { chatThread } = await ask("/chat/threads", {
    topic: textOf(0),
    participants: users.slice(0, 200).map(person),
  });
  const thread = `/chat/threads/${encodeURIComponent(chatThread.id)}`;
  if (users.length > 200) {
    await ask(`${thread}/participants/:add`, { participants: users.slice(200).map(person) });
  }
  return {
    port: Number(new URL(emulator.url).port),
    path: `${thread}/messages?api-version=2025-03-15`,
    headers,
    tokens: users.map(({ token }) => token),
  };
}
