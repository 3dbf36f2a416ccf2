// Literal exchanges as the service had them, which the judge finds no fault with, and ways to change them.

import type { Exchange } from "../../src/contracts/index.ts";

const resource = "1b5cc06b-f352-4571-b1e6-d9b259b7c776";
export const alice = `8:acs:${resource}_00000007-c6ec-849c-a175-5b3a0d000199`;
const bob = `8:acs:${resource}_00000007-c6ec-8f11-9c58-593a0d0001a2`;
const thread = "19:acsV1_b7R2_kQh0M1zVY3oNf5c8XW4pDa6sTeLgUj9iKmOqA1@thread.v2";
const host = "https://chat-test.communication.azure.com";
const threadPath = `/chat/threads/${encodeURIComponent(thread)}`;

const identifier = (id: string) => ({ rawId: id, communicationUser: { id } });

/** Headers that every whole answer of chat has. */
export const headers = {
  date: "Sun, 15 Jun 2025 23:04:09 GMT",
  "ms-cv": "905cSA+moUCJsUGnfNfwaA.0",
  "x-processing-time": "127ms",
  "api-supported-versions": "2021-03-07, 2021-04-05-preview6, 2021-09-07, 2025-03-15",
};

const jsonHeaders = { ...headers, "content-type": "application/json; charset=utf-8" };

function exchange(
  line: string,
  version: string,
  status: number,
  response: { readonly headers?: Record<string, string>; readonly body?: unknown } = {},
): Exchange {
  const [method = "", path = ""] = line.split(" ");
  const mark = path.includes("?") ? "&" : "?";
  return {
    vendor: "acs",
    request: { method, url: `${host}${path}${mark}api-version=${version}` },
    response: { status, headers, ...response },
  };
}

const message = {
  id: "1750028649123",
  type: "text",
  sequenceId: "4",
  version: "1750028655900",
  content: { message: "Hello" },
  senderDisplayName: "Alice",
  createdOn: "2025-06-15T23:04:09Z",
  senderCommunicationIdentifier: identifier(alice),
  editedOn: "2025-06-15T23:04:15Z",
  metadata: { tags: "one" },
};

const notice = {
  id: "1750028648900",
  type: "participantAdded",
  sequenceId: "1",
  version: "1750028648900",
  content: {
    participants: [
      { communicationIdentifier: identifier(bob), shareHistoryTime: "1970-01-01T00:00:00Z" },
    ],
    initiatorCommunicationIdentifier: identifier(alice),
  },
  createdOn: "2025-06-15T23:04:08Z",
};

const chatThread = {
  id: thread,
  topic: "Launch",
  createdOn: "2025-06-15T23:04:08Z",
  createdByCommunicationIdentifier: identifier(alice),
  metadata: {},
  retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 40 },
};

const location = `${host}/chat/threads/${thread.replaceAll(":", "%3A")}`;
const newest = "2025-03-15";
const preview2 = "2020-09-21-preview2";

function refusal(status: number, body: unknown, more: Record<string, string> = {}) {
  return { status, headers: { ...headers, "content-type": "application/json", ...more }, body };
}

const notFound = {
  CommunicationError: {
    Code: "NotFound",
    Message: "The specified thread id was not found.",
    Details: [],
  },
};

