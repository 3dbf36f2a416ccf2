// The behaviour of chat as observed, one sentence at a time (acs-rest 0 and 3).

import { expect, test } from "vitest";
import type { AcsUser } from "../../src/server/index.ts";
import { type Answer, type Chat, openChat } from "../support/chat.ts";

async function open(options = {}) {
  const chat = await openChat(options);
  const user = (name: string) => chat.emulator.acs.user(name);
  const [alice, bob, carol] = [await user("alice"), await user("bob"), await user("carol")];
  return { chat, alice, bob, carol, thread: await chat.thread([alice, bob]) };
}

async function pages(chat: Chat, user: AcsUser, path: string, query: Record<string, string>) {
  const found: string[][] = [];
  let answer = await chat.call(user, "GET", path, { query });
  for (;;) {
    expect(answer.status).toBe(200);
    found.push(answer.body.value.map((item: { id?: string }) => item.id ?? JSON.stringify(item)));
    const next: string | undefined = answer.body.nextLink;
    if (next === undefined) return found;
    answer = await chat.call(user, "GET", next.slice("https://localhost:2428".length));
  }
}

test("a full last page of messages links on to an empty one", async () => {
  const { chat, alice, thread } = await open();
  await chat.say(alice, thread, "one");
  await chat.say(alice, thread, "two");
  const sizes = (await pages(chat, alice, `${thread}/messages`, { maxPageSize: "2" })).map(
    (page) => page.length,
  );
  expect(sizes).toEqual([2, 2, 0]);
});

test("a page of messages has ten, and the link says so with the service's state and time", async () => {
  const { chat, alice, thread } = await open();
  for (let n = 0; n < 12; n += 1) await chat.say(alice, thread, `message ${n}`);
  const { body } = await chat.call(alice, "GET", `${thread}/messages`);
  expect(body.value).toHaveLength(10);
  const id = decodeURIComponent(thread.slice("/chat/threads/".length));
  const link = new URL(body.nextLink);
  expect(body.nextLink).toContain(`/chat/threads/${id}/messages?syncState=3e`);
  expect(body.nextLink).toContain(
    "&startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&maxPageSize=10&api-version=2025-03-15",
  );
  const state = Buffer.from(link.searchParams.get("syncState") ?? "", "hex");
  expect(state.toString("latin1", 5, 5 + state.readInt32LE(1))).toBe(id);
  expect(String(state.readBigInt64LE(6 + id.length))).toBe(body.value[9].version);
  expect(String(state.readBigInt64LE(14 + id.length))).toBe(body.value[0].version);
});

test("an edit while paging does not repeat what was seen", async () => {
  const { chat, alice, thread } = await open();
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(await chat.say(alice, thread, `message ${n}`));
  const first = await chat.call(alice, "GET", `${thread}/messages`, {
    query: { maxPageSize: "3" },
  });
  await chat.call(alice, "PATCH", `${thread}/messages/${ids[0]}`, { body: { content: "moved" } });
  const second = await chat.call(
    alice,
    "GET",
    first.body.nextLink.slice("https://localhost:2428".length),
  );
  expect(second.body.value.map((message: { id: string }) => message.id)).not.toContain(ids[5]);
  expect(second.body.value.map((message: { id: string }) => message.id).slice(0, 2)).toEqual([
    ids[2],
    ids[1],
  ]);
});

test("startTime is taken in both forms and beside a state, in any order", async () => {
  const { chat, alice, thread } = await open();
  await chat.say(alice, thread, "now");
  const future = { startTime: "2999-01-01T00:00:00.000Z" };
  const none = await chat.call(alice, "GET", `${thread}/messages`, { query: future });
  expect(none.body).toEqual({ value: [] });
  const all = await chat.call(alice, "GET", `${thread}/messages`, {
    query: { startTime: "1/1/1970 12:00:00 AM +00:00", maxPageSize: "2" },
  });
  expect(all.body.value).toHaveLength(2);
  const { searchParams } = new URL(all.body.nextLink);
  const state = searchParams.get("syncState") ?? "";
  const mixed = await chat.call(alice, "GET", `${thread}/messages`, {
    query: { startTime: "1970-01-01T00:00:00.000Z", syncState: state },
  });
  expect(mixed.body.value).toHaveLength(1);
});

