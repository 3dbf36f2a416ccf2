// chat-emulator/vitest/global-setup: one server for the whole run, which all workers share.

import { createChatEmulator, type EmulatorOptions } from "../index.ts";
import { KIT_JOURNAL } from "./emulators.ts";
import { type SharedServer, sharedServer } from "./shared-server.ts";

/** As much of vitest's `TestProject` as is needed. */
export interface Project {
  provide(key: "chatEmulator", value: SharedServer): void;
}

/** For `globalSetup` in vitest's configuration: starts the server on a free port, tells the workers, and stops it. */
export default function setup(project: Project): Promise<() => Promise<void>> {
  return share()(project);
}

/** The same with options: `export default share({ fixtures: ["two-people"] })` in a file of your own. */
export function share(options: EmulatorOptions = {}): typeof setup {
  return async (project) => {
    const emulator = await createChatEmulator({ journal: KIT_JOURNAL, ...options });
    await emulator.listen({ port: 0 });
    project.provide("chatEmulator", sharedServer(emulator, options.controlToken));
    return () => emulator.close();
  };
}
