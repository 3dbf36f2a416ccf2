// The key that signs tokens: made once, kept in the data folder for its owner only, so that starts are fast.

import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultDataFolder, makePrivateFolder } from "./data-folder.ts";
import { isTokenKey, makeTokenKey } from "./dialects/acs/tokens.ts";

const FILE = "token-key.pem";

/** The key as PEM text. Where nothing can be kept, a key of this process alone will do. */
export async function loadTokenKey(folder = defaultDataFolder()): Promise<string> {
  const file = join(folder, FILE);
  const kept = await read(file);
  if (kept !== undefined) return kept;
  const made = await makeTokenKey();
  try {
    await makePrivateFolder(folder);
    return await keep(file, made);
  } catch {
    return made;
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, "utf8");
    return isTokenKey(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Of two processes that start at once the first to link wins, and both use its key. */
async function keep(file: string, key: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, key, { mode: 0o600 });
  try {
    await link(draft, file);
    return key;
  } catch {
    const other = await read(file);
    if (other !== undefined) return other;
    await rm(file, { force: true });
    await link(draft, file);
    return key;
  } finally {
    await rm(draft, { force: true });
  }
}
