// Microsoft's Python SDK, as Debian packages it, unmodified against the emulator: both its clients, over https.

import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";

const run = promisify(execFile);
const scenario = fileURLToPath(new URL("scenario.py", import.meta.url));

// Debian's interpreter by its full path: another one earlier in PATH does not see Debian's packages.
const python = "/usr/bin/python3";
const missing =
  "Debian's Python SDK is not installed. Run apt-get install --no-install-recommends python3-azure.";

const { status } = spawnSync(python, [
  "-c",
  "import aiohttp, azure.communication.chat, azure.communication.identity",
]);
const isInstalled = status === 0;

test("the Python SDK is installed", ({ skip }) => {
  if (isInstalled) return;
  // Locally it is an extra that may be left out; in CI its absence would hide what it proves.
  if (process.env["CI"] === "true") throw new Error(missing);
  process.stderr.write(`Skipping the Python tests. ${missing}\n`);
  skip(missing);
});

describe.skipIf(!isInstalled)("the Python SDK, unmodified", () => {
  let emulator: ChatEmulator;

  beforeAll(async () => {
    emulator = await createChatEmulator({ fixtures: [] });
    await emulator.listen({ port: 0 });
  });

  afterAll(async () => {
    await emulator?.close();
  });

  test.each(["sync", "async"])(
    "its %s clients run the whole scenario over https",
    { timeout: 60_000 },
    async (mode) => {
      const { connectionString } = emulator.acs;
      const outcome = run(python, [scenario, mode, connectionString], {
        // requests reads the one, aiohttp the other; nothing else may help the clients along.
        env: { REQUESTS_CA_BUNDLE: emulator.caFile, SSL_CERT_FILE: emulator.caFile },
      });
      const { stderr } = await outcome.catch((error: { stderr?: string }) => ({
        stderr: error.stderr || String(error),
      }));
      expect(stderr).toBe("");
    },
  );
});
