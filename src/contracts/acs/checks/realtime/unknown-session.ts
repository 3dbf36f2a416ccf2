// Polls for a session that is none of the client's.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { unpackFrames } from "./frames.ts";
import { readAllocation, sessionOf } from "./trouter.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.unknown-session",
  title: "A poll for a session that is unknown or another's is answered with an error",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.unknown-session"],
  profile: "safe",
  people: 2,
  async run(scene) {
    await using toAlice = await scene.listener(scene.alice);
    await using toBob = await scene.listener(scene.bob);
    const ofAlice = readAllocation(await toAlice.trouter.allocate());
    const ofBob = readAllocation(await toBob.trouter.allocate());
    const session = sessionOf(await toAlice.trouter.shakeHands(ofAlice));
    const cases = [
      { allocation: ofAlice, of: "0123456789abcdef", error: "7:::1+0" },
      { allocation: ofBob, of: session, error: "7:::2" },
    ];
    for (const { allocation, of, error } of cases) {
      const { trouter } = toBob;
      const polled = await trouter.poll(trouter.address(allocation, of));
      const [frame = ""] = unpackFrames(polled.response.text);
      const isRefused = frame.startsWith(error);
      scene.expect(polled).that(isRefused, "The poll is not refused so.", error, frame);
    }
  },
};
