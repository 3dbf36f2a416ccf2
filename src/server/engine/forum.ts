// What a forum has: a conversation that people enter and leave by themselves, with roles, presence, stars and pins.

import type { ConversationId, MessageId, PersonId } from "./ids.ts";

export interface Profile {
  readonly name: string;
  /** May do everything in every forum of the world. */
  readonly isModerator?: boolean;
  readonly reputation?: number;
  readonly about?: string;
}

/** Counts of a person, and times in milliseconds since the epoch. */
export interface Activity {
  readonly messages: number;
  readonly forums: number;
  readonly seenAt?: number;
  readonly postedAt?: number;
}

/** Who may come in and speak: anybody, those with a role while all may read, or only those with a role. */
export type Entry = "anyone" | "approved" | "invited";

export type Role = "owner" | "writer" | "reader";

/** A star says that somebody likes a message, a pin that an owner keeps it in sight, a flag that it offends. */
export type Mark = "star" | "pin" | "flag";

/** What was done to a message; `text` is what it said from then on. */
export type Change =
  | {
      readonly kind: "said" | "edited";
      readonly by: PersonId;
      readonly at: number;
      readonly text: string;
    }
  | { readonly kind: "deleted"; readonly by: PersonId; readonly at: number }
  | {
      readonly kind: "moved";
      readonly by: PersonId;
      readonly at: number;
      readonly from: ConversationId;
    };

/** Somebody who has been to a forum. */
export interface Attendance {
  readonly seenAt: number;
  readonly postedAt?: number;
  readonly lastMessage?: MessageId;
}

/** A stretch of the conversation that somebody gave a title. */
export interface Excerpt {
  readonly title: string;
  readonly first: MessageId;
  readonly last: MessageId;
  readonly by: PersonId;
  readonly at: number;
}

/** A day (days since the epoch, UTC) on which something was said. */
export interface Day {
  readonly day: number;
  /** No message of that day has an id below `first` or above `last`; between them may be others. */
  readonly first: MessageId;
  readonly last: MessageId;
}

export interface ForumSettings {
  readonly description: string;
  readonly tags: readonly string[];
  readonly entry: Entry;
}

export interface Forum {
  description: string;
  tags: readonly string[];
  entry: Entry;
  /** Nothing can be written until then (ms); infinity when nobody has said how long. */
  frozenUntil?: number;
  readonly roles: Map<PersonId, Role>;
  /** Who has asked for a role, in that order. */
  readonly requests: Set<PersonId>;
  /** Who is there, since when (ms), in the order of arrival. */
  readonly present: Map<PersonId, number>;
  /** Who has ever been there. */
  readonly attendance: Map<PersonId, Attendance>;
  /** Until when (ms) those who were thrown out must stay outside. */
  readonly expelled: Map<PersonId, number>;
  /** Messages with stars or pins. */
  readonly marked: Set<MessageId>;
  readonly days: Day[];
  readonly excerpts: Excerpt[];
  /** What the forum had before the world began. */
  readonly earlier: { readonly people: number; readonly messages: number };
}

/** With collections of its own; what they hold never changes in place. */
export function copyForum(forum: Forum): Forum {
  return {
    ...forum,
    roles: new Map(forum.roles),
    requests: new Set(forum.requests),
    present: new Map(forum.present),
    attendance: new Map(forum.attendance),
    expelled: new Map(forum.expelled),
    marked: new Set(forum.marked),
    days: [...forum.days],
    excerpts: [...forum.excerpts],
  };
}

export function createForum(
  { description, tags, entry }: ForumSettings,
  earlier: Forum["earlier"] = { people: 0, messages: 0 },
): Forum {
  return {
    description,
    tags,
    entry,
    roles: new Map(),
    requests: new Set(),
    present: new Map(),
    attendance: new Map(),
    expelled: new Map(),
    marked: new Set(),
    days: [],
    excerpts: [],
    earlier,
  };
}
