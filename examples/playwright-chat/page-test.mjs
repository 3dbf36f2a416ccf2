// A test with a browser: the page of browser-chat on the tenant of the test, opened as anybody.

import { test as base } from "chat-emulator/vitest";
import { chromium } from "playwright-core";
import { serveChat } from "../browser-chat/server.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const test = base.extend({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it which fixtures are wanted.
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],

  /** Opens the page as the user of that name, in a browser context of its own. */
  openAs: async ({ chat, browser }, use) => {
    await chat.listen();
    const { url, endpoint } = chat;
    const page = await serveChat({ url, acs: { endpoint, user: (name) => chat.user(name) } });
    const contexts = [];
    await use(async (name) => {
      const context = await browser.newContext();
      contexts.push(context);
      const opened = await context.newPage();
      await opened.goto(`${page.url}/?user=${name}`);
      await opened.waitForSelector("body[data-ready]");
      return opened;
    });
    for (const context of contexts) await context.close();
    await page.close();
  },
});
