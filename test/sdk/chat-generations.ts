// The published generations of @azure/communication-chat, each with what it calls differently, behind one way to chat.

export interface Person {
  readonly id: string;
  readonly displayName?: string | undefined;
  readonly shareHistoryTime?: Date | undefined;
}

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly sequenceId: string | undefined;
  readonly text: string | undefined;
  readonly topic: string | undefined;
  readonly people: readonly string[] | undefined;
  readonly initiator: string | undefined;
  readonly attachments: readonly string[] | undefined;
  readonly sender: string | undefined;
  readonly senderDisplayName: string | undefined;
  readonly createdOn: Date | undefined;
  readonly editedOn: Date | undefined;
  readonly deletedOn: Date | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly priority: string | undefined;
}

export interface ThreadProperties {
  readonly id: string;
  readonly topic: string;
  readonly createdOn: Date;
  readonly createdBy: string | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly retentionPolicy: RetentionPolicy | undefined;
}

export interface ThreadItem {
  readonly id: string;
  readonly topic: string;
  readonly isDeleted: boolean;
  readonly lastMessageReceivedOn: Date | undefined;
}

export interface Receipt {
  readonly sender: string | undefined;
  readonly messageId: string;
  readonly readOn: Date;
}

type MessageContent = Pick<Message, "text" | "topic" | "people" | "initiator" | "attachments">;

export type RetentionPolicy =
  | { kind: "none" }
  | { kind: "threadCreationDate"; deleteThreadAfterDays: number };

export interface PageOptions {
  readonly maxPageSize?: number;
  readonly startTime?: Date;
}

export interface Pages<Item> extends AsyncIterable<Item> {
  byPage(settings?: { maxPageSize?: number }): AsyncIterable<Item[]>;
}

/** What only some generations can do; the scenario skips the steps that need more than its SDK has. */
export type Ability =
  | "priority"
  | "html"
  | "sequence"
  | "repeatability"
  | "participant pages"
  | "message metadata"
  | "typing with a name"
  | "thread metadata"
  | "retention policy"
  | "images";

interface SdkIdentifier {
  communicationUserId?: string;
  communicationUser?: { id: string };
}

interface SdkParticipant {
  id?: SdkIdentifier;
  user?: SdkIdentifier;
  displayName?: string;
  shareHistoryTime?: Date;
}

interface SdkContent {
  message?: string;
  topic?: string;
  participants?: SdkParticipant[];
  attachments?: { id: string }[];
  initiator?: string | SdkIdentifier;
  initiatorCommunicationIdentifier?: SdkIdentifier;
}

interface SdkMessage {
  id: string;
  type: string;
  version: string;
  sequenceId?: string;
  content?: string | SdkContent;
  sender?: SdkIdentifier;
  senderDisplayName?: string;
  createdOn?: Date;
  editedOn?: Date;
  deletedOn?: Date;
  metadata?: Record<string, string>;
  priority?: string;
}

interface SdkThread {
  id: string;
  topic: string;
  createdOn: Date;
  createdBy?: string | SdkIdentifier;
  metadata?: Record<string, string>;
  retentionPolicy?: RetentionPolicy;
}

interface SdkThreadItem {
  id: string;
  topic: string;
  isDeleted?: boolean;
  deletedOn?: Date;
  lastMessageReceivedOn?: Date;
}

interface SdkReceipt {
  sender?: SdkIdentifier;
  chatMessageId: string;
  readOn: Date;
}

interface SdkCreated {
  /** Only the preview with members: there the answer is a client for the thread. */
  threadId?: string;
  chatThread?: SdkThread;
  invalidParticipants?: unknown[];
  errors?: { invalidParticipants?: unknown[] };
}

type SdkAdded = Pick<SdkCreated, "invalidParticipants" | "errors">;

