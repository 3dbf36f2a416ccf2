// The connection of an ACS client to the notification services: config, allocation, handshake, transports, acknowledgements.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { AcsUser } from "../../src/server/index.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { type Allocation, allocate, shakeHands, TrouterClient } from "../support/trouter-client.ts";

let chat: Chat;
let url: string;
let alice: AcsUser;
let bob: AcsUser;

beforeAll(async () => {
  chat = await openChat();
  await chat.emulator.listen({ port: 0 });
  url = chat.emulator.url;
  alice = await chat.emulator.acs.user("alice");
  bob = await chat.emulator.acs.user("bob");
});

afterAll(() => chat.emulator.close());

describe("the configuration", () => {
  const path = "/chat/config/realTimeNotifications?api-version=2024-09-01";
  const configuration = async (base: string, headers: Record<string, string> = {}) =>
    fetch(base + path, { headers: { authorization: `Bearer ${alice.token}`, ...headers } });

  test("names the emulator's own address as it was asked for", async () => {
    const response = await configuration(url);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      trouterServiceUrl: url,
      registrarServiceUrl: `${url}/registrar`,
      cloudType: "Public",
    });
  });

  test("is found with two slashes, as an endpoint with a slash at its end makes them", async () => {
    expect((await configuration(`${url}/`)).status).toBe(200);
  });

  test("names a plain address to a client that speaks plain http but believes in https", async () => {
    const headers = { "x-forwarded-proto": "https", "x-emulator-wire": "http" };
    expect(await (await configuration(url, headers)).json()).toMatchObject({
      trouterServiceUrl: url,
    });
  });

  test("names an https address behind a proxy that ends TLS", async () => {
    const response = await configuration(url, { "x-forwarded-proto": "https" });
    expect(await response.json()).toMatchObject({
      trouterServiceUrl: url.replace("http:", "https:"),
    });
  });

  test("is refused without a token and with one for calls only", async () => {
    expect((await fetch(url + path)).status).toBe(401);
    const { token } = await chat.emulator.acs.issueToken({ scopes: ["voip"] });
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(url + path, { headers })).status).toBe(403);
  });
});

