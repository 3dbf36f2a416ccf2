// What a handshake offers.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { readAllocation } from "./trouter.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.handshake",
  title: "A handshake names a session, its times and both transports",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.handshake"],
  profile: "safe",
  people: 1,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    const { trouter } = listener;
    const shaken = await trouter.shakeHands(readAllocation(await trouter.allocate()));
    const { text } = shaken.response;
    const answer = scene.expect(shaken).status(200);
    const form = "id:heartbeat:close:transports";
    const hasForm = /^[^:]+:\d*:\d*:[^:]+$/.test(text);
    answer.that(hasForm, "The answer is no handshake of socket.io 0.9.", form, text);
    const offered = text.trim().split(":")[3]?.split(",") ?? [];
    const wanted = ["websocket", "xhr-polling"];
    const isThere = wanted.every((name) => offered.includes(name));
    answer.that(isThere, "A transport is not offered.", wanted, offered);
  },
};
