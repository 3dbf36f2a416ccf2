// A robot of a tenant in another process whose handlers run in this one.

import type { ChatRobot, ChatRobotHandler } from "./chat.ts";
import { ControlError, type ControlLine } from "./control-line.ts";
import { duringTurn } from "./inside-turn.ts";
import { readEvents } from "./read-events.ts";
import { GONE, isGone, RemoteTurn, type ToldTurn } from "./remote-turn.ts";

interface Listening {
  readonly event: string;
  readonly handler: ChatRobotHandler;
  /** As the control plane calls it. */
  readonly listener: string;
}

export class RemoteRobot implements ChatRobot {
  readonly #control: ControlLine;
  readonly #name: string;
  readonly #all = new Set<Listening>();

  constructor(control: ControlLine, name: string) {
    this.#control = control;
    this.#name = name;
  }

  async on(event: string, handler: ChatRobotHandler): Promise<ChatRobot> {
    const path = `robots/${encodeURIComponent(this.#name)}/on/${encodeURIComponent(event)}`;
    const { body } = await this.#control.follow(path, {}, new AbortController().signal);
    const events = body && readEvents(body);
    const first = await events?.next();
    if (!events || !first || first.done) {
      throw new Error(
        `Cannot let the robot ${this.#name} listen: its tenant is gone. Let it listen before the test ends.`,
      );
    }
    const { listener }: { readonly listener: string } = JSON.parse(first.value.data);
    const listening = { event, handler, listener };
    this.#all.add(listening);
    void this.#listen(events, handler).finally(() => this.#all.delete(listening));
    return this;
  }

  async off(event: string, handler: ChatRobotHandler): Promise<void> {
    const meant = [...this.#all].filter((one) => one.event === event && one.handler === handler);
    for (const { listener } of meant) await this.#control.delete(`robots/listeners/${listener}`);
  }

  async stop(): Promise<void> {
    await this.#control.delete(`robots/${encodeURIComponent(this.#name)}`);
  }

  /** Ends with the robot, and without a word: whoever calls the server next hears what is wrong with it. */
  async #listen(events: ReturnType<typeof readEvents>, handler: ChatRobotHandler): Promise<void> {
    const ending = new AbortController();
    try {
      for await (const { data } of events) {
        void this.#take(JSON.parse(data), handler, ending.signal);
      }
    } catch {
    } finally {
      ending.abort(
        new ControlError(
          GONE,
          `Cannot go on with the robot ${this.#name}: it was stopped. Let it listen anew.`,
        ),
      );
    }
  }

  async #take(told: ToldTurn, handler: ChatRobotHandler, ending: AbortSignal): Promise<void> {
    const turn = new RemoteTurn(this.#control, told, ending);
    try {
      await duringTurn(turn, async () => handler(told.heard, turn.hands));
      await turn.done();
    } catch (error) {
      // A robot that was stopped has nothing to end.
      if (!isGone(error)) await turn.fail(error).catch(() => {});
    }
  }
}
