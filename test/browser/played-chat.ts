// One chat over REST in which everything happens that a client can be notified of.

import type { AcsUser, ChatEmulator } from "../../src/server/index.ts";
import { ALICE, TOPIC } from "./expected-events.ts";

export interface Cast {
  readonly alice: AcsUser;
  readonly bob: AcsUser;
  readonly carol: AcsUser;
}

export class Rest {
  readonly #url: string;

  constructor({ url }: ChatEmulator) {
    this.#url = url;
  }

  async call(as: AcsUser, method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}?api-version=2025-03-15`, {
      method,
      headers: { authorization: `Bearer ${as.token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? {} : JSON.parse(text);
  }

  async thread(...people: readonly AcsUser[]): Promise<string> {
    const participants = people.map(({ id }) => ({ communicationIdentifier: { rawId: id } }));
    const [by] = people;
    if (!by) throw new Error("A thread needs somebody.");
    const made = await this.call(by, "POST", "/chat/threads", { topic: "Later", participants });
    return made.chatThread?.id ?? "";
  }

  /** Says something; resolves to the id of the message. */
  async say(as: AcsUser, thread: string, content: string): Promise<string> {
    const sent = await this.call(as, "POST", `${threadPath(thread)}/messages`, { content });
    return sent.id ?? "";
  }
}

interface Answer {
  readonly id?: string;
  readonly chatThread?: { readonly id: string };
}

/** Resolves to the id of the thread, which is deleted at the end. */
export async function playChat(rest: Rest, { alice, bob, carol }: Cast): Promise<string> {
  const person = ({ id }: AcsUser, displayName: string) => ({
    communicationIdentifier: { rawId: id },
    displayName,
    metadata: { role: "x" },
  });
  const made = await rest.call(alice, "POST", "/chat/threads", {
    topic: TOPIC,
    metadata: { a: "b" },
    retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 60 },
    participants: [person(alice, ALICE), person(bob, "Bob")],
  });
  const thread = made.chatThread?.id ?? "";
  const path = threadPath(thread);
  const { id } = await rest.call(alice, "POST", `${path}/messages`, {
    content: "hi ü",
    metadata: { k: "v" },
    senderDisplayName: "Alice",
  });
  await rest.call(alice, "PATCH", `${path}/messages/${id}`, { content: "<b>edited</b>" });
  await rest.call(alice, "DELETE", `${path}/messages/${id}`);
  await rest.call(alice, "POST", `${path}/typing`, { senderDisplayName: "Alice" });
  const html = { content: "<b>hi</b>", type: "html" };
  const { id: chatMessageId } = await rest.call(alice, "POST", `${path}/messages`, html);
  await rest.call(bob, "POST", `${path}/readReceipts`, { chatMessageId });
  await rest.call(alice, "PATCH", path, { topic: "New" });
  await rest.call(alice, "POST", `${path}/participants/:add`, {
    participants: [person(carol, "Carol")],
  });
  await rest.call(alice, "POST", `${path}/participants/:remove`, { rawId: carol.id });
  await rest.call(alice, "DELETE", path);
  return thread;
}

function threadPath(thread: string): string {
  return `/chat/threads/${encodeURIComponent(thread)}`;
}
