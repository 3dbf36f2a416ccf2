// What each event looks like on the wire, who gets it and who does not.

import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { realtimeDefinitions } from "../../src/contracts/acs/realtime.ts";
import type { AcsUser, HeardNotification, NotificationStream } from "../../src/server/index.ts";
import { type Chat, openChat } from "../support/chat.ts";

const NOW = "2025-05-06T07:08:09.123Z";

let chat: Chat;
let alice: AcsUser;
let bob: AcsUser;
let carol: AcsUser;
let thread: string;
let threadId: string;
let toBob: NotificationStream;

beforeEach(async () => {
  chat = await openChat({ clock: `frozen:${NOW}` });
  alice = await chat.emulator.acs.user("alice");
  bob = await chat.emulator.acs.user("bob");
  carol = await chat.emulator.acs.user("carol");
  thread = await chat.thread([alice, bob]);
  threadId = decodeURIComponent(thread.slice("/chat/threads/".length));
  toBob = chat.emulator.acs.notifications(bob);
});

afterEach(() => chat.emulator.close());

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
ajv.addSchema({ $id: "realtime", $defs: realtimeDefinitions });

/** Whatever is pushed has the shape that the contract promises. */
async function next(stream: NotificationStream): Promise<HeardNotification> {
  const { value } = await stream.next();
  if (!value) throw new Error("There was nothing more to hear.");
  ajv.validate(`realtime#/$defs/${value.name}`, value.payload);
  expect(ajv.errors).toBeNull();
  return value;
}

/** What waits, without waiting for more. */
async function names(stream: NotificationStream): Promise<string[]> {
  const heard: string[] = [];
  await stream.return();
  for await (const { name } of stream) heard.push(name);
  return heard;
}

const personal = () => ({ recipientMri: bob.id, recipientId: bob.id.slice(2) });
const both = (id: number) => ({ eventId: id, _eventId: id });

describe("a message", () => {
  test("is pushed when it is sent", async () => {
    const sent = await chat.call(alice, "POST", `${thread}/messages`, {
      body: {
        content: "<b>hi</b>",
        type: "html",
        senderDisplayName: "Alice",
        metadata: { k: "ü%41" },
      },
    });
    const { name, payload, threadId: where } = await next(toBob);
    expect([name, where]).toEqual(["chatMessageReceived", threadId]);
    expect(payload).toEqual({
      ...both(200),
      ...personal(),
      senderId: alice.id,
      groupId: threadId,
      messageId: sent.body.id,
      messageType: "RichText/Html",
      clientMessageId: "",
      senderDisplayName: "Alice",
      originalArrivalTime: new Date(Number(sent.body.id)).toISOString(),
      version: sent.body.id,
      priority: "",
      messageBody: "<b>hi</b>",
      content: "<b>hi</b>",
      acsChatMessageMetadata: '{"k":"ü%41"}',
      attachments: "[]",
    });
  });

  test("is pushed when it is edited and when it is deleted", async () => {
    const id = await chat.say(alice, thread, "one");
    await chat.call(alice, "PATCH", `${thread}/messages/${id}`, { body: { content: "two" } });
    await chat.call(alice, "DELETE", `${thread}/messages/${id}`);
    const [posted, edited, deleted] = [await next(toBob), await next(toBob), await next(toBob)];
    expect(edited.payload).toEqual({
      ...posted.payload,
      ...both(247),
      messageBody: "two",
      content: "two",
      version: String(Number(id) + 1),
      edittime: new Date(Number(id) + 1).toISOString(),
    });
    const { messageBody, content, acsChatMessageMetadata, attachments, ...rest } = posted.payload;
    expect(deleted.payload).toEqual({
      ...rest,
      ...both(248),
      version: String(Number(id) + 2),
      deletetime: new Date(Number(id) + 2).toISOString(),
    });
  });

  test("comes to its sender as well", async () => {
    const toAlice = chat.emulator.acs.notifications(alice);
    await chat.say(alice, thread, "hello");
    expect((await next(toAlice)).payload["recipientMri"]).toBe(alice.id);
  });

  test("has relative links to its images, which the client completes", async () => {
    const version = "2024-06-05-preview";
    const image = await chat.call(alice, "POST", `${thread}/images`, {
      version,
      query: { imageFilename: "a.png" },
      headers: { "content-type": "image/png" },
      raw: Buffer.from("89504e470d0a1a0a", "hex"),
    });
    expect(image.status).toBe(201);
    await chat.call(alice, "POST", `${thread}/messages`, {
      version,
      body: {
        content: "look",
        type: "html",
        attachments: [{ id: image.body.id, attachmentType: "image" }],
      },
    });
    const { payload } = await next(toBob);
    const base = `${thread}/images/${image.body.id}/view`;
    expect(JSON.parse(String(payload["attachments"]))).toEqual([
      {
        id: image.body.id,
        attachmentType: "image",
        url: `${base}/original`,
        previewUrl: `${base}/small`,
      },
    ]);
  });
});

