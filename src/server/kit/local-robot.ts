// A robot of a tenant in this process, as a test sees it.

import type { Robot, RobotHandler, RobotHands } from "../index.ts";
import type { ChatRobot, ChatRobotHandler, ChatRobotHands } from "./chat.ts";

export class LocalRobot implements ChatRobot {
  readonly #robot: () => Robot;
  readonly #handlers = new WeakMap<ChatRobotHandler, RobotHandler>();

  /** Asked each time: one that was stopped is another one from then on. */
  constructor(robot: () => Robot) {
    this.#robot = robot;
  }

  async on(event: string, handler: ChatRobotHandler): Promise<ChatRobot> {
    this.#robot().on(event, this.#handlerOf(handler));
    return this;
  }

  async off(event: string, handler: ChatRobotHandler): Promise<void> {
    this.#robot().off(event, this.#handlerOf(handler));
  }

  async stop(): Promise<void> {
    this.#robot().stop();
  }

  #handlerOf(handler: ChatRobotHandler): RobotHandler {
    const known = this.#handlers.get(handler);
    if (known) return known;
    const made: RobotHandler = async (heard, hands) => {
      await handler(heard, handsOf(hands));
    };
    this.#handlers.set(handler, made);
    return made;
  }
}

/** All but waiting has happened when a call returns. */
function handsOf(hands: RobotHands): ChatRobotHands {
  return {
    id: hands.id,
    name: hands.name,
    say: async (text, options) => hands.say(text, options),
    reply: async (text, options) => hands.reply(text, options),
    edit: async (messageId, text, where) => hands.edit(messageId, text, where),
    remove: async (messageId, where) => hands.remove(messageId, where),
    read: async (what) => hands.read(what),
    type: (duration, where) => hands.type(duration, where),
    wait: (duration) => hands.wait(duration),
    addTo: async (threadId, people) => hands.addTo(threadId, people),
    leave: async (threadId) => hands.leave(threadId),
    random: async () => hands.random(),
  };
}
