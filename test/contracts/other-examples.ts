// Bodies about participants, receipts, identity and errors, and what clients send.

import type { Example } from "./examples.ts";

const resource = "1b5cc06b-f352-4571-b1e6-d9b259b7c776";
const alice = `8:acs:${resource}_00000007-c6ec-849c-a175-5b3a0d000199`;
const user = { rawId: alice, communicationUser: { id: alice } };

const preview2 = "2020-09-21-preview2";
const preview3 = "2020-11-01-preview3";
const preview4 = "2021-01-27-preview4";

export const answerExamples: readonly Example[] = [
  {
    // java-participant-metadata-2025-03-15
    api: "chat",
    model: "ChatParticipantsCollection",
    versions: ["2023-11-15-preview", "2025-03-15"],
    body: {
      value: [
        {
          communicationIdentifier: user,
          displayName: "Tester 1",
          shareHistoryTime: "1970-01-01T00:00:00Z",
          metadata: { key1: "val1", key2: "val2" },
        },
      ],
    },
    not: [preview2, preview3],
  },
  {
    // js-participants-preview3
    api: "chat",
    model: "ChatParticipantsCollection",
    versions: [preview2, preview3],
    body: { value: [{ id: alice, shareHistoryTime: "2020-05-26T18:06:06Z" }] },
    not: [preview4, "2025-03-15"],
  },
  {
    // net-read-receipts-preview6
    api: "chat",
    model: "ChatMessageReadReceiptsCollection",
    versions: [preview4, "2021-04-05-preview6", "2025-03-15"],
    body: {
      value: [
        {
          senderCommunicationIdentifier: user,
          chatMessageId: "1623798249123",
          readOn: "2021-06-15T23:04:12Z",
        },
      ],
    },
    not: [preview2, preview3],
  },
  {
    // js-members-preview2
    api: "chat",
    model: "ChatMessageReadReceiptsCollection",
    versions: [preview2, preview3],
    body: {
      value: [{ senderId: alice, chatMessageId: "1611267760123", readOn: "2021-01-21T22:22:41Z" }],
    },
    not: [preview4, "2025-03-15"],
  },
  {
    // cannotGetMessageWithInvalidId
    api: "chat",
    model: "ErrorResponse",
    versions: ["2021-03-07", "2021-09-07", "2025-03-15"],
    body: {
      CommunicationError: {
        Code: "BadRequest",
        Message: "Value for MessageId (invalid_chat_message_id) is not valid.",
        Details: [],
      },
    },
    not: [preview2, preview3, preview4],
  },
  {
    // java-get-unknown-thread-404-preview3
    api: "chat",
    model: "ErrorResponse",
    versions: [preview3, preview4],
    body: {
      Error: {
        Code: "NotFound",
        Message: "The specified thread id was not found.",
        Details: [],
      },
    },
    not: [preview2, "2021-03-07", "2025-03-15"],
  },
  {
    // js-identity-and-create-2021-09-07; acs-rest 4
    api: "identity",
    model: "CommunicationIdentityAccessTokenResult",
    versions: ["2021-03-07", "2022-06-01", "2023-10-01", "2025-06-30"],
    body: {
      identity: { id: alice },
      accessToken: { token: "eyJh.eyJz.c2ln", expiresOn: "2021-06-16T23:04:04.2528414+00:00" },
    },
  },
  {
    // acs-rest 4
    api: "identity",
    model: "CommunicationIdentityToken",
    versions: ["2020-07-20-preview2"],
    body: { id: alice, token: "eyJh.eyJz.c2ln", expiresOn: "2020-09-21T23:04:04.25+00:00" },
  },
  {
    // js-identity-errors
    api: "identity",
    model: "ErrorResponse",
    versions: ["2021-03-07", "2023-10-01"],
    body: {
      error: {
        code: "ValidationError",
        message: "Invalid scopes - Scopes field is required.",
        target: "scopes",
      },
    },
  },
];

export const requestExamples: readonly Example[] = [
  {
    // js-identity-and-create-2021-09-07
    api: "chat",
    model: "CreateChatThreadRequest",
    versions: [preview4, "2021-09-07", "2025-03-15"],
    body: { topic: "test topic", participants: [{ communicationIdentifier: user }] },
    not: [preview2, preview3],
  },
  {
    // ios-test_CreateThread_WithoutParticipants
    api: "chat",
    model: "CreateChatThreadRequest",
    versions: ["2021-03-07", "2021-09-07", "2025-03-15"],
    body: { topic: "Test topic" },
    not: [preview2, preview3, preview4],
  },
  {
    // js-members-preview2
    api: "chat",
    model: "AddChatParticipantsRequest",
    versions: [preview2],
    body: { members: [{ id: alice }] },
    not: [preview3, preview4, "2025-03-15"],
  },
  {
    // js-participants-preview3
    api: "chat",
    model: "AddChatParticipantsRequest",
    versions: [preview3],
    body: { participants: [{ id: alice, shareHistoryTime: "2020-05-26T18:06:06.000Z" }] },
    not: [preview2, preview4, "2025-03-15"],
  },
  {
    // net-read-receipts-preview6
    api: "chat",
    model: "SendChatMessageRequest",
    versions: [preview3, "2021-04-05-preview6", "2025-03-15"],
    body: { content: "This is message 1 content", type: null },
  },
  {
    api: "chat",
    model: "SendReadReceiptRequest",
    versions: [preview2, preview3, "2025-03-15"],
    body: { chatMessageId: "1623798249123" },
  },
];
