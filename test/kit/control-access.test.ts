// Who may use the control plane: no foreign page, no foreign name, and nobody without the token.

import { afterAll, beforeAll, expect, test } from "vitest";
import { readOptions } from "../../bin/options.ts";
import { type ChatEmulator, createChatEmulator, type LogEntry } from "../../src/server/index.ts";
import { openDesk } from "./control-desk.ts";

const TOKEN = "s3cret-t0ken";
const logged: LogEntry[] = [];
let emulator: ChatEmulator;

beforeAll(async () => {
  emulator = await createChatEmulator({ controlToken: TOKEN, log: (entry) => logged.push(entry) });
});

afterAll(() => emulator.close());

function send(path: string, headers: Readonly<Record<string, string>>, host = "localhost:2428") {
  return emulator.fetch(new Request(`https://${host}/_emulator/${path}`, { headers }));
}

const good = { authorization: `Bearer ${TOKEN}` };
const stream = { accept: "text/event-stream" };

test.each([
  ["health without a token", "health", {}, 200],
  ["readiness without a token", "ready", {}, 200],
  ["information with the token", "info", good, 200],
  [
    "information with the scheme in small letters",
    "info",
    { authorization: `bearer ${TOKEN}` },
    200,
  ],
  ["information without a token", "info", {}, 401],
  ["a path that is not there without a token", "nothing", {}, 401],
  ["a stream without a token", "journal", stream, 401],
  ["another token", "info", { authorization: "Bearer s3cret-t0keN" }, 401],
  ["the start of the token", "info", { authorization: "Bearer s3cret" }, 401],
  ["the token by another scheme", "info", { authorization: `Basic ${TOKEN}` }, 401],
  ["an empty token", "info", { authorization: "Bearer " }, 401],
  ["a foreign page with the token", "info", { ...good, origin: "https://evil.example" }, 403],
  ["a page without a name with the token", "info", { ...good, origin: "null" }, 403],
  [
    "a stream of a foreign page",
    "journal",
    { ...stream, ...good, origin: "https://evil.example" },
    403,
  ],
  ["health for a foreign page", "health", { origin: "https://evil.example" }, 403],
  [
    "the emulator's own page with the token",
    "info",
    { ...good, origin: "https://localhost:2428" },
    200,
  ],
])("%s is answered as it has to be", async (_, path, headers, status) => {
  const answer = await send(path, headers);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  const text = await answer.text();
  if (status !== 200) expect(JSON.parse(text).error).toMatch(/^Cannot .+: .+\. .+\.$/);
  if (status === 401) expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  expect(text).not.toContain(TOKEN);
});

test.each(["evil.example", "localhost.evil.example", "chat.stackexchange.com"])(
  "the Host %s is refused, for streams as well",
  async (host) => {
    expect((await send("info", good, host)).status).toBe(403);
    expect((await send("journal", { ...good, ...stream }, host)).status).toBe(403);
  },
);

test("the token is in no log and in no description", async () => {
  const answer = await send("openapi.json", good);
  const description = JSON.parse(await answer.text());
  expect(description.security).toEqual([{ token: [] }]);
  expect(description.paths["/health"].get.security).toEqual([]);
  expect(JSON.stringify([description, logged])).not.toContain(TOKEN);
});

test("without a token everybody on this machine may in", async () => {
  await using desk = await openDesk();
  expect((await desk.get("openapi.json")).security).toBeUndefined();
});

test.each(["", "two words", "ümlaut", "line\n"])(
  "%j is no token, and the complaint does not show it",
  async (controlToken) => {
    const making = createChatEmulator({ controlToken });
    await expect(making).rejects.toThrow(
      /^Cannot use the control token: it is empty, or has spaces or characters that no header carries\. Use letters, digits and hyphens\.$/,
    );
  },
);

test("the command line takes the token from its flag or its variable", () => {
  const environment = { CHAT_EMULATOR_CONTROL_TOKEN: "from-variable" };
  const flag = new Map([["--control-token", "from-flag"]]);
  expect(readOptions("start", new Map(), environment).controlToken).toBe("from-variable");
  expect(readOptions("exec", flag, environment).controlToken).toBe("from-flag");
  expect(readOptions("start", new Map(), {}).controlToken).toBeUndefined();
});
