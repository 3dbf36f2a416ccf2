// Judges every recorded exchange of a folder with the built `check`: the real service cannot break the contract.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => join(folder, name));
const args = ["dist/bin/chat-emulator.js", "check", ...files];
const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
console.log(stdout + stderr);
// Both must hold: a command that did nothing also ends well.
if (status !== 0 || !/^\d+ exchanges, [1-9]\d* judged, 0 violations, /m.test(stdout)) {
  process.exitCode = 1;
}
