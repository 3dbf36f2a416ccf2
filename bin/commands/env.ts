// chat-emulator env: prints the variables that point programs at a running emulator.

import { dataFolderOf } from "../data-folder.ts";
import { variablesFor } from "../environment.ts";
import type { OptionsOf } from "../options.ts";
import { findRunning } from "../running.ts";
import { shellWord } from "../shell-word.ts";
import type { Terminal } from "../terminal.ts";

export async function env(options: OptionsOf<"env">, terminal: Terminal): Promise<number> {
  const dataFolder = dataFolderOf(options, terminal.environment);
  const ready = await findRunning(dataFolder, options.runningPort);
  const variables = await variablesFor(ready, dataFolder, terminal.environment);
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}=${shellWord(value)}\n`,
  );
  terminal.print(lines.join(""));
  return 0;
}
