// chat-emulator/playwright: the fixture as Playwright runs it, with a real page of playwright-core.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Emulators } from "../../src/server/kit/emulators.ts";
import { type BrowserChat, chatFixture, type PageTest } from "../../src/server/kit/playwright.ts";
import { launchBrowser, missingBrowser } from "../browser/browser.ts";

const passed = { titlePath: ["chat.spec.ts", "alice", "opens"], status: "passed" } as const;

/** As Playwright calls the fixtures: the worker's around the test's. */
async function runFixture(
  testInfo: PageTest,
  run: (chat: BrowserChat) => Promise<void>,
): Promise<void> {
  const [chatOptions] = chatFixture.chatOptions;
  const [chatServer] = chatFixture.chatServer;
  await chatServer({}, (server: Emulators) =>
    chatFixture.chat({ chatOptions, chatServer: server }, run, testInfo),
  );
}

test("the tenant of a test listens while it runs, and not after it", async () => {
  let url = "";
  await runFixture({ ...passed, expectedStatus: "passed" }, async (chat) => {
    url = chat.url;
    expect(chat.tenant).toMatch(/^alice-opens-[0-9a-f]{8}$/);
    expect((await fetch(`${url}/_emulator/info`)).status).toBe(200);
  });
  await expect(fetch(`${url}/_emulator/info`)).rejects.toThrow("fetch failed");
});

test("the journal of a test that failed is attached", async () => {
  const attached: unknown[] = [];
  const failed = {
    titlePath: ["chat.spec.ts", "alice fails"],
    status: "failed",
    expectedStatus: "passed",
    attach: async (...attachment: unknown[]) => void attached.push(attachment),
  };
  await runFixture(failed, async (chat) => {
    await fetch(`${chat.url}/chat/threads?api-version=2025-03-15`);
  });
  expect(attached).toEqual([
    ["chat journal", { body: expect.stringContaining(": 401"), contentType: "text/plain" }],
  ]);
});

test("Playwright finds the fixtures that each one needs", () => {
  // It reads them from the text of the function, as vitest does.
  expect(String(chatFixture.chat)).toMatch(/^async \(\{ chatOptions, chatServer \}, use, /);
  expect(String(chatFixture.chatServer[0])).toMatch(/^async \(\{\s*\}, use\)/);
});

describe.skipIf(missingBrowser() !== undefined)("a page", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(() => browser?.close());

  test("is told of its endpoint and its user, and reaches its tenant", async () => {
    await runFixture({ ...passed, expectedStatus: "passed" }, async (chat) => {
      const page = await browser.newPage();
      const { url, user, endpoint } = await chat.open(page, "bob");
      expect(user.name).toBe("bob");
      await page.goto(`${url}/_emulator/health`);
      const told = await page.evaluate("globalThis.chatEmulator");
      expect(told).toMatchObject({ url, endpoint, user: { id: user.id, token: user.token } });
      const status = await page.evaluate(
        `fetch(chatEmulator.url + "/chat/threads?api-version=2025-03-15", {
          headers: { authorization: "Bearer " + chatEmulator.user.token },
        }).then(({ status }) => status)`,
      );
      expect(status).toBe(200);
      expect(await chat.journal.entries({ operation: "ListChatThreads" })).toMatchObject([
        { user: user.id, status: 200 },
      ]);
      await page.close();
    });
  });
});
