// Faults on real connections: answers that break off, calls that never end, sockets that lose and repeat.

import { expect, test } from "vitest";
import type { FaultRule } from "../../src/server/index.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { TrouterClient } from "../support/trouter-client.ts";

async function open(): Promise<Chat> {
  const chat = await openChat({ fixtures: ["two-people"] });
  await chat.emulator.listen({ port: 0 });
  return chat;
}

/** Over the network, as a client far away would. */
async function over(chat: Chat, fault: FaultRule, signal?: AbortSignal) {
  const { emulator } = chat;
  const { token } = await emulator.acs.user("alice");
  emulator.faults.add({ operation: "Chat_ListChatThreads", ...fault });
  return fetch(`${emulator.url}/chat/threads?api-version=2025-03-15`, {
    headers: { authorization: `Bearer ${token}` },
    ...(signal && { signal }),
  });
}

test("a reset ends the connection without an answer", async () => {
  await using chat = await open();
  const failure = await over(chat, { connection: "reset", times: 1 }).catch((error) => error);
  expect(failure).toBeInstanceOf(TypeError);
  expect(String(failure.cause?.code)).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
  expect((await over(chat, { operation: "Chat_DeleteChatThread", status: 503 })).status).toBe(200);
});

test("a stalled call ends when its client gives up", async () => {
  await using chat = await open();
  const controller = new AbortController();
  const { emulator } = chat;
  const isRecorded = new Promise<void>((resolve) => {
    emulator.journal.listen(() => resolve());
  });
  const call = over(chat, { connection: "stall" }, controller.signal);
  await isRecorded;
  controller.abort();
  await expect(call).rejects.toThrow("aborted");
});

test("a truncated body ends in the middle, and the client notices", async () => {
  await using chat = await open();
  const response = await over(chat, { response: "truncated" });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
});

test("a malformed body arrives whole and is no JSON", async () => {
  await using chat = await open();
  const response = await over(chat, { response: "malformed" });
  const text = await response.text();
  expect(text.length).toBeGreaterThan(3);
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
});

test.each([
  [401, ""],
  [403, "Forbidden"],
  [429, "TooManyRequests"],
  [503, "ServiceUnavailable"],
])("status %i comes in the vendor's envelope", async (status, code) => {
  await using chat = await open();
  const response = await over(chat, { status, retryAfterSeconds: 7 });
  expect(response.status).toBe(status);
  expect(response.headers.get("retry-after")).toBe("7");
  const text = await response.text();
  expect(text === "" ? "" : JSON.parse(text).CommunicationError.Code).toBe(code);
});

test("some participants are not added, and the answer says which", async () => {
  await using chat = await open();
  const { emulator } = chat;
  const users = await Promise.all(["alice", "bob", "carol"].map((name) => emulator.acs.user(name)));
  const [alice, bob, carol] = users;
  emulator.faults.add({
    operation: "ChatThread_AddChatParticipants",
    participants: [carol?.id ?? ""],
  });
  const thread = await chat.thread([alice].filter((user) => user !== undefined));
  const added = await chat.call(alice, "POST", `${thread}/participants/:add`, {
    body: {
      participants: [bob, carol].map((user) => ({
        communicationIdentifier: { rawId: user?.id },
      })),
    },
  });
  expect(added.status).toBe(201);
  expect(added.body.invalidParticipants.map(({ target }: { target: string }) => target)).toEqual([
    carol?.id,
  ]);
});

test.each<[string, FaultRule["socket"], readonly string[]]>([
  ["drops", "drop", ["two", "three"]],
  ["doubles", "duplicate", ["one", "one", "two", "three"]],
  ["turns round", "reorder", ["two", "one", "three"]],
])("a socket %s the first message", async (_, socket, heard) => {
  await using chat = await open();
  const { emulator } = chat;
  const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
  const thread = await chat.thread([alice, bob]);
  emulator.faults.add({
    ...(socket !== undefined && { socket }),
    event: "chatMessageReceived",
    times: 1,
  });
  const client = await TrouterClient.open(emulator.url, bob.token);
  for (const text of ["one", "two", "three"]) await chat.say(alice, thread, text);
  const pushes = await client.settle();
  expect(pushes.map(({ body }) => body.messageBody)).toEqual(heard);
  client.close();
});

test("a socket is slow by the tenant's clock", async () => {
  await using chat = await openChat({
    fixtures: ["two-people"],
    clock: "frozen:2026-01-01T00:00:00Z",
  });
  const { emulator } = chat;
  await emulator.listen({ port: 0 });
  const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
  const thread = await chat.thread([alice, bob]);
  emulator.faults.add({ socket: { delayMs: 5000 }, times: 1 });
  const client = await TrouterClient.open(emulator.url, bob.token);
  await chat.say(alice, thread, "one");
  await chat.say(alice, thread, "two");
  expect((await client.settle()).map(({ body }) => body.messageBody)).toEqual(["two"]);
  await emulator.clock.advance({ seconds: 5 });
  expect((await client.settle()).map(({ body }) => body.messageBody)).toEqual(["two", "one"]);
  client.close();
});

test("a refused handshake is refused as often as it is told to", async () => {
  await using chat = await open();
  const { emulator } = chat;
  const bob = await emulator.acs.user("bob");
  emulator.faults.add({ socket: "refuse", times: 1 });
  await expect(TrouterClient.open(emulator.url, bob.token)).rejects.toThrow(
    "The connection closed",
  );
  const client = await TrouterClient.open(emulator.url, bob.token);
  client.close();
});

test("Stack Exchange throttles on demand, in its own words", async () => {
  await using chat = await openChat({ fixtures: ["sandbox"] });
  const { emulator } = chat;
  emulator.faults.add({
    vendor: "stackexchange",
    operation: "Chat_ShowRoom",
    status: 409,
    retryAfterSeconds: 3,
  });
  const response = await emulator.fetch(new Request("https://chat.stackexchange.com/rooms/1"));
  expect(response.status).toBe(409);
  expect(response.headers.get("chat")).toBe("error");
  expect(await response.text()).toBe("You can perform this action again in 3 seconds.");
});

test("one request asks for a fault by header, and nobody else is struck", async () => {
  await using chat = await open();
  const { emulator } = chat;
  const alice = await emulator.acs.user("alice");
  const asked = (fault?: string) =>
    emulator.fetch(
      new Request("http://localhost/chat/threads?api-version=2025-03-15", {
        headers: {
          authorization: `Bearer ${alice.token}`,
          ...(fault !== undefined && { "x-emulator-fault": fault }),
        },
      }),
    );
  expect((await asked("status=503")).status).toBe(503);
  expect((await asked()).status).toBe(200);
  const bad = await asked("stats=503");
  expect(bad.status).toBe(400);
  expect(await bad.text()).toContain("status");
});