/** The methods of every generation's ChatThreadClient; each generation calls those that it has. */
export interface SdkThreadClient {
  readonly threadId: string;
  getProperties(): Promise<SdkThread>;
  updateThread(options: { topic: string }): Promise<unknown>;
  updateTopic(topic: string): Promise<unknown>;
  updateProperties(options: {
    topic?: string;
    metadata?: Record<string, string>;
    retentionPolicy?: RetentionPolicy;
  }): Promise<unknown>;
  sendMessage(request: { content: string }, options?: SendOptions): Promise<{ id: string }>;
  getMessage(id: string): Promise<SdkMessage>;
  listMessages(options?: PageOptions): Pages<SdkMessage>;
  updateMessage(
    id: string,
    options: Pick<SendOptions, "metadata"> & { content?: string },
  ): Promise<unknown>;
  deleteMessage(id: string): Promise<unknown>;
  addMembers(request: { members: SdkParticipant[] }): Promise<unknown>;
  listMembers(): Pages<SdkParticipant>;
  removeMember(member: SdkIdentifier): Promise<unknown>;
  addParticipants(request: { participants: SdkParticipant[] }): Promise<SdkAdded>;
  listParticipants(options?: PageOptions): Pages<SdkParticipant>;
  removeParticipant(participant: SdkIdentifier): Promise<unknown>;
  sendTypingNotification(options?: { senderDisplayName?: string }): Promise<boolean>;
  sendReadReceipt(request: { chatMessageId: string }): Promise<unknown>;
  listReadReceipts(options?: PageOptions): Pages<SdkReceipt>;
  uploadImage(image: ArrayBuffer, imageFilename: string): Promise<{ id: string }>;
  deleteImage(id: string): Promise<unknown>;
}

/** The methods of every generation's ChatClient; each generation calls those that it has. */
export interface SdkChatClient {
  createChatThread(request: object, options?: object): Promise<SdkCreated>;
  getChatThread(id: string): Promise<SdkThread>;
  getChatThreadClient(id: string): SdkThreadClient | Promise<SdkThreadClient>;
  listChatThreads(options?: PageOptions): Pages<SdkThreadItem>;
  deleteChatThread(id: string): Promise<unknown>;
}

export interface SendOptions {
  readonly senderDisplayName?: string;
  readonly type?: string;
  readonly metadata?: Record<string, string>;
  readonly priority?: string;
  readonly attachments?: readonly { id: string; attachmentType: string }[];
}

export interface CreateOptions {
  readonly repeatabilityId?: string;
  readonly metadata?: Record<string, string>;
  readonly retentionPolicy?: RetentionPolicy;
}

/** One shape of the public API: how its calls are named, and how its answers are read. */
export interface Generation {
  readonly abilities: readonly Ability[];
  /** The class of `@azure/communication-common` that turns a token into a credential. */
  readonly credential: "AzureCommunicationUserCredential" | "AzureCommunicationTokenCredential";
  createThread(
    client: SdkChatClient,
    topic: string,
    people: readonly Person[],
    options: CreateOptions,
  ): Promise<{ thread: SdkThread | undefined; invalid: unknown[] | undefined }>;
  getThread(client: SdkChatClient, thread: SdkThreadClient): Promise<SdkThread>;
  updateTopic(thread: SdkThreadClient, topic: string): Promise<unknown>;
  /** Returns the participants that were refused. */
  addPeople(thread: SdkThreadClient, people: readonly Person[]): Promise<unknown[] | undefined>;
  listPeople(thread: SdkThreadClient, options: PageOptions): Pages<SdkParticipant>;
  removePerson(thread: SdkThreadClient, id: string): Promise<unknown>;
  toParticipant(person: Person): SdkParticipant;
  /** The identifier inside a participant of this generation. */
  identifierOf(participant: SdkParticipant): SdkIdentifier | undefined;
  /** The type of a message in the words of the later versions. */
  messageType(type: string): string;
  content(message: SdkMessage): MessageContent;
  isDeleted(item: SdkThreadItem): boolean;
  /** The status with which a call was refused; undefined when it was not. */
  refusal(call: () => Promise<unknown>): Promise<number | undefined>;
}

const userId = (identifier: SdkIdentifier | undefined): string | undefined =>
  identifier?.communicationUserId ?? identifier?.communicationUser?.id;

export async function statusOf(call: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    // An error without a status never reached the service: that is a failure, not a refusal.
    if (statusCode === undefined) throw error;
    return statusCode;
  }
}