test("threads look ahead: a full last page has no link, and a link carries only what was asked for", async () => {
  const { chat, alice, bob } = await open();
  for (let n = 0; n < 3; n += 1) await chat.thread([alice, bob], `thread ${n}`);
  const sizes = (await pages(chat, alice, "/chat/threads", { maxPageSize: "2" })).map(
    (page) => page.length,
  );
  expect(sizes).toEqual([2, 2]);
  const { body } = await chat.call(alice, "GET", "/chat/threads", { query: { maxPageSize: "3" } });
  const { searchParams } = new URL(body.nextLink);
  expect([...searchParams.keys()]).toEqual(["syncState", "maxPageSize", "api-version"]);
  const ranges = JSON.parse(Buffer.from(searchParams.get("syncState") ?? "", "base64").toString());
  expect(ranges).toEqual([
    { start: expect.stringMatching(/^\d{4}-.*\+00:00$/), end: expect.stringMatching(/\+00:00$/) },
    { start: "1970-01-01T00:00:00+00:00", end: "1970-01-01T00:00:00+00:00" },
  ]);
});

test("a thread that is created while paging shows up at the top of a later page", async () => {
  const { chat, alice, bob } = await open();
  for (let n = 0; n < 3; n += 1) await chat.thread([alice, bob], `thread ${n}`);
  const topics = (answer: Answer) => answer.body.value.map((item: { topic: string }) => item.topic);
  const query = { maxPageSize: "2" };
  const first = await chat.call(alice, "GET", "/chat/threads", { query });
  await chat.thread([alice, bob], "new");
  const next = (answer: Answer) =>
    chat.call(alice, "GET", answer.body.nextLink.slice("https://localhost:2428".length));
  const second = await next(first);
  const third = await next(second);
  expect([topics(first), topics(second), topics(third)]).toEqual([
    ["thread 2", "thread 1"],
    ["new", "thread 0"],
    ["Launch"],
  ]);
  expect(third.body).not.toHaveProperty("nextLink");
});

test("participants and receipts page by skip, without a link after the last", async () => {
  const { chat, alice, bob, carol } = await open();
  const thread = await chat.thread([alice, bob, carol]);
  const message = await chat.say(alice, thread, "read me");
  for (const reader of [alice, bob, carol]) {
    await chat.call(reader, "POST", `${thread}/readReceipts`, { body: { chatMessageId: message } });
  }
  for (const list of ["participants", "readReceipts"]) {
    const sizes = (
      await pages(chat, alice, `${thread}/${list}`, { maxPageSize: "1", skip: "1" })
    ).map((page) => page.length);
    expect(sizes).toEqual([1, 1]);
  }
});

test("the same repeatability id makes one thread, whatever else the request says", async () => {
  const { chat, alice, bob } = await open();
  const create = (user: AcsUser, topic: string) =>
    chat.call(user, "POST", "/chat/threads", {
      body: { topic },
      headers: { "Repeatability-Request-Id": "contoso-1" },
    });
  const [first, again, others] = [
    await create(alice, "A"),
    await create(alice, "B"),
    await create(bob, "B"),
  ];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect(others.body.chatThread.id).not.toBe(first.body.chatThread.id);
});

test.each([
  ["2021-03-01-preview5", "idempotency-token"],
  ["2021-01-27-preview4", "repeatability-Request-Id"],
  ["2020-11-01-preview3", "repeatability-Request-ID"],
])("%s calls the repeatability header %s", async (version, header) => {
  const { chat, alice } = await open();
  const create = () =>
    chat.call(alice, "POST", "/chat/threads", {
      version,
      body: { topic: "A", participants: [] },
      headers: { [header]: "once" },
    });
  expect((await create()).body.chatThread.id).toBe((await create()).body.chatThread.id);
});