describe("an allocation", () => {
  test("gives all that the client reads", async () => {
    const response = await allocate(url, alice.token);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    const { connectparams, ...rest } = (await response.json()) as Allocation;
    const id = connectparams["sr"];
    expect(rest).toEqual({
      socketio: `${url}/`,
      surl: `${url}/v4/f/${id}/`,
      url: `${url}/v4/f/${id}/`,
      ccid: id,
      id,
      curlb: "",
      ttl: "86400",
    });
    // The client puts these into queries as they are.
    expect(Object.values(connectparams).join("")).toMatch(/^[\w-]+$/);
  });

  test("names the port of a host that a mapping leads here", async () => {
    const request = new Request("https://go.trouter.skype.com/v4/a", {
      method: "POST",
      headers: { "x-skypetoken": alice.token },
    });
    const response = await chat.emulator.fetch(request);
    expect(await response.json()).toMatchObject({ socketio: "https://go.trouter.skype.com:443/" });
  });

  test.each([
    ["no token", ""],
    ["a token that is no JWT", "abc"],
  ])("is refused with 401 to %s", async (_, token) => {
    expect((await allocate(url, token)).status).toBe(401);
  });

  test("is refused with 403 to a token for calls only", async () => {
    const { token } = await chat.emulator.acs.issueToken({ scopes: ["voip"] });
    expect((await allocate(url, token)).status).toBe(403);
  });

  test("is refused with 405 to another method", async () => {
    const response = await fetch(`${url}/v4/a`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

async function allocated(token: string): Promise<Allocation> {
  return (await (await allocate(url, token)).json()) as Allocation;
}

describe("the handshake", () => {
  test("offers websocket and long polling for three minutes", async () => {
    const allocation = await allocated(alice.token);
    const { response, session } = await shakeHands(url, alice.token, allocation);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(`${session}:180:180:websocket,xhr-polling`);
  });

  test("refuses the allocation of somebody else", async () => {
    const allocation = await allocated(alice.token);
    const { response } = await shakeHands(url, bob.token, allocation);
    expect(response.status).toBe(403);
  });

  test("takes the allocation alone, for SDKs that do not show their token again", async () => {
    const { connectparams } = await allocated(alice.token);
    const query = new URLSearchParams(connectparams);
    const response = await fetch(`${url}/socket.io/1/?${query}`);
    expect(response.status).toBe(200);
  });

  test("refuses an allocation from before a revocation", async () => {
    const carol = await chat.emulator.acs.user("carol");
    const { connectparams } = await allocated(carol.token);
    const revoked = await chat.sign("POST", `/identities/${carol.id}/:revokeAccessTokens`);
    expect(revoked.status).toBe(204);
    const response = await fetch(`${url}/socket.io/1/?${new URLSearchParams(connectparams)}`);
    expect(response.status).toBe(403);
  });

  test.each([
    ["made up", { sr: "abc", se: "9999999999999", sig: "abc" }],
    ["missing", {}],
    ["expired", { se: "1" }],
  ])("refuses an allocation that is %s", async (_, change) => {
    const allocation = await allocated(alice.token);
    const kept = Object.keys(change).length === 1 ? allocation.connectparams : {};
    const connectparams: Record<string, string> = { ...kept, ...change };
    const { response } = await shakeHands(url, alice.token, { ...allocation, connectparams });
    expect(response.status).toBe(403);
  });
});

describe("a websocket", () => {
  test("is greeted and told that it is connected", async () => {
    const client = await TrouterClient.open(url, alice.token);
    expect(client.frames).toEqual([
      "1::",
      '5:::{"name":"trouter.connected","args":[{"ttl":86400,"dur":"1"}]}',
    ]);
    client.close();
  });

  test("has each of its events acknowledged that asks for it", async () => {
    const client = await TrouterClient.open(url, alice.token);
    client.socket.send('5:7+::{"name":"user.activity","args":[{"state":"active"}]}');
    client.socket.send('5:8::{"name":"no.answer.wanted"}');
    client.socket.send('5:9+::{"name":"nobody.knows.this"}');
    await client.until(() => client.frames.at(-1)?.startsWith("6:::9") ?? false);
    expect(client.frames.slice(2)).toEqual(['6:::7+["pong"]', '6:::9+["pong"]']);
    client.close();
  });

  test("is closed when it says goodbye, and hears nothing more", async () => {
    const client = await TrouterClient.open(url, alice.token);
    client.socket.send("0::");
    expect((await client.closed()).code).toBe(1000);
  });

  test("works over TLS", async () => {
    const ca = readFileSync(chat.emulator.caFile);
    const { session, query } = await shakeHands(url, alice.token, await allocated(alice.token));
    const base = chat.emulator.httpsUrl.replace("https", "wss");
    const socket = new WebSocket(`${base}/socket.io/1/websocket/${session}?${query}`, { ca });
    const client = new TrouterClient(socket, session, query);
    await client.until(() => client.frames.length === 2);
    client.close();
  });
});

test("the root says what the client looks for when all else fails", async () => {
  expect(await (await fetch(`${url}/`)).text()).toBe("Trouter");
});

describe("a registration", () => {
  const body = JSON.stringify({
    clientDescription: { appId: "AcsWeb", templateKey: "AcsWeb_Chat_2.1" },
    registrationId: "one",
    transports: { TROUTER: [{ context: "", path: "https://localhost/", ttl: 7200 }] },
  });
  const register = (path: string, token: string, text = body) =>
    fetch(url + path, { method: "POST", headers: { "x-skypetoken": token }, body: text });

  test.each([
    "/registrar/v3/registrations",
    "/registrar/prod/v3/registrations",
    "/registrar/prod/V3/registrations",
  ])("is taken at %s, renewed and removed", async (path) => {
    for (let time = 0; time < 2; time += 1) {
      const response = await register(path, alice.token);
      expect([response.status, await response.text()]).toEqual([202, ""]);
    }
    const headers = { "x-skypetoken": alice.token };
    const removed = await fetch(`${url}${path}/one`, { method: "DELETE", headers });
    expect(removed.status).toBe(202);
  });

  test.each([
    ["no token", "", body, 401],
    ["no JSON", undefined, "{", 400],
    ["no id", undefined, "{}", 400],
    ["far too much", undefined, `{"registrationId":"${"x".repeat(70_000)}"}`, 400],
  ])("with %s is refused", async (_, token, text, status) => {
    const path = "/registrar/v3/registrations";
    expect((await register(path, token ?? alice.token, text)).status).toBe(status);
  });
});
