// How each generation of api-versions words what the checks say: members, plain ids, or identifiers.

import { propertiesOf } from "../../schemas.ts";
import type { VersionedApi } from "../../versions.ts";

/** Up to 2020-09-21-preview2, at 2020-11-01-preview3, and since. */
export type Generation = "members" | "texts" | "identifiers";

export interface Guest {
  readonly id: string;
  readonly displayName?: string;
  readonly shareHistoryTime?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

const first = "2020-09-21-preview2";
const second = "2020-11-01-preview3";

export class Speech {
  readonly version: VersionedApi;
  readonly generation: Generation;

  constructor(version: VersionedApi) {
    this.version = version;
    this.generation =
      version.id === first ? "members" : version.id === second ? "texts" : "identifiers";
  }

  /** The header with the key of a creation, where the version has one. */
  get repeatHeader(): string | undefined {
    return this.version.operations["Chat_CreateChatThread"]?.repeatabilityHeader;
  }

  /** Whether a model of this version has a property. */
  has(model: string, property: string): boolean {
    return propertiesOf(this.version.definitions[model])?.includes(property) ?? false;
  }

  guest({ id, ...rest }: Guest): unknown {
    return this.generation === "identifiers"
      ? { communicationIdentifier: this.identifier(id), ...rest }
      : { id, ...rest };
  }

  identifier(id: string): unknown {
    return { rawId: id, communicationUser: { id } };
  }

  guests(guests: readonly Guest[]): Readonly<Record<string, unknown>> {
    const name = this.generation === "members" ? "members" : "participants";
    return { [name]: guests.map((guest) => this.guest(guest)) };
  }

  /** How a participant is named to be removed: in the body, or in the path. */
  removal(id: string): {
    readonly params?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  } {
    return this.generation === "identifiers"
      ? { body: this.identifier(id) }
      : { params: { participantId: id } };
  }

  /** The id of a new thread, from the answer to its creation. */
  newThread(body: unknown): string | undefined {
    if (this.generation !== "members") return text(body, "chatThread", "id");
    const statuses = list(Reflect.get(Object(body), "multipleStatus"));
    return text(
      statuses.find((status) => text(status, "type") === "Thread"),
      "id",
    );
  }

  /** Where the person stands in an item such as a participant or a receipt. */
  get personPointer(): string {
    return this.generation === "identifiers" ? "/communicationIdentifier/rawId" : "/id";
  }

  get senderPointer(): string {
    return this.generation === "identifiers" ? "/senderCommunicationIdentifier/rawId" : "/senderId";
  }

  /** Where a system message says who caused it. */
  get initiatorPointer(): string {
    return this.generation === "identifiers"
      ? "/content/initiatorCommunicationIdentifier/rawId"
      : "/content/initiator";
  }

  get textPointer(): string {
    return this.generation === "members" ? "/content" : "/content/message";
  }

  get creatorPointer(): string {
    return this.generation === "identifiers"
      ? "/createdByCommunicationIdentifier/rawId"
      : "/createdBy";
  }

  /** The name of a kind of message. */
  messageType(
    kind: "text" | "html" | "topicUpdated" | "participantAdded" | "participantRemoved",
  ): string {
    if (this.generation !== "members") return kind;
    const names = {
      text: "Text",
      html: "Text",
      topicUpdated: "ThreadActivity/TopicUpdate",
      participantAdded: "ThreadActivity/AddMember",
      participantRemoved: "ThreadActivity/DeleteMember",
    } as const;
    return names[kind];
  }
}

/** The text at the end of a path of names. */
export function text(value: unknown, ...path: readonly string[]): string | undefined {
  let found: unknown = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return typeof found === "string" ? found : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
