// What a robot of a tenant in another process can do about what it heard: each thing is a call of the control plane.

import { milliseconds } from "../duration.ts";
import type { Duration, Heard } from "../index.ts";
import { TYPING_EVERY_MS } from "../robots/hands.ts";
import type { ChatRobotHands } from "./chat.ts";
import { ControlError, type ControlLine } from "./control-line.ts";
import { type Inside, outsideTurns } from "./inside-turn.ts";
import { TurnTime } from "./turn-time.ts";

/** The status of what is no more. */
export const GONE = 410;

/** As the control plane tells it. */
export interface ToldTurn {
  readonly turn: string;
  readonly robot: { readonly id: string; readonly name: string };
  readonly heard: Heard;
}

export class RemoteTurn implements Inside {
  readonly controlUrl: string;
  readonly hands: ChatRobotHands;
  readonly #control: ControlLine;
  readonly #path: string;
  readonly #time: TurnTime;
  readonly #calls = new Set<Promise<unknown>>();
  readonly #leaving = new AbortController();
  readonly #ending: AbortSignal;

  /** `ending` is aborted when the server tells of nothing more. */
  constructor(control: ControlLine, { turn, robot }: ToldTurn, ending: AbortSignal) {
    this.#ending = ending;
    this.#control = control;
    this.controlUrl = control.url;
    this.#path = `turns/${turn}`;
    this.#time = new TurnTime({
      wait: (ms) => outsideTurns(() => this.#post("wait", { duration: { milliseconds: ms } })),
      isBusy: () => this.#calls.size > 0,
    });
    this.hands = this.#handsOf(robot);
  }

  /** Once no call is on its way that nobody has awaited. */
  async done(): Promise<void> {
    while (this.#calls.size > 0) await Promise.allSettled([...this.#calls]);
    this.#time.release();
    await this.#post("done");
  }

  fail(error: unknown): Promise<void> {
    this.#time.release();
    return this.#post("fail", { message: error instanceof Error ? error.message : String(error) });
  }

  #handsOf(robot: ToldTurn["robot"]): ChatRobotHands {
    const said = async (path: string, body: object) => {
      const { messageId } = await this.#call<{ readonly messageId: string }>(path, body);
      return messageId;
    };
    return {
      ...robot,
      say: (text, options) => said("say", { ...options, text }),
      reply: (text, options) => said("reply", { ...options, text }),
      edit: (messageId, text, where) => this.#call("edit", { ...where, messageId, text }),
      remove: (messageId, where) => this.#call("remove", { ...where, messageId }),
      read: (what) => this.#call("read", placeOf(what)),
      type: (duration, where) => this.#type(duration, where),
      wait: async (duration) => this.#time.sleep(milliseconds(duration, "wait")),
      addTo: (threadId, people) => this.#call("add", { threadId, people }),
      leave: (threadId) => this.#call("leave", { threadId }),
      random: async () => (await this.#call<{ readonly random: number }>("random")).random,
    };
  }

  async #type(duration: Duration, where: object = {}): Promise<void> {
    let left = milliseconds(duration, "type");
    do {
      await this.#call("type", { ...where, duration: {} });
      const step = Math.min(left, TYPING_EVERY_MS);
      await this.#time.sleep(step);
      left -= step;
    } while (left > 0);
  }

  track(call: Promise<unknown>): void {
    this.#calls.add(call);
    this.#time.stir();
    const settle = () => {
      this.#calls.delete(call);
      this.#time.stir();
    };
    call.then(settle, settle);
  }

  /** Hands may be kept, and used where nobody else tells of the call. What nobody awaits stays unhandled. */
  async #call<Answer>(path: string, body?: object): Promise<Answer> {
    const call = this.#post<Answer>(path, body);
    this.track(call);
    return await call;
  }

  /** Of a turn that is gone nothing more is asked. */
  async #post<Answer>(path: string, body?: object): Promise<Answer> {
    this.#leaving.signal.throwIfAborted();
    this.#ending.throwIfAborted();
    try {
      return await this.#control.post<Answer>(`${this.#path}/${path}`, body);
    } catch (error) {
      if (isGone(error)) this.#leaving.abort(error);
      throw error;
    }
  }
}

/** Whether the robot was stopped, or its world is no more. */
export function isGone(error: unknown): boolean {
  return error instanceof ControlError && error.status === GONE;
}

function placeOf(what: Heard | string | undefined): object {
  if (typeof what !== "object") return { messageId: what };
  return { messageId: what.messageId, threadId: what.threadId };
}
