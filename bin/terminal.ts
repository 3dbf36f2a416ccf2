// Where a command reads its environment and writes: the process, or a test.

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Terminal {
  readonly environment: Environment;
  /** Whether somebody watches stderr, who can be shown what goes on. */
  readonly isInteractive: boolean;
  /** Writes to stdout. */
  print(text: string): void;
  /** Writes to stderr, which is for everything that is not the result. */
  tell(text: string): void;
}

export function processTerminal(): Terminal {
  // Whoever reads may leave early, as `| head -1` does: no reason to stop, and none to crash.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  return {
    environment: process.env,
    isInteractive: process.stderr.isTTY === true && process.env["TERM"] !== "dumb",
    print: (text) => void process.stdout.write(text),
    tell: (text) => void process.stderr.write(text),
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE" && error.code !== "EOF") throw error;
}
