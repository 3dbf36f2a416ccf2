// Starts the built emulator on a free port and replays observed traffic against it with the given script.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [script] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), "chat-emulator-"));
const emulator = spawn(process.execPath, ["dist/bin/chat-emulator.js", "--port", "0", "--json"], {
  env: { ...process.env, CHAT_EMULATOR_DATA: data },
  stdio: ["ignore", "pipe", "inherit"],
});
const { value: line } = await createInterface(emulator.stdout)[Symbol.asyncIterator]().next();
const { url, caFile, acs } = JSON.parse(line);
const runs = [
  ["--url", url],
  ["--ca", caFile],
].map(
  (way) =>
    spawnSync(process.execPath, [script, "--connection-string", acs.connectionString, ...way], {
      stdio: "inherit",
    }).status,
);
emulator.kill();
rmSync(data, { recursive: true, force: true });
process.exitCode = runs.every((status) => status === 0) ? 0 : 1;
