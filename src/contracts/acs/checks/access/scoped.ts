// A user whose token allows but part of chat, in a thread of Alice's, and what he is refused.

import type { Actor } from "../actor.ts";
import type { CallInput } from "../caller.ts";
import type { Scene } from "../scene.ts";

/** What refuses is documented, but not how. */
const refusals = [401, 403] as const;

export class ScopedUser {
  readonly thread: string;
  readonly #scene: Scene;
  readonly #user: Actor;

  private constructor(scene: Scene, user: Actor, thread: string) {
    this.#scene = scene;
    this.#user = user;
    this.thread = thread;
  }

  static async with(scene: Scene, ...scopes: readonly string[]): Promise<ScopedUser> {
    const user = await scene.newcomer(...scopes);
    return new ScopedUser(scene, user, await scene.thread([{ id: user.id }]));
  }

  async may(operation: string, input: CallInput = {}): Promise<void> {
    await this.#user.do(operation, this.#inThread(input));
  }

  async mayNot(operation: string, input: CallInput = {}): Promise<void> {
    const asked = { ...this.#inThread(input), isUnjudged: true } as const;
    const answer = await this.#user.call(operation, asked);
    this.#scene.expect(answer).status(...refusals);
  }

  async mayReadAndSend(): Promise<void> {
    await this.may("ChatThread_SendChatMessage", { body: { content: "Hello" } });
    await this.may("ChatThread_ListChatMessages");
  }

  async mayNotCreateUpdateOrDelete(): Promise<void> {
    await this.mayNot("Chat_CreateChatThread", this.#scene.creation());
    await this.mayNot("ChatThread_UpdateChatThreadProperties", { body: { topic: "Changed" } });
    await this.mayNot("Chat_DeleteChatThread");
  }

  #inThread({ params, ...input }: CallInput): CallInput {
    return { params: { chatThreadId: this.thread, ...params }, ...input };
  }
}
