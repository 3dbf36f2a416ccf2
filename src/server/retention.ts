// Deletes conversations when the time has come that their retention policies give them.

import type { Clock } from "./clock.ts";
import type { Engine } from "./engine/engine.ts";
import type { Event } from "./engine/events.ts";
import type { ConversationId } from "./engine/ids.ts";
import type { Space } from "./space.ts";

const DAY_MS = 86_400_000;

export class Retention {
  readonly #space: Pick<Space, "engine" | "clock" | "execute">;
  readonly #callOff = new Map<ConversationId, () => void>();
  readonly #stopListening: () => void;

  constructor(space: Pick<Space, "execute"> & { readonly engine: Engine; readonly clock: Clock }) {
    this.#space = space;
    this.#stopListening = space.engine.listen((events) => {
      for (const event of events) this.#note(event);
    });
    for (const { id } of space.engine.state.conversations.values()) this.#schedule(id);
  }

  stop(): void {
    this.#stopListening();
    for (const callOff of this.#callOff.values()) callOff();
    this.#callOff.clear();
  }

  #note(event: Event): void {
    if (event.type === "conversationDeleted") this.#cancel(event.conversation);
    const isAboutRetention =
      (event.type === "conversationCreated" || event.type === "conversationChanged") &&
      event.retentionDays !== undefined;
    if (isAboutRetention) this.#schedule(event.conversation);
  }

  #schedule(id: ConversationId): void {
    this.#cancel(id);
    const { engine, clock } = this.#space;
    const conversation = engine.state.conversations.get(id);
    const days = conversation?.retentionDays;
    if (!conversation || days === undefined || conversation.deletedAt !== undefined) return;
    const due = conversation.createdAt + days * DAY_MS;
    const callOff = clock.at(due, () => {
      this.#callOff.delete(id);
      this.#space.execute({ type: "expireConversation", conversation: id });
    });
    this.#callOff.set(id, callOff);
  }

  #cancel(id: ConversationId): void {
    this.#callOff.get(id)?.();
    this.#callOff.delete(id);
  }
}
