// A tenant named to the proxy: all that comes through a tunnel belongs to it, for clients that have the hosts written in them.

import { readFileSync } from "node:fs";
import http from "node:http";
import { ProxyAgent, request } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { openPlaces, placeNames } from "./both-places.ts";

const places = openPlaces();

async function open(): Promise<ChatEmulator> {
  const emulator = await createChatEmulator({ fixtures: ["sandbox"] });
  onTestFinished(() => emulator.close());
  await emulator.listen({ port: 0 });
  return emulator;
}

function agentOf(emulator: ChatEmulator, user?: string): ProxyAgent {
  const proxy = new URL(emulator.proxyUrl);
  if (user !== undefined) Object.assign(proxy, { username: user, password: "x" });
  const ca = readFileSync(emulator.caFile, "utf8");
  const agent = new ProxyAgent({ uri: proxy.href, requestTls: { ca } });
  onTestFinished(() => agent.close());
  return agent;
}

async function visit(dispatcher: ProxyAgent, url: string): Promise<number> {
  const { statusCode, body } = await request(url, { dispatcher });
  await body.text();
  return statusCode;
}

const counts = (emulator: ChatEmulator, ...names: string[]) =>
  names.map((name) => emulator.tenants.get(name).journal.count());

test("what comes through a tunnel is for the tenant that is named to the proxy", async () => {
  const emulator = await open();
  const [blue, red, none] = [
    agentOf(emulator, "blue"),
    agentOf(emulator, "Red"),
    agentOf(emulator),
  ];
  for (const agent of [blue, red, blue, none, blue]) {
    expect(await visit(agent, "https://chat.stackexchange.com/rooms/1")).toBe(200);
  }
  expect(counts(emulator, "blue", "red", "default")).toEqual([3, 1, 1]);
});

test("the same account logs in to each of them apart", async () => {
  const emulator = await open();
  const [first, second] = ["blue", "red"].map((name) => agentOf(emulator, name));
  if (!first || !second) throw new Error("There are two.");
  const login = async (dispatcher: ProxyAgent) => {
    const page = await request("https://stackoverflow.com/users/login", { dispatcher });
    const fkey = /name="fkey"[^>]* value="(\w+)"/.exec(await page.body.text())?.[1] ?? "";
    const form = { fkey, email: "alice@example.com", password: "secret" };
    const { headers, body } = await request("https://stackoverflow.com/users/login", {
      dispatcher,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
    await body.dump();
    return [headers["set-cookie"] ?? []].flat().map((cookie) => cookie.split(";")[0]);
  };
  expect((await login(first)).join("; ")).toContain("acct=");
  expect((await login(second)).join("; ")).toContain("acct=");
  expect(counts(emulator, "blue", "red", "default")).toEqual([2, 2, 0]);
});

test("a resource of Azure that an app has written in it is the tenant's too", async () => {
  const emulator = await open();
  const url = "https://contoso.communication.azure.com/chat/threads?api-version=2025-03-15";
  expect(await visit(agentOf(emulator, "blue"), url)).toBe(401);
  expect(counts(emulator, "blue", "default")).toEqual([1, 0]);
});

test("a tenant in the address counts for more than the one that is named to the proxy", async () => {
  const emulator = await open();
  const url = "https://localhost/t/green/chat/threads?api-version=2025-03-15";
  const { port } = new URL(emulator.proxyUrl);
  expect(
    await visit(agentOf(emulator, "blue"), url.replace("localhost", `localhost:${port}`)),
  ).toBe(401);
  expect(counts(emulator, "green", "blue")).toEqual([1, 0]);
});

/** An absolute target, as clients send it that do without a tunnel. */
function absolute(emulator: ChatEmulator, credentials?: string): Promise<[number, string]> {
  const { hostname: host, port } = new URL(emulator.proxyUrl);
  return new Promise((resolve, reject) => {
    http
      .get(
        {
          host,
          port,
          path: "http://chat.stackexchange.com/rooms/1",
          agent: false,
          headers: {
            host: "chat.stackexchange.com",
            ...(credentials !== undefined && { "proxy-authorization": credentials }),
          },
        },
        async (response) => {
          const chunks: string[] = [];
          for await (const chunk of response.setEncoding("utf8")) chunks.push(String(chunk));
          resolve([response.statusCode ?? 0, chunks.join("")]);
        },
      )
      .on("error", reject);
  });
}

const basic = (user: string) => `Basic ${Buffer.from(user).toString("base64")}`;

test.each([
  ["a name without a password", basic("blue"), 200, "blue"],
  ["a name with a password", basic("blue:secret"), 200, "blue"],
  ["an empty name", basic(":secret"), 200, "default"],
  ["another scheme", "Bearer blue", 200, "default"],
  ["no base64", "Basic ???", 200, "default"],
  ["nothing", undefined, 200, "default"],
  ["a name that no host can have", basic("Not a host:x"), 404, undefined],
])("without a tunnel: %s", async (_, credentials, status, tenant) => {
  const emulator = await open();
  const [got, text] = await absolute(emulator, credentials);
  expect(got).toBe(status);
  if (tenant !== undefined) expect(counts(emulator, tenant)).toEqual([1]);
  else expect(text).toContain("Cannot find that tenant");
});

test("a tunnel for a name that no host can have is refused", async () => {
  const emulator = await open();
  await expect(
    visit(agentOf(emulator, "no_host"), "https://chat.stackexchange.com/rooms/1"),
  ).rejects.toThrow("404");
  expect(emulator.tenants.names).toEqual(["default"]);
});

test("the journal does not tell what was said to the proxy", async () => {
  const emulator = await open();
  await absolute(emulator, basic("blue:a-password"));
  const shown = JSON.stringify(emulator.tenants.get("blue").journal.entries());
  expect(shown).toContain("<redacted>");
  expect(shown).not.toContain(basic("blue:a-password").slice(6));
});

test.each(placeNames)("a test is told which proxy leads to its tenant, %s", (place) =>
  places.within(place, async (chat) => {
    const { proxyUrl, caFile } = await chat.listen();
    const agent = new ProxyAgent({ uri: proxyUrl, requestTls: { ca: readFileSync(caFile) } });
    onTestFinished(() => agent.close());
    expect(await visit(agent, "https://chat.stackexchange.com/rooms/1")).toBe(404);
    expect(await chat.journal.count({ operation: "Chat_ShowRoom" })).toBe(1);
  }),
);
