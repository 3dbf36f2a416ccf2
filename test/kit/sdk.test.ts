// The official SDK, unmodified, in the troubles that the kit makes: it retries, fetches a new token, connects again.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { installedIn } from "../sdk/installed.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const sdkFolder = path("../sdk");
const installed = join(sdkFolder, "node_modules", "chat-1.6.0");
const { open } = installedIn(sdkFolder);

interface Sdk {
  ChatClient: new (
    endpoint: string,
    credential: object,
    options: object,
  ) => {
    createChatThread(request: {
      topic: string;
    }): Promise<{ chatThread?: { id: string; topic: string } }>;
  };
}

interface Common {
  AzureCommunicationTokenCredential: new (options: string | object) => object;
}

const sdk = () => open<Sdk>("chat-1.6.0");
const common = () => open<Common>("@azure/communication-common");

afterEach(() => {
  vi.useRealTimers();
});

// test/sdk/sdk.test.ts says what is missing, and fails for it in CI.
describe.skipIf(!existsSync(installed))("the official SDK, unmodified", () => {
  test("is told 429, waits as long as it is told to, and succeeds by itself", async () => {
    await using emulator = await createChatEmulator({ clock: "frozen:2026-01-01T00:00:00Z" });
    emulator.faults.add({
      operation: "Chat_CreateChatThread",
      status: 429,
      retryAfterSeconds: 1,
      times: 2,
    });
    const { token } = await emulator.acs.user("alice");
    const client = clientOf(emulator, token);
    const { chatThread } = await client.createChatThread({ topic: "At last" });
    expect(chatThread?.topic).toBe("At last");
    const statuses = emulator.journal.entries({ operation: "Chat_CreateChatThread" });
    expect(statuses.map((entry) => entry.kind === "http" && entry.status)).toEqual([429, 429, 201]);
  });

  test("gets a new token by itself when the clock has gone past the end of its old one", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-01-01T00:00:00Z") });
    await using emulator = await createChatEmulator();
    const { id, token } = await emulator.acs.user("alice");
    let refreshed = 0;
    const tokenRefresher = async () => {
      refreshed += 1;
      return (await emulator.acs.issueToken({ id })).token;
    };
    const client = clientOf(emulator, { token, tokenRefresher });
    await client.createChatThread({ topic: "With the old one" });
    expect(refreshed).toBe(0);
    // A clock that runs goes by the time of the process, which the SDK goes by as well.
    vi.setSystemTime(Date.parse("2026-01-02T00:00:01Z"));
    const raw = await emulator.fetch(
      new Request("http://localhost/chat/threads?api-version=2025-03-15", {
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    expect(raw.status).toBe(401);
    const { chatThread } = await client.createChatThread({ topic: "With the new one" });
    expect(chatThread?.topic).toBe("With the new one");
    expect(refreshed).toBe(1);
  });

  test("connects again by itself when its socket is closed with a code", async () => {
    await using emulator = await createChatEmulator({ fixtures: ["two-people"] });
    await emulator.listen({ port: 0 });
    const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
    const threadId = await threadOf(emulator, alice.token, bob.id);
    await using listener = startListener(emulator, bob.token);
    expect(await listener.next()).toEqual({ connected: true });
    emulator.faults.add({ socket: { close: 1011 }, event: "chatMessageReceived", times: 1 });
    await say(emulator, alice.token, threadId, "lost");
    expect(await listener.next()).toEqual({ disconnected: true });
    expect(await listener.next()).toEqual({ connected: true });
    await say(emulator, alice.token, threadId, "heard");
    expect(await listener.next()).toEqual({ message: "heard" });
    const closed = emulator.journal.entries({ kind: "socket", user: bob.id });
    const directions = closed.flatMap((entry) =>
      entry.kind === "socket" && entry.direction !== "received" ? [entry.direction] : [],
    );
    expect(directions).toEqual(["opened", "sent", "closed", "opened", "sent"]);
  });
});

function clientOf(emulator: ChatEmulator, credential: string | object) {
  const { ChatClient } = sdk();
  const { AzureCommunicationTokenCredential } = common();
  return new ChatClient(emulator.acs.endpoint, new AzureCommunicationTokenCredential(credential), {
    httpClient: emulator.httpClient,
  });
}

async function call(emulator: ChatEmulator, token: string, where: string, body: object) {
  const request = new Request(`http://localhost/chat/threads${where}?api-version=2025-03-15`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const response = await emulator.fetch(request);
  expect(response.status).toBe(201);
  return (await response.json()) as { readonly chatThread: { readonly id: string } };
}

async function threadOf(emulator: ChatEmulator, token: string, rawId: string): Promise<string> {
  const participants = [{ communicationIdentifier: { rawId } }];
  const { chatThread } = await call(emulator, token, "", { topic: "Launch", participants });
  return chatThread.id;
}

async function say(emulator: ChatEmulator, token: string, thread: string, content: string) {
  await call(emulator, token, `/${encodeURIComponent(thread)}/messages`, { content });
}

/** The client in a process of its own, as examples/node-realtime runs it; `next` is the next line that it prints. */
function startListener(emulator: ChatEmulator, token: string) {
  const folder = installClient();
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ["--conditions=browser", join(folder, "sdk-client.mjs"), emulator.acs.endpoint, token],
    {
      env: { PATH: process.env["PATH"], NODE_EXTRA_CA_CERTS: emulator.caFile },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    next: async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? "null"),
    [Symbol.asyncDispose]: async () => {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function installClient(): string {
  const folder = mkdtempSync(join(tmpdir(), "chat-emulator-kit-"));
  cpSync(path("sdk-client.mjs"), join(folder, "sdk-client.mjs"));
  const globals = "browser-globals.mjs";
  cpSync(path(`../../examples/node-realtime/${globals}`), join(folder, globals));
  const modules = join(folder, "node_modules", "@azure");
  mkdirSync(modules, { recursive: true });
  symlinkSync(installed, join(modules, "communication-chat"));
  const common = "communication-common";
  symlinkSync(join(sdkFolder, "node_modules/@azure", common), join(modules, common));
  symlinkSync(path("../../node_modules/ws"), join(folder, "node_modules", "ws"));
  return folder;
}
