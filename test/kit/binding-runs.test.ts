// The bindings as they are published, in processes of their own: what a failure shows, and that each ends by itself.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { build } from "../command-line/built.ts";
import { installFolder, runNode, runVitest } from "./binding-folder.ts";

beforeAll(() => build());

/** What the tests of all bindings do. */
const app = `
  export async function createThread(chat, name, others = []) {
    const { token } = await chat.user(name);
    return chat.fetch(chat.endpoint + "chat/threads?api-version=2025-03-15", {
      method: "POST",
      headers: { authorization: "Bearer " + token, "content-type": "application/json" },
      body: JSON.stringify({
        topic: "Lunch",
        participants: others.map(({ id: rawId }) => ({ communicationIdentifier: { rawId } })),
      }),
    });
  }
`;

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

test("vitest shows the journal of a test that fails, and ends though a server listened", async () => {
  const folder = installFolder(["chat-emulator", "vitest"]);
  write(folder, {
    "app.mjs": app,
    "one.test.mjs": `
      import { expect, test } from "chat-emulator/vitest";
      import { createThread } from "./app.mjs";
      test("alice opens a thread", async ({ chat }) => {
        await chat.listen();
        await createThread(chat, "alice");
        await expect(chat).toHaveReceived("Chat_CreateChatThread");
      });
      test("bob is forgotten", async ({ chat }) => {
        await createThread(chat, "alice");
        const bob = await chat.user("bob");
        const options = { from: bob, withinMs: 1 };
        await expect(chat).toHaveReceived("Chat_CreateChatThread", options);
      });
      test("a timer that nobody moves", async ({ chat }) => {
        chat.robot("bob");
        await chat.clock.freeze();
        await createThread(chat, "alice");
      });
    `,
    "two.test.mjs": `
      import { expect, test } from "chat-emulator/vitest";
      import { createThread } from "./app.mjs";
      let tries = 0;
      test("the second try finds nothing of the first", { retry: 1 }, async ({ chat }) => {
        await createThread(chat, "alice");
        await expect(chat).toHaveReceived("Chat_CreateChatThread", { times: 1 });
        if (tries++ === 0) throw new Error("not yet");
      });
    `,
  });
  const { exitCode, printed } = await runVitest(folder);
  expect(printed).toMatch(
    /Expected Chat_CreateChatThread at least 1 time from 8:acs:\S+, received 0\. Nearest other calls: #1 Chat_CreateChatThread by \S+ \(user differs\)\./,
  );
  expect(printed).toMatch(
    /The journal of the tenant bob-is-forgotten-[0-9a-f]{8}:\n {2}#1 Chat_CreateChatThread by 8:acs:\S+: 201\n/,
  );
  expect(printed).toMatch(/Tests +1 failed \| 3 passed/);
  expect(printed).not.toMatch(/close timed out|hanging/i);
  expect(exitCode).toBe(1);
}, 60_000);

