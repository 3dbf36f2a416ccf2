// Bodies as the service sends and takes them, by model and version, and where they are from.

/** An exchange's body, literal but for ids and names. */
export interface Example {
  readonly api: "chat" | "identity";
  readonly model: string;
  /** The versions whose schema it satisfies. */
  readonly versions: readonly string[];
  readonly body: object;
  /** Versions whose schema refuses it. */
  readonly not?: readonly string[];
}

const resource = "1b5cc06b-f352-4571-b1e6-d9b259b7c776";
const alice = `8:acs:${resource}_00000007-c6ec-849c-a175-5b3a0d000199`;
const bob = `8:acs:${resource}_00000007-c6ec-8f11-9c58-593a0d0001a2`;
const thread = "19:acsV1_b7R2_kQh0M1zVY3oNf5c8XW4pDa6sTeLgUj9iKmOqA1@thread.v2";

function identifier(id: string) {
  return { rawId: id, communicationUser: { id } };
}

const preview2 = "2020-09-21-preview2";
const preview3 = "2020-11-01-preview3";
const preview4 = "2021-01-27-preview4";
const withIdentifiers = [preview4, "2021-03-07", "2021-09-07", "2024-03-07", "2025-03-15"];

const threadProperties = {
  id: thread,
  topic: "Test",
  createdOn: "2025-06-15T23:04:09Z",
  createdByCommunicationIdentifier: identifier(alice),
};

export const threadExamples: readonly Example[] = [
  {
    // java-participant-metadata-2025-03-15
    api: "chat",
    model: "CreateChatThreadResult",
    versions: ["2025-03-15"],
    body: { chatThread: { ...threadProperties, metadata: {}, retentionPolicy: { kind: "none" } } },
    not: [preview2, preview3],
  },
  {
    // acs-rest 2.1: examples of the swagger
    api: "chat",
    model: "CreateChatThreadResult",
    versions: ["2021-03-07", "2025-03-15"],
    body: {
      chatThread: threadProperties,
      invalidParticipants: [
        { target: bob, code: "403", message: "Permissions check failed" },
        { target: bob, code: "404", message: "Not found" },
      ],
    },
  },
  {
    api: "chat",
    model: "CreateChatThreadResult",
    versions: [preview4],
    body: {
      chatThread: threadProperties,
      errors: { invalidParticipants: [{ target: bob, code: "404", message: "Not found" }] },
    },
    not: [preview2, preview3],
  },
  {
    // js-participants-preview3
    api: "chat",
    model: "CreateChatThreadResult",
    versions: [preview3],
    body: {
      chatThread: {
        id: thread,
        topic: "test topic",
        createdOn: "2021-02-03T01:02:14Z",
        createdBy: alice,
      },
    },
    not: [preview2, preview4, "2025-03-15"],
  },
  {
    // acs-rest 2.3
    api: "chat",
    model: "MultiStatusResponse",
    versions: [preview2],
    body: {
      multipleStatus: [
        { id: alice, statusCode: 201, type: "ThreadMember" },
        { id: bob, statusCode: 404, message: "Not found", type: "ThreadMember" },
        { id: thread, statusCode: 201, type: "Thread" },
      ],
    },
  },
  {
    // js-retention-null-2024-03-15-preview
    api: "chat",
    model: "ChatThreadProperties",
    versions: ["2024-03-15-preview", "2024-06-05-preview", "2025-03-15"],
    body: {
      ...threadProperties,
      metadata: { threadType: "secondary", secondaryThread: "test-id" },
      retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 90 },
    },
  },
  {
    // acs-rest 3.2
    api: "chat",
    model: "ChatThreadProperties",
    versions: ["2024-06-05-preview"],
    body: {
      ...threadProperties,
      retentionPolicy: { kind: "none" },
      messagingPolicy: { textOnlyChat: false },
    },
  },
  {
    // js-members-preview2
    api: "chat",
    model: "ChatThreadProperties",
    versions: [preview2],
    body: {
      id: thread,
      topic: "test topic",
      createdOn: "2021-01-21T23:04:09Z",
      createdBy: alice,
      members: [{ id: alice, shareHistoryTime: "1970-01-01T00:00:00Z" }],
    },
    not: [preview4],
  },
  {
    // ios-test_ListThreads_ReturnsChatThreadItems; acs-rest 0.5
    api: "chat",
    model: "ChatThreadsItemCollection",
    versions: [preview3, ...withIdentifiers],
    body: {
      value: [
        { id: thread, topic: "Test", lastMessageReceivedOn: "2021-09-07T19:57:04Z" },
        { id: thread, topic: "Test", deletedOn: "2021-09-07T19:57:04Z" },
      ],
      nextLink: `https://contoso.communication.azure.com/chat/threads?syncState=W10%3D&maxPageSize=2&api-version=2021-09-07`,
    },
    not: [preview2],
  },
  {
    // js-members-preview2
    api: "chat",
    model: "ChatThreadsItemCollection",
    versions: [preview2],
    body: {
      value: [
        {
          id: thread,
          topic: "test topic",
          isDeleted: false,
          lastMessageReceivedOn: "2021-01-21T23:04:09Z",
        },
      ],
    },
  },
];

