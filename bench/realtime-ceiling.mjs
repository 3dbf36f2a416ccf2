// The ceiling's notifications: the same requests to connect, and one text to every socket, made once and checked by nobody.

import { WebSocketServer } from "ws";
import { PEOPLE } from "./ceiling.mjs";

const ID = "0".repeat(24);

/** Serves the way in on the app; returns what tells all of a message, and what takes upgrades. */
export function createNotifications(app) {
  const sockets = new Set();
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  app.post("/v4/a", (context) => context.json(allocation()));
  app.get("/socket.io/1/", (context) =>
    context.text(`${ID.slice(0, 16)}:180:180:websocket,xhr-polling`),
  );

  function join(socket) {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    socket.on("message", (data) => {
      const frame = String(data);
      if (frame.startsWith("5:")) socket.send(`6:::${frame.slice(2, frame.indexOf("+"))}+["pong"]`);
    });
    socket.send("1::");
    socket.send('5:::{"name":"trouter.connected","args":[{"ttl":86400,"dur":"1"}]}');
  }

  return {
    tell(thread, message) {
      const frame = pushOf(thread, message);
      for (const socket of sockets) socket.send(frame, { binary: false });
    },
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, join),
  };
}

function allocation() {
  const base = "http://127.0.0.1:2428";
  const url = `${base}/v4/f/${ID}/`;
  const times = { st: `${Date.now()}`, se: `${Date.now() + 86_400_000}` };
  return {
    socketio: `${base}/`,
    surl: url,
    url,
    ccid: ID,
    id: ID,
    curlb: "",
    ttl: "86400",
    connectparams: { sr: ID, issuer: "ceiling", sp: "connect", ...times, sig: "0".repeat(43) },
  };
}

function pushOf(thread, message) {
  const body = JSON.stringify({
    eventId: 200,
    _eventId: 200,
    senderId: PEOPLE[0],
    groupId: thread,
    messageId: message.id,
    messageType: "Text",
    clientMessageId: "",
    senderDisplayName: message.senderDisplayName,
    originalArrivalTime: new Date().toISOString(),
    version: message.version,
    priority: "",
    messageBody: message.content.message,
    content: message.content.message,
    acsChatMessageMetadata: "{}",
    attachments: "[]",
    recipientMri: PEOPLE[0],
    recipientId: PEOPLE[0].slice(2),
  });
  const headers = { "Content-Type": "application/json" };
  const push = { id: 1, method: "POST", url: `/v4/f/${ID}/messaging`, headers, body };
  return Buffer.from(`3:::${JSON.stringify(push)}`);
}
