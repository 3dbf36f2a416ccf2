// Files with tokens in them: whole or not there, and for their owner only.

import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export async function writePrivateFile(path: string, text: string): Promise<void> {
  // A draft in the same folder, since a file cannot be renamed across file systems.
  const draft = join(dirname(path), `.${basename(path)}-${randomBytes(6).toString("hex")}`);
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Removes the file if it still says this; another process may have written its own since. */
export async function removePrivateFile(path: string, text: string): Promise<void> {
  const present = await readFile(path, "utf8").catch(() => undefined);
  if (present === text) await rm(path, { force: true });
}
