// A folder of another repository that has chat-emulator installed, and programs that are run in it.

import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const built = path("../../node_modules/.cache/command-line-test");
const sdks = path("../sdk/node_modules");

/** Why the official SDKs are not there, if they are not. */
export function missingSdks(): string | undefined {
  if (existsSync(join(sdks, "chat-1.6.0"))) return undefined;
  return "The official SDKs are not installed. Run npm ci --prefix test/sdk.";
}

/** What each name in node_modules leads to. */
export const packages = {
  "chat-emulator": built,
  vitest: path("../../node_modules/vitest"),
  "playwright-core": path("../../node_modules/playwright-core"),
  esbuild: path("../../node_modules/esbuild"),
  "@azure/communication-chat": join(sdks, "chat-1.6.0"),
  "@azure/communication-common": join(sdks, "@azure/communication-common"),
} as const;

/** A folder with these packages, gone after the test; `from` is a folder of this repository whose files it gets. */
export function installFolder(names: readonly (keyof typeof packages)[], from?: string): string {
  const parent = mkdtempSync(join(tmpdir(), "chat-emulator-binding-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, "app");
  mkdirSync(folder);
  if (from !== undefined) {
    const filter = (source: string) => !source.includes("node_modules");
    cpSync(path(`../../${from}`), folder, { recursive: true, filter });
  }
  for (const name of names) {
    const link = join(parent, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(packages[name], link);
  }
  return folder;
}

export interface Ran {
  readonly exitCode: number;
  readonly printed: string;
}

/** Runs Node in a folder until it ends by itself. */
export function runNode(folder: string, args: readonly string[], data = folder): Promise<Ran> {
  const env = { PATH: process.env["PATH"], CHAT_EMULATOR_DATA: join(data, "data"), NO_COLOR: "1" };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env, cwd: folder }, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, printed: stdout + stderr });
    });
    onTestFinished(() => void child.kill("SIGKILL"));
  });
}

/** With as much patience as our own tests have: the machine may be busy with those. */
export function runVitest(folder: string): Promise<Ran> {
  const vitest = join(packages.vitest, "vitest.mjs");
  const options = ["--root", folder, "--reporter", "verbose", "--testTimeout", "30000"];
  return runNode(folder, [vitest, "run", ...options]);
}
