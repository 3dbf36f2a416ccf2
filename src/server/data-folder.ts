// The folder that keeps certificates and keys between starts, for its owner only.

import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** The folder the emulator keeps its own files in, by the customs of the platform. */
export function defaultDataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { CHAT_EMULATOR_DATA: chosen, LOCALAPPDATA: local, XDG_DATA_HOME: xdg } = environment;
  if (chosen) return resolve(chosen);
  if (platform === "win32") {
    return join(local || join(homedir(), "AppData", "Local"), "chat-emulator");
  }
  if (platform === "darwin") {
    return join(homedir(), "Library", "Application Support", "chat-emulator");
  }
  // The XDG specification says to ignore relative paths.
  const data = xdg && isAbsolute(xdg) ? xdg : join(homedir(), ".local", "share");
  return join(data, "chat-emulator");
}

/**
 * Makes a folder and those above it. Node's own recursive way never ends where a folder that exists cannot
 * be written to and says that it is not there, as under /proc (seen with Node 20.20).
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  if (await made(folder)) return;
  await makePrivateFolder(dirname(folder));
  if (!(await made(folder))) await mkdir(folder, { mode: 0o700 });
}

/** Whether the folder is there now; false when the one above it is missing. */
async function made(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return true;
    if (code === "ENOENT" && dirname(folder) !== folder) return false;
    throw error;
  }
}