test("workers share the server of the global setup, and it is gone after the run", async () => {
  const folder = installFolder(["chat-emulator", "vitest"]);
  const file = `
    import { describe, expect, inject, vi } from "vitest";
    import { test } from "chat-emulator/vitest";
    import { createThread } from "./app.mjs";
    test("alice opens a thread", async ({ chat }) => {
      expect(chat.url.startsWith(inject("chatEmulator").url)).toBe(true);
      await createThread(chat, "alice");
      await expect(chat).toHaveReceived("Chat_CreateChatThread", { times: 1 });
      await expect(chat).toBeInOrder(["Chat_CreateChatThread"]);
    });
    test("timers that stand still hinder nothing", async ({ chat }) => {
      vi.useFakeTimers();
      const options = { from: await chat.user("alice") };
      const waiting = expect(chat).toHaveReceived("Chat_CreateChatThread", options);
      await createThread(chat, "alice");
      await waiting;
      await chat.clock.advance({ hours: 1 });
      await expect(
        expect(chat).toHaveReceived("SendChatMessage", { withinMs: 1 }),
      ).rejects.toThrow("Expected SendChatMessage");
      vi.useRealTimers();
    });
    test("a robot of the worker's answers, in the time of the server", async ({ chat }) => {
      vi.useFakeTimers();
      await chat.clock.freeze();
      await chat.robot("bob").on("added", async (_, robot) => {
        await robot.wait({ seconds: 2 });
        await robot.say("Here I am");
      });
      const heard = await chat.notifications(await chat.user("alice"));
      await createThread(chat, "alice", [await chat.user("bob")]);
      await chat.clock.advance({ seconds: 2 });
      expect((await heard.next()).value.name).toBe("chatThreadCreated");
      expect((await heard.next()).value.payload.messageBody).toBe("Here I am");
      vi.useRealTimers();
    });
    describe("in process", () => {
      test.override({ chatOptions: { inProcess: true, seed: 7 } });
      test("options are the test's own", async ({ chat }) => {
        expect(() => chat.url).toThrow();
      });
    });
    test("the server is " + inject("chatEmulator").url, () => {});
  `;
  write(folder, {
    "app.mjs": app,
    "vitest.config.mjs": `
      import { defineConfig } from "vitest/config";
      export default defineConfig({ test: { globalSetup: ["chat-emulator/vitest/global-setup"] } });
    `,
    "one.test.mjs": file,
    "two.test.mjs": file,
  });
  const { exitCode, printed } = await runVitest(folder);
  expect(printed).toMatch(/Tests +10 passed/);
  expect(exitCode).toBe(0);
  const urls = [...printed.matchAll(/the server is (http:\S+)/g)].map(([, url = ""]) => url);
  expect(new Set(urls).size).toBe(1);
  await expect(fetch(`${urls[0]}/_emulator/health`)).rejects.toThrow("fetch failed");
}, 60_000);

test("node:test has the same tenants and its assertions say the same, and its process ends", async () => {
  const folder = installFolder(["chat-emulator"]);
  mkdirSync(join(folder, "tests"));
  write(folder, {
    "app.mjs": app,
    "tests/all.test.mjs": `
      import assert from "node:assert";
      import { test } from "node:test";
      import * as kit from "chat-emulator/node-test";
      import { createThread } from "../app.mjs";
      test("alice opens a thread", async (t) => {
        const chat = await kit.useChat(t, { clock: "frozen:2025-03-15T12:00:00Z" });
        assert.match(chat.tenant, /^alice-opens-a-thread-/);
        const { url } = await chat.listen();
        const waiting = kit.assertReceived(chat, "CreateChatThread", { times: 1 });
        const response = await createThread(chat, "alice");
        await waiting;
        const body = await response.json();
        kit.assertContract(body, "acs", "2025-03-15", "CreateChatThreadResult");
        await kit.assertNotReceived(chat, "SendChatMessage");
        await kit.assertInOrder(chat, ["CreateChatThread"]);
        await assert.rejects(
          kit.assertReceived(chat, "SendChatMessage", { withinMs: 1 }),
          { name: "AssertionError", message: /^Expected SendChatMessage at least 1 time, received 0/ },
        );
        await assert.rejects(kit.assertNotReceived(chat, "CreateChatThread"), assert.AssertionError);
        await assert.rejects(kit.assertInOrder(chat, ["SendChatMessage"]), assert.AssertionError);
        assert.throws(
          () => kit.assertContract({}, "acs", "2025-03-15", "ChatMessage"),
          assert.AssertionError,
        );
        assert.equal((await fetch(url + "/_emulator/health")).status, 200);
      });
      test("bob is forgotten", async (t) => {
        const chat = await kit.useChat(t);
        await createThread(chat, "alice");
        await kit.assertReceived(chat, "SendChatMessage", { withinMs: 1 });
      });
    `,
  });
  const { exitCode, printed } = await runNode(folder, ["--test", "tests/all.test.mjs"]);
  expect(printed).toMatch(/pass 1\n.*fail 1\n/s);
  expect(printed).toContain("Expected SendChatMessage at least 1 time, received 0");
  expect(printed).toMatch(/The journal of the tenant bob-is-forgotten-[0-9a-f]{8}:/);
  expect(exitCode).toBe(1);
}, 60_000);
