// One signed-in user of one SDK version: every generation's answers, read into the same few shapes.

import {
  type Ability,
  type ChatVersion,
  type CreateOptions,
  chatVersions,
  type Generation,
  type Message,
  type PageOptions,
  type Pages,
  type Person,
  type Receipt,
  type RetentionPolicy,
  type SdkChatClient,
  type SdkThreadClient,
  type SendOptions,
  type ThreadItem,
  type ThreadProperties,
} from "./chat-generations.ts";
import type { Installed } from "./installed.ts";

interface ChatPackage {
  ChatClient: new (endpoint: string, credential: object, options: object) => SdkChatClient;
}

type CommonPackage = Record<Generation["credential"], new (token: string) => object>;

/** A list read twice as users read it: all at once, and page by page. */
export interface Listed<Item> {
  all(options?: PageOptions): Promise<Item[]>;
  pages(options?: PageOptions): Promise<Item[][]>;
}

export function chatVersion(version: string): ChatVersion {
  const known = chatVersions[version];
  if (known === undefined)
    throw new Error(`Cannot run chat ${version}: no row. Add it to chatVersions.`);
  return known;
}

export class ChatSession {
  readonly #client: SdkChatClient;
  readonly #generation: Generation;

  constructor(
    installed: Installed,
    version: string,
    endpoint: string,
    token: string,
    options: object = {},
  ) {
    const alias = `chat-${version}`;
    const { ChatClient } = installed.open<ChatPackage>(alias);
    const common = installed.openFor<CommonPackage>(alias, "@azure/communication-common");
    this.#generation = chatVersion(version).generation;
    const credential = new common[this.#generation.credential](token);
    // Old clients write into the options they are given, so each gets its own.
    this.#client = new ChatClient(endpoint, credential, { ...options });
  }

  can(ability: Ability): boolean {
    return this.#generation.abilities.includes(ability);
  }

  /** The status with which the service refused a call; undefined when it did not. */
  refusal(call: () => Promise<unknown>): Promise<number | undefined> {
    return this.#generation.refusal(call);
  }

  async createThread(
    topic: string,
    people: readonly Person[],
    options: CreateOptions = {},
  ): Promise<{ thread: ThreadProperties; invalid: unknown[] | undefined }> {
    const generation = this.#generation;
    const { thread, invalid } = await generation.createThread(this.#client, topic, people, options);
    if (thread === undefined) throw new Error("The answer to the creation has no thread.");
    return { thread: readProperties(thread), invalid };
  }

  async thread(id: string): Promise<ThreadSession> {
    const thread = await this.#client.getChatThreadClient(id);
    return new ThreadSession(this.#client, thread, this.#generation);
  }

  get threads(): Listed<ThreadItem> {
    const toItem = (item: Parameters<Generation["isDeleted"]>[0]): ThreadItem => ({
      id: item.id,
      topic: item.topic,
      isDeleted: this.#generation.isDeleted(item),
      lastMessageReceivedOn: item.lastMessageReceivedOn,
    });
    return listed((options) => this.#client.listChatThreads(options), toItem);
  }

  deleteThread(id: string): Promise<unknown> {
    return this.#client.deleteChatThread(id);
  }
}

export class ThreadSession {
  readonly #client: SdkChatClient;
  readonly #thread: SdkThreadClient;
  readonly #generation: Generation;

  constructor(client: SdkChatClient, thread: SdkThreadClient, generation: Generation) {
    this.#client = client;
    this.#thread = thread;
    this.#generation = generation;
  }

  get id(): string {
    return this.#thread.threadId;
  }

  async properties(): Promise<ThreadProperties> {
    return readProperties(await this.#generation.getThread(this.#client, this.#thread));
  }

  /** The bare answer, for generations whose refusals are in it. */
  rawProperties(): Promise<unknown> {
    return this.#generation.getThread(this.#client, this.#thread);
  }

  updateTopic(topic: string): Promise<unknown> {
    return this.#generation.updateTopic(this.#thread, topic);
  }

  updateProperties(change: {
    metadata?: Record<string, string>;
    retentionPolicy?: RetentionPolicy;
  }): Promise<unknown> {
    return this.#thread.updateProperties(change);
  }

  async send(content: string, options: SendOptions = {}): Promise<string> {
    const { id } = await this.#thread.sendMessage({ content }, options);
    return id;
  }

  rawSend(content: string): Promise<unknown> {
    return this.#thread.sendMessage({ content });
  }

  async message(id: string): Promise<Message> {
    return this.#read(await this.#thread.getMessage(id));
  }

  rawMessage(id: string): Promise<unknown> {
    return this.#thread.getMessage(id);
  }

  get messages(): Listed<Message> {
    return listed(
      (options) => this.#thread.listMessages(options),
      (message) => this.#read(message),
    );
  }

  updateMessage(
    id: string,
    change: { content?: string; metadata?: Record<string, string> },
  ): Promise<unknown> {
    return this.#thread.updateMessage(id, change);
  }

  deleteMessage(id: string): Promise<unknown> {
    return this.#thread.deleteMessage(id);
  }

  addPeople(people: readonly Person[]): Promise<unknown[] | undefined> {
    return this.#generation.addPeople(this.#thread, people);
  }

  get people(): Listed<Person> {
    return listed(
      (options) => this.#generation.listPeople(this.#thread, options),
      (participant) => {
        const identifier = this.#generation.identifierOf(participant);
        return {
          id: identifier?.communicationUserId ?? "?",
          displayName: participant.displayName,
          shareHistoryTime: participant.shareHistoryTime,
        };
      },
    );
  }

  removePerson(id: string): Promise<unknown> {
    return this.#generation.removePerson(this.#thread, id);
  }

  /** Whether a notification was sent: within eight seconds the clients send one only. */
  type(options: { senderDisplayName?: string } = {}): Promise<boolean> {
    return this.#thread.sendTypingNotification(options);
  }

  sendReceipt(messageId: string): Promise<unknown> {
    return this.#thread.sendReadReceipt({ chatMessageId: messageId });
  }

  get receipts(): Listed<Receipt> {
    return listed(
      (options) => this.#thread.listReadReceipts(options),
      ({ sender, chatMessageId, readOn }) => ({
        sender: sender?.communicationUserId,
        messageId: chatMessageId,
        readOn,
      }),
    );
  }

  async uploadImage(bytes: ArrayBuffer, name: string): Promise<string> {
    const { id } = await this.#thread.uploadImage(bytes, name);
    return id;
  }

  deleteImage(id: string): Promise<unknown> {
    return this.#thread.deleteImage(id);
  }

  #read(message: Awaited<ReturnType<SdkThreadClient["getMessage"]>>): Message {
    const { id, version, sequenceId, senderDisplayName, createdOn, editedOn, deletedOn } = message;
    return {
      ...this.#generation.content(message),
      type: this.#generation.messageType(message.type),
      sender: message.sender?.communicationUserId,
      metadata: message.metadata,
      priority: message.priority,
      id,
      version,
      sequenceId,
      senderDisplayName,
      createdOn,
      editedOn,
      deletedOn,
    };
  }
}

function readProperties(
  thread: Awaited<ReturnType<SdkThreadClient["getProperties"]>>,
): ThreadProperties {
  const { id, topic, createdOn, createdBy, metadata, retentionPolicy } = thread;
  return {
    createdBy: typeof createdBy === "string" ? createdBy : createdBy?.communicationUserId,
    id,
    topic,
    createdOn,
    metadata,
    retentionPolicy,
  };
}

function listed<Raw, Item>(
  list: (options: PageOptions) => Pages<Raw>,
  read: (raw: Raw) => Item,
): Listed<Item> {
  return {
    async all(options = {}) {
      const items: Item[] = [];
      for await (const raw of list(options)) items.push(read(raw));
      return items;
    },
    async pages(options = {}) {
      const pages: Item[][] = [];
      for await (const page of list(options).byPage()) {
        pages.push(page.map(read));
        // A list that never ends must fail as such, and not as a test that takes too long.
        if (pages.length > 100) throw new Error("Paging does not end: more than 100 pages.");
      }
      return pages;
    },
  };
}
