// How a server is broken for each check of realtime.

import { type NotificationName, notificationIds } from "../../../../src/contracts/acs/realtime.ts";
import { packFrames, unpackFrames } from "../../../support/trouter-client.ts";
import type { Answer, Break } from "../broken-server.ts";
import { always, type Body, change, second, statusTo } from "./edits.ts";

const poll = /^\/socket\.io\/1\/xhr-polling\//;
const handshake = /^\/socket\.io\/1\/$/;
const registrations = /\/v3\/registrations/;

/** Changes the frames that a poll brings. */
const frames =
  (edit: (frames: readonly string[], session: string) => readonly string[]): Break =>
  ({ method, path }, answer) => {
    if (method !== "GET" || !poll.test(path) || answer.status !== 200) return;
    const left = edit(unpackFrames(answer.text), path.replace(poll, ""));
    answer.text = left.length === 0 ? "8::" : packFrames(left);
  };

const without = (dropped: RegExp) =>
  always(frames((all) => all.filter((one) => !dropped.test(one))));

const replaced = (old: string, text: string) =>
  always(frames((all) => all.map((frame) => frame.replace(old, text))));

/** Each payload becomes those that are returned. */
const pushes = (edit: (payload: Body, session: string) => readonly Body[]): Break =>
  frames((all, session) =>
    all.flatMap((frame) => {
      if (!frame.startsWith("3:::")) return [frame];
      const push: Body = JSON.parse(frame.slice(4));
      return edit(JSON.parse(push.body), session).map(
        (body) => `3:::${JSON.stringify({ ...push, body: JSON.stringify(body) })}`,
      );
    }),
  );

const edited = (name: NotificationName, edit: (payload: Body) => void) =>
  always(
    pushes((payload) => {
      if (payload.eventId === notificationIds[name]) edit(payload);
      return [payload];
    }),
  );

/** Of the clients that would be told the first is, or all the others are. */
const toldTo = (who: "first" | "others", name: NotificationName) => () => {
  let first: string | undefined;
  return pushes((payload, session) => {
    if (payload.eventId !== notificationIds[name]) return [payload];
    first ??= session;
    return (session === first) === (who === "first") ? [payload] : [];
  });
};

const twice = (name: NotificationName) =>
  always(
    pushes((payload) =>
      payload.eventId === notificationIds[name] ? [payload, payload] : [payload],
    ),
  );

/** What one client is told every other one is told with its next poll. */
const leaking = () => {
  const told: { readonly session: string; readonly frame: string }[] = [];
  const seen = new Map<string, number>();
  return frames((all, session) => {
    const leaked = told.slice(seen.get(session) ?? 0).filter((one) => one.session !== session);
    const own = all.filter((frame) => frame.startsWith("3:::"));
    told.push(...own.map((frame) => ({ session, frame })));
    seen.set(session, told.length);
    return [...all, ...leaked.map(({ frame }) => frame)];
  });
};

const backwards = always(
  frames((all) => {
    const pushed = all.filter((frame) => frame.startsWith("3:::")).reverse();
    return [...all.filter((frame) => !frame.startsWith("3:::")), ...pushed];
  }),
);

/** What can be wrong with every notification, and with these places of it. */
const eventBreaks = (name: NotificationName, places: Readonly<Record<string, unknown>>) => [
  toldTo("first", name),
  toldTo("others", name),
  twice(name),
  edited(name, (payload) => delete payload._eventId),
  edited(name, (payload) => delete payload.eventId),
  ...Object.entries(places).map(([place, value]) =>
    edited(name, (payload) => {
      payload[place] = value;
    }),
  ),
];

const somebody = "8:acs:somebody";
const recipients = { recipientMri: somebody, recipientId: "acs:somebody" };
const person = JSON.stringify({ participantId: somebody });

const allocated = (edit: (body: Body, answer: Answer) => void) =>
  always((asked, answer) => {
    if (asked.path === "/v4/a") change(answer, (body) => edit(body, answer));
  });

const shaken = (from: RegExp, to: string) =>
  always((asked, answer) => {
    if (handshake.test(asked.path)) answer.text = answer.text.replace(from, to);
  });

const configured = (name: string, edit: (value: string) => string) =>
  always((asked, answer) => {
    if (!asked.path.endsWith("/realTimeNotifications")) return;
    change(answer, (body) => {
      body[name] = edit(body[name]);
    });
  });

