// Messages over HTTP as no client of the service can write them: part by part, and marked by a policy.

import { afterAll, beforeAll, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { type Desk, openDesk } from "./control-desk.ts";

let desk: Desk;
let chat: Chat;
let threadId: string;
let alice: string;

beforeAll(async () => {
  desk = await openDesk({ fixtures: ["two-people"] });
  chat = new Chat(desk.emulator);
  const { acs } = desk.emulator;
  const path = await chat.thread([await acs.user("alice"), await acs.user("bob")]);
  threadId = decodeURIComponent(path.split("/").at(-1) ?? "");
  alice = (await acs.user("alice")).id;
});

afterAll(() => desk.emulator.close());

async function begin(fields: object = {}): Promise<string> {
  const { status, body } = await desk.post("acs/streams", { threadId, sender: alice, ...fields });
  expect(status).toBe(201);
  return body.messageId;
}

async function textOf(messageId: string): Promise<unknown> {
  const user = await desk.emulator.acs.user("bob");
  const path = `/chat/threads/${encodeURIComponent(threadId)}/messages/${messageId}`;
  return (await chat.call(user, "GET", path)).body.content.message;
}

test("a message is written part by part", async () => {
  await using heard = desk.emulator.acs.notifications(alice);
  const message = await begin({ type: "html", content: "<b>H</b>", senderDisplayName: "Bot" });
  const part = async (step: string, body: object) =>
    (await desk.post(`acs/streams/${message}/${step}`, { threadId, ...body })).status;
  expect(await part("inform", { content: "Thinking" })).toBe(204);
  expect(await part("write", { content: "<b>Hel" })).toBe(204);
  expect(await textOf(message)).toBe("<b>Hel");
  expect(await part("end", { content: "<b>Hello</b>", reason: "expired" })).toBe(204);
  expect(await textOf(message)).toBe("<b>Hello</b>");
  const phases: string[] = [];
  for (let left = 4; left > 0; left -= 1) {
    const { value } = await heard.next();
    const { contentType, streamEndReason } = JSON.parse(String(value?.payload["streaming"]));
    phases.push(streamEndReason ?? contentType);
  }
  expect(phases).toEqual(["start", "informative", "streaming", "expired"]);
});

test("a message that has ended is written no more", async () => {
  const message = await begin();
  await desk.post(`acs/streams/${message}/end`, { threadId, content: "Hello" });
  const refused = await desk.post(`acs/streams/${message}/write`, { threadId, content: "more" });
  expect(refused).toMatchObject({
    status: 400,
    body: { error: `Cannot write to message ${message}: it has ended. Stream another one.` },
  });
});

test("a message that was being written when its tenant was reset is there no more", async () => {
  const { acs } = desk.emulator.tenants.get("blue");
  const users = [await acs.user("alice"), await acs.user("bob")];
  const path = await chat.thread(users);
  const id = decodeURIComponent(path.split("/").at(-1) ?? "");
  const order = { threadId: id, sender: users[0]?.id };
  const { body } = await desk.post("acs/streams?tenant=blue", order);
  const write = (tenant: string) =>
    desk.post(`acs/streams/${body.messageId}/write?tenant=${tenant}`, {
      threadId: id,
      content: "Hel",
    });
  expect((await write("default")).status).toBe(404);
  expect((await write("blue")).status).toBe(204);
  await desk.post("reset?tenant=blue");
  expect((await write("blue")).status).toBe(404);
});

test("a message is flagged", async () => {
  const user = await desk.emulator.acs.user("alice");
  const messageId = await chat.say(user, `/chat/threads/${encodeURIComponent(threadId)}`, "hi");
  const flagged = await desk.post("acs/flags", { threadId, messageId, result: "warning" });
  expect(flagged.status).toBe(204);
  const path = `/chat/threads/${encodeURIComponent(threadId)}/messages/${messageId}`;
  const read = await chat.call(user, "GET", path, { version: "2024-06-05-preview" });
  expect(read.body.policyViolation).toEqual({ state: "warning" });
});

const flag = () => ({ threadId, messageId: "1", result: "warning" });
const stream = () => ({ threadId, sender: alice });

test.each<[string, () => unknown, number, string | RegExp]>([
  [
    "acs/flags",
    () => ({ ...flag(), messageId: undefined }),
    400,
    /it has no messageId\. Add it\.$/,
  ],
  ["acs/flags", flag, 400, /^Cannot flag message 1 of 19:.*: no user has sent such a message\. /],
  [
    "acs/flags",
    () => ({ ...flag(), result: "blocked" }),
    400,
    'Cannot flag the message: result is "blocked". Write "contentBlocked" or "warning".',
  ],
  [
    "acs/flags",
    () => ({ ...flag(), mesageId: "1" }),
    400,
    'Cannot flag the message: it has the unknown field "mesageId". Did you mean "messageId"?',
  ],
  ["acs/flags", () => undefined, 400, "Cannot flag the message: there is no body. Send JSON."],
  [
    "acs/streams",
    () => ({ ...stream(), sender: { id: alice } }),
    400,
    /sender is an object, not t/,
  ],
  ["acs/streams", () => ({ threadId }), 400, /it has no sender\. Add it\.$/],
  [
    "acs/streams",
    () => ({ ...stream(), sender: "8:acs:nobody" }),
    400,
    /^Cannot send as 8:acs:nobody: the emulator does not know that user\. /,
  ],
  [
    "acs/streams",
    () => ({ ...stream(), threadId: "19:none" }),
    400,
    /^Cannot stream a message in 19:none: /,
  ],
  [
    "acs/streams",
    () => ({ ...stream(), type: "markdown" }),
    400,
    /type is "markdown"\. Write "text"/,
  ],
  [
    "acs/streams/5/write",
    () => ({ threadId: "19:none", content: "x" }),
    404,
    "Cannot write to message 5 of 19:none: nobody streams such a message. Start it with POST acs/streams, and give the ids of that one.",
  ],
  ["acs/streams/5/inform", () => ({ content: "x" }), 400, /it has no threadId\. Add it\.$/],
  [
    "acs/streams/5/end",
    () => ({ threadId, content: "x", reason: "done" }),
    400,
    'Cannot write to the message: reason is "done". Write "completed" or "expired" or "canceled".',
  ],
])("POST %s with what is not right is refused", async (path, body, status, error) => {
  const refused = await desk.post(path, body());
  expect(refused.body).toEqual({
    error: typeof error === "string" ? error : expect.stringMatching(error),
  });
  expect(refused.status).toBe(status);
});
