// What comes over a socket while nothing happens.

import { CheckFailed } from "../../../suite/check.ts";
import type { WrittenCheck } from "../define.ts";
import { ownRoom } from "../own-rooms.ts";
import { eventsIn } from "./frames.ts";

type Checks = Readonly<Record<`stackexchange.socket.${string}`, WrittenCheck>>;

/** Clients take 30 seconds of silence for a broken connection. */
const SILENCE_MAX_SECONDS = 30;

export const idleChecks: Checks = {
  "stackexchange.socket.idle": {
    title: "While nothing happens in a room its socket is sent a frame without events",
    operations: ["Chat_AuthorizeSocket"],
    rules: ["socket.keep-alive", "socket.frames"],
    profile: "full",
    async run(scene) {
      scene.requirePatience(SILENCE_MAX_SECONDS);
      // In another room somebody might always be talking.
      const own = await ownRoom(scene, "workshop");
      const authorized = await own.authorizeSocket();
      await using socket = await own.listen(authorized, await own.marker());
      const read = (text: string) =>
        text === "" || eventsIn(text, own.room, authorized).length > 0 ? undefined : text;
      const frame = await socket.find(read, SILENCE_MAX_SECONDS * 1000);
      const news: unknown = frame && JSON.parse(frame)[`r${own.room}`];
      const names = typeof news === "object" && news !== null ? Object.keys(news) : ["none"];
      // The marker stands there when other rooms had events.
      if (names.every((name) => ["t", "d"].includes(name))) return;
      throw new CheckFailed({
        pointer: "/body",
        expected: { [`r${own.room}`]: {} },
        actual: frame,
        message: "It is no frame of an idle socket.",
        exchange: authorized,
      });
    },
  },
};
