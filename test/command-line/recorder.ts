// Runs a command line in this process and records what it writes.

import { run } from "../../bin/command-line.ts";
import type { Environment } from "../../bin/terminal.ts";

export interface Recorded {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runHere(
  args: readonly string[],
  environment: Environment,
  isInteractive = false,
): Promise<Recorded> {
  let stdout = "";
  let stderr = "";
  const exitCode = await run(args, {
    environment,
    isInteractive,
    print: (text) => {
      stdout += text;
    },
    tell: (text) => {
      stderr += text;
    },
  });
  return { exitCode, stdout, stderr };
}
