// Tenants: a request belongs to the one that its endpoint names, else to the one of its token, and none sees another's data.

import { afterAll, expect, test } from "vitest";
import { type ChatTenant, createChatEmulator } from "../../src/server/index.ts";
import { openChat } from "../support/chat.ts";
import { TrouterClient } from "../support/trouter-client.ts";

const emulator = await createChatEmulator({ fixtures: ["two-people", "sandbox"] });
afterAll(() => emulator.close());

async function ask(url: string, token: string, method = "GET", body?: object) {
  const response = await emulator.fetch(
    new Request(`${url}${url.includes("?") ? "" : "?api-version=2025-03-15"}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function topicsOf(url: string, token: string): Promise<readonly string[]> {
  const { body } = await ask(`${url}/chat/threads`, token);
  return body.value.map(({ topic }: { topic: string }) => topic);
}

async function newTenant(name: string): Promise<{ tenant: ChatTenant; token: string; id: string }> {
  const tenant = emulator.tenants.get(name);
  const { token, id } = await tenant.acs.user("alice");
  return { tenant, token, id };
}

test.each([
  ["by a host", (name: string) => `https://${name}.localhost:2428`],
  ["by a path", (name: string) => `http://localhost:2428/t/${name}`],
  ["by nothing but its token", () => "http://localhost:2428"],
])("a tenant is named %s", async (how, urlOf) => {
  const name = how.replaceAll(" ", "-");
  const { token } = await newTenant(name);
  const other = await newTenant(`${name}-other`);
  await ask(`${urlOf(name)}/chat/threads`, token, "POST", { topic: how });
  expect(await topicsOf(urlOf(name), token)).toEqual([how]);
  expect(await topicsOf("http://localhost", token)).toEqual([how]);
  expect(await topicsOf("http://localhost", other.token)).toEqual([]);
  const { token: ofDefault } = await emulator.acs.user("alice");
  expect(await topicsOf("http://localhost", ofDefault)).not.toContain(how);
});

test("the users of two tenants have different ids, and the same ones on every run", async () => {
  const [one, two] = [await newTenant("ids-one"), await newTenant("ids-two")];
  expect(one.id).not.toBe(two.id);
  await using again = await createChatEmulator({ fixtures: ["two-people"] });
  expect((await again.tenants.get("ids-one").acs.user("alice")).id).toBe(one.id);
});

test("a token of another tenant is no good at an endpoint that names one", async () => {
  const { token } = await newTenant("strict-one");
  await newTenant("strict-two");
  expect((await ask("http://localhost/t/strict-two/chat/threads", token)).status).toBe(401);
});

test("links lead back to the tenant that the path names", async () => {
  const { token } = await newTenant("links");
  const base = "http://localhost:2428/t/links";
  for (const topic of ["a", "b", "c"]) {
    await ask(`${base}/chat/threads`, token, "POST", { topic });
  }
  const { body } = await ask(`${base}/chat/threads?maxPageSize=2&api-version=2025-03-15`, token);
  expect(body.nextLink).toMatch(/^http:\/\/localhost:2428\/t\/links\/chat\/threads\?/);
  expect((await ask(body.nextLink, token)).body.value).toHaveLength(1);
});

test("a fork is what its origin was, and from then on each goes its own way", async () => {
  const { tenant, token } = await newTenant("origin");
  await ask("http://localhost/t/origin/chat/threads", token, "POST", { topic: "before" });
  const fork = tenant.fork("branch");
  expect(fork.name).toBe("branch");
  const { token: ofFork } = await fork.acs.user("alice");
  await ask("http://localhost/chat/threads", ofFork, "POST", { topic: "in the fork" });
  await ask("http://localhost/chat/threads", token, "POST", { topic: "in the origin" });
  expect(await topicsOf("http://localhost", token)).toEqual(["in the origin", "before"]);
  expect(await topicsOf("http://localhost", ofFork)).toEqual(["in the fork", "before"]);
});

test("a dropped tenant is gone, and the next one of that name is new", async () => {
  const { tenant, token } = await newTenant("short-lived");
  await ask("http://localhost/t/short-lived/chat/threads", token, "POST", { topic: "gone" });
  const listening = tenant.acs.notifications(await tenant.acs.user("alice"));
  expect(emulator.tenants.drop("short-lived")).toBe(true);
  expect((await listening.next()).done).toBe(true);
  expect(emulator.tenants.drop("short-lived")).toBe(false);
  expect(await topicsOf("http://localhost/t/short-lived", token)).toEqual([]);
});

test("the default tenant stays", () => {
  expect(emulator.tenants.drop("default")).toBe(false);
  expect(emulator.name).toBe("default");
});

test.each(["Has Spaces", "UPPER", "-start", "end-", "a".repeat(64), "", "a.b", "ümlaut"])(
  "%j is no name of a tenant",
  (name) => {
    expect(() => emulator.tenants.get(name)).toThrow(/^Cannot make the tenant .*Use up to 63/);
  },
);

test("an endpoint that names an impossible tenant is not found, and says why", async () => {
  const response = await emulator.fetch(new Request("http://localhost/t/-x-/chat/threads"));
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: expect.stringMatching(/^Cannot find that tenant/),
  });
});

