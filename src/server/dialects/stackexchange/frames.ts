// What rooms are told, as one JSON object: the body of a poll's answer and the frame of a socket.

import type { ConversationId } from "../../engine/ids.ts";
import type { LoggedEvent } from "./event-log.ts";

export interface RoomNews {
  readonly room: ConversationId;
  readonly events: readonly LoggedEvent[];
  /** The marker that the listener had before. */
  readonly marker: number;
  /** The listener may not hear of this room. */
  readonly isOver?: boolean;
}

/** `t` is the newest event of the whole host, `d` how far that is from the marker; a room without news is empty. */
export function frameOf(news: readonly RoomNews[], last: number): string {
  const rooms = news.map(({ room, events, marker, isOver }) => {
    const key = JSON.stringify(`r${room}`);
    if (isOver) return `${key}:{"exit":true}`;
    if (marker === last) return `${key}:{}`;
    // A marker of the future means from now on; the client is told where that is, since it keeps what `t` says.
    if (marker > last) return `${key}:{"t":${last},"d":0}`;
    const counters = `"t":${last},"d":${last - marker}`;
    if (events.length === 0) return `${key}:{${counters}}`;
    return `${key}:{"e":[${events.map((event) => event.json()).join(",")}],${counters}}`;
  });
  return `{${rooms.join(",")}}`;
}
