// The life of a thread as REST causes it, and what each step has to tell to whoever listens.

import { expect } from "vitest";
import type { AcsUser } from "../../src/server/index.ts";
import type { Answer, Chat } from "../support/chat.ts";
import type { Event, Newest, Participant } from "./event-shapes.ts";

export interface Cast {
  readonly alice: AcsUser;
  readonly bob: AcsUser;
  readonly carol: AcsUser;
}

interface Sent {
  readonly id: string;
  readonly sender: AcsUser;
  readonly senderDisplayName: string;
  readonly type: "Text" | "RichText/Html";
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the event of a step is for one who gets it. */
type Expected = { readonly name: string; readonly event: (recipient: AcsUser) => Event };

// Thread events are unescaped by the client as old URLs: all of this has to come through as it is.
const topic = "50%41 für alle ☕ 100%";
const names = { alice: "Älice %41", bob: "Bøb ☕", carol: "Carol %u0041 50%" };

const identifier = ({ id }: AcsUser) => ({ kind: "communicationUser", communicationUserId: id });
/** Later than all that happened in the thread before. */
const aVersion = expect.stringMatching(/^\d{13}$/);

/** Each step happens a second after the one before, on a clock that otherwise stands still. */
export class Story {
  readonly #chat: Chat;
  readonly #cast: Cast;
  readonly #expected: Expected[] = [];
  readonly #sharedFrom: Date;
  #thread = "";

  constructor(chat: Chat, cast: Cast) {
    this.#chat = chat;
    this.#cast = cast;
    this.#sharedFrom = new Date(chat.emulator.clock.now() - 3_600_000);
  }

  /** What alice or bob have to be told of the steps so far. */
  expectedFor(recipient: AcsUser): readonly Newest[] {
    return this.#expected.map(({ name, event }) => ({ name, event: event(recipient) }));
  }

  async play(): Promise<this> {
    const { alice, bob } = this.#cast;
    await this.open();
    const hello = await this.send(alice, "Hello <b>Bob</b> & café %41 ☕");
    const html = await this.send(bob, "<p>Hi</p>", "html", { key: "ü%41" });
    await this.edit(html, "<p>Hi again</p>");
    await this.type(bob);
    await this.read(bob, hello);
    await this.delete(html);
    await this.rename("Zweites %42 Thema 😀");
    await this.add();
    await this.remove();
    await this.close();
    return this;
  }

  /** A thread of alice and bob. */
  async open(): Promise<void> {
    const metadata = { about: "lunch" };
    const retentionPolicy = { kind: "threadCreationDate", deleteThreadAfterDays: 60 };
    const participants = [
      this.#asked("alice", new Date(0)),
      this.#asked("bob", this.#sharedFrom),
    ] as const;
    const body = { topic, metadata, retentionPolicy, participants };
    const made = await this.#call(this.#cast.alice, "POST", "/chat/threads", body);
    this.#thread = made.chatThread.id;
    this.#happens("chatThreadCreated", {
      createdOn: this.#now(),
      createdBy: this.#person("alice"),
      participants: [this.#person("alice"), this.#person("bob", this.#sharedFrom)],
      properties: { topic, metadata },
      retentionPolicy,
    });
  }