test("what is pushed stays in its tenant", async () => {
  await using listening = await createChatEmulator({ fixtures: ["two-people"] });
  await listening.listen({ port: 0 });
  const [red, blue] = [listening.tenants.get("red"), listening.tenants.get("blue")];
  const [ofRed, ofBlue] = [await red.acs.user("bob"), await blue.acs.user("bob")];
  const clients = await Promise.all(
    [ofRed, ofBlue].map(({ token }) => TrouterClient.open(listening.url, token)),
  );
  for (const [tenant, topic] of [
    [red, "red news"],
    [blue, "blue news"],
  ] as const) {
    const { token } = await tenant.acs.user("alice");
    const { id } = await tenant.acs.user("bob");
    await fetch(`${listening.url}/chat/threads?api-version=2025-03-15`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ topic, participants: [{ communicationIdentifier: { rawId: id } }] }),
    });
  }
  const heard = await Promise.all(
    clients.map(async (client) =>
      (await client.settle()).map(({ body }) => JSON.parse(body.properties).topic),
    ),
  );
  expect(heard).toEqual([["red news"], ["blue news"]]);
  // Nor does the journal of anybody else tell of how they connected.
  expect(listening.journal.entries()).toEqual([]);
  expect(red.journal.count({ kind: "http" })).toBeGreaterThan(2);
  for (const client of clients) client.close();
});

test("a fork has listeners of its own", async () => {
  await using listening = await createChatEmulator({ fixtures: ["two-people"] });
  await listening.listen({ port: 0 });
  const fork = listening.fork("branch");
  const [here, there] = await Promise.all(
    [listening, fork].map(async (tenant) =>
      TrouterClient.open(listening.url, (await tenant.acs.user("bob")).token),
    ),
  );
  const [alice, bob] = [await fork.acs.user("alice"), await fork.acs.user("bob")];
  const made = await fork.fetch(
    new Request("http://localhost/chat/threads?api-version=2025-03-15", {
      method: "POST",
      headers: { authorization: `Bearer ${alice.token}`, "content-type": "application/json" },
      body: JSON.stringify({
        topic: "in the fork",
        participants: [{ communicationIdentifier: { rawId: bob.id } }],
      }),
    }),
  );
  expect(made.status).toBe(201);
  expect([(await here?.settle())?.length, (await there?.settle())?.length]).toEqual([0, 1]);
  here?.close();
  there?.close();
});

test("Stack Exchange is apart as well: by the path, by the account that logs in, and by its cookie", async () => {
  const green = emulator.tenants.get("green");
  await green.stackexchange.account({ email: "gail@example.com" });
  const login = await emulator.fetch(new Request("https://meta.stackexchange.com/users/login"));
  const [, fkey = ""] = /name="fkey" value="(\w+)"/.exec(await login.text()) ?? [];
  const posted = await emulator.fetch(
    new Request("https://meta.stackexchange.com/t/green/users/login", {
      method: "POST",
      body: new URLSearchParams({ email: "gail@example.com", password: "secret", fkey }),
    }),
  );
  // The form of another tenant is stale here.
  expect(posted.headers.get("set-cookie")).toBeNull();
  const own = await emulator.fetch(
    new Request("https://meta.stackexchange.com/t/green/users/login"),
  );
  const [, key = ""] = /name="fkey" value="(\w+)"/.exec(await own.text()) ?? [];
  const logged = await emulator.fetch(
    new Request("https://meta.stackexchange.com/users/login", {
      method: "POST",
      body: new URLSearchParams({ email: "gail@example.com", password: "secret", fkey: key }),
    }),
  );
  const cookie = logged.headers.get("set-cookie")?.split(";")[0] ?? "";
  const favorite = await emulator.fetch(
    new Request("https://chat.stackexchange.com/chats/join/favorite", { headers: { cookie } }),
  );
  expect(await favorite.text()).toContain(">Gail</a>");
  const entry = green.journal.entries({ vendor: "stackexchange" }).at(-1);
  expect(entry).toMatchObject({ tenant: "green", operation: "Chat_ShowFavorites" });
});

test("identity is signed with the tenant in the path, as an SDK with that endpoint signs it", async () => {
  await using chat = await openChat();
  const made = await chat.sign("POST", "/t/signed/identities", {
    body: { createTokenWithScopes: ["chat"] },
  });
  expect(made.status).toBe(201);
  const tenant = chat.emulator.tenants.get("signed");
  const { token } = made.body.accessToken;
  const listed = await tenant.fetch(
    new Request("http://localhost/chat/threads?api-version=2025-03-15", {
      headers: { authorization: `Bearer ${token}` },
    }),
  );
  expect(listed.status).toBe(200);
});
