// Rules of real-time notifications: how a client gets at them, who is told what, and how a connection ends.

import type { Rule } from "../../contract.ts";
import type { realtimeOperations } from "../realtime.ts";

const configurationRules: readonly Rule[] = [
  {
    id: "realtime.configuration.ok",
    says: "The configuration answers 200 with two URLs without a slash at their end and a cloud type, none of them empty.",
    evidence: "specified",
    source:
      "@azure/communication-signaling 1.0.0-beta.29 to beta.34 (TrouterConfigClient); acs-realtime 3.1",
  },
  {
    id: "realtime.configuration.token",
    says: "A user's token is necessary; a token of another scope than chat is refused with 403.",
    evidence: "assumed",
    source: "assumed: as for the other operations of chat",
  },
];

const connectionRules: readonly Rule[] = [
  {
    id: "realtime.connection.token",
    says: "An allocation without a good user token in X-Skypetoken is refused with 401.",
    evidence: "specified",
    source:
      "tstrouter in @azure/communication-signaling (401 leads to a new token); acs-realtime 3.2",
  },
  {
    id: "realtime.connection.allocation",
    says: "An allocation answers 200 with `socketio`, `surl`, `url`, `ccid`, `id`, `curlb`, `ttl` and flat `connectparams`.",
    evidence: "specified",
    source: "tstrouter in @azure/communication-signaling; acs-realtime 3.2",
  },
  {
    id: "realtime.connection.handshake",
    says: "The socket.io 0.9 handshake answers 200 with `id:heartbeat:close:transports`; websocket and xhr-polling are offered.",
    evidence: "specified",
    source: "socket.io 0.9.6 in @azure/communication-signaling; acs-realtime 3.3",
  },
  {
    id: "realtime.connection.handshake-by-ticket",
    says: "SDKs up to 1.5.2 shake hands with the `connectparams` of their allocation alone; a token that is shown as well has to be of the same user.",
    evidence: "specified",
    source: "@azure/communication-signaling up to 1.0.0-beta.28, run in Chromium",
  },
  {
    id: "realtime.connection.connected",
    says: "A connection starts with `1::` and the event `trouter.connected`.",
    evidence: "specified",
    source: "tstrouter in @azure/communication-signaling; acs-realtime 3.4",
  },
  {
    id: "realtime.connection.acknowledged",
    says: "Every event of the client that asks for an acknowledgement gets one.",
    evidence: "specified",
    source:
      "tstrouter in @azure/communication-signaling (no answer to a ping in 5 s: it reconnects); acs-realtime 3.4",
  },
  {
    id: "realtime.connection.registration",
    says: "A registration, its renewal and its removal answer 2xx; without a good token 401.",
    evidence: "specified",
    source: "tstrouter in @azure/communication-signaling (RegistrarClient); acs-realtime 3.5",
  },
  {
    id: "realtime.connection.unregistered",
    says: "A connection is notified whether it has registered or not.",
    evidence: "assumed",
    source:
      "assumed: the client takes notifications before its registration is answered (acs-realtime 3.5)",
  },
  {
    id: "realtime.connection.newest",
    says: "Of the connections of one endpoint id only the newest is notified.",
    evidence: "specified",
    source:
      "tstrouter in @azure/communication-signaling keeps the old connection open for a while; acs-realtime 3.4",
  },
  {
    id: "realtime.connection.expiry",
    says: "When its token expires or is revoked a connection is ended with `0::`.",
    evidence: "assumed",
    source: "assumed: the client then connects anew and asks for another token on 401",
  },
  {
    id: "realtime.connection.unknown-session",
    says: "A transport for a session that is not known is answered with the error `1+0`, for one of somebody else with `2`, and closed.",
    evidence: "specified",
    source: "socket.io 0.9 (client not handshaken, advice reconnect; unauthorized)",
  },
  {
    id: "realtime.connection.garbage",
    says: "A frame that is not one of socket.io 0.9 or is larger than 64 KiB closes the connection; well-formed frames that mean nothing are ignored.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
  {
    id: "realtime.connection.silence",
    says: "A connection that says nothing for 180 seconds is ended; after 60 seconds of silence it is sent a heartbeat.",
    evidence: "assumed",
    source: "assumed: the times that the handshake names; clients ping every 40 seconds",
  },
];

const notificationRules: readonly Rule[] = [
  {
    id: "realtime.events.ten",
    says: "What happens over REST is pushed as chatMessageReceived, chatMessageEdited, chatMessageDeleted, typingIndicatorReceived, readReceiptReceived, chatThreadCreated, chatThreadPropertiesUpdated, chatThreadDeleted, participantsAdded or participantsRemoved.",
    evidence: "documented",
    source: "concepts/chat, real-time notifications; @azure/communication-signaling",
  },
  {
    id: "realtime.events.audience",
    says: "Every participant is told, the one who caused it included, on each of his endpoints.",
    evidence: "documented",
    source: "@azure/communication-chat, documentation of the events",
  },
  {
    id: "realtime.events.receipt-audience",
    says: "A read receipt is pushed to the reader as well.",
    evidence: "assumed",
    source: "assumed: the documentation of the event does not say",
  },
  {
    id: "realtime.events.ids",
    says: "The event's number stands in `eventId` and `_eventId`, the recipient in `recipientMri` and without its `8:` in `recipientId`.",
    evidence: "specified",
    source: "@azure/communication-signaling 1.0.0-beta.1 to beta.34; acs-realtime 4.0",
  },
  {
    id: "realtime.events.order",
    says: "The notifications of a thread come in the order of its changes, each once.",
    evidence: "documented",
    source: "concepts/chat, real-time notifications",
  },
  {
    id: "realtime.events.removed",
    says: "A participant who is removed is told of that, and of nothing after.",
    evidence: "documented",
    source: "acs-clients, Real time",
  },
  {
    id: "realtime.events.history",
    says: "Of a message from before the history that a participant shares he is not told, neither of its changes nor of its readers.",
    evidence: "assumed",
    source: "assumed: as REST does not show him the message",
  },
  {
    id: "realtime.events.creation",
    says: "A new thread is one chatThreadCreated with all its participants, not also a participantsAdded.",
    evidence: "assumed",
    source: "assumed: which system messages are pushed was never recorded (acs-realtime 7)",
  },
  {
    id: "realtime.events.system-messages",
    says: "System messages are not pushed as messages; they are written before the event that they tell of is pushed.",
    evidence: "assumed",
    source:
      "assumed: @azure/communication-react looks for them when the event arrives (acs-clients)",
  },
  {
    id: "realtime.events.streaming",
    says: "Streaming messages and policy violations are pushed as streamingChatMessageStarted, streamingChatMessageChunkReceived and chatMessageEdited with a `policyViolation`.",
    evidence: "specified",
    source: "@azure/communication-signaling 1.0.0-beta.32 and beta.33; acs-realtime 4.11",
  },
];

export const realtimeGeneralRules: readonly Rule[] = [...connectionRules, ...notificationRules];

export const realtimeOperationRules = {
  Realtime_GetConfiguration: configurationRules,
} as const satisfies Record<keyof typeof realtimeOperations, readonly Rule[]>;
