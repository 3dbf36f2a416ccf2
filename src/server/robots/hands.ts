// What a robot can do about what it hears: through the engine, and in the time of its world.

import type { Clock } from "../clock.ts";
import { type Duration, milliseconds } from "../duration.ts";
import type { Command, CommandType, Outcomes } from "../engine/commands.ts";
import type { ConversationId, MessageId, PersonId } from "../engine/ids.ts";
import type { Metadata, Priority } from "../engine/state.ts";
import type { Random } from "../random.ts";
import type { Space } from "../space.ts";
import { Chain, type Chains } from "./chains.ts";
import type { Heard } from "./hearing.ts";

/** A conversation other than the one in which something was heard. */
export interface Elsewhere {
  readonly threadId?: string;
}

export interface SayOptions extends Elsewhere {
  /** `text` by default. */
  readonly type?: "text" | "html";
  readonly priority?: Priority;
  readonly metadata?: Metadata;
}

/**
 * All of it happens in the conversation in which the robot heard something, unless another is named.
 * What the engine refuses throws, and so does everything once the robot is stopped.
 */
export interface RobotHands {
  /** The robot's own id. */
  readonly id: string;
  /** The robot's own name. */
  readonly name: string;
  /** Sends a message and returns its id. */
  say(text: string, options?: SayOptions): string;
  /** Sends a message that answers the one that was heard, where the vendor has answers, and returns its id. */
  reply(text: string, options?: Omit<SayOptions, "threadId">): string;
  /** Gives one of the robot's own messages another text. */
  edit(messageId: string, text: string, where?: Elsewhere): void;
  /** Deletes one of the robot's own messages. */
  remove(messageId: string, where?: Elsewhere): void;
  /** Marks what was heard, or the message of that id, as read. */
  read(what?: Heard | string): void;
  /** Shows that it types, and again every five seconds, and resolves when that long has passed. */
  type(duration: Duration, where?: Elsewhere): Promise<void>;
  /** Resolves when that long has passed by the clock of the world. */
  wait(duration: Duration): Promise<void>;
  /** Brings people in, by id, who see all of the history. */
  addTo(threadId: string, people: readonly (string | { id: string; name?: string })[]): void;
  /** Goes out of the conversation. */
  leave(threadId?: string): void;
  /** A number in [0, 1), in the same order for the same seed. */
  random(): number;
}

/** How often whoever types says so. */
export const TYPING_EVERY_MS = 5000;

export interface Body {
  readonly person: PersonId;
  readonly name: string;
  readonly space: Space;
  readonly clock: Clock;
  readonly random: Pick<Random, "next">;
  readonly chains: Chains;
  /** Aborted when the robot is stopped. */
  readonly signal: AbortSignal;
}

export class Hands implements RobotHands {
  readonly #body: Body;
  readonly #heard: Heard;
  #chain: Chain;

  constructor(body: Body, heard: Heard, chain: Chain) {
    this.#body = body;
    this.#heard = heard;
    this.#chain = chain;
  }

  get id(): string {
    return this.#body.person;
  }

  get name(): string {
    return this.#body.name;
  }

  say(text: string, options: SayOptions = {}): string {
    return this.#post(text, options);
  }

  reply(text: string, options: Omit<SayOptions, "threadId"> = {}): string {
    return this.#post(text, options, this.#heard.messageId);
  }

  edit(messageId: string, text: string, where: Elsewhere = {}): void {
    const message = messageOf(messageId);
    this.#do("edit a message", { type: "editMessage", ...this.#at(where), message, text });
  }

  remove(messageId: string, where: Elsewhere = {}): void {
    const message = messageOf(messageId);
    this.#do("remove a message", { type: "deleteMessage", ...this.#at(where), message });
  }

  read(what: Heard | string = this.#heard): void {
    const messageId = typeof what === "string" ? what : what.messageId;
    if (messageId === undefined) {
      throw new Error(
        `Cannot read as the robot ${this.name}: there is no message in what it heard. Give the id of one.`,
      );
    }
    const where = this.#at(typeof what === "string" ? {} : what);
    // A forum has no receipts.
    if (this.#isForum(where.conversation)) return;
    this.#do("read", { type: "markRead", ...where, message: messageOf(messageId) });
  }

  async type(duration: Duration, where: Elsewhere = {}): Promise<void> {
    const place = this.#at(where);
    const senderName = this.name;
    let left = milliseconds(duration, "type");
    do {
      if (!this.#isForum(place.conversation)) {
        this.#do("type", { type: "showTyping", ...place, senderName });
      }
      const step = Math.min(left, TYPING_EVERY_MS);
      await this.#sleep(step);
      left -= step;
    } while (left > 0);
  }

  async wait(duration: Duration): Promise<void> {
    await this.#sleep(milliseconds(duration, "wait"));
  }

  addTo(threadId: string, people: readonly (string | { id: string; name?: string })[]): void {
    const members = people.map((one) => {
      const { id, name } = typeof one === "string" ? { id: one } : { name: undefined, ...one };
      return { person: id as PersonId, historyFrom: 0, ...(name !== undefined && { name }) };
    });
    const where = this.#at({ threadId });
    const { rejected } = this.#do("add people", { type: "addMembers", ...where, members });
    const [first] = rejected;
    if (first)
      throw this.#refused("add people", where.conversation, `${first.person} ${first.reason}`);
  }

  leave(threadId?: string): void {
    const where = this.#at(threadId === undefined ? {} : { threadId });
    const { person } = this.#body;
    if (this.#isForum(where.conversation)) this.#do("leave", { type: "leaveForum", ...where });
    else this.#do("leave", { type: "removeMember", ...where, person });
  }

  random(): number {
    return this.#body.random.next();
  }

  #post(text: string, options: SayOptions, answered?: string): string {
    const { type: kind = "text", priority, metadata } = options;
    const { message } = this.#do("say something", {
      type: "postMessage",
      ...this.#at(options),
      kind,
      text,
      senderName: this.name,
      ...(priority && { priority }),
      ...(metadata && { metadata }),
      ...(answered !== undefined && { replyTo: messageOf(answered) }),
    });
    return String(message);
  }

  #at({ threadId = this.#heard.threadId }: Elsewhere): {
    readonly by: PersonId;
    readonly conversation: ConversationId;
  } {
    return { by: this.#body.person, conversation: threadId as ConversationId };
  }

  #isForum(conversation: ConversationId): boolean {
    return this.#body.space.engine.state.conversations.get(conversation)?.forum !== undefined;
  }

  #do<Type extends CommandType>(
    what: string,
    command: Command<Type> & { readonly conversation: ConversationId },
  ): Outcomes[Type] {
    const { space, chains, signal } = this.#body;
    signal.throwIfAborted();
    const result = chains.during(this.#chain, () => space.execute<Type>(command));
    if (result.refusal) throw this.#refused(what, command.conversation, result.refusal.type);
    return result.outcome;
  }

  #refused(what: string, conversation: ConversationId, why: string): Error {
    return new Error(
      `Cannot ${what} as the robot ${this.name} in ${conversation}: ${why}. Let it act only where it is, on what is there.`,
    );
  }

  async #sleep(ms: number): Promise<void> {
    const { clock, signal } = this.#body;
    await clock.sleep(ms, { signal });
    // What comes after a wait is a new beginning.
    if (ms > 0) this.#chain = new Chain();
  }
}

function messageOf(id: string): MessageId {
  return Number(id) as MessageId;
}
