// Folders for tests, and data folders whose certificates need not be made first.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { createChatEmulator } from "../../src/server/index.ts";

let warmed: Promise<string> | undefined;

afterAll(async () => {
  if (warmed) rmSync(await warmed, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Fills the folder with keys and certificates; making them takes longer than all else in a start. */
export async function fillDataFolder(folder: string): Promise<void> {
  warmed ??= makeDataFolder();
  cpSync(await warmed, folder, { recursive: true });
}

async function makeDataFolder(): Promise<string> {
  const folder = makeFolder();
  const emulator = await createChatEmulator({ dataFolder: folder });
  await emulator.listen({ port: 0 });
  await emulator.close();
  return folder;
}

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), "chat-emulator-"));
}