/** 1.0.0 and 1.0.1 (2021-03-07): the shape that has held ever since. */
const stable: Generation = {
  abilities: ["html", "sequence", "repeatability", "participant pages"],
  credential: "AzureCommunicationTokenCredential",
  async createThread(client, topic, people, { repeatabilityId, ...options }) {
    const result = await client.createChatThread(
      { topic },
      {
        ...options,
        participants: people.map(this.toParticipant),
        ...(repeatabilityId === undefined ? {} : { idempotencyToken: repeatabilityId }),
      },
    );
    return { thread: result.chatThread, invalid: result.invalidParticipants };
  },
  getThread: (_client, thread) => thread.getProperties(),
  updateTopic: (thread, topic) => thread.updateTopic(topic),
  async addPeople(thread, people) {
    const result = await thread.addParticipants({ participants: people.map(this.toParticipant) });
    return result.invalidParticipants;
  },
  listPeople: (thread, options) => thread.listParticipants(options),
  removePerson: (thread, id) => thread.removeParticipant({ communicationUserId: id }),
  toParticipant: ({ id, ...rest }) => ({ ...defined(rest), id: { communicationUserId: id } }),
  identifierOf: (participant) => participant.id,
  messageType: (type) => type,
  content({ content }) {
    const { message, topic, participants, initiator, attachments } = content as SdkContent;
    return {
      text: message,
      topic,
      people: participants?.map((participant) => userId(this.identifierOf(participant)) ?? "?"),
      initiator: typeof initiator === "string" ? initiator : userId(initiator),
      attachments: attachments?.map((attachment) => attachment.id),
    };
  },
  isDeleted: (item) => item.deletedOn !== undefined,
  refusal: statusOf,
};

/** From 1.1.0-beta.2 (2021-04-05-preview6, 2021-09-07): metadata on messages, a name on typing. */
const withMessageMetadata: Generation = {
  ...stable,
  abilities: [...stable.abilities, "message metadata", "typing with a name"],
};

/** 1.4.0-beta.2 and 1.5.0-beta.1: updateProperties, and metadata on threads. */
const withThreadMetadata: Generation = {
  ...withMessageMetadata,
  abilities: [...withMessageMetadata.abilities, "thread metadata"],
  updateTopic: (thread, topic) => thread.updateProperties({ topic }),
};

/** 1.6.0 (2025-03-15): retention policies as well. */
const withRetention: Generation = {
  ...withThreadMetadata,
  abilities: [...withThreadMetadata.abilities, "retention policy"],
};

/** The betas of 1.6.0 (2024-06-05-preview): images, which 1.6.0 dropped again. */
const withImages: Generation = {
  ...withRetention,
  abilities: [...withRetention.abilities, "images"],
};

/** 1.0.0-beta.5 (2021-01-27-preview4): participants inside the request, and the initiator not yet mapped. */
const identifiers: Generation = {
  ...stable,
  async createThread(client, topic, people, { repeatabilityId }) {
    const result = await client.createChatThread(
      { topic, participants: people.map(this.toParticipant) },
      repeatabilityId === undefined ? {} : { repeatabilityRequestId: repeatabilityId },
    );
    return { thread: result.chatThread, invalid: result.errors?.invalidParticipants };
  },
  getThread: (client, { threadId }) => client.getChatThread(threadId),
  async addPeople(thread, people) {
    const result = await thread.addParticipants({ participants: people.map(this.toParticipant) });
    return result.errors?.invalidParticipants;
  },
  content(message) {
    const content = message.content as SdkContent;
    const initiator = userId(content.initiatorCommunicationIdentifier);
    return { ...stable.content.call(this, message), initiator };
  },
};

/** 1.0.0-beta.4 (2020-11-01-preview3): ids are strings, and a participant has a `user`. */
const users: Generation = {
  ...identifiers,
  async createThread(client, topic, people, { repeatabilityId }) {
    const result = await client.createChatThread(
      { topic, participants: people.map(this.toParticipant) },
      repeatabilityId === undefined ? {} : { repeatabilityRequestID: repeatabilityId },
    );
    return { thread: result.chatThread, invalid: result.errors?.invalidParticipants };
  },
  updateTopic: (thread, topic) => thread.updateThread({ topic }),
  toParticipant: ({ id, ...rest }) => ({ ...defined(rest), user: { communicationUserId: id } }),
  identifierOf: (participant) => participant.user,
  content: stable.content,
};

const membersTypes: Readonly<Record<string, string>> = {
  Text: "text",
  "ThreadActivity/TopicUpdate": "topicUpdated",
  "ThreadActivity/AddMember": "participantAdded",
  "ThreadActivity/DeleteMember": "participantRemoved",
};

