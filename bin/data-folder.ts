// Which data folder a command works with.

import { resolve } from "node:path";
import type { Environment } from "./terminal.ts";

export async function dataFolderOf(
  options: { readonly dataFolder: string | undefined },
  environment: Environment,
): Promise<string> {
  if (options.dataFolder !== undefined) return resolve(options.dataFolder);
  const { defaultDataFolder } = await import("../src/server/data-folder.ts");
  return defaultDataFolder(environment);
}
