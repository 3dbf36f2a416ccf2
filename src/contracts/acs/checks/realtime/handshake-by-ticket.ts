// Shaking hands as the first SDKs do it.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { unpackFrames } from "./frames.ts";
import { readAllocation, sessionOf } from "./trouter.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.handshake-by-ticket",
  title: "An allocation is enough to shake hands with, but not together with the token of another",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.handshake-by-ticket"],
  profile: "safe",
  people: 2,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    const { trouter } = listener;
    const allocation = readAllocation(await trouter.allocate());
    const foreign = await trouter.shakeHands(allocation, { token: scene.bob.token });
    scene.expect(foreign).status(401, 403);
    const shaken = await trouter.shakeHands(allocation, { token: null });
    scene.expect(shaken).status(200);
    const address = trouter.address(allocation, sessionOf(shaken));
    const polled = await trouter.poll(address);
    const [first] = unpackFrames(polled.response.text);
    scene.expect(polled).that(first === "1::", "The session is not connected.", "1::", first);
    await trouter.post(address, ["0::"]);
  },
};