test("typing is pushed with the name that was given", async () => {
  await chat.call(alice, "POST", `${thread}/typing`, { body: { senderDisplayName: "Alice" } });
  expect(await next(toBob)).toEqual({
    name: "typingIndicatorReceived",
    threadId,
    payload: {
      ...both(245),
      ...personal(),
      senderId: alice.id,
      groupId: threadId,
      messageId: String(Date.parse(NOW)),
      messageType: "Control/Typing",
      clientMessageId: "0",
      senderDisplayName: "Alice",
      originalArrivalTime: NOW,
      version: String(Date.parse(NOW)),
      priority: "",
    },
  });
});

test("a read receipt is pushed with its horizon", async () => {
  const id = await chat.say(alice, thread, "read me");
  await next(toBob);
  await chat.call(bob, "POST", `${thread}/readReceipts`, { body: { chatMessageId: id } });
  const { name, payload } = await next(toBob);
  const { messageBody, ...rest } = payload;
  expect(name).toBe("readReceiptReceived");
  expect(rest).toEqual({
    ...both(246),
    ...personal(),
    senderId: bob.id,
    groupId: threadId,
    messageId: id,
    messageType: "ThreadActivity/MemberConsumptionHorizonUpdate",
    clientMessageId: "0",
    senderDisplayName: "",
  });
  expect(JSON.parse(String(messageBody))).toMatchObject({
    user: bob.id,
    consumptionhorizon: `${id};${Date.parse(NOW)};0`,
  });
});

describe("a thread", () => {
  test("is pushed once when it is created, with everybody who is in it", async () => {
    const made = await chat.call(alice, "POST", "/chat/threads", {
      body: {
        topic: "50%41 für alle",
        metadata: { a: "b" },
        retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 60 },
        participants: [{ communicationIdentifier: { rawId: bob.id }, displayName: "Bob" }],
      },
    });
    const { id } = made.body.chatThread;
    const { name, payload } = await next(toBob);
    const { createdBy, members, properties, version, ...rest } = payload;
    expect(name).toBe("chatThreadCreated");
    expect(rest).toEqual({ ...both(257), threadId: id, createTime: NOW });
    expect(JSON.parse(unescaped(createdBy))).toMatchObject({ participantId: alice.id });
    expect(JSON.parse(unescaped(members))).toEqual([
      { participantId: alice.id, displayName: null, shareHistoryTime: 0, memberMetaData: "{}" },
      {
        participantId: bob.id,
        displayName: "Bob",
        shareHistoryTime: expect.any(Number),
        memberMetaData: "{}",
      },
    ]);
    const { topic, acsChatThreadMetadata, retentionPolicy } = JSON.parse(unescaped(properties));
    expect([topic, JSON.parse(acsChatThreadMetadata), JSON.parse(retentionPolicy)]).toEqual([
      "50%41 für alle",
      { a: "b" },
      { retentionPolicyType: "DeleteAfterCreationTime", executeAfter: "60.00:00:00" },
    ]);
    await chat.say(alice, `/chat/threads/${encodeURIComponent(id)}`, "next");
    expect((await next(toBob)).name).toBe("chatMessageReceived");
  });

  test("is pushed when it is changed, with all of its properties", async () => {
    await chat.call(alice, "PATCH", thread, { body: { topic: "New" } });
    const { name, payload } = await next(toBob);
    expect([name, payload["editTime"]]).toEqual(["chatThreadPropertiesUpdated", NOW]);
    expect(JSON.parse(String(payload["properties"]))).toEqual({
      topic: "New",
      acsChatThreadMetadata: "{}",
    });
  });

  test("is pushed when it is deleted, and once only", async () => {
    await chat.call(alice, "DELETE", thread);
    await chat.call(alice, "DELETE", thread);
    const { name, payload } = await next(toBob);
    expect([name, payload["reason"], payload["deleteTime"]]).toEqual([
      "chatThreadDeleted",
      "deletedByUser",
      NOW,
    ]);
    await chat.thread([alice, bob]);
    expect((await next(toBob)).name).toBe("chatThreadCreated");
  });
});

