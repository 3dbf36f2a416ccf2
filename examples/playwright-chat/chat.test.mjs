// What two people see of each other, in a real browser with the unmodified SDK.

import { expect } from "chat-emulator/vitest";
import { test } from "./page-test.mjs";

const shown = (page, text) => page.getByText(text, { exact: true }).waitFor();

async function say(page, text) {
  await page.fill("#text", text);
  await page.click("#composer button");
}

test("bob sees what alice writes, and alice that he has read it", async ({ chat, openAs }) => {
  const [alice, bob] = [await openAs("alice"), await openAs("bob")];
  await say(alice, "Good morning");
  await shown(bob, "Good morning");
  await shown(alice, "seen");
  await expect(chat).toHaveReceived("ChatThread_SendChatMessage", {
    times: 1,
    from: await chat.user("alice"),
  });
  await expect(chat).toBeInOrder(["SendChatMessage", "SendChatReadReceipt"]);
});

test("a robot needs no second browser", async ({ chat, openAs }) => {
  await chat.robot("bob").on("message", ({ text }, robot) => robot.say(`${text}, too`));
  const alice = await openAs("alice");
  await say(alice, "Good morning");
  await shown(alice, "Good morning, too");
});

test("a message comes through though the service was busy", async ({ chat, openAs }) => {
  const alice = await openAs("alice");
  await chat.faults.add({
    operation: "ChatThread_SendChatMessage",
    status: 429,
    headers: { "retry-after-ms": "10" },
    times: 1,
  });
  await say(alice, "Good morning");
  await shown(alice, "Good morning");
  await expect(chat).toHaveReceived("ChatThread_SendChatMessage", { times: 2 });
});
