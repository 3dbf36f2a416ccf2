// What the emulator answers keeps the contract: every operation at every api-version, and refusals of all kinds.

import { expect, test } from "vitest";
import { chatApi, identityApi } from "../../src/contracts/acs/index.ts";
import { apiAt, type Exchange, validateExchange } from "../../src/contracts/index.ts";
import { type AcsUser, createChatEmulator } from "../../src/server/index.ts";
import { type Answer, Chat } from "../support/chat.ts";

/** Keeps what goes over the wire. */
class RecordedChat extends Chat {
  readonly exchanges: Exchange[] = [];

  override async send(method: string, target: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await super.send(method, target, init);
    this.exchanges.push({
      vendor: "acs",
      request: { method, url: `https://localhost:2428${target}`, body: init.body },
      response: { status: answer.status, headers: answer.headers, body: answer.text },
    });
    return answer;
  }
}

const image = new Uint8Array(Buffer.from("R0lGODlhAQABAAAAACw=", "base64"));

const versions = chatApi.versions.map(({ id }) => id);

test.each(versions)("every operation of chat at %s", async (version) => {
  await using chat = new RecordedChat(await createChatEmulator({ fixtures: ["two-people"] }));
  await useChat(chat, version);
  const { operations = {} } = apiAt(chatApi, version) ?? {};
  expectKept(chat, Object.keys(operations));
});

test.each(identityApi.versions.map(({ id }) => id))(
  "every operation of identity at %s",
  async (version) => {
    await using chat = new RecordedChat(await createChatEmulator());
    const { operations = {} } = apiAt(identityApi, version) ?? {};
    const made = await chat.sign("POST", "/identities", {
      version,
      body: { createTokenWithScopes: ["chat"] },
    });
    const id: string = made.body.identity?.id ?? made.body.id;
    const path = `/identities/${encodeURIComponent(id)}`;
    for (const { method, path: template, body } of Object.values(operations)) {
      if (!template.startsWith("/identities/{id}") || method === "DELETE") continue;
      const sent = body?.isRequired ? { scopes: ["chat"] } : undefined;
      await chat.sign(method, template.replace("/identities/{id}", path), {
        version,
        ...(sent && { body: sent }),
      });
    }
    if (operations["CommunicationIdentity_ExchangeTeamsUserAccessToken"]) {
      const oid = "1b5cc06b-f352-4571-b1e6-d9b259b7c776";
      const token = ["{}", JSON.stringify({ oid }), "x"]
        .map((part) => Buffer.from(part).toString("base64url"))
        .join(".");
      await chat.sign("POST", "/teamsUser/:exchangeAccessToken", {
        version,
        body: { token, appId: "a", userId: oid },
      });
    }
    await chat.sign("DELETE", path, { version });
    await chat.sign("DELETE", path, { version });
    await chat.sign("POST", "/identities", { version, raw: "{" });
    expectKept(chat, Object.keys(operations));
  },
);

test("the configuration of real time, and a call without a token", async () => {
  await using chat = new RecordedChat(await createChatEmulator({ fixtures: ["two-people"] }));
  const path = "/chat/config/realTimeNotifications";
  await chat.call(await chat.emulator.acs.user("alice"), "GET", path, { version: "2024-09-01" });
  await chat.call(undefined, "GET", path, { version: "2024-09-01" });
  expectKept(chat, ["Realtime_GetConfiguration"]);
});

function expectKept({ exchanges }: RecordedChat, operations: readonly string[]): void {
  const verdicts = exchanges.map((exchange) => ({ exchange, ...validateExchange(exchange) }));
  const broken = verdicts.filter(({ violations }) => violations.length > 0);
  expect(broken).toEqual([]);
  expect(verdicts.filter(({ unjudged }) => unjudged !== undefined)).toEqual([]);
  const done = verdicts
    .filter(({ exchange }) => exchange.response.status < 300)
    .map(({ operation }) => operation);
  expect([...new Set(done)].sort()).toEqual([...operations].sort());
}