describe("participants", () => {
  const add = (person: AcsUser, more: object = {}) =>
    chat.call(alice, "POST", `${thread}/participants/:add`, {
      body: {
        participants: [
          { communicationIdentifier: { rawId: person.id }, displayName: "Carol", ...more },
        ],
      },
    });
  const remove = (person: AcsUser) =>
    chat.call(alice, "POST", `${thread}/participants/:remove`, { body: { rawId: person.id } });

  test("who come in are told of it, and of nothing from before", async () => {
    const toCarol = chat.emulator.acs.notifications(carol);
    const id = await chat.say(alice, thread, "before");
    await chat.emulator.clock.advance({ seconds: 1 });
    await add(carol, { shareHistoryTime: new Date(chat.emulator.clock.now()).toISOString() });
    await chat.call(alice, "PATCH", `${thread}/messages/${id}`, { body: { content: "edited" } });
    await chat.call(bob, "POST", `${thread}/readReceipts`, { body: { chatMessageId: id } });
    await chat.call(alice, "DELETE", `${thread}/messages/${id}`);
    await chat.emulator.clock.advance({ seconds: 1 });
    await chat.say(alice, thread, "after");
    const added = await next(toCarol);
    expect(added.name).toBe("participantsAdded");
    expect(JSON.parse(String(added.payload["participantsAdded"]))).toMatchObject([
      { participantId: carol.id, displayName: "Carol" },
    ]);
    expect((await next(toCarol)).payload["messageBody"]).toBe("after");
  });

  test("who are removed are told of it, and of nothing after", async () => {
    await add(carol);
    const toCarol = chat.emulator.acs.notifications(carol);
    await remove(carol);
    await chat.say(alice, thread, "among us");
    const removed = await next(toCarol);
    expect(removed.name).toBe("participantsRemoved");
    expect(JSON.parse(String(removed.payload["participantsRemoved"]))).toMatchObject([
      { participantId: carol.id, shareHistoryTime: expect.any(Number) },
    ]);
    await chat.thread([alice, carol]);
    expect((await next(toCarol)).name).toBe("chatThreadCreated");
  });

  test("who are not there hear nothing", async () => {
    const toCarol = chat.emulator.acs.notifications(carol);
    const id = await chat.say(alice, thread, "secret");
    await chat.call(alice, "PATCH", `${thread}/messages/${id}`, { body: { content: "more" } });
    await chat.call(alice, "PATCH", thread, { body: { topic: "Secret" } });
    await chat.thread([alice, carol]);
    expect((await next(toCarol)).name).toBe("chatThreadCreated");
  });

  test("are written about before they are pushed", async () => {
    const seen = toBob.next().then(() => chat.call(bob, "GET", `${thread}/messages`));
    await add(carol);
    const types = (await seen).body.value.map(({ type }: { type: string }) => type);
    expect(types[0]).toBe("participantAdded");
  });
});

describe("what REST cannot cause", () => {
  test("a message streams part by part, and can be read as it stands", async () => {
    const { acs } = chat.emulator;
    const stream = acs.streamMessage({ threadId, sender: alice, senderDisplayName: "Bot" });
    stream.inform("Thinking");
    stream.write("Hel");
    stream.end("Hello");
    const heard = [await next(toBob), await next(toBob), await next(toBob), await next(toBob)];
    const shown = heard.map(({ payload }) => [
      payload["eventId"],
      payload["messageBody"],
      JSON.parse(String(payload["streaming"])),
    ]);
    expect(shown).toEqual([
      [250, "", { contentType: "start", sequenceNumber: 1 }],
      [251, "Thinking", { contentType: "informative", sequenceNumber: 2 }],
      [251, "Hel", { contentType: "streaming", sequenceNumber: 3 }],
      [251, "Hello", { contentType: "final", sequenceNumber: 4, streamEndReason: "completed" }],
    ]);
    const read = await chat.call(bob, "GET", `${thread}/messages/${stream.messageId}`);
    expect(read.body.content.message).toBe("Hello");
    expect(() => stream.write("more")).toThrow("it has ended");
  });

  test.each(["contentBlocked", "warning"] as const)("a policy says %s", async (result) => {
    const messageId = await chat.say(alice, thread, "my card number");
    await next(toBob);
    chat.emulator.acs.flagMessage({ threadId, messageId, result });
    const { name, payload } = await next(toBob);
    expect([name, JSON.parse(String(payload["policyViolation"]))]).toEqual([
      "chatMessageEdited",
      { result },
    ]);
    const version = "2024-06-05-preview";
    const read = await chat.call(bob, "GET", `${thread}/messages/${messageId}`, { version });
    expect(read.body.policyViolation).toEqual({ state: result });
  });

  test.each([
    ["a stream of a stranger", () => ({ threadId, sender: "8:acs:nobody" }), "does not know"],
    ["a stream in no thread", () => ({ threadId: "19:none@thread.v2", sender: alice }), "Unknown"],
    ["a stream of one who is not in", () => ({ threadId, sender: carol }), "notMember"],
  ])("%s is an error", (_, order, text) => {
    expect(() => chat.emulator.acs.streamMessage(order())).toThrow(text);
  });
});

describe("a stream in process", () => {
  test("hands out what came before it ended, and then ends", async () => {
    await chat.say(alice, thread, "one");
    await chat.emulator.reset();
    expect((await toBob.next()).value?.name).toBe("chatMessageReceived");
    expect(await toBob.next()).toEqual({ done: true, value: undefined });
  });

  test("that is stopped has nothing more", async () => {
    await chat.say(alice, thread, "one");
    expect(await names(toBob)).toEqual([]);
    expect(await toBob.next()).toEqual({ done: true, value: undefined });
  });

  test("answers those who wait in their order", async () => {
    const [first, second] = [toBob.next(), toBob.next()];
    await chat.say(alice, thread, "one");
    await chat.say(alice, thread, "two");
    const texts = (await Promise.all([first, second])).map(
      ({ value }) => value?.payload["messageBody"],
    );
    expect(texts).toEqual(["one", "two"]);
  });

  test("of a user who is not known is an error", () => {
    expect(() => chat.emulator.acs.notifications("8:acs:nobody")).toThrow("does not know");
  });
});

/** As the SDK does it, with the old function for URLs. */
function unescaped(text: unknown): string {
  return unescape(String(text));
}