const connectionBreaks = {
  "acs.realtime.configuration.contents": [
    configured("trouterServiceUrl", (url) => `${url}/`),
    configured("registrarServiceUrl", (url) => `${url}/`),
    configured("registrarServiceUrl", () => ""),
    configured("cloudType", () => ""),
  ],
  "acs.realtime.connection.allocation": [
    always(statusTo(200, 201, /POST/, /^\/v4\/a$/)),
    allocated((_, { headers }) => {
      headers["content-type"] = "text/json";
    }),
    allocated((body) => {
      body.socketio = body.socketio.replace(/\/$/, "");
    }),
    allocated((body) => {
      body.socketio = body.socketio.replace(/:\d+\/$/, "/");
    }),
    ...["surl", "url", "ccid", "id", "curlb", "ttl", "connectparams"].map((name) =>
      allocated((body) => delete body[name]),
    ),
    allocated((body) => {
      body.connectparams.more = { nested: true };
    }),
  ],
  "acs.realtime.connection.token": [
    always(statusTo(401, 403, /POST/, /^\/v4\/a$/)),
    always((asked, answer) => {
      if (asked.headers.get("x-skypetoken") === "not-a-token") answer.status = 200;
    }),
  ],
  "acs.realtime.connection.handshake": [
    shaken(/websocket,/, ""),
    shaken(/,xhr-polling/, ""),
    shaken(/:180:180:/, ":"),
    second("GET", handshake, (answer) => {
      answer.status = 201;
    }),
  ],
  "acs.realtime.connection.handshake-by-ticket": [
    always((asked, answer) => {
      const isMeant = handshake.test(asked.path) && asked.headers.get("x-skypetoken") === null;
      if (isMeant) answer.status = 401;
    }),
    always(statusTo(403, 200, /GET/, handshake)),
    () => {
      const polled = new Set<string>();
      return frames((all, session) => {
        polled.add(session);
        return polled.size === 1 ? all : ["7:::1+0"];
      });
    },
  ],
  "acs.realtime.connection.connected": [
    without(/^1::/),
    without(/trouter\.connected/),
    replaced("trouter.connected", "trouter.welcome"),
    always(frames((all) => [...all].reverse())),
  ],
  "acs.realtime.connection.acknowledged": [without(/^6:::/), without(/^6:::2\+/)],
  "acs.realtime.connection.registration": [
    always(statusTo(202, 500, /POST/, registrations)),
    second("POST", registrations, (answer) => {
      answer.status = 409;
    }),
    always(statusTo(202, 404, /DELETE/, registrations)),
  ],
  "acs.realtime.connection.registration-token": [
    always(statusTo(401, 202, /POST/, registrations)),
    always(statusTo(401, 202, /DELETE/, registrations)),
  ],
  "acs.realtime.connection.newest": [leaking, toldTo("first", "chatMessageReceived")],
  "acs.realtime.connection.unknown-session": [
    replaced("7:::1+0", "8::"),
    replaced("7:::2", "1::"),
    replaced("7:::2", "7:::1+0"),
  ],
} satisfies Readonly<Record<string, readonly (() => Break)[]>>;

export const realtimeBreaks: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  ...connectionBreaks,
  "acs.realtime.events.message-received": eventBreaks("chatMessageReceived", {
    ...recipients,
    senderId: somebody,
    messageBody: "something else",
    messageType: "text",
    originalArrivalTime: "today",
    version: 1,
  }),
  "acs.realtime.events.message-edited": eventBreaks("chatMessageEdited", {
    ...recipients,
    senderId: somebody,
    messageBody: "one",
    edittime: undefined,
  }),
  "acs.realtime.events.message-deleted": eventBreaks("chatMessageDeleted", {
    ...recipients,
    senderId: somebody,
    messageId: "1",
    deletetime: undefined,
  }),
  "acs.realtime.events.typing": eventBreaks("typingIndicatorReceived", {
    ...recipients,
    senderId: somebody,
    originalArrivalTime: undefined,
  }),
  "acs.realtime.events.read-receipt": eventBreaks("readReceiptReceived", {
    ...recipients,
    senderId: somebody,
    messageBody: "{}",
  }),
  "acs.realtime.events.thread-created": eventBreaks("chatThreadCreated", {
    createdBy: person,
    members: `[${person}]`,
    properties: "{}",
    createTime: undefined,
  }),
  "acs.realtime.events.properties-updated": eventBreaks("chatThreadPropertiesUpdated", {
    editedBy: person,
    properties: "Changed, but no JSON",
    version: undefined,
  }),
  "acs.realtime.events.thread-deleted": eventBreaks("chatThreadDeleted", {
    deletedBy: person,
    reason: "deletedByPolicy",
    deleteTime: undefined,
  }),
  "acs.realtime.events.participants-added": eventBreaks("participantsAdded", {
    addedBy: person,
    participantsAdded: `[${person}]`,
    time: undefined,
  }),
  "acs.realtime.events.participants-removed": eventBreaks("participantsRemoved", {
    removedBy: person,
    participantsRemoved: `[${person}]`,
    time: undefined,
  }),
  "acs.realtime.events.every-endpoint": [
    toldTo("first", "chatMessageReceived"),
    toldTo("others", "chatMessageReceived"),
  ],
  "acs.realtime.events.order": [
    backwards,
    twice("chatMessageEdited"),
    without(/\\"eventId\\":258/),
    edited("chatMessageEdited", (payload) => {
      payload.eventId = payload._eventId = 248;
    }),
  ],
  "acs.realtime.events.removed": [leaking, without(/\\"eventId\\":261/)],
  "acs.realtime.events.outsider": leaking,
};