export const good = {
  create: exchange("POST /chat/threads", newest, 201, {
    headers: { ...jsonHeaders, location },
    body: { chatThread },
  }),
  listThreads: exchange("GET /chat/threads?maxPageSize=2", "2021-09-07", 200, {
    headers: jsonHeaders,
    body: {
      value: [{ id: thread, topic: "Launch", lastMessageReceivedOn: "2025-06-15T23:04:08Z" }],
      nextLink: `${host}/chat/threads?syncState=W10%3D&maxPageSize=2&api-version=2021-09-07`,
    },
  }),
  getThread: exchange(`GET ${threadPath}`, newest, 200, { headers: jsonHeaders, body: chatThread }),
  updateThread: exchange(`PATCH ${threadPath}`, newest, 204),
  send: exchange(`POST ${threadPath}/messages`, newest, 201, {
    headers: { ...jsonHeaders, location: `${location}/messages/${message.id}` },
    body: { id: message.id },
  }),
  listMessages: exchange(`GET ${threadPath}/messages`, newest, 200, {
    headers: jsonHeaders,
    body: {
      value: [message, notice],
      nextLink: `${host}/chat/threads/${thread}/messages?syncState=3e&startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&maxPageSize=2&api-version=${newest}`,
    },
  }),
  getMessage: exchange(`GET ${threadPath}/messages/${message.id}`, newest, 200, {
    headers: jsonHeaders,
    body: message,
  }),
  deleteMessage: exchange(`DELETE ${threadPath}/messages/${message.id}`, newest, 204),
  listParticipants: exchange(`GET ${threadPath}/participants?maxPageSize=1`, newest, 200, {
    headers: jsonHeaders,
    body: {
      value: [{ communicationIdentifier: identifier(bob), displayName: "Bob" }],
      nextLink: `${host}/chat/threads/${thread}/participants?skip=1&maxPageSize=1&api-version=${newest}`,
    },
  }),
  listReceipts: exchange(`GET ${threadPath}/readReceipts`, newest, 200, {
    headers: jsonHeaders,
    body: {
      value: [
        {
          senderCommunicationIdentifier: identifier(alice),
          chatMessageId: message.id,
          readOn: "2025-06-15T23:05:00Z",
        },
      ],
      nextLink: `${host}/chat/threads/${thread}/readReceipts?skip=1&api-version=${newest}`,
    },
  }),
  unknownImage: exchange(
    `DELETE ${threadPath}/images/1`,
    "2024-06-05-preview",
    404,
    refusal(404, { error: { code: "NotFound", message: "x", details: [] } }),
  ),
  addParticipants: exchange(`POST ${threadPath}/participants/:add`, newest, 201, {
    headers: jsonHeaders,
    body: {},
  }),
  removeParticipant: exchange(`POST ${threadPath}/participants/:remove`, newest, 204, { body: "" }),
  typing: exchange(`POST ${threadPath}/typing`, newest, 200, {
    headers: { ...headers, "content-length": "0" },
    body: null,
  }),
  sendReceipt: exchange(`POST ${threadPath}/readReceipts`, newest, 200, {
    headers: { ...headers, "content-length": "0" },
  }),
  createPreview2: exchange("POST /chat/threads", preview2, 207, {
    headers: { ...jsonHeaders, location },
    body: {
      multipleStatus: [
        { id: alice, statusCode: 201, type: "ThreadMember" },
        { id: thread, statusCode: 201, type: "Thread" },
      ],
    },
  }),
  listMessagesPreview2: exchange(`GET ${threadPath}/messages`, preview2, 200, {
    headers: jsonHeaders,
    body: {
      value: [
        {
          id: message.id,
          type: "Text",
          priority: "Normal",
          version: message.version,
          content: "Hello",
          senderDisplayName: "",
          createdOn: message.createdOn,
          senderId: alice,
        },
      ],
    },
  }),
  receiptsPreview2: exchange(`GET ${threadPath}/readreceipts`, preview2, 200, {
    headers: jsonHeaders,
    body: { value: [{ senderId: alice, chatMessageId: "1", readOn: "2020-11-11T00:00:00Z" }] },
  }),
  removeMemberPreview2: exchange(`DELETE ${threadPath}/members/${alice}`, preview2, 204),
  sendReceiptPreview2: exchange(`POST ${threadPath}/readreceipts`, preview2, 201),
  removeParticipantPreview3: exchange(
    `DELETE ${threadPath}/participants/${encodeURIComponent(alice)}`,
    "2020-11-01-preview3",
    204,
  ),
  createIdentity: exchange("POST /identities", "2023-10-01", 201, {
    headers: { "content-type": "application/json; charset=utf-8" },
    body: {
      identity: { id: alice },
      accessToken: { token: "e30.e30.c2ln", expiresOn: "2025-06-16T23:04:04.2528414+00:00" },
    },
  }),
  deleteIdentity: exchange(`DELETE /identities/${encodeURIComponent(alice)}`, "2021-03-07", 204),
  configuration: exchange("GET /chat/config/realTimeNotifications", "2024-09-01", 200, {
    headers: { "content-type": "application/json" },
    body: {
      trouterServiceUrl: "https://go.trouter.skype.com/v4/a",
      registrarServiceUrl: "https://teams.microsoft.com/registrar/prod/v3/registrations",
      cloudType: "Public",
    },
  }),
  unknownThread: exchange(`GET ${threadPath}`, newest, 404, refusal(404, notFound)),
  malformedThread: exchange(
    "DELETE /chat/threads/x",
    "2021-09-07",
    400,
    refusal(400, { CommunicationError: { Code: "BadRequest", Details: [] } }),
  ),
  unknownThreadPreview3: exchange(
    `GET ${threadPath}`,
    "2020-11-01-preview3",
    404,
    refusal(404, { Error: { Code: "NotFound", Message: "x", Details: [] } }),
  ),
  barePreview2: exchange(
    `GET ${threadPath}`,
    preview2,
    404,
    refusal(404, { code: "NotFound", message: "x", innerErrors: [] }),
  ),
  unsupportedVersion: exchange(
    `GET ${threadPath}`,
    newest,
    400,
    refusal(400, { error: { code: "UnsupportedApiVersion", message: "x", innerError: null } }),
  ),
  badToken: exchange(`GET ${threadPath}`, newest, 401, { headers: {} }),
  tooMany: exchange(`GET ${threadPath}`, newest, 429, {
    headers: { "retry-after": "3" },
    body: "slow down",
  }),
  broken: exchange(`GET ${threadPath}`, newest, 502, {
    headers: { "content-type": "text/html" },
    body: "<html>",
  }),
  identityNotOwned: exchange(`DELETE /identities/x`, "2021-03-07", 401, {
    headers: { "content-type": "application/json" },
    body: {
      error: {
        code: "IdentityNotOwned",
        message: "Provided identity doesn't belong to the resource.",
      },
    },
  }),
} as const satisfies Record<string, Exchange>;

export type GoodName = keyof typeof good;

/** The exchange with one value of its answer changed; `undefined` takes it away. */
export function changed(given: Exchange, pointer: string, value: unknown): Exchange {
  const response = structuredClone(given.response);
  const parts = pointer.split("/").slice(1);
  const last = parts.pop() ?? "";
  let holder: object = response;
  for (const part of parts) holder = Reflect.get(holder, part);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, value);
  return { ...given, response };
}