test("strangers get nothing, and see an unknown thread apart from a closed one", async () => {
  const { chat, alice, carol, thread } = await open();
  const message = await chat.say(alice, thread, "secret");
  const calls = [
    ["GET", thread],
    ["GET", `${thread}/messages`],
    ["GET", `${thread}/messages/${message}`],
    ["GET", `${thread}/participants`],
    ["GET", `${thread}/readReceipts`],
    ["DELETE", thread],
    ["DELETE", `${thread}/messages/${message}`],
    ["POST", `${thread}/typing`],
  ] as const;
  for (const [method, path] of calls) {
    const answer = await chat.call(carol, method, path);
    expect([path, answer.status]).toEqual([path, 403]);
    expect(answer.text).toBe(
      '{\r\n  "CommunicationError": {\r\n    "Code": "Forbidden",\r\n    "Message": "The initiator doesn\'t have the permission to perform the requested operation.",\r\n    "Details": []\r\n  }\r\n}',
    );
    expect(answer.headers.get("content-type")).toBe("application/json");
  }
  const unknown = await chat.call(carol, "GET", `/chat/threads/19:${"0".repeat(32)}@thread.v2`);
  expect(unknown.status).toBe(404);
});

test("a removed participant loses the thread, and a newcomer sees history from his time on", async () => {
  const { chat, alice, bob, carol, thread } = await open();
  await chat.say(alice, thread, "before");
  await chat.call(alice, "POST", `${thread}/participants/:remove`, {
    body: { communicationUser: { id: bob.id } },
  });
  expect((await chat.call(bob, "GET", `${thread}/messages`)).status).toBe(403);
  expect((await chat.call(bob, "GET", "/chat/threads")).body.value).toEqual([]);
  const shareHistoryTime = new Date().toISOString();
  await chat.call(alice, "POST", `${thread}/participants/:add`, {
    body: {
      participants: [
        { communicationIdentifier: { communicationUser: { id: carol.id } }, shareHistoryTime },
      ],
    },
  });
  const seen = await chat.call(carol, "GET", `${thread}/messages`);
  expect(seen.body.value.map((message: { type: string }) => message.type)).toEqual([
    "participantAdded",
  ]);
});

test("deleted and unknown people are reported beside those who came in", async () => {
  const { chat, alice, bob, carol, thread } = await open();
  await chat.sign("DELETE", `/identities/${carol.id}`);
  const ghost = bob.id.replace(/.{12}$/, "000000000000");
  const foreign = `8:acs:00000000-0000-0000-0000-000000000000_${bob.id.split("_")[1]}`;
  const ids = [ghost, carol.id, foreign, "4:+15551234567"];
  const added = await chat.call(alice, "POST", `${thread}/participants/:add`, {
    body: { participants: ids.map((rawId) => ({ communicationIdentifier: { rawId } })) },
  });
  expect(added.status).toBe(201);
  expect(added.body.invalidParticipants).toEqual([
    { target: ghost, code: "404", message: "Not found" },
    { target: carol.id, code: "404", message: "Not found" },
    { target: foreign, code: "403", message: "Permissions check failed" },
    { target: "4:+15551234567", code: "403", message: "Permissions check failed" },
  ]);
  const old = await chat.call(alice, "POST", `${thread}/participants/:add`, {
    version: "2021-01-27-preview4",
    body: { participants: [{ communicationIdentifier: { rawId: ghost } }] },
  });
  expect(old.body.errors.invalidParticipants).toHaveLength(1);
});

test("a deleted thread stays listed, can be deleted again and can be read no more", async () => {
  const { chat, alice, bob, thread } = await open();
  expect((await chat.call(bob, "DELETE", thread)).status).toBe(204);
  expect((await chat.call(alice, "DELETE", thread)).status).toBe(204);
  expect((await chat.call(alice, "GET", "/chat/threads")).body.value[0].deletedOn).toMatch(/Z$/);
  expect((await chat.call(alice, "GET", thread)).status).toBe(404);
  expect(
    (await chat.call(alice, "POST", `${thread}/messages`, { body: { content: "x" } })).status,
  ).toBe(404);
});

