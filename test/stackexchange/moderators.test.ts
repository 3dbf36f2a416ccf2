// What only fixtures can set up: moderators, people of much and of little reputation, the system's own people, and the sandbox.

import { expect, test } from "vitest";
import type { Fixture } from "../../src/fixtures/fixture.ts";
import type { ChatClient } from "./chat-client.ts";
import { field, listIn } from "./chat-client.ts";
import { ChatSocket } from "./chat-socket.ts";
import { first, readHtml, select, textOf } from "./html-tree.ts";
import { openStage, type Stage } from "./stage.ts";

const room = 7;
const secret = 8;

const fixture: Fixture = {
  name: "ranks",
  stackexchange: {
    accounts: ["Owner", "Moderator", "Novice", "Expert", "Bob"].map((name) => ({
      email: `${name.toLowerCase()}@example.com`,
      password: "secret",
      name,
    })),
    hosts: {
      "chat.stackexchange.com": {
        users: [
          { name: "Owner", id: 11, account: "owner@example.com", reputation: 500 },
          { name: "Moderator", id: 12, account: "moderator@example.com", isModerator: true },
          { name: "Novice", id: 13, account: "novice@example.com", reputation: 19 },
          { name: "Expert", id: 14, account: "expert@example.com", reputation: 10_000 },
          { name: "Bob", id: 15, account: "bob@example.com", reputation: 9999 },
        ],
        rooms: [
          { id: room, name: "Ranks", owners: ["Owner"] },
          { id: secret, name: "Secret lair", owners: ["Owner"], access: "invited" },
        ],
      },
    },
  },
};

type Name = "owner" | "moderator" | "novice" | "expert" | "bob";

async function open(options: Parameters<typeof openStage>[0] = {}): Promise<{
  readonly stage: Stage;
  as(name: Name): Promise<ChatClient>;
}> {
  const stage = await openStage({ fixtures: [fixture], ...options });
  return { stage, as: (name) => stage.stranger().logIn(`${name}@example.com`) };
}

test("a moderator changes and deletes what others said, whenever it was", async () => {
  const { stage, as } = await open();
  const [bob, moderator, owner] = [await as("bob"), await as("moderator"), await as("owner")];
  const [one, two] = [await bob.say(room, "one"), await bob.say(room, "two")];
  await stage.emulator.clock.advance({ days: 30 });
  expect((await bob.edit(one, "late")).json).toBe("It is too late to edit this message");
  expect((await owner.edit(one, "mine")).json).toBe("You can only edit your own messages");
  const marker = await bob.join(room);
  expect((await moderator.edit(one, "tidied")).json).toBe("ok");
  expect((await moderator.delete(two)).json).toBe("ok");
  const events = (await bob.poll(room, marker)).e;
  expect(events?.map((event) => [event.event_type, event["user_name"], event["content"]])).toEqual([
    [2, "Bob", "tidied"],
    [10, "Bob", undefined],
  ]);
  const history = readHtml((await bob.get(`/messages/${one}/history`)).text);
  const editors = select(history, ".monologue").map((entry) =>
    textOf(first(entry, ".username a")).trim(),
  );
  expect(editors.slice(0, 2)).toEqual(["Bob", "Moderator"]);
});

test("a moderator goes into private rooms, pins, freezes, and cannot be kicked", async () => {
  const { as } = await open();
  const [owner, moderator, bob] = [await as("owner"), await as("moderator"), await as("bob")];
  await moderator.join(secret);
  const message = await owner.say(secret, "Hidden");
  expect((await moderator.pin(message)).json).toBe("ok");
  expect((await moderator.post(`/rooms/setfrozen/${room}`, { freeze: "true" })).json).toBe("ok");
  expect((await bob.send(room, "Hello")).status).toBe(403);
  const kick = { userID: await moderator.id() };
  expect((await owner.post(`/rooms/kickmute/${room}`, kick)).status).toBe(403);
  const page = readHtml((await bob.get(`/users/${await moderator.id()}`)).text);
  expect(textOf(first(page, ".user-status"))).toContain("♦");
  expect(textOf(first(page, "h1"))).toBe("Moderator");
});

test.each([
  [false, 403],
  [true, 409],
])("it takes 20 reputation to talk, and none to read (strict: %s)", async (strict, status) => {
  const { as } = await open({ strict });
  const novice = await as("novice");
  await novice.join(room);
  const refused = await novice.send(room, "Hello");
  expect([refused.status, refused.text]).toEqual([status, "You need 20 reputation to talk here"]);
});

test("flags are told to moderators and to people with 10,000 reputation, by socket and by polling", async () => {
  const { as } = await open({ listens: true });
  const bob = await as("bob");
  const message = await bob.say(room, "Rude");
  const trusted = [await as("moderator"), await as("expert")];
  const others = [bob, await as("owner")];
  const sockets = await Promise.all(
    [...trusted, ...others].map((client) => ChatSocket.watch(client, room)),
  );
  const marker = await bob.join(room);
  await (await as("novice")).post(`/messages/${message}/flag`);
  await bob.say(room, "And so on");
  for (const [index, client] of [...trusted, ...others].entries()) {
    const expected = index < trusted.length ? [9, 1] : [1];
    const polled = (await client.poll(room, marker)).e?.map(({ event_type }) => event_type);
    expect(polled).toEqual(expected);
    const socket = sockets[index];
    await socket?.until(() => JSON.stringify(socket.frames).includes("And so on"));
    const heard = (await socket?.events(room, 1))?.map(({ event_type }) => event_type);
    expect(heard?.filter((type) => type !== 3)).toEqual(expected);
  }
});

test("the sandbox is what ChatExchange's examples expect: rooms 1 and 14219, and accounts with the password secret", async () => {
  const stage = await openStage({ fixtures: ["sandbox"] });
  const bot = await stage.stranger().logIn("bot@example.com", "secret");
  for (const number of [1, 14_219]) {
    await bot.join(number);
    await bot.say(number, "hello_world");
  }
  const owner = await stage.stranger().logIn("owner@example.com");
  const message = await bot.say(1, "pin me");
  expect((await owner.pin(message)).json).toBe("ok");
  const moderator = await stage.stranger().logIn("moderator@example.com");
  expect((await moderator.delete(message)).json).toBe("ok");
  for (const name of ["alice", "bob"]) {
    expect(
      await (await stage.stranger().logIn(`${name}@example.com`)).say(1, "Hi"),
    ).toBeGreaterThan(0);
  }
  const listed = await bot.post("/chats/1/events", { mode: "Messages", msgCount: 500 });
  const texts = listIn(listed.json, "events").map((event) => field(event, "content"));
  expect(texts).toContain("hello, world");
  expect(texts).toContain("hello_world");
});

test("after a reset the sandbox is as it was, and sessions stand for the same people", async () => {
  const stage = await openStage({ fixtures: ["sandbox"] });
  const bot = await stage.stranger().logIn("bot@example.com");
  const before = await bot.post("/chats/1/events", { mode: "Messages" });
  await bot.say(1, "to be forgotten");
  await stage.emulator.reset();
  const after = await bot.post("/chats/1/events", { mode: "Messages" });
  expect(listIn(after.json, "events")).toEqual(listIn(before.json, "events"));
});
