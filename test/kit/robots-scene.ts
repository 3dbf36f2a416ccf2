// A small world for tests of robots: people by name, a conversation, and all that its members are told.

import type { Clock } from "../../src/server/clock.ts";
import { notifications } from "../../src/server/dialects/acs/notifications.ts";
import type { Command, CommandType, Outcomes } from "../../src/server/engine/commands.ts";
import type { ConversationId, PersonId } from "../../src/server/engine/ids.ts";
import { Random } from "../../src/server/random.ts";
import { Hub } from "../../src/server/realtime/hub.ts";
import { type Robot, Robots } from "../../src/server/robots/index.ts";
import { Tenant } from "../../src/server/tenant.ts";

export const START = Date.parse("2025-03-15T12:00:00Z");

export class Scene {
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly hub: Hub;
  readonly robots: Robots;
  /** What was told to the first person, with the milliseconds since the start. */
  readonly told: string[] = [];
  readonly #people = new Map<string, PersonId>();

  constructor(names: readonly string[], options: { seed?: number; clock?: string } = {}) {
    const { seed = 1, clock = "frozen:2025-03-15T12:00:00Z" } = options;
    this.tenant = new Tenant({ seed, clock, accessKey: "" });
    this.clock = this.tenant.clock;
    this.hub = new Hub(this.tenant, {
      notify: notifications,
      admit: () => "unauthorized",
      seal: (words) => words,
    });
    this.robots = new Robots({
      space: this.tenant,
      hub: this.hub,
      clock: this.clock,
      random: new Random(seed),
    });
    for (const name of names) {
      const id = this.tenant.namedPersonId(name);
      this.execute({ type: "registerPerson", id });
      this.#people.set(name, id);
    }
    const [first = ""] = names;
    this.hub.add(this.person(first), "test", {
      hear: ({ name, payloadFor }, recipient) => this.#note(name, payloadFor(recipient)),
      end: () => undefined,
    });
  }

  person(name: string): PersonId {
    const person = this.#people.get(name);
    if (person === undefined) throw new Error(`Nobody is called ${name}.`);
    return person;
  }

  personOrNobody(name: string): PersonId | undefined {
    return this.#people.get(name);
  }

  robot(name: string): Robot {
    return this.robots.robot(this.person(name), name);
  }

  /** Begun by the first of them. */
  converse(names: readonly string[], topic = "Lunch"): ConversationId {
    const [by = "", ...others] = names;
    const { conversation } = this.execute({
      type: "createConversation",
      by: this.person(by),
      topic,
      members: others.map((name) => ({ person: this.person(name), historyFrom: 0, name })),
    });
    return conversation;
  }

  say(name: string, conversation: ConversationId, text: string): string {
    const by = this.person(name);
    const order = { type: "postMessage", by, conversation, kind: "text", text } as const;
    return String(this.execute(order).message);
  }

  execute<Type extends CommandType>(command: Command<Type>): Outcomes[Type] {
    const { refusal, outcome } = this.tenant.execute<Type>(command);
    if (refusal) throw new Error(`Cannot ${command.type}: ${refusal.type}.`);
    return outcome;
  }

  /** Such as `2000 chatMessageReceived bob: Hello`. */
  #note(name: string, json: string): void {
    const payload: { senderId?: string; messageBody?: string } = JSON.parse(json);
    const [who] = [...this.#people].find(([, id]) => id === payload.senderId) ?? ["somebody"];
    const isText = name.startsWith("chatMessage") && payload.messageBody !== undefined;
    const text = isText ? `: ${payload.messageBody}` : "";
    this.told.push(`${this.clock.now() - START} ${name} ${who}${text}`);
  }
}
