// Runs a command line in this process and records what it writes.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../bin/command-line.ts";
import type { Environment } from "../../bin/terminal.ts";

export interface Recorded {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runHere(args: readonly string[], environment: Environment): Promise<Recorded> {
  let stdout = "";
  let stderr = "";
  const exitCode = await run(args, {
    environment,
    print: (text) => {
      stdout += text;
    },
    tell: (text) => {
      stderr += text;
    },
  });
  return { exitCode, stdout, stderr };
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "chat-emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
