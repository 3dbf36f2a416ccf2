// Two runs with the same seed and the same calls give the same journal, byte for byte, faults and robots included.

import { expect, test } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";

const options = {
  fixtures: ["two-people", "sandbox"],
  clock: "frozen:2026-01-01T00:00:00Z",
} as const;

test.each([1, 7, 2 ** 40])("seed %i gives the same journal twice", async (seed) => {
  const [first, second] = [await journalOf(seed), await journalOf(seed)];
  expect(first).toBe(second);
  expect(JSON.parse(first).length).toBeGreaterThan(50);
});

test("another seed gives other ids and other strikes of chance", async () => {
  const [one, other] = [JSON.parse(await journalOf(1)), JSON.parse(await journalOf(2))];
  expect(one).not.toEqual(other);
  const struck = (entries: { fault?: unknown }[]) =>
    entries.map(({ fault }) => fault !== undefined);
  expect(struck(one)).toContain(true);
  expect(struck(one)).not.toEqual(struck(other));
});

test("what happens in one tenant changes nothing in the journal of another", async () => {
  const alone = await journalOf(5);
  await using emulator = await createEmulator(5);
  const noise = emulator.tenants.get("noise");
  noise.faults.add({ probability: 0.5, status: 503 });
  await converse(noise);
  await play(emulator);
  expect(JSON.stringify(emulator.journal.entries())).toBe(alone);
});

type Place = Pick<ChatEmulator, "acs" | "clock" | "faults" | "fetch" | "journal">;

async function journalOf(seed: number): Promise<string> {
  await using emulator = await createEmulator(seed);
  await play(emulator);
  return JSON.stringify(emulator.journal.entries());
}

/** What is loaded on first use is loaded: how long that takes is no part of the play. */
async function createEmulator(seed: number): Promise<ChatEmulator> {
  const emulator = await createChatEmulator({ ...options, seed });
  const warm = emulator.tenants.get("warm");
  await warm.fetch(new Request("https://chat.stackexchange.com/rooms"));
  const { token } = await warm.acs.user("alice");
  await warm.fetch(
    new Request("http://localhost/chat/threads?api-version=2025-03-15", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ topic: "Warm" }),
    }),
  );
  emulator.tenants.drop("warm");
  return emulator;
}

async function play(place: Place): Promise<void> {
  place.faults.add({ operation: "ChatThread_*", probability: 0.3, status: 503, times: 10 });
  place.faults.add({
    operation: "Chat_Send",
    vendor: "stackexchange",
    probability: 0.5,
    status: 409,
  });
  place.faults.add({
    probability: 0.2,
    latencyMs: { distribution: "lognormal", median: 50, p99: 900 },
  });
  place.acs.robot("bob").on("message", async (heard, bob) => {
    await bob.read(heard);
    await bob.type({ seconds: 2 });
    if (bob.random() < 0.7) await bob.say(`You said: ${heard.text}`);
  });
  await converse(place);
  await lookAround(place);
}

/** Calls that a fault delays are brought to their end by the clock. */
async function call(place: Place, request: Request): Promise<Response> {
  const answer = place.fetch(request);
  let isThere = false;
  void answer.finally(() => {
    isThere = true;
  });
  for (let second = 0; second < 30 && !isThere; second += 1) {
    await new Promise(setImmediate);
    await place.clock.advance({ seconds: 1 });
    await new Promise(setImmediate);
  }
  return answer;
}

async function converse(place: Place): Promise<void> {
  const [alice, bob] = [await place.acs.user("alice"), await place.acs.user("bob")];
  const ask = (method: string, path: string, body?: object) =>
    call(
      place,
      new Request(`http://localhost/chat/threads${path}?api-version=2025-03-15`, {
        method,
        headers: { authorization: `Bearer ${alice.token}`, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  const participants = [{ communicationIdentifier: { rawId: bob.id } }];
  const created = await ask("POST", "", { topic: "Launch", participants });
  const { chatThread } = (await created.json()) as { chatThread: { id: string } };
  const messages = `/${encodeURIComponent(chatThread.id)}/messages`;
  for (let number = 0; number < 25; number += 1) {
    await ask("POST", messages, { content: `message ${number}` });
    await ask("GET", messages);
  }
}

async function lookAround(place: Place): Promise<void> {
  for (const path of ["/rooms/1", "/transcript/1", "/users/101001", "/nothing"]) {
    await call(place, new Request(`https://chat.stackexchange.com${path}`));
  }
}