  async send(
    sender: AcsUser,
    content: string,
    type: "text" | "html" = "text",
    metadata: Readonly<Record<string, string>> = {},
  ): Promise<Sent> {
    const senderDisplayName = sender === this.#cast.alice ? names.alice : names.bob;
    const body = { content, type, metadata, senderDisplayName };
    const { id } = await this.#call(sender, "POST", `${this.#path}/messages`, body);
    const wireType = type === "html" ? "RichText/Html" : "Text";
    const sent: Sent = { id, sender, senderDisplayName, type: wireType, metadata };
    this.#expect("chatMessageReceived", (to) => ({
      ...this.#message(sent, to),
      version: id,
      message: content,
      metadata,
      attachments: [],
    }));
    return sent;
  }

  async edit(sent: Sent, content: string): Promise<void> {
    await this.#call(sent.sender, "PATCH", `${this.#path}/messages/${sent.id}`, { content });
    const editedOn = this.#now();
    this.#expect("chatMessageEdited", (to) => ({
      ...this.#message(sent, to),
      version: String(editedOn.getTime()),
      message: content,
      metadata: sent.metadata,
      attachments: [],
      editedOn,
    }));
  }

  async delete(sent: Sent): Promise<void> {
    await this.#call(sent.sender, "DELETE", `${this.#path}/messages/${sent.id}`);
    const deletedOn = this.#now();
    this.#expect("chatMessageDeleted", (to) => ({
      ...this.#message(sent, to),
      version: String(deletedOn.getTime()),
      deletedOn,
    }));
  }

  async type(sender: AcsUser): Promise<void> {
    const senderDisplayName = names.bob;
    await this.#call(sender, "POST", `${this.#path}/typing`, { senderDisplayName });
    const receivedOn = this.#now();
    this.#expect("typingIndicatorReceived", (to) => ({
      ...this.#between(sender, to),
      senderDisplayName,
      version: String(receivedOn.getTime()),
      receivedOn,
    }));
  }

  async read(reader: AcsUser, { id }: Sent): Promise<void> {
    await this.#call(reader, "POST", `${this.#path}/readReceipts`, { chatMessageId: id });
    const readOn = this.#now();
    this.#expect("readReceiptReceived", (to) => ({
      ...this.#between(reader, to),
      senderDisplayName: "",
      chatMessageId: id,
      readOn,
    }));
  }

  async rename(topic: string): Promise<void> {
    await this.#call(this.#cast.alice, "PATCH", this.#path, { topic });
    this.#happens("chatThreadPropertiesUpdated", {
      updatedOn: this.#now(),
      updatedBy: this.#person("alice"),
      properties: { topic, metadata: { about: "lunch" } },
      retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 60 },
    });
  }

  async add(): Promise<void> {
    const participants = [this.#asked("carol", this.#sharedFrom)];
    await this.#call(this.#cast.bob, "POST", `${this.#path}/participants/:add`, { participants });
    this.#happens("participantsAdded", {
      addedOn: this.#now(),
      addedBy: this.#person("bob", this.#sharedFrom),
      participantsAdded: [this.#person("carol", this.#sharedFrom)],
    });
  }

  async remove(): Promise<void> {
    const { alice, carol } = this.#cast;
    await this.#call(alice, "POST", `${this.#path}/participants/:remove`, { rawId: carol.id });
    this.#happens("participantsRemoved", {
      removedOn: this.#now(),
      removedBy: this.#person("alice"),
      participantsRemoved: [this.#person("carol", this.#sharedFrom)],
    });
  }

  async close(): Promise<void> {
    await this.#call(this.#cast.alice, "DELETE", this.#path);
    this.#happens("chatThreadDeleted", {
      deletedOn: this.#now(),
      deletedBy: this.#person("alice"),
      reason: "deletedByUser",
    });
  }

  get #path(): string {
    return `/chat/threads/${encodeURIComponent(this.#thread)}`;
  }

  #now(): Date {
    return new Date(this.#chat.emulator.clock.now());
  }

  #asked(name: keyof Cast, shareHistoryTime: Date): object {
    const communicationIdentifier = { rawId: this.#cast[name].id };
    return { communicationIdentifier, displayName: names[name], shareHistoryTime };
  }

  #person(name: keyof Cast, shareHistoryTime?: Date): Participant {
    const person = {
      id: identifier(this.#cast[name]),
      displayName: names[name],
      metadata: {},
    };
    return shareHistoryTime ? { ...person, shareHistoryTime } : person;
  }

  #between(sender: AcsUser, recipient: AcsUser): Event {
    return {
      threadId: this.#thread,
      sender: identifier(sender),
      recipient: identifier(recipient),
    };
  }

  #message({ id, sender, senderDisplayName, type }: Sent, recipient: AcsUser): Event {
    const createdOn = new Date(Number(id));
    return { ...this.#between(sender, recipient), senderDisplayName, id, createdOn, type };
  }

  #happens(name: string, event: Event): void {
    this.#expect(name, () => ({ threadId: this.#thread, version: aVersion, ...event }));
  }

  #expect(name: string, event: Expected["event"]): void {
    this.#expected.push({ name, event });
  }

  async #call(as: AcsUser, method: string, path: string, body?: object): Promise<Answer["body"]> {
    this.#chat.emulator.clock.advance({ seconds: 1 });
    const answer = await this.#chat.call(as, method, path, { body });
    expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  }
}
