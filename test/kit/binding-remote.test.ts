// The tenant of a test on a server in another process: the same methods with the same results, over HTTP.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { describe, expect, test } from "vitest";
import { readFixture } from "../../src/fixtures/index.ts";
import { createChatEmulator } from "../../src/server/index.ts";
import { judgeOrder } from "../../src/server/kit/be-in-order.ts";
import type { Chat } from "../../src/server/kit/chat.ts";
import { share } from "../../src/server/kit/global-setup.ts";
import { judgeReceived } from "../../src/server/kit/have-received.ts";
import { RemoteEmulator } from "../../src/server/kit/remote-emulator.ts";
import type { SharedServer } from "../../src/server/kit/shared-server.ts";
import { newFolder } from "../command-line/folders.ts";
import { call, openPlaces, placeNames } from "./both-places.ts";

const version = "api-version=2025-03-15";
const places = openPlaces();
const within = places.within.bind(places);

describe.each(placeNames)("%s", (place) => {
  test("users have ids and good tokens", () =>
    within(place, async (chat) => {
      const alice = await chat.user("alice");
      expect(alice).toMatchObject({ name: "alice", id: expect.stringMatching(/^8:acs:/) });
      expect(alice.expiresOn).toBeInstanceOf(Date);
      expect((await chat.user("alice")).id).toBe(alice.id);
      const limited = await chat.issueToken({ id: alice.id, scopes: ["voip"] });
      expect((await call(chat, alice.token, "chat/threads")).status).toBe(200);
      expect((await call(chat, limited.token, "chat/threads")).status).toBe(403);
    }));

  test("the journal holds the calls, and matchers wait for them", () =>
    within(place, async (chat) => {
      const alice = await chat.user("alice");
      const waiting = judgeReceived(chat, "CreateChatThread", { from: alice, withinMs: 20_000 });
      await call(chat, alice.token, "chat/threads", { topic: "Lunch" });
      expect((await waiting).pass).toBe(true);
      await call(chat, alice.token, "chat/threads");
      expect(await chat.journal.count()).toBe(2);
      expect(await chat.journal.entries({ operation: "ListChatThreads" })).toMatchObject([
        { seq: 2, tenant: chat.tenant },
      ]);
      const order = await judgeOrder(chat, ["CreateChatThread", "ListChatThreads"]);
      expect(order.pass).toBe(true);
      expect(await chat.journal.toHar()).toMatchObject({ log: { entries: { length: 2 } } });
      await chat.journal.clear();
      expect(await chat.journal.entries()).toEqual([]);
    }));

  test("listeners hear of what is new until they stop", () =>
    within(place, async (chat) => {
      const { token } = await chat.user("alice");
      const heard: number[] = [];
      let stopListening = () => {};
      const first = new Promise<number>((resolve) => {
        const listener = ({ seq }: { readonly seq: number }) => {
          heard.push(seq);
          resolve(seq);
        };
        stopListening = chat.journal.listen(listener, { since: 0 });
      });
      await call(chat, token, "chat/threads");
      expect(await first).toBe(1);
      stopListening();
      await call(chat, token, "chat/threads");
      expect(await chat.journal.count()).toBe(2);
      expect(heard).toEqual([1]);
    }));

  test("the clock stands still and is moved", () =>
    within(place, async (chat) => {
      await chat.clock.freeze("2025-03-15T12:00:00Z");
      await chat.clock.advance({ minutes: 20 });
      expect(await chat.clock.now()).toBe(Date.parse("2025-03-15T12:20:00Z"));
      await chat.clock.set(Date.parse("2025-03-16T00:00:00Z"));
      expect(await chat.clock.now()).toBe(Date.parse("2025-03-16T00:00:00Z"));
      await chat.clock.set("2025-03-17T00:00:00Z");
      await chat.clock.resume();
      expect(await chat.clock.now()).toBeGreaterThanOrEqual(Date.parse("2025-03-17T00:00:00Z"));
    }));

  test("faults strike and are told", () =>
    within(place, async (chat) => {
      const { token } = await chat.user("alice");
      const { id } = await chat.faults.add({ operation: "Chat_*", status: 429 });
      expect((await call(chat, token, "chat/threads")).status).toBe(429);
      expect(await chat.faults.list()).toMatchObject([{ id, struck: 1 }]);
      expect(await chat.faults.remove(id)).toBe(true);
      expect(await chat.faults.remove(id)).toBe(false);
      await chat.faults.lag({ listsMs: 1000 });
      await chat.faults.add({ operation: "Chat_*", status: 429 });
      await chat.faults.clear();
      expect((await call(chat, token, "chat/threads")).status).toBe(200);
      await expect(chat.faults.add({ operation: "Chat_Nothing", status: 429 })).rejects.toThrow(
        /Chat_Nothing/,
      );
    }));

  test("snapshots and resets take the tenant back", () =>
    within(place, async (chat) => {
      const { token } = await chat.user("alice");
      await chat.snapshots.save("empty");
      await call(chat, token, "chat/threads", { topic: "Lunch" });
      expect((await call(chat, token, "chat/threads")).value).toHaveLength(1);
      await chat.snapshots.restore("empty");
      expect((await call(chat, token, "chat/threads")).value).toHaveLength(0);
      expect(await chat.snapshots.names()).toEqual(["empty"]);
      await expect(chat.snapshots.restore("full")).rejects.toThrow("full");
      await call(chat, token, "chat/threads", { topic: "Lunch" });
      await chat.reset();
      expect(await chat.journal.count()).toBe(0);
    }));

  test("a tenant begins with what its options say", () =>
    within(
      place,
      async (chat) => {
        expect(await chat.clock.now()).toBe(Date.parse("2025-03-15T12:00:00Z"));
        const { token } = await chat.user("alice");
        expect((await call(chat, token, "chat/threads")).value).not.toHaveLength(0);
      },
      { fixtures: ["busy-thread"], clock: "frozen:2025-03-15T12:00:00Z" },
    ));

  test("a tenant begins with a snapshot out of a file, and goes back to it", async () => {
    const clock = "frozen:2025-03-15T12:00:00Z";
    await using emulator = await createChatEmulator({ fixtures: ["busy-thread"], clock });
    const file = join(newFolder(), "busy.json");
    await emulator.snapshots.export(emulator.snapshot(), file);
    const snapshot = readFixture(readFileSync(file, "utf8"), file);
    const threadsOf = async (chat: Chat) =>
      (await call(chat, (await chat.user("alice")).token, "chat/threads")).value;
    await within(
      place,
      async (chat) => {
        expect(await chat.clock.now()).toBe(Date.parse("2025-03-15T12:00:00Z"));
        const threads = await threadsOf(chat);
        expect(threads).not.toHaveLength(0);
        await call(chat, (await chat.user("alice")).token, "chat/threads", { topic: "Lunch" });
        await chat.reset();
        expect(await threadsOf(chat)).toEqual(threads);
      },
      { fixtures: [snapshot] },
    );
    const later = "frozen:2030-01-01T00:00:00Z";
    const now = await within(place, (chat) => chat.clock.now(), {
      fixtures: [snapshot],
      clock: later,
    });
    expect(now).toBe(Date.parse("2030-01-01T00:00:00Z"));
    await expect(places.lend(place, { fixtures: [snapshot, "two-people"] })).rejects.toThrow(
      "Cannot start with the snapshot and other fixtures: it holds a whole world.",
    );
  });

  test("a reset goes back to what the tenant began with", () =>
    within(
      place,
      async (chat) => {
        const topics = async () => {
          const { token } = await chat.user("alice");
          const { value } = await call(chat, token, "chat/threads");
          return value.map(({ topic }: { topic: string }) => topic);
        };
        const before = await topics();
        await chat.clock.advance({ hours: 1 });
        await call(chat, (await chat.user("alice")).token, "chat/threads", { topic: "Lunch" });
        await chat.reset();
        expect(await topics()).toEqual(before);
        expect(before).toHaveLength(1);
        expect(await chat.clock.now()).toBe(Date.parse("2025-03-15T12:00:00Z"));
      },
      { fixtures: ["talkative-bob"], clock: "frozen:2025-03-15T12:00:00Z" },
    ));

  test("Stack Exchange is there, with accounts of the tenant's own", () =>
    within(place, async (chat) => {
      expect(chat.stackexchange.hosts).toContain("chat.stackexchange.com");
      const email = "bot@example.org";
      const account = await chat.stackexchange.account({ email });
      expect(account).toMatchObject({ email, password: "secret", name: "Bot" });
      expect(await chat.stackexchange.accounts()).toContainEqual(account);
      const page = await chat.fetch("https://chat.stackexchange.com/rooms");
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("<html");
      expect(await chat.journal.count({ vendor: "stackexchange" })).toBe(1);
    }));

  test("undici and Azure's pipelines reach it whatever the host is", () =>
    within(place, async (chat) => {
      const { token } = await chat.user("alice");
      const url = `https://contoso.communication.azure.com/chat/threads?${version}`;
      const authorization = `Bearer ${token}`;
      const { statusCode, body } = await request(url, {
        dispatcher: chat.dispatcher,
        headers: { authorization },
      });
      expect(statusCode).toBe(200);
      expect(await body.json()).toMatchObject({ value: [] });
      const headers = new Map([["authorization", authorization]]);
      const sent = { url, method: "GET", headers, timeout: 0 };
      expect(await chat.httpClient.sendRequest(sent)).toMatchObject({ status: 200 });
      await judgeReceived(chat, "ListChatThreads", { times: 2 });
      expect(await chat.journal.count()).toBe(2);
    }));

  test("an address of the tenant serves any client", () =>
    within(place, async (chat) => {
      const { url, endpoint, connectionString } = await chat.listen();
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/t\/a-test-[0-9a-f]{8}$/);
      expect(chat).toMatchObject({ url, endpoint, connectionString });
      expect(connectionString).toBe(`endpoint=${endpoint};accesskey=${chat.accessKey}`);
      const { token } = await chat.user("alice");
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${url}/chat/threads?${version}`, { headers })).status).toBe(200);
    }));

  test("the same test has the same people wherever and whenever it runs", async () => {
    const idOf = () => within(place, async (chat) => (await chat.user("alice")).id);
    const inProcess = await within("in process", async (chat) => (await chat.user("alice")).id);
    expect([await idOf(), await idOf()]).toEqual([inProcess, inProcess]);
  });
});

test("what only a server can have is refused", async () => {
  await expect(places.lend("on a shared server", { seed: 7 })).rejects.toThrow(
    "Cannot give one tenant of a shared server the option seed: it is the server's.",
  );
  await expect(places.lend("on a shared server", { fixtures: ["nothing-such"] })).rejects.toThrow(
    "nothing-such",
  );
});

test("a server with a control token takes orders from its workers only", async () => {
  let guarded: SharedServer | undefined;
  const end = await share({ controlToken: "open-sesame" })({
    provide(_, value) {
      guarded = value;
    },
  });
  try {
    const { controlToken = "", ...stranger } = guarded ?? places.server;
    expect(controlToken).toBe("open-sesame");
    const title = { title: "a test", place: "here" };
    const { chat, giveBack } = await new RemoteEmulator({ ...stranger, controlToken }).lend(title);
    const bob = chat.robot("bob");
    await bob.on("message", (_, robot) => robot.say("Hi"));
    const heard = await chat.notifications(await chat.user("alice"));
    await bob.stop();
    await giveBack();
    expect(await heard.next()).toEqual({ done: true, value: undefined });
    await expect(new RemoteEmulator(stranger).lend(title)).rejects.toThrow("control token");
  } finally {
    await end();
  }
});
