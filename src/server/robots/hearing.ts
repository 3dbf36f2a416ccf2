// What a robot hears, and how a vendor's notifications become that.

/** What robots have a word of their own for; by its notification's name a robot can listen for anything else. */
export const robotEvents = ["message", "typing", "added"] as const;

/** `added` is when the robot itself has come into a conversation, from its beginning or later. */
export type RobotEvent = (typeof robotEvents)[number];

export type Payload = Readonly<Record<string, unknown>>;

export interface Heard {
  /** The event or the name of a notification that the handler listens for. */
  readonly event: string;
  readonly threadId: string;
  /** The id of whoever did it. */
  readonly from?: string;
  /** The text of a message as it was sent; markup for one in HTML. */
  readonly text?: string;
  readonly messageId?: string;
  /** The body of the notification, parsed; what is JSON in a string stays a string. */
  readonly payload: Payload;
}

/** How the notifications of a vendor are read; does not throw. */
export interface Hearing {
  /** The names that notifications have. */
  readonly names: readonly string[];
  /** What the notification says to that person, and which event it is, if any. */
  read(
    name: string,
    payload: Payload,
    person: string,
  ): Pick<Heard, "from" | "text" | "messageId"> & { readonly event?: RobotEvent };
}
