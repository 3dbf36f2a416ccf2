// Which data folder a command works with.

import { resolve } from "node:path";
import { defaultDataFolder } from "../src/server/data-folder.ts";
import type { Environment } from "./terminal.ts";

export function dataFolderOf(
  options: { readonly dataFolder: string | undefined },
  environment: Environment,
): string {
  const { dataFolder } = options;
  return dataFolder === undefined ? defaultDataFolder(environment) : resolve(dataFolder);
}
