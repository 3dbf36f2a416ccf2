// The ceiling: the fastest honest server of the same answers, a bare Hono app over an indexed store that checks nothing.
// Run by itself it listens on a free port and prints one line of JSON, as the emulator does.

import { fileURLToPath } from "node:url";
import { Hono } from "hono";

/** Ids of the same length as the emulator's, so that both write the same number of bytes. */
const RESOURCE = "8:acs:00000000-0000-4000-8000-000000000000";
export const PEOPLE = [1, 2].map(
  (n) => `${RESOURCE}_00000000-0000-4000-8000-${`${n}`.padStart(12, "0")}`,
);

const PAGE_SIZE = 10;

/** `onMessage` is told of each message before its sender is answered. */
export function createCeiling({ onMessage } = {}) {
  const app = new Hono();
  const threads = new Map();
  let lastId = Date.now();

  app.get("/_emulator/health", (context) => context.json({ status: "ok" }));
  app.post("/chat/threads", async (context) => {
    const { topic } = await context.req.json();
    const name = `${threads.size}`.padStart(43, "0");
    const chatThread = {
      id: `19:acsV1_${name}1@thread.v2`,
      topic,
      createdOn: now(),
      createdByCommunicationIdentifier: identifier(PEOPLE[0]),
      retentionPolicy: { kind: "none" },
    };
    threads.set(chatThread.id, {
      messages: [],
      byId: new Map(),
      nextLink: nextLink(chatThread.id),
    });
    return context.json({ chatThread }, 201);
  });
  app.get("/chat/threads/:thread/messages/:message", (context) => {
    const { byId } = threads.get(context.req.param("thread"));
    return context.json(byId.get(context.req.param("message")));
  });
  app.get("/chat/threads/:thread/messages", (context) => {
    const { messages, nextLink } = threads.get(context.req.param("thread"));
    return context.json({ value: messages.slice(-PAGE_SIZE).reverse(), nextLink });
  });
  app.post("/chat/threads/:thread/messages", async (context) => {
    const { content, senderDisplayName, type } = await context.req.json();
    const thread = context.req.param("thread");
    const { messages, byId } = threads.get(thread);
    lastId += 1;
    const id = `${lastId}`;
    const message = {
      id,
      type,
      sequenceId: `${messages.length + 3}`,
      version: id,
      content: { message: content },
      senderDisplayName,
      createdOn: now(),
      senderCommunicationIdentifier: identifier(PEOPLE[0]),
    };
    messages.push(message);
    byId.set(id, message);
    onMessage?.(thread, message);
    return context.json({ id }, 201);
  });
  return app;
}

function identifier(rawId) {
  return { rawId, communicationUser: { id: rawId } };
}

function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** As long as the emulator's and always the same: nothing is computed for it. */
function nextLink(thread) {
  const state = "0".repeat(168);
  const start = encodeURIComponent("1/1/1970 12:00:00 AM +00:00");
  return `http://127.0.0.1:2428/chat/threads/${thread}/messages?syncState=${state}&startTime=${start}&maxPageSize=10&api-version=2025-03-15`;
}

/** With the defaults of Hono's adapter; loaded late, since those replace the process's Response. */
export async function listen(app, onUpgrade) {
  const { serve } = await import("@hono/node-server");
  return new Promise((resolve) => {
    const options = { fetch: app.fetch, port: 0, hostname: "127.0.0.1" };
    const server = serve(options, ({ port }) => resolve(port));
    if (onUpgrade) server.on("upgrade", onUpgrade);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = await listen(createCeiling());
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
}
