// Opens the SDK packages installed under test/sdk, each with the dependencies that npm gave it.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Loads packages by their alias in package.json, or one that such a package itself depends on. */
export interface Installed {
  open<Package>(alias: string): Package;
  openFor<Package>(alias: string, dependency: string): Package;
}

/** `folder` is test/sdk: the scenario may run as a compiled copy elsewhere, so it cannot find that by itself. */
export function installedIn(folder: string): Installed {
  const require = createRequire(pathToFileURL(`${folder}/package.json`));
  return {
    open: (alias) => require(alias),
    openFor: (alias, dependency) => createRequire(require.resolve(alias))(dependency),
  };
}