test("a retention policy is replaced, taken away by null, and shown by the versions that know it", async () => {
  const { chat, alice, thread } = await open();
  const policy = { kind: "threadCreationDate", deleteThreadAfterDays: 40 };
  await chat.call(alice, "PATCH", thread, {
    body: { retentionPolicy: policy, metadata: { a: "1" } },
  });
  expect((await chat.call(alice, "GET", thread)).body).toMatchObject({
    retentionPolicy: policy,
    metadata: { a: "1" },
  });
  await chat.call(alice, "PATCH", thread, { body: { retentionPolicy: null } });
  const shown = async (version: string) =>
    (await chat.call(alice, "GET", thread, { version })).body;
  expect((await shown("2025-03-15")).retentionPolicy).toEqual({ kind: "none" });
  expect(await shown("2024-06-05-preview")).toMatchObject({
    messagingPolicy: { textOnlyChat: false },
  });
  expect(await shown("2024-03-15-preview")).not.toHaveProperty("retentionPolicy");
  expect(await shown("2024-03-07")).not.toHaveProperty("metadata");
  expect(await shown("2023-11-15-preview")).toHaveProperty("metadata");
});

test("images are uploaded, sent, viewed and deleted in the one version that has them", async () => {
  const { chat, alice, bob, carol, thread } = await open();
  const version = "2024-06-05-preview";
  const png = Buffer.from("89504e470d0a1a0a00", "hex");
  const uploaded = await chat.call(alice, "POST", `${thread}/images`, {
    version,
    raw: png,
    headers: { "content-type": "application/octet-stream", "image-filename": "a.png" },
  });
  expect(uploaded).toMatchObject({
    status: 201,
    body: { id: expect.any(String), attachmentType: "image", name: "a.png" },
  });
  const { id } = uploaded.body;
  await chat.call(alice, "POST", `${thread}/messages`, {
    version,
    body: { content: "<p>look</p>", type: "html", attachments: [{ id, attachmentType: "image" }] },
  });
  const [message] = (await chat.call(bob, "GET", `${thread}/messages`, { version })).body.value;
  const { url } = message.content.attachments[0];
  const view = new URL(url).pathname;
  expect((await chat.call(bob, "GET", view, { version })).headers.get("content-type")).toBe(
    "image/png",
  );
  expect((await chat.call(carol, "GET", view, { version })).status).toBe(403);
  expect((await chat.call(bob, "DELETE", `${thread}/images/${id}`, { version })).status).toBe(403);
  expect((await chat.call(alice, "DELETE", `${thread}/images/${id}`, { version })).status).toBe(
    204,
  );
  expect((await chat.call(bob, "GET", view, { version })).status).toBe(404);
  expect((await chat.call(alice, "POST", `${thread}/images`, { raw: png })).status).toBe(400);
  const older = (await chat.call(bob, "GET", `${thread}/messages`, { version: "2021-09-07" })).body
    .value[0];
  expect(older.content).toEqual({ message: "<p>look</p>" });
});

test("a token can be had for a new user, for one that exists and for no other", async () => {
  await using chat = await openChat();
  const { acs } = chat.emulator;
  const fresh = await acs.issueToken();
  expect((await chat.call(fresh.token, "GET", "/chat/threads")).body).toEqual({ value: [] });
  const again = await acs.issueToken({ id: fresh.id, expiresInMinutes: 60 });
  expect(again.id).toBe(fresh.id);
  expect(again.expiresOn.getTime()).toBeLessThan(fresh.expiresOn.getTime());
  await expect(acs.issueToken({ id: "8:acs:nobody" })).rejects.toThrow(
    "Cannot issue a token for 8:acs:nobody",
  );
});

test("a page that was asked for before shows every change since", async () => {
  const { chat, alice, thread } = await open();
  const [first, second] = [await chat.say(alice, thread, "1"), await chat.say(alice, thread, "2")];
  const contents = async () =>
    (await chat.call(alice, "GET", `${thread}/messages`)).body.value
      .slice(0, 3)
      .map((message: { content: { message?: string } }) => message.content.message);
  expect(await contents()).toEqual(["2", "1", undefined]);
  await chat.call(alice, "PATCH", `${thread}/messages/${first}`, { body: { content: "1!" } });
  expect(await contents()).toEqual(["1!", "2", undefined]);
  await chat.call(alice, "DELETE", `${thread}/messages/${second}`);
  expect(await contents()).toEqual(["", "1!", undefined]);
});