const message = {
  id: "1623798249123",
  type: "html",
  sequenceId: "12",
  version: "1623798255456",
  content: { message: "Content for message 7 - updated" },
  senderDisplayName: "",
  createdOn: "2021-06-15T23:04:09Z",
  senderCommunicationIdentifier: identifier(alice),
};

export const messageExamples: readonly Example[] = [
  {
    // net-thread-participant-message-typing-preview6
    api: "chat",
    model: "ChatMessage",
    versions: ["2021-04-05-preview6", "2021-09-07", "2023-11-15-preview", "2025-03-15"],
    body: {
      ...message,
      editedOn: "2021-06-15T23:04:15Z",
      metadata: { deliveryMode: "deliveryMode value - updated", key: "value key", tags: "" },
    },
    not: [preview2],
  },
  {
    // the same flow, deleted
    api: "chat",
    model: "ChatMessage",
    versions: withIdentifiers,
    body: { ...message, content: { message: "" }, deletedOn: "2021-06-15T23:04:15Z" },
    not: [preview2],
  },
  {
    // the same flow, written by the thread
    api: "chat",
    model: "ChatMessage",
    versions: withIdentifiers,
    body: {
      id: "1623798249123",
      type: "participantAdded",
      sequenceId: "1",
      version: "1623798249123",
      content: {
        participants: [
          {
            communicationIdentifier: identifier(bob),
            displayName: "user4",
            shareHistoryTime: "1970-01-01T00:00:00Z",
          },
        ],
        initiatorCommunicationIdentifier: identifier(alice),
      },
      createdOn: "2021-06-15T23:04:09Z",
    },
    not: [preview2, preview3],
  },
  {
    // js-participants-preview3
    api: "chat",
    model: "ChatMessage",
    versions: [preview3],
    body: {
      id: "1611267760123",
      type: "participantAdded",
      sequenceId: "1",
      version: "1611267760123",
      content: {
        participants: [{ id: alice, shareHistoryTime: "1970-01-01T00:00:00Z" }],
        initiator: alice,
      },
      createdOn: "2021-01-21T22:22:40Z",
    },
    not: [preview2, preview4, "2025-03-15"],
  },
  {
    // acs-rest 2.3
    api: "chat",
    model: "ChatMessage",
    versions: [preview2],
    body: {
      id: "1605051307575",
      type: "ThreadActivity/TopicUpdate",
      priority: "Normal",
      version: "1605051307575",
      content: `<topicupdate><eventtime>1605051307575</eventtime><initiator>${alice}</initiator><value>Launch meeting</value></topicupdate>`,
      createdOn: "2020-11-10T23:35:07Z",
      senderId: thread,
    },
    not: [preview3, "2021-09-07"],
  },
  {
    // acs-rest 1: attachment types of the first preview
    api: "chat",
    model: "ChatAttachment",
    versions: ["2023-07-01-preview"],
    body: { id: "0-eus-d1", attachmentType: "teamsInlineImage", contentType: "png" },
    not: ["2023-11-07", "2025-03-15"],
  },
  {
    api: "chat",
    model: "ChatAttachment",
    versions: ["2023-11-15-preview", "2024-03-07", "2024-06-05-preview", "2025-03-15"],
    body: { id: "0-eus-d1", attachmentType: "file", name: "plan.pdf" },
    not: ["2023-11-07"],
  },
  {
    // acs-rest 3.3
    api: "chat",
    model: "SendChatMessageResult",
    versions: [preview2, preview3, ...withIdentifiers],
    body: { id: "1623798249123" },
  },
];
