// Starts one emulator for the whole run, before the workers.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { globalSetup: ["chat-emulator/vitest/global-setup"] },
});
