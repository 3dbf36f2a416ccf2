// What a robot hears as a stream of server-sent events, each of them a turn of the client that handles it.

import { acsHearing, expectEvent, type Heard, type RobotHands } from "../robots/index.ts";
import type { ControlledTenant, ControlOptions } from "./controlled.ts";
import { eventLines, eventStream } from "./event-stream.ts";
import { Turn } from "./turn.ts";
import { type RobotListener, Turns } from "./turns.ts";

export interface RobotWish {
  readonly user: string;
  readonly event: string;
}

/**
 * Listens by the time it returns; throws when there is no such event. When the client goes, it listens no more and its
 * turns are abandoned; when the robot stops, the stream ends.
 */
export function followRobot(
  control: ControlOptions,
  tenant: ControlledTenant,
  { user, event }: RobotWish,
  request: Request,
): Response {
  expectEvent(user, event, acsHearing);
  const listener = new Listener(Turns.of(control), tenant, { user, event });
  return eventStream(request, `what the robot ${user} hears`, listener).response;
}

class Listener implements RobotListener {
  readonly tenant: ControlledTenant;
  readonly #id: string;
  readonly #turns: Turns;
  readonly #event: string;
  readonly #robot: ReturnType<ControlledTenant["acs"]["robot"]>;
  readonly #told: string[] = [];
  #wake = () => {};
  #isOff = false;
  #isOver = false;

  constructor(turns: Turns, tenant: ControlledTenant, { user, event }: RobotWish) {
    this.tenant = tenant;
    this.#turns = turns;
    this.#event = event;
    this.#robot = tenant.acs.robot(user);
    this.#id = turns.nextId();
    turns.addListener(this.#id, this);
    this.#robot.on(event, this.#handle);
    this.#robot.signal.addEventListener("abort", this.#end, { once: true });
    const { id, name } = this.#robot;
    this.#tell("listening", { listener: this.#id, robot: { id, name } });
  }

  async next(): Promise<string | undefined> {
    while (this.#told.length === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#told.shift();
  }

  stop(): void {
    this.#robot.off(this.#event, this.#handle);
    this.#robot.signal.removeEventListener("abort", this.#end);
    this.#turns.removeListener(this.#id);
    this.#end();
  }

  off(): void {
    this.#robot.off(this.#event, this.#handle);
    this.#isOff = true;
    if (!this.#robot.isReacting) this.#end();
  }

  /** What was heard before the client left is for nobody. */
  readonly #handle = async (heard: Heard, hands: RobotHands): Promise<void> => {
    if (this.#isOver) return;
    const turn = new Turn(this.#turns.nextId(), hands, this.#robot.signal);
    this.#turns.addTurn(turn, this);
    const { id, name } = hands;
    this.#tell("turn", { turn: turn.id, robot: { id, name }, heard });
    try {
      await turn.ended;
    } finally {
      if (this.#isOff && !this.#robot.hasMore) this.#end();
    }
  };

  #tell(name: string, data: object): void {
    this.#told.push(eventLines(name, data));
    this.#wake();
  }

  /** What was told before is told still. */
  readonly #end = (): void => {
    this.#isOver = true;
    this.#wake();
  };
}
