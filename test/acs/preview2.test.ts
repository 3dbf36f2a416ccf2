// The first api-version as it was recorded, written out: members, 207, and XML in strings.

import { expect, test } from "vitest";
import { openChat } from "../support/chat.ts";

const version = "2020-09-21-preview2";

async function open() {
  const chat = await openChat({ clock: "frozen:2020-11-10T23:35:07.575Z" });
  const [alice, bob] = [await chat.emulator.acs.user("alice"), await chat.emulator.acs.user("bob")];
  const made = await chat.call(alice, "POST", "/chat/threads", {
    version,
    body: {
      topic: "Launch <meeting>",
      members: [{ id: alice.id }, { id: bob.id, displayName: "Bob" }],
    },
  });
  return { chat, alice, bob, made, thread: made.body.multipleStatus[2]?.id };
}

test("creating a thread answers 207 with a status for each member and the thread last", async () => {
  const { made, alice, bob, thread } = await open();
  expect(made.status).toBe(207);
  expect(made.body).toEqual({
    multipleStatus: [
      { id: alice.id, statusCode: 201, type: "ThreadMember" },
      { id: bob.id, statusCode: 201, type: "ThreadMember" },
      { id: thread, statusCode: 201, type: "Thread" },
    ],
  });
  expect(made.headers.get("location")).toBe(
    `https://localhost:2428/chat/threads/${thread.replace(":", "%3A")}`,
  );
});

test("a thread shows its members, a list says whether it is deleted", async () => {
  const { chat, alice, bob, thread } = await open();
  const shown = await chat.call(alice, "GET", `/chat/threads/${thread}`, { version });
  expect(shown.body).toEqual({
    id: thread,
    topic: "Launch <meeting>",
    createdOn: "2020-11-10T23:35:07Z",
    createdBy: alice.id,
    members: [
      { id: alice.id, shareHistoryTime: "1970-01-01T00:00:00Z" },
      { id: bob.id, displayName: "Bob", shareHistoryTime: "1970-01-01T00:00:00Z" },
    ],
  });
  const listed = await chat.call(alice, "GET", "/chat/threads", { version });
  expect(listed.body.value).toEqual([
    {
      id: thread,
      topic: "Launch <meeting>",
      isDeleted: false,
      lastMessageReceivedOn: "2020-11-10T23:35:07Z",
    },
  ]);
});

test("messages have string contents, and what the thread says is XML from the thread itself", async () => {
  const { chat, alice, bob, thread } = await open();
  const path = `/chat/threads/${thread}`;
  const sent = await chat.call(alice, "POST", `${path}/messages`, {
    version,
    body: { content: "content", priority: "High" },
  });
  expect(sent.status).toBe(201);
  const removed = await chat.call(
    alice,
    "DELETE",
    `${path}/members/${encodeURIComponent(bob.id)}`,
    { version },
  );
  expect(removed.status).toBe(204);
  const { body } = await chat.call(alice, "GET", `${path}/messages`, { version });
  expect(body.value.map((message: { type: string }) => message.type)).toEqual([
    "ThreadActivity/DeleteMember",
    "Text",
    "ThreadActivity/TopicUpdate",
    "ThreadActivity/AddMember",
  ]);
  expect(body.value[1]).toEqual({
    id: sent.body.id,
    type: "Text",
    priority: "High",
    version: sent.body.id,
    content: "content",
    senderDisplayName: "",
    createdOn: "2020-11-10T23:35:07Z",
    senderId: alice.id,
  });
  const topic = body.value[2];
  expect(topic).toMatchObject({ priority: "Normal", senderId: thread });
  expect(topic).not.toHaveProperty("sequenceId");
  expect(topic.content).toBe(
    `<topicupdate><eventtime>${topic.id}</eventtime><initiator>${alice.id}</initiator><value>Launch &lt;meeting&gt;</value></topicupdate>`,
  );
  const added = body.value[3];
  const target = (id: string) =>
    `<target>${id}</target><detailedtargetinfo><id>${id}</id></detailedtargetinfo>`;
  expect(added.content).toBe(
    `<addmember><eventtime>${added.id}</eventtime><initiator>${alice.id}</initiator><rosterVersion>${added.id}</rosterVersion>${target(alice.id)}${target(bob.id)}</addmember>`,
  );
});

test("changes answer 200, receipts 201, and a deleted message has empty content", async () => {
  const { chat, alice, thread } = await open();
  const path = `/chat/threads/${thread}`;
  const { body } = await chat.call(alice, "POST", `${path}/messages`, {
    version,
    body: { content: "x" },
  });
  const message = `${path}/messages/${body.id}`;
  const statuses = [
    await chat.call(alice, "PATCH", path, { version, body: { topic: "new" } }),
    await chat.call(alice, "PATCH", message, { version, body: { content: "y", priority: "High" } }),
    await chat.call(alice, "POST", `${path}/readreceipts`, {
      version,
      body: { chatMessageId: body.id },
    }),
    await chat.call(alice, "POST", `${path}/typing`, { version }),
    await chat.call(alice, "DELETE", message, { version }),
  ].map(({ status, text }) => [status, text]);
  expect(statuses).toEqual([
    [200, ""],
    [200, ""],
    [201, ""],
    [200, ""],
    [204, ""],
  ]);
  const receipts = await chat.call(alice, "GET", `${path}/readreceipts`, { version });
  expect(receipts.body.value).toEqual([
    { senderId: alice.id, chatMessageId: body.id, readOn: "2020-11-10T23:35:07Z" },
  ]);
  const deleted = await chat.call(alice, "GET", message, { version });
  expect(deleted.body).toMatchObject({ content: "", type: "Text", deletedOn: expect.any(String) });
  expect(deleted.body).not.toHaveProperty("editedOn");
});

test("adding members answers 207, and says who could not come in", async () => {
  const { chat, alice, bob, thread } = await open();
  const ghost = bob.id.replace(/.{12}$/, "000000000000");
  const added = await chat.call(alice, "POST", `/chat/threads/${thread}/members`, {
    version,
    body: { members: [{ id: bob.id }, { id: ghost }] },
  });
  expect(added.status).toBe(207);
  expect(added.headers.get("api-supported-versions")).toBe(version);
  expect(added.body.multipleStatus).toEqual([
    { id: bob.id, statusCode: 201, type: "ThreadMember" },
    { id: ghost, statusCode: 404, message: "Not found", type: "ThreadMember" },
  ]);
});

test("an error is bare", async () => {
  const { chat, alice } = await open();
  const unknown = await chat.call(alice, "GET", `/chat/threads/19:${"0".repeat(32)}@thread.v2`, {
    version,
  });
  expect(unknown.status).toBe(404);
  expect(unknown.body).toEqual({
    code: "NotFound",
    message: "The specified thread id was not found.",
    innerErrors: [],
  });
});
