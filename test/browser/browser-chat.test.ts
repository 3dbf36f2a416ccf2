// The example's page in a real browser: two people see each other write, type, edit, delete and read.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChatPage, serveChat } from "../../examples/browser-chat/server.mjs";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { launchBrowser, missingForBrowser, sdkBundling } from "./browser.ts";

const missing = missingForBrowser();

// realtime.test.ts says what is missing, and fails for it in CI.
describe.skipIf(missing !== undefined)("the example page", () => {
  let emulator: ChatEmulator;
  let chat: ChatPage;
  let browser: Browser;
  let alice: Page;
  let bob: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    emulator = await createChatEmulator();
    await emulator.listen({ port: 0 });
    chat = await serveChat(emulator, { bundling: sdkBundling("1.6.0") });
    // No certificate is trusted and none ignored: the page does without.
    browser = await launchBrowser();
    [alice, bob] = [await open("alice"), await open("bob")];
  });

  afterAll(async () => {
    await browser?.close();
    await chat?.close();
    await emulator?.close();
  });

  async function open(user: string): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(`${chat.url}/?user=${user}`);
    await page.waitForSelector("body[data-ready]");
    return page;
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.fill("#text", text);
    await page.click("#composer button");
  }

  const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

  test("shows both who is there and the topic", async () => {
    await shown(bob, "Hello");
    await shown(bob, "Alice, Bob");
  });

  test("shows what the other one writes, and that it was read", async () => {
    await say(alice, "Good morning");
    await shown(bob, "Good morning");
    await shown(alice, "seen");
    await say(bob, "And to you");
    await shown(alice, "And to you");
  });

  test("shows that the other one is typing", async () => {
    await bob.locator("#text").pressSequentially("H");
    await shown(alice, "Bob is typing …");
    await bob.fill("#text", "");
  });

  test("shows an edit and a deletion", async () => {
    await say(alice, "Wrogn");
    const message = alice.locator(".message", { hasText: "Wrogn" });
    await message.waitFor();
    const id = await message.getAttribute("data-id");
    alice.once("dialog", (dialog) => dialog.accept("Wrong"));
    await message.locator(".edit").click();
    await shown(bob, "Wrong");
    await alice.locator(`[data-id="${id}"] .remove`).click();
    await shown(bob, "Deleted");
    expect(await bob.getByText("Wrong", { exact: true }).count()).toBe(0);
  });

  test("shows a new topic and who comes in and leaves", async () => {
    alice.once("dialog", (dialog) => dialog.accept("Plans"));
    await alice.click("#rename");
    await bob.locator("h1", { hasText: "Plans" }).waitFor();
    const carol = await emulator.acs.user("carol");
    const { token, threadId } = await session("alice");
    const call = (action: string, body: unknown) =>
      fetch(
        `${emulator.url}/chat/threads/${threadId}/participants/:${action}?api-version=2025-03-15`,
        {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(body),
        },
      );
    const participant = { communicationIdentifier: { rawId: carol.id }, displayName: "Carol" };
    await call("add", { participants: [participant] });
    await shown(bob, "Carol joined.");
    await call("remove", { rawId: carol.id });
    await shown(bob, "Carol left.");
  });

  test("shows hostile text as text", async () => {
    const hostile = '<img src=x onerror="document.title=1"><b>bold</b>';
    await say(alice, hostile);
    await shown(bob, hostile);
    expect(await bob.locator("#messages img, #messages b").count()).toBe(0);
    expect(await bob.title()).toBe("Plans");
  });

  test("shows the history to who comes later", async () => {
    const later = await open("bob");
    await shown(later, "Good morning");
    await later.context().close();
  });

  test("runs without an error", () => {
    expect(problems).toEqual([]);
  });

  async function session(user: string): Promise<{ token: string; threadId: string }> {
    const response = await fetch(`${chat.url}/session.json?user=${user}`);
    return (await response.json()) as { token: string; threadId: string };
  }
});
