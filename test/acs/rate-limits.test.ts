// The documented rate limits: off unless asked for, counted in sliding windows by the world's clock.

import { expect, test } from "vitest";
import { openChat } from "../support/chat.ts";

test("no limit holds unless asked for", async () => {
  await using chat = await openChat({ clock: "frozen:2025-01-01T00:00:00Z" });
  const alice = await chat.emulator.acs.user("alice");
  const thread = await chat.thread([alice]);
  for (let n = 0; n < 31; n += 1) await chat.say(alice, thread, `message ${n}`);
});

test("the eleventh message in ten seconds is refused with the time to wait", async () => {
  await using chat = await openChat({ rateLimits: true, clock: "frozen:2025-01-01T00:00:00Z" });
  const alice = await chat.emulator.acs.user("alice");
  const thread = await chat.thread([alice]);
  for (let n = 0; n < 10; n += 1) await chat.say(alice, thread, `message ${n}`);
  const refused = await chat.call(alice, "POST", `${thread}/messages`, { body: { content: "x" } });
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("10");
  expect(refused.body.CommunicationError).toEqual({
    Code: "TooManyRequests",
    Message: "Rate limit exceeded.",
    Details: [],
  });
  const other = await chat.thread([alice], "other");
  await chat.say(alice, other, "another thread counts for itself");
});
