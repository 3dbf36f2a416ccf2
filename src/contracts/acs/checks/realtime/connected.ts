// How a connection starts.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { readFrame, unpackFrames } from "./frames.ts";
import { readAllocation, sessionOf } from "./trouter.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.connected",
  title: "A connection starts with 1:: and trouter.connected",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.connected"],
  profile: "safe",
  people: 1,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    const { trouter } = listener;
    const allocation = readAllocation(await trouter.allocate());
    const address = trouter.address(allocation, sessionOf(await trouter.shakeHands(allocation)));
    const polled = await trouter.poll(address);
    const frames = unpackFrames(polled.response.text);
    // Where both do not come at once the second is there by the next poll, which this ends.
    if (frames.length < 2) await trouter.post(address, ['5:1+::{"name":"ping"}']);
    const next = frames.length < 2 ? await trouter.poll(address) : polled;
    const [first, second] = [...frames, ...unpackFrames(next.response.text)];
    scene.expect(polled).that(first === "1::", "The first frame is another.", "1::", first);
    const event = readFrame(second ?? "");
    const isGreeting = event?.type === "5" && event.data.includes('"trouter.connected"');
    const wanted = 'the event "trouter.connected"';
    scene.expect(next).that(isGreeting, "The second frame is another.", wanted, second);
    await trouter.post(address, ["0::"]);
  },
};
