// How sockets are broken for each check that listens to one.

import type { SocketBreak } from "../../relay.ts";
import type { Body } from "../edits.ts";

/** Changes each event of a frame. */
function events(edit: (event: Body) => void): SocketBreak {
  return {
    frame(text) {
      const frame: Body = JSON.parse(text);
      for (const { e = [] } of Object.values<Body>(frame)) e.forEach(edit);
      return [JSON.stringify(frame)];
    },
  };
}

const without = (type: number): SocketBreak => ({
  frame(text) {
    const frame: Body = JSON.parse(text);
    for (const news of Object.values<Body>(frame)) {
      news.e = (news.e ?? []).filter((event: Body) => event.event_type !== type);
    }
    return [JSON.stringify(frame)];
  },
});

const otherIds = events((event) => {
  event.id += 1000;
});

const old = { event_type: 21, id: 1, time_stamp: 1 };

export const socketBreaks: Readonly<
  Record<`stackexchange.socket.${string}`, readonly SocketBreak[]>
> = {
  "stackexchange.socket.origin": [{ takesAnyOrigin: true }],
  "stackexchange.socket.frames": [
    otherIds,
    without(1),
    { frame: () => ["none"] },
    { frame: () => ["[]"] },
    { isShut: true },
    events((event) => delete event.content),
  ],
  "stackexchange.socket.personal": [without(18), otherIds],
  "stackexchange.socket.newer": [
    { frame: (text) => [JSON.stringify({ r1: { e: [old], t: 1, d: 0 } }), text] },
  ],
  "stackexchange.socket.idle": [
    { frame: () => ["none"] },
    { frame: () => ["[]"] },
    { frame: () => ["{}"] },
    { frame: (text) => [text.replace("{}", '{"e":[]}')] },
    { isShut: true },
  ],
};
