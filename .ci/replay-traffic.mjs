// Starts the built emulator on a free port and replays observed traffic against it with the given script.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
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
const ways = [
  ["--url", url],
  ["--ca", caFile],
];
for (const way of ways) {
  const args = [realpathSync(script), "--connection-string", acs.connectionString, ...way];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  console.log(stdout);
  // Both must hold: a script that did nothing also ends well.
  if (status !== 0 || !/^(\d+) of \1 steps match/m.test(stdout)) process.exitCode = 1;
}
emulator.kill();
rmSync(data, { recursive: true, force: true });
