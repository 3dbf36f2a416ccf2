// Engine tests read given / when / then: a world with a past, an order, and what follows from it.

import { expect } from "vitest";
import type { Command, CommandType } from "../../src/server/engine/commands.ts";
import { Engine } from "../../src/server/engine/engine.ts";
import type { Event } from "../../src/server/engine/events.ts";
import type { ForumSettings, Profile } from "../../src/server/engine/forum.ts";
import type { ConversationId, MessageId, PersonId } from "../../src/server/engine/ids.ts";
import type { RefusalType } from "../../src/server/engine/refusals.ts";
import { type ForumConversation, isForum } from "../../src/server/engine/rules/attendance.ts";
import type { Message, Settings } from "../../src/server/engine/state.ts";
import type { World } from "../../src/server/engine/world.ts";

export const START = 1_700_000_000_000;

export const alice = "alice" as PersonId;
export const bob = "bob" as PersonId;
export const carol = "carol" as PersonId;
export const dave = "dave" as PersonId;
/** Somebody whom nobody has registered. */
export const ghost = "ghost" as PersonId;
export const room = "conversation-1" as ConversationId;
export const hall = "conversation-2" as ConversationId;

/** An engine whose clock moves one second with each order, and whose ids count up. */
export class Given {
  readonly engine: Engine;
  now = START;
  #ids = 0;

  constructor(settings: Partial<Settings> = {}) {
    this.engine = new Engine({ membersMax: 250, ...settings });
    for (const id of [alice, bob, carol, dave]) this.do({ type: "registerPerson", id });
  }

  /** A conversation of these people, made by the first. */
  conversation(...people: readonly PersonId[]): this {
    const [by = alice] = people;
    const members = people.map((person) => ({ person, historyFrom: 0 }));
    return this.do({ type: "createConversation", by, topic: "Launch", members });
  }

  /** A forum that its first owner has opened; nobody is there yet. */
  forum(
    owner: PersonId,
    { topic = "Sandbox", ...settings }: Partial<ForumSettings> & { readonly topic?: string } = {},
  ): this {
    return this.do({
      type: "openForum",
      by: owner,
      topic,
      settings: { description: "", tags: [], entry: "anyone", ...settings },
    });
  }

  person(id: PersonId, profile: Partial<Profile> = {}): this {
    return this.do({ type: "registerPerson", id, profile: { name: id, ...profile } });
  }

  moderator(id: PersonId): this {
    return this.person(id, { isModerator: true });
  }

  /** Posts to a forum, the first one when nothing is said; the id of the message. */
  say(
    by: PersonId,
    text: string,
    more: Partial<Omit<Command<"postMessage">, "type" | "by" | "text">> = {},
  ): MessageId {
    const order = { type: "postMessage", by, conversation: room, kind: "text", text } as const;
    const { outcome, refusal } = this.#execute({ ...order, ...more });
    if (refusal) throw new Error(`Cannot post ${text}: ${refusal.type}`);
    return outcome.message;
  }

  /** The forum as it is now. */
  place(id = room): ForumConversation {
    const conversation = this.engine.state.conversations.get(id);
    if (conversation && isForum(conversation)) return conversation;
    throw new Error(`There is no forum ${id}`);
  }

  message(id: MessageId, where = room): Message {
    const message = this.place(where).messages.get(id);
    if (message) return message;
    throw new Error(`There is no message ${id} in ${where}`);
  }

  /** The next order comes that long (ms) after the one before. */
  after(ms: number): this {
    this.now += ms - 1000;
    return this;
  }

  do(...commands: readonly Command[]): this {
    for (const command of commands) {
      const result = this.#execute(command);
      if (result.refusal) throw new Error(`Cannot set up: ${command.type}: ${result.refusal.type}`);
    }
    return this;
  }

  when<Type extends CommandType>(command: Command<Type>) {
    const events: Event[] = [];
    const stop = this.engine.listen((all) => events.push(...all));
    const result = this.#execute(command);
    stop();
    return {
      result,
      events,
      follows: (...types: readonly Event["type"][]) => {
        expect(result.refusal).toBeUndefined();
        expect(events.map((event) => event.type)).toEqual(types);
        return events;
      },
      refused: (type: RefusalType) => {
        expect(result.refusal?.type).toBe(type);
        expect(events).toEqual([]);
      },
    };
  }

  #execute<Type extends CommandType>(command: Command<Type>) {
    this.now += 1000;
    const world: World = {
      now: this.now,
      nextId: (kind) => {
        if (kind === "conversation") this.#ids += 1;
        return `${kind}-${this.#ids}`;
      },
      nextMessageId: (stamp) => stamp,
      random: () => 0.5,
    };
    return this.engine.execute(command, world);
  }
}

export function given(settings?: Partial<Settings>): Given {
  return new Given(settings);
}
