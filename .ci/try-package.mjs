// Installs the packed package in an empty folder and uses it as a stranger would: by npx, and by its entry points.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "chat-emulator-package-"));
const run = (command, args, options = {}) =>
  execFileSync(command, args, { cwd: folder, encoding: "utf8", ...options })?.trim();

const packed = run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
  cwd: root,
});
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
run("npm", ["install", "--silent", "--no-audit", "--no-fund", `./${packed}`]);
console.log(
  `installed ${packed}; npx chat-emulator --version: ${run("npx", ["chat-emulator", "--version"])}`,
);

const program = `
import { createChatEmulator } from "chat-emulator";
import { contracts } from "chat-emulator/contracts";
import { builtInFixtures } from "chat-emulator/fixtures";
await using emulator = await createChatEmulator({ fixtures: ["busy-thread"], dataFolder: "data" });
const { dispatcher, httpClient } = emulator;
const health = await emulator.fetch(new Request("http://localhost/_emulator/health"));
console.log(health.status, typeof dispatcher.dispatch, typeof httpClient.sendRequest,
  contracts.acs.apis.length, builtInFixtures.length, emulator.acs.users.length);
`.replace("await using emulator", "const emulator");
writeFileSync(join(folder, "use.js"), program);
console.log(`entry points: ${run("node", ["use.js"])}`);

// Whoever checks the types of all packages has those of the entry points checked as well.
const typed = {
  compilerOptions: {
    module: "nodenext",
    target: "es2023",
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    typeRoots: [join(root, "node_modules/@types")],
    types: ["node"],
  },
  files: ["use.ts"],
};
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(typed));
writeFileSync(
  join(folder, "use.ts"),
  `
import { type ChatEmulator, createChatEmulator } from "chat-emulator";
import { runContract, validateExchange } from "chat-emulator/contracts";
import { builtInFixtures } from "chat-emulator/fixtures";
import { useChat } from "chat-emulator/node-test";
export const emulator: Promise<ChatEmulator> = createChatEmulator({ fixtures: [builtInFixtures[0]?.name ?? ""] });
export const used = [runContract, validateExchange, useChat];
`,
);
run("node", [join(root, "node_modules/typescript/bin/tsc")], {
  stdio: ["ignore", "inherit", "inherit"],
});
console.log("types: good, with those of its libraries");

// node:test needs nothing but the package, so that this shows the test kit to be in it.
writeFileSync(
  join(folder, "kit.test.js"),
  `
import { test } from "node:test";
import { useChat } from "chat-emulator/node-test";
test("a tenant of its own", async (t) => {
  const chat = await useChat(t);
  if (!(await chat.user("alice")).token) throw new Error("no token");
});
`,
);
const tested = run("node", ["--test", "kit.test.js"]);
console.log(`node --test: ${/^# pass \d+$|^ℹ pass \d+$/m.exec(tested)?.[0]}`);

const child = spawn("npx", ["chat-emulator", "--port", "0", "--json"], {
  cwd: folder,
  env: { ...process.env, CHAT_EMULATOR_DATA: join(folder, "data") },
  stdio: ["ignore", "pipe", "inherit"],
  detached: true,
});
const { value: line } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
const ready = JSON.parse(line);
const answer = await fetch(`${ready.controlUrl}/ready`);
console.log(
  `npx chat-emulator: ${answer.status}, users ${ready.acs.users.map(({ name }) => name)}`,
);
const contract = ["chat-emulator", "contract", ready.url, "--only", "acs.threads.*"];
const checked = run("npx", [...contract, "--connection-string", ready.acs.connectionString], {
  env: { ...process.env, CHAT_EMULATOR_DATA: join(folder, "data") },
  stdio: ["ignore", "pipe", "ignore"],
});
console.log(`npx chat-emulator contract: ${checked}`);
process.kill(-child.pid, "SIGTERM");
rmSync(folder, { recursive: true, force: true });
const isGood = answer.status === 200 && ready.acs.users.length === 2 && /pass 1$/m.test(tested);
if (!isGood) process.exitCode = 1;
