// Keeps the certificate files in the data folder, so that processes starting at once agree on them.
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import {
  chmod,
  copyFile,
  link,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder } from "../data-folder.ts";

/** One written set of keys and certificates. A generation is never changed, only followed by the next. */
export interface Generation {
  readonly number: number;
  readonly text: string;
}

const ownerOnly = 0o600;
const ownFile = /^(ca\.pem|keys-\d{1,9}\.pem|token-key\.pem.*|running|\.draft-.*)$/;

/** Makes the folder, or shuts others out of it when nothing but these files is in it. */
export async function openFolder(folder: string): Promise<void> {
  await makePrivateFolder(folder);
  // With other things in it, it may be someone's home: its mode is not ours to change.
  const names = await readdir(folder);
  if (names.every((name) => ownFile.test(name))) await tighten(folder, 0o700);
}

/** The newest generation, or nothing if there is none yet. */
export async function newestGeneration(folder: string): Promise<Generation | undefined> {
  const number = (await generationNumbers(folder)).at(-1);
  if (number === undefined) return undefined;
  const file = generationFile(folder, number);
  try {
    await tighten(file, ownerOnly);
    return { number, text: await readFile(file, "utf8") };
  } catch (error) {
    // A newer generation took its place between listing and reading.
    if (hasCode(error, "ENOENT")) return newestGeneration(folder);
    throw error;
  }
}

/** Writes a generation whole, unless another process was first with that number. */
export async function addGeneration(folder: string, generation: Generation): Promise<void> {
  const file = generationFile(folder, generation.number);
  const draft = await writeDraft(folder, generation.text, ownerOnly);
  try {
    await linkNew(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes the generations before this one. */
export async function dropOlder(folder: string, newest: number): Promise<void> {
  const numbers = await generationNumbers(folder);
  const old = numbers.filter((number) => number < newest);
  await Promise.all(old.map((number) => rm(generationFile(folder, number), { force: true })));
}

/** Writes a file others may read, whole, and only if it says something else now. */
export async function publish(folder: string, name: string, text: string): Promise<string> {
  const file = join(folder, name);
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present !== text) await rename(await writeDraft(folder, text, 0o644), file);
  return file;
}

async function generationNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .flatMap((name) => /^keys-(\d{1,9})\.pem$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

function generationFile(folder: string, number: number): string {
  return join(folder, `keys-${number}.pem`);
}

async function writeDraft(folder: string, text: string, mode: number): Promise<string> {
  const draft = join(folder, `.draft-${process.pid}-${randomBytes(6).toString("hex")}`);
  await writeFile(draft, text, { mode, flag: "wx" });
  return draft;
}

// Linking is the one operation that both refuses an existing name and shows only whole files; some
// mounted file systems lack it, and there an exclusive copy is the next best.
async function linkNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (hasCode(error, "EEXIST")) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

async function tighten(path: string, mode: number): Promise<void> {
  const { mode: present } = await stat(path);
  if (process.platform === "win32" || (present & 0o077) === 0) return;
  // Mounted folders may not know modes at all, and that is no reason not to start.
  await chmod(path, mode).catch(() => undefined);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
