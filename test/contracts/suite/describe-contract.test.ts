// The contract suite bound to vitest: on the emulator, each check a test of this repository.

import { afterAll } from "vitest";
import { describeContract } from "../../../src/contracts/vitest.ts";
import { createChatEmulator } from "../../../src/server/index.ts";
import { chatUrl, ownerAndPlain, withRooms } from "./sandbox.ts";

const emulator = await createChatEmulator();
afterAll(() => emulator.close());

describeContract({
  url: emulator.acs.endpoint,
  connectionString: emulator.acs.connectionString,
  dispatcher: emulator.dispatcher,
  only: ["acs.threads.*", "acs.participants.*", "acs.receipts.*"],
});

const rooms = await createChatEmulator(withRooms);
afterAll(() => rooms.close());

describeContract({
  vendor: "stackexchange",
  title: "The contract of Stack Exchange chat",
  url: chatUrl,
  accounts: ownerAndPlain,
  dispatcher: rooms.dispatcher,
  only: ["stackexchange.edit.*", "stackexchange.rendering.*", "stackexchange.pin.*"],
});
