// What comes over a socket: the same as polls tell.

import { isDeepStrictEqual } from "node:util";
import { CheckFailed } from "../../../suite/check.ts";
import type { Recorded } from "../../../suite/recorded.ts";
import type { Socket } from "../../../suite/socket.ts";
import type { WrittenCheck } from "../define.ts";
import type { Json, Scene } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.socket.${string}`, WrittenCheck>>;

/** The events of the room that a frame has; ends the check when the frame is none. */
export function eventsIn(text: string, room: number, authorized: Recorded): readonly Json[] {
  // Empty ones are ignored by clients.
  if (text === "") return [];
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (typeof frame !== "object" || frame === null || Array.isArray(frame)) {
    throw new CheckFailed({
      pointer: "/body",
      expected: "an object in JSON",
      actual: text.slice(0, 200),
      message: "A frame is no object in JSON.",
      exchange: authorized,
    });
  }
  const news: unknown = Reflect.get(frame, `r${room}`);
  const events: unknown = Object(news).e;
  return Array.isArray(events) ? events : [];
}

/** The events of a message, once the public one is there. */
async function expectOver(
  scene: Scene,
  socket: Socket,
  authorized: Recorded,
  message: number,
): Promise<readonly Json[]> {
  const heard: Json[] = [];
  const read = (text: string) => {
    heard.push(...eventsIn(text, scene.room, authorized));
    const ofIt = heard.filter(({ message_id }) => message_id === message);
    return ofIt.some(({ event_type }) => event_type === 1) ? ofIt : undefined;
  };
  const events = await socket.find(read, scene.patienceMs);
  if (events) return events;
  throw new CheckFailed({
    pointer: "/body",
    expected: `an event of message ${message}`,
    actual: heard,
    message: "The socket does not tell of the message.",
    exchange: authorized,
  });
}

/** Says something while somebody listens, and compares what socket and poll tell of it. */
async function expectSame(scene: Scene, text: () => Promise<string>): Promise<void> {
  const before = await text();
  const marker = await scene.marker();
  const authorized = await scene.authorizeSocket();
  await using socket = await scene.listen(authorized, marker);
  const id = await scene.say(before);
  const told = await expectOver(scene, socket, authorized, id);
  const isPublic = (event: Json) => event["message_id"] === id && event["event_type"] === 1;
  const { events, found } = await scene.heard(marker, isPublic);
  const polled = events.map(({ value }) => value).filter(({ message_id }) => message_id === id);
  const isSame = isDeepStrictEqual(told, polled);
  scene
    .expect(found.exchange)
    .that(isSame, "The socket tells of it otherwise.", polled, told, "/body");
}

export const frameChecks: Checks = {
  "stackexchange.socket.frames": {
    title: "A socket tells of a message as a poll does, with the same id",
    operations: ["Chat_AuthorizeSocket", "Chat_Send", "Chat_Poll"],
    rules: ["socket.frames", "socket.same-events", "events.posted"],
    run: (scene) => expectSame(scene, async () => scene.text()),
  },
  "stackexchange.socket.personal": {
    title: "A socket also tells of what is for its listener alone, as a poll does",
    operations: ["Chat_AuthorizeSocket", "Chat_Send", "Chat_Poll"],
    rules: ["socket.same-events", "events.reply", "events.personal-first"],
    run: (scene) => expectSame(scene, async () => `:${await scene.say()} ${scene.text()}`),
  },
  "stackexchange.socket.newer": {
    title: "A socket tells of nothing that is not newer than its marker",
    operations: ["Chat_AuthorizeSocket", "Chat_Send"],
    rules: ["socket.frames", "events.counter"],
    async run(scene) {
      await scene.say();
      const marker = await scene.marker();
      const authorized = await scene.authorizeSocket();
      await using socket = await scene.listen(authorized, marker);
      await expectOver(scene, socket, authorized, await scene.say());
      const ids = socket.texts
        .flatMap((text) => eventsIn(text, scene.room, authorized))
        .map(({ id }) => Number(id));
      const isNewer = ids.every((id) => id > marker);
      scene
        .expect(authorized)
        .that(isNewer, "One is not newer.", `more than ${marker}`, ids, "/body");
    },
  },
};