async function useChat(chat: RecordedChat, version: string): Promise<void> {
  const [alice, bob] = [await chat.emulator.acs.user("alice"), await chat.emulator.acs.user("bob")];
  const words = vocabularyOf(version, bob);
  const made = await chat.call(alice, "POST", "/chat/threads", {
    version,
    body: { topic: "Launch", [words.list]: [words.member(alice)] },
  });
  const id = made.headers.get("location")?.split("/").at(-1) ?? "";
  const thread = `/chat/threads/${id}`;
  const call = (method: string, path: string, body?: unknown, query = {}) =>
    chat.call(alice, method, `${thread}${path}`, {
      version,
      query,
      ...(body !== undefined && { body }),
    });
  await call("POST", words.addPath, { [words.list]: [words.member(bob)] });
  await call("GET", words.listPath, undefined, { maxPageSize: "1" });
  await call("PATCH", "", { topic: "Landing" });
  await call("GET", "");
  const first = await call("POST", "/messages", { content: "One" });
  const second = await call("POST", "/messages", { content: "Two", senderDisplayName: "Alice" });
  const message = `/messages/${second.body.id}`;
  await call("PATCH", message, { content: "Three" });
  await call("GET", message);
  await call("DELETE", `/messages/${first.body.id}`);
  await call("GET", "/messages", undefined, { maxPageSize: "2" });
  await call("GET", "/messages");
  await call("POST", "/readReceipts", { chatMessageId: second.body.id });
  await call("GET", "/readReceipts");
  await call("POST", "/typing");
  await refuse(chat, alice, bob, thread, version);
  await useImages(chat, alice, thread, version);
  await chat.call(alice, "GET", "/chat/threads", { version, query: { maxPageSize: "1" } });
  await call(words.removeMethod, words.removePath, words.removeBody);
  await call("DELETE", "");
  await chat.call(alice, "GET", "/chat/threads", { version });
}

/** What the versions call those who are in a thread, and how they are let in and out. */
function vocabularyOf(version: string, leaving: AcsUser) {
  const hasIdentifiers = version >= "2021-01-27";
  const list = version === "2020-09-21-preview2" ? "members" : "participants";
  return {
    list,
    member: ({ id }: AcsUser) =>
      hasIdentifiers ? { communicationIdentifier: { rawId: id } } : { id },
    listPath: `/${list}`,
    addPath: list === "members" ? "/members" : "/participants/:add",
    removeMethod: hasIdentifiers ? "POST" : "DELETE",
    removePath: hasIdentifiers
      ? "/participants/:remove"
      : `/${list}/${encodeURIComponent(leaving.id)}`,
    removeBody: hasIdentifiers ? { rawId: leaving.id } : undefined,
  };
}

async function refuse(
  chat: RecordedChat,
  alice: AcsUser,
  bob: AcsUser,
  thread: string,
  version: string,
): Promise<void> {
  const unknown = `/chat/threads/${encodeURIComponent(`19:${"0".repeat(32)}@thread.v2`)}`;
  await chat.call(alice, "GET", unknown, { version });
  await chat.call(alice, "DELETE", "/chat/threads/x", { version });
  await chat.call(alice, "GET", `${thread}/messages/x`, { version });
  await chat.call(alice, "GET", `${thread}/messages/1`, { version });
  await chat.call(alice, "POST", `${thread}/messages`, { version, raw: "{" });
  await chat.call(alice, "POST", `${thread}/messages`, { version, body: {} });
  await chat.call(bob, "PATCH", `${thread}/messages/1`, { version, body: { content: "x" } });
  await chat.call(undefined, "GET", thread, { version });
  await chat.call("x.y.z", "GET", thread, { version });
}

async function useImages(
  chat: RecordedChat,
  alice: AcsUser,
  thread: string,
  version: string,
): Promise<void> {
  if (version !== "2024-06-05-preview") return;
  const sent = await chat.call(alice, "POST", `${thread}/images`, {
    version,
    raw: image,
    headers: { "content-type": "image/gif", "image-filename": "dot.gif" },
  });
  const path = `${thread}/images/${sent.body.id}`;
  await chat.call(alice, "GET", `${path}/view/original`, { version });
  await chat.call(alice, "DELETE", path, { version });
  await chat.call(alice, "DELETE", path, { version });
}
