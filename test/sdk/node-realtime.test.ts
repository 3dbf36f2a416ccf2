// The recipe for Node: the SDK's own real-time client in a process of its own, as examples/node-realtime has it.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createChatEmulator } from "../../src/server/index.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const installed = path("node_modules/chat-1.6.0");

// sdk.test.ts says what is missing, and fails for it in CI.
describe.skipIf(!existsSync(installed))("the recipe for Node", () => {
  test("hears a message with the SDK's own real-time client", async () => {
    await using emulator = await createChatEmulator();
    await emulator.listen({ port: 0 });
    const { token } = await emulator.acs.user("alice");
    const folder = installExample();
    try {
      const child = spawn(process.execPath, ["--conditions=browser", join(folder, "listen.mjs")], {
        env: {
          PATH: process.env["PATH"],
          NODE_EXTRA_CA_CERTS: emulator.caFile,
          CHAT_EMULATOR_ENDPOINT: emulator.acs.endpoint,
          CHAT_EMULATOR_USER_ALICE_TOKEN: token,
        },
      });
      const [printed, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
      expect(complaints).toBe("");
      expect(printed).toBe("chatMessageReceived: Hello from Node\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** The example as if it were installed: its packages are those that the tests have. */
function installExample(): string {
  const folder = mkdtempSync(join(tmpdir(), "chat-emulator-node-"));
  cpSync(path("../../examples/node-realtime"), folder, {
    recursive: true,
    filter: (source) => !source.includes("node_modules"),
  });
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@azure"), { recursive: true });
  symlinkSync(installed, join(modules, "@azure/communication-chat"));
  symlinkSync(
    path("node_modules/@azure/communication-common"),
    join(modules, "@azure/communication-common"),
  );
  symlinkSync(path("../../node_modules/ws"), join(modules, "ws"));
  return folder;
}
