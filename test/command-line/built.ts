// Builds the command line as it is published, and runs it as a process of its own.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

// In node_modules, so that the built files find the dependencies.
const folder = fileURLToPath(
  new URL("../../node_modules/.cache/command-line-test", import.meta.url),
);
const root = fileURLToPath(new URL("../../", import.meta.url));

export const builtCommand = `${folder}/dist/bin/chat-emulator.js`;

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** Undefined when it ends without having written one. */
  readonly firstLine: Promise<string | undefined>;
  readonly ended: Promise<Ended>;
}

/** As `npm run build` does it, without the types. */
export function build(): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(`${root}package.json`, `${folder}/package.json`);
  const args = ["run", "--silent", "bundle", "--", `--outdir=${folder}/dist`];
  execFileSync("npm", args, { cwd: root, stdio: "inherit" });
}

export function startBuilt(args: readonly string[], environment: Record<string, string>): Started {
  const child = spawn(process.execPath, [builtCommand, ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const lines = createInterface(child.stdout);
  return {
    child,
    firstLine: new Promise((resolve) => {
      lines.once("line", resolve);
      child.once("close", () => resolve(undefined));
    }),
    ended: new Promise((resolve) => {
      child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
    }),
  };
}

export function runBuilt(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<Ended> {
  return startBuilt(args, environment).ended;
}