/** 1.0.0-beta.1 and beta.3 (2020-09-21-preview2): members, plain string contents, and refusals that do not throw. */
const members: Generation = {
  ...users,
  abilities: ["priority"],
  credential: "AzureCommunicationUserCredential",
  async createThread(client, topic, people) {
    const { threadId } = await client.createChatThread({
      topic,
      members: people.map(this.toParticipant),
    });
    // The service answers with the statuses of the parts only, so the thread is looked up.
    const thread = threadId === undefined ? undefined : await client.getChatThread(threadId);
    return { thread, invalid: undefined };
  },
  async addPeople(thread, people) {
    await thread.addMembers({ members: people.map(this.toParticipant) });
    return undefined;
  },
  listPeople: (thread) => thread.listMembers(),
  removePerson: (thread, id) => thread.removeMember({ communicationUserId: id }),
  messageType: (type) => membersTypes[type] ?? type,
  content({ type, content }) {
    if (typeof content !== "string") throw new TypeError(`The content of ${type} is no string.`);
    const isSystemMessage = type.startsWith("ThreadActivity/");
    const people = isSystemMessage ? elements(content, "target") : [];
    return {
      text: isSystemMessage ? undefined : content,
      topic: elements(content, "value")[0],
      people: people.length === 0 ? undefined : people,
      initiator: elements(content, "initiator")[0],
      attachments: undefined,
    };
  },
  isDeleted: (item) => item.isDeleted === true,
  async refusal(call) {
    const thrown = await statusOf(async () => {
      const answer = (await call()) as { _response?: { status: number } } | undefined;
      const status = answer?._response?.status ?? 0;
      if (status >= 400) throw Object.assign(new Error("refused"), { statusCode: status });
    });
    return thrown;
  },
};

/** System messages of the members preview are XML in a string. */
const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map((match) => match[1] ?? "");

/** Without the properties whose value is undefined: a JSON body would lose them, a serializer may refuse them. */
function defined<Given extends object>(
  given: Given,
): { [Key in keyof Given]: NonNullable<Given[Key]> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Given]: NonNullable<Given[Key]> };
}

export interface ChatVersion {
  readonly generation: Generation;
  /** The identity package of the same months, which makes its users. */
  readonly identity: string;
  /** Whether it talks to `http://` endpoints: those on core-http 1 do, later ones want TLS for a bearer token. */
  readonly allowsPlainHttp: boolean;
}

const plain = { allowsPlainHttp: true };

const version = (
  generation: Generation,
  identity: string,
  { allowsPlainHttp } = { allowsPlainHttp: false },
): ChatVersion => ({ generation, identity, allowsPlainHttp });

/** Every version on npm: a new one is one row here and one alias in package.json. */
export const chatVersions: Readonly<Record<string, ChatVersion>> = {
  "1.0.0-beta.1": version(members, "administration-1.0.0-beta.4", plain),
  "1.0.0-beta.3": version(members, "administration-1.0.0-beta.4", plain),
  "1.0.0-beta.4": version(users, "identity-1.0.0-beta.4", plain),
  "1.0.0-beta.5": version(identifiers, "identity-1.0.0-beta.5", plain),
  "1.0.0": version(stable, "identity-1.0.0", plain),
  "1.0.1": version(stable, "identity-1.0.0", plain),
  "1.1.0-beta.2": version(withMessageMetadata, "identity-1.0.0"),
  "1.1.0": version(withMessageMetadata, "identity-1.0.0"),
  "1.1.1": version(withMessageMetadata, "identity-1.1.0-beta.2"),
  "1.2.0": version(withMessageMetadata, "identity-1.1.0"),
  "1.2.1": version(withMessageMetadata, "identity-1.1.0"),
  "1.3.0": version(withMessageMetadata, "identity-1.2.0"),
  "1.3.1": version(withMessageMetadata, "identity-1.2.0"),
  "1.3.2": version(withMessageMetadata, "identity-1.2.0"),
  "1.4.0-beta.2": version(withThreadMetadata, "identity-1.2.0"),
  "1.4.0": version(withMessageMetadata, "identity-1.3.0"),
  "1.5.0-beta.1": version(withThreadMetadata, "identity-1.3.0"),
  "1.5.0": version(withMessageMetadata, "identity-1.3.0"),
  "1.5.2": version(withMessageMetadata, "identity-1.3.1"),
  "1.5.4": version(withMessageMetadata, "identity-1.3.1"),
  "1.6.0-beta.3": version(withImages, "identity-1.3.1"),
  "1.6.0-beta.5": version(withImages, "identity-1.3.1"),
  "1.6.0-beta.7": version(withImages, "identity-1.3.1"),
  "1.6.0": version(withRetention, "identity-1.3.1"),
};
