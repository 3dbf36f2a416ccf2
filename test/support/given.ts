// Engine tests read given / when / then: a world with a past, an order, and what follows from it.

import { expect } from "vitest";
import type { Command } from "../../src/server/engine/commands.ts";
import { Engine } from "../../src/server/engine/engine.ts";
import type { Event } from "../../src/server/engine/events.ts";
import type { ConversationId, PersonId } from "../../src/server/engine/ids.ts";
import type { RefusalType } from "../../src/server/engine/refusals.ts";
import type { World } from "../../src/server/engine/world.ts";

export const START = 1_700_000_000_000;

export const alice = "alice" as PersonId;
export const bob = "bob" as PersonId;
export const carol = "carol" as PersonId;
export const dave = "dave" as PersonId;
export const room = "conversation-1" as ConversationId;

/** An engine whose clock moves one second with each order, and whose ids count up. */
export class Given {
  readonly engine: Engine;
  now = START;
  #ids = 0;

  constructor(membersMax = 250) {
    this.engine = new Engine({ membersMax });
    for (const id of [alice, bob, carol, dave]) this.do({ type: "registerPerson", id });
  }

  /** A conversation of these people, made by the first. */
  conversation(...people: readonly PersonId[]): this {
    const [by = alice] = people;
    const members = people.map((person) => ({ person, historyFrom: 0 }));
    return this.do({ type: "createConversation", by, topic: "Launch", members });
  }

  do(...commands: readonly Command[]): this {
    for (const command of commands) {
      const result = this.#execute(command);
      if (result.refusal) throw new Error(`Cannot set up: ${command.type}: ${result.refusal.type}`);
    }
    return this;
  }

  when(command: Command) {
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

  #execute(command: Command) {
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

export function given(membersMax?: number): Given {
  return new Given(membersMax);
}
