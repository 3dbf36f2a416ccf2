// The plain data that more than one page shows: people, rooms, messages and the frame around them.

/** Times are whole unix seconds, as everywhere in this chat. */
export type UnixSeconds = number;

export interface UserLinkView {
  readonly id: number;
  readonly name: string;
}

/** Who wrote something; without an id it shows as a bare name, and scrapers read "no id". */
export interface AuthorView {
  readonly id: number | null;
  readonly name: string;
}

export interface RoomLinkView {
  readonly id: number;
  readonly name: string;
}

/** The frame of every page of a chat host. */
export interface ChatShellView {
  readonly host: string;
  readonly siteName: string;
  /** Where the top bar sends somebody who is not logged in: a page of the Q&A site. */
  readonly loginUrl: string;
  readonly fkey: string;
  readonly viewer: UserLinkView | null;
}

/** The frame of every page of a Q&A site. */
export interface SiteShellView {
  readonly host: string;
  readonly siteName: string;
  readonly chatUrl: string;
  readonly viewer: UserLinkView | null;
}

export interface StarsView {
  readonly count: number;
  readonly byViewer: boolean;
  readonly pinned: boolean;
}

export interface MessageView {
  readonly id: number;
  readonly roomId: number;
  readonly author: AuthorView;
  readonly time: UnixSeconds;
  /** What our markdown renderer made; null when the message is deleted and hidden. */
  readonly contentHtml: string | null;
  readonly edited: boolean;
  readonly parentId?: number | undefined;
  /** Absent, or a count of 0, when nobody starred or pinned it. */
  readonly stars?: StarsView | undefined;
}

export type RoomAccess = "public" | "gallery" | "private";

export interface RoomCardView {
  readonly id: number;
  readonly name: string;
  readonly descriptionHtml: string;
  readonly tags: readonly string[];
  readonly messageCount: number;
  readonly presentCount: number;
  readonly lastMessage?: UnixSeconds | undefined;
  readonly access: RoomAccess;
  readonly frozen: boolean;
}

export interface UserCardView {
  readonly id: number;
  readonly name: string;
  readonly isModerator: boolean;
  readonly reputation?: number | undefined;
  readonly about?: string | undefined;
  readonly lastPost?: { readonly messageId: number; readonly time: UnixSeconds } | undefined;
  /** How many messages this user wrote in the room. */
  readonly messageCount?: number | undefined;
}
