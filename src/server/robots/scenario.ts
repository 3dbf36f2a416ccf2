// What a robot does as data, for fixtures and for requests.

import type { RobotEvent } from "./hearing.ts";

/** What a step can say, and what is given with it. */
export interface Verbs {
  /** Seconds. */
  readonly wait: number;
  /** Seconds. */
  readonly type: number;
  /** Marks the message that was heard as read. */
  readonly read: true;
  /** Sends a text. */
  readonly say: string;
  /** Sends a text in HTML. */
  readonly html: string;
  /** Gives what was sent last another text. */
  readonly edit: string;
  /** Deletes what was sent last. */
  readonly remove: true;
  /** Names a user to bring in. */
  readonly add: string;
  /** Goes out of the conversation. */
  readonly leave: true;
}

/** Exactly one verb. */
export type RobotStep = {
  [Verb in keyof Verbs]: { readonly [V in Verb]: Verbs[V] };
}[keyof Verbs];

export interface RobotScenario {
  /** Names the user who acts. */
  readonly user: string;
  /** The topic or the id of the conversation; all of the user's when left out. */
  readonly thread?: string;
  readonly on: RobotEvent;
  /** Names the user whose doing it has to be; anybody's when left out. */
  readonly from?: string;
  /** What the message has to contain, in upper or lower case; `*` stands for any text between. */
  readonly matches?: string;
  /** How many times at most; without end when left out. */
  readonly times?: number;
  readonly do: readonly RobotStep[];
}
