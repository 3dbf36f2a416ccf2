// Robots over HTTP whose handlers are a client's: it is told of each turn, acts in it by calls, and ends it.

import { describe, expect, test, vi } from "vitest";
import { readEvents } from "../../src/server/kit/read-events.ts";
import type { ToldTurn } from "../../src/server/kit/remote-turn.ts";
import { Chat } from "../support/chat.ts";
import { type Desk, openDesk } from "./control-desk.ts";

const frozen = { fixtures: ["two-people"], clock: "frozen:2025-03-15T12:00:00Z" };

async function openScene(desk: Desk) {
  const { acs } = desk.emulator;
  const [alice, bob] = [await acs.user("alice"), await acs.user("bob")];
  const chat = new Chat(desk.emulator);
  const thread = await chat.thread([alice, bob]);
  return {
    alice,
    bob,
    say: (text: string) => chat.say(alice, thread, text),
    async texts(): Promise<string[]> {
      const { value } = (await chat.call(alice, "GET", `${thread}/messages`)).body;
      return value
        .filter(({ type }: { type: string }) => type === "text")
        .map(({ content }: { content: { message: string } }) => content.message)
        .reverse();
    },
  };
}

type Events = ReturnType<typeof readEvents>;

/** The robot's stream, once it listens. */
async function listen(desk: Desk, path = "robots/bob/on/message", init: RequestInit = {}) {
  const request = new Request(`https://localhost:2428/_emulator/${path}`, init);
  return readStream(await desk.emulator.fetch(request));
}

async function readStream(response: Response) {
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  if (!response.body) throw new Error("There is no stream.");
  const events = readEvents(response.body);
  const { value } = await events.next();
  expect(value?.name).toBe("listening");
  const { listener }: { listener: string } = JSON.parse(value?.data ?? "");
  return { events, listener };
}

async function nextTurn(events: Events): Promise<ToldTurn> {
  const { value } = await events.next();
  expect(value?.name).toBe("turn");
  return JSON.parse(value?.data ?? "");
}

const over = { done: true, value: undefined };

test("a client is told of a turn, acts in it, and ends it", async () => {
  await using desk = await openDesk(frozen);
  const { alice, bob, say, texts } = await openScene(desk);
  const { events } = await listen(desk);
  const messageId = await say("Hello");
  const { turn, robot, heard } = await nextTurn(events);
  expect(robot).toEqual({ id: bob.id, name: "bob" });
  expect(heard).toMatchObject({ event: "message", from: alice.id, text: "Hello", messageId });
  const said = await desk.post(`turns/${turn}/say`, { text: "Hi" });
  expect(said).toMatchObject({ status: 201, body: { messageId: expect.stringMatching(/^\d+$/) } });
  const edited = { messageId: said.body.messageId, text: "Hi!" };
  expect((await desk.post(`turns/${turn}/edit`, edited)).status).toBe(204);
  expect((await desk.post(`turns/${turn}/read`)).status).toBe(204);
  expect((await desk.post(`turns/${turn}/random`)).body).toEqual({ random: expect.any(Number) });
  expect((await desk.post(`turns/${turn}/done`)).status).toBe(204);
  expect(await texts()).toEqual(["Hello", "Hi!"]);
});

test("the time waits for a turn that is open, and a turn for the time", async () => {
  await using desk = await openDesk(frozen);
  const { say, texts } = await openScene(desk);
  const { events } = await listen(desk);
  await say("Hello");
  const { turn } = await nextTurn(events);
  const log: string[] = [];
  const advancing = desk
    .post("clock", { advance: { seconds: 10 } })
    .then(({ body }) => log.push(`advanced to ${body.now}`));
  const typed = await desk.post(`turns/${turn}/type`, { duration: { seconds: 7 } });
  expect(typed.status).toBe(204);
  log.push(`typed until ${(await desk.get("clock")).now}`);
  await desk.post(`turns/${turn}/wait`, { duration: { seconds: 2 } });
  log.push(`waited until ${(await desk.get("clock")).now}`);
  await desk.post(`turns/${turn}/say`, { text: "Hi" });
  await desk.post(`turns/${turn}/done`);
  await advancing;
  expect(log).toEqual([
    "typed until 2025-03-15T12:00:07.000Z",
    "waited until 2025-03-15T12:00:09.000Z",
    "advanced to 2025-03-15T12:00:10.000Z",
  ]);
  expect(await texts()).toEqual(["Hello", "Hi"]);
});

test("a turn that failed is an error of the clock's, and the next one comes", async () => {
  await using desk = await openDesk(frozen);
  const { say } = await openScene(desk);
  const { events } = await listen(desk);
  for (const text of ["one", "two"]) await say(text);
  const { turn } = await nextTurn(events);
  const advancing = desk.post("clock", { advance: {} });
  await desk.post(`turns/${turn}/fail`, { message: "Bob is out of words." });
  const next = await nextTurn(events);
  expect(next.heard.text).toBe("two");
  await desk.post(`turns/${next.turn}/done`);
  expect(await advancing).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining("Bob is out of words.") },
  });
});

test("a turn ends once, and its hands are good after that", async () => {
  await using desk = await openDesk(frozen);
  const { say, texts } = await openScene(desk);
  const { events } = await listen(desk);
  await say("Hello");
  const { turn } = await nextTurn(events);
  await desk.post(`turns/${turn}/done`);
  for (const [end, body] of [["done"], ["fail", { message: "x" }]] as const) {
    expect(await desk.post(`turns/${turn}/${end}`, body)).toMatchObject({
      status: 409,
      body: {
        error: `Cannot end turn ${turn}: it is over. Say only once whether it is done or failed.`,
      },
    });
  }
  expect((await desk.post(`turns/${turn}/say`, { text: "By the way" })).status).toBe(201);
  expect(await texts()).toEqual(["Hello", "By the way"]);
});

describe.each(["acting", "waiting"] as const)("a client that vanishes while it is %s", (how) => {
  test("leaves nothing that anybody waits for", async () => {
    await using desk = await openDesk(frozen);
    const { say, texts } = await openScene(desk);
    const scenario = { user: "bob", on: "message", do: [{ say: "As planned" }] };
    await desk.post("robots", scenario);
    const leaving = new AbortController();
    const { events } = await listen(desk, undefined, { signal: leaving.signal });
    for (const text of ["one", "two"]) await say(text);
    const { turn } = await nextTurn(events);
    const waiting =
      how === "waiting" && desk.post(`turns/${turn}/wait`, { duration: { seconds: 1 } });
    const advancing = desk.post("clock", { advance: { seconds: 5 } });
    leaving.abort();
    expect(await events.next()).toEqual(over);
    expect((await advancing).status).toBe(200);
    await waiting;
    expect((await desk.post(`turns/${turn}/say`, { text: "?" })).status).toBe(410);
    // The other of the robot's handlers stays.
    expect(await texts()).toEqual(["one", "As planned", "two", "As planned"]);
  });

  test("over the network is noticed", async () => {
    await using desk = await openDesk(frozen);
    const { say } = await openScene(desk);
    const { controlUrl } = await desk.emulator.listen({ port: 0 });
    const leaving = new AbortController();
    const { signal } = leaving;
    const { events } = await readStream(
      await fetch(`${controlUrl}/robots/bob/on/message`, { signal }),
    );
    await say("Hello");
    const { turn } = await nextTurn(events);
    if (how === "waiting") {
      const sent = { "content-type": "application/json" };
      const body = JSON.stringify({ duration: { seconds: 1 } });
      const waiting = fetch(`${controlUrl}/turns/${turn}/wait`, {
        method: "POST",
        headers: sent,
        body,
        signal,
      });
      waiting.catch(() => {});
    }
    const advancing = desk.post("clock", { advance: { seconds: 5 } });
    leaving.abort();
    expect((await advancing).status).toBe(200);
    await vi.waitFor(async () =>
      expect((await desk.post(`turns/${turn}/random`)).status).toBe(410),
    );
  });
});

test.each([
  ["DELETE robots/bob", 204],
  ["DELETE robots", 204],
  ["POST reset", 204],
  ["DELETE tenants/blue", 204],
])("%s ends the streams of the robot, and its turns", async (request, status) => {
  await using desk = await openDesk(frozen);
  const blue = { at: "https://localhost:2428/t/blue" };
  const { acs } = desk.emulator.tenants.get("blue");
  const [alice, bob] = [await acs.user("alice"), await acs.user("bob")];
  const chat = new Chat(desk.emulator);
  const thread = await chat.thread([alice, bob]);
  const { events } = await listen(desk, "robots/bob/on/message?tenant=blue");
  await chat.say(alice, thread, "Hello");
  const { turn } = await nextTurn(events);
  const waiting = desk.post(`turns/${turn}/wait`, { duration: { seconds: 1 } }, blue);
  // It waits when the time need not wait for it.
  await desk.post("clock", { advance: {} }, blue);
  const [method = "", path = ""] = request.split(" ");
  expect((await desk.send(method, path, blue)).status).toBe(status);
  expect(await waiting).toMatchObject({
    status: 410,
    body: {
      error: "Cannot go on with the robot bob: it was stopped. Let it listen anew.",
    },
  });
  expect((await desk.post(`turns/${turn}/done`, undefined, blue)).status).toBe(410);
  // Although nobody has read that the stream is over.
  expect((await desk.post("clock", { advance: { seconds: 5 } }, blue)).status).toBe(200);
  expect(await events.next()).toEqual(over);
});

test("a listener that is off hears nothing new, and its stream ends with what it heard", async () => {
  await using desk = await openDesk(frozen);
  const { say } = await openScene(desk);
  const { events, listener } = await listen(desk);
  for (const text of ["one", "two"]) await say(text);
  const first = await nextTurn(events);
  expect((await desk.send("DELETE", `robots/listeners/${listener}`)).status).toBe(204);
  await say("three");
  await desk.post(`turns/${first.turn}/done`);
  const second = await nextTurn(events);
  expect(second.heard.text).toBe("two");
  await desk.post(`turns/${second.turn}/done`);
  expect(await events.next()).toEqual(over);
  const idle = await listen(desk);
  await desk.send("DELETE", `robots/listeners/${idle.listener}`);
  expect(await idle.events.next()).toEqual(over);
});

test("over the network nothing is missed from the headers on", async () => {
  await using desk = await openDesk(frozen);
  const { say } = await openScene(desk);
  const { controlUrl } = await desk.emulator.listen({ port: 0 });
  const leaving = new AbortController();
  const response = await fetch(`${controlUrl}/robots/bob/on/message`, { signal: leaving.signal });
  await say("Hello");
  const { events } = await readStream(response);
  expect((await nextTurn(events)).heard.text).toBe("Hello");
  leaving.abort();
});

test("of many turns the hands of the oldest are good no more", async () => {
  await using desk = await openDesk(frozen);
  const { say } = await openScene(desk);
  const { events } = await listen(desk);
  const turns: string[] = [];
  for (let count = 0; count < 1002; count += 1) {
    await say(String(count));
    const { turn } = await nextTurn(events);
    await desk.emulator.fetch(
      new Request(`https://localhost:2428/_emulator/turns/${turn}/done`, { method: "POST" }),
    );
    turns.push(turn);
  }
  const [first, , third] = turns;
  expect((await desk.post(`turns/${first}/random`)).status).toBe(410);
  expect((await desk.post(`turns/${third}/random`)).status).toBe(200);
});

test("no tenant is made for what only one that is there can have", async () => {
  await using desk = await openDesk(frozen);
  const blue = { at: "https://localhost:2428/t/blue" };
  expect(await desk.post("turns/1/say", { text: "Hi" }, blue)).toMatchObject({
    status: 410,
    body: {
      error:
        'Cannot act for the robot: there is no tenant "blue", or none any more. Let a robot listen anew.',
    },
  });
  expect((await desk.send("DELETE", "robots/listeners/1?tenant=blue")).status).toBe(410);
  expect(desk.emulator.tenants.names).toEqual(["default"]);
});

test("a turn and a listener are those of their tenant", async () => {
  await using desk = await openDesk(frozen);
  const { say } = await openScene(desk);
  const { events, listener } = await listen(desk);
  await say("Hello");
  const { turn } = await nextTurn(events);
  const blue = { at: "https://localhost:2428/t/blue" };
  desk.emulator.tenants.get("blue");
  expect(await desk.post(`turns/${turn}/random`, undefined, blue)).toMatchObject({
    status: 410,
    body: { error: expect.stringContaining("it is no more, or not this tenant's.") },
  });
  expect((await desk.send("DELETE", `robots/listeners/${listener}`, blue)).status).toBe(410);
  expect((await desk.post(`turns/${turn}/random`)).status).toBe(200);
});

describe("refused", async () => {
  async function openTurn(desk: Desk): Promise<string> {
    const { say } = await openScene(desk);
    const { events } = await listen(desk);
    await say("Hello");
    return (await nextTurn(events)).turn;
  }

  test.each<[string, unknown, number, string | RegExp]>([
    [
      "GET robots/zoe/on/mesage",
      undefined,
      400,
      'Cannot let the robot zoe listen for "mesage": nothing has that name. Did you mean "message"?',
    ],
    ["GET robots/zoe/on", undefined, 404, /no such control route/],
    ["GET robots/zoe/on/message?since=1", undefined, 400, /unknown parameter "since"/],
    ["POST robots/zoe/on/message", {}, 405, /takes GET only/],
    [
      "DELETE robots/zoe",
      undefined,
      404,
      'Cannot stop the robot: nothing has the name "zoe". There are: bob.',
    ],
    [
      "DELETE robots/listeners/x",
      undefined,
      404,
      'Cannot find listener "x": there was none. Give the id that GET robots/{user}/on/{event} has told.',
    ],
    ["POST turns/0/done", undefined, 404, /^Cannot find turn "0": there was none\. /],
    ["POST turns/999/say", { text: "x" }, 404, /^Cannot find turn "999": there was none\. /],
    ["POST turns/TURN/shout", { text: "x" }, 404, /no such control route/],
    [
      "POST turns/TURN/say",
      undefined,
      400,
      "Cannot act for the robot: there is no body. Send JSON.",
    ],
    ["POST turns/TURN/say", { txt: "x" }, 400, /unknown field "txt"\. Did you mean "text"\?$/],
    ["POST turns/TURN/say", { text: "x", type: "rich" }, 400, /type is "rich"\. Write "text" or/],
    ["POST turns/TURN/say", { text: "x", metadata: { a: 1 } }, 400, /metadata\.a is 1, not text\./],
    [
      "POST turns/TURN/say",
      { text: "x", threadId: "19:none" },
      400,
      /^Cannot say something as the robot bob in 19:none: \w+\. Let it act only where it is/,
    ],
    ["POST turns/TURN/reply", { text: "x", threadId: "19:none" }, 400, /unknown field "threadId"/],
    ["POST turns/TURN/edit", { text: "x" }, 400, /it has no messageId\. Add it\.$/],
    [
      "POST turns/TURN/edit",
      { messageId: "1", text: "x" },
      400,
      /^Cannot edit a message as the robot bob in /,
    ],
    ["POST turns/TURN/remove", { messageId: "" }, 400, /messageId is empty/],
    [
      "POST turns/TURN/read",
      { threadId: "19:none" },
      400,
      /^Cannot read as the robot bob: there is no message in what it heard\. /,
    ],
    ["POST turns/TURN/wait", { seconds: 1 }, 400, /unknown field "seconds"/],
    [
      "POST turns/TURN/wait",
      { duration: 1 },
      400,
      /duration is 1, not an object\. Write one such as/,
    ],
    ["POST turns/TURN/wait", { duration: { seconds: -1 } }, 400, /duration\.seconds is -1\. /],
    ["POST turns/TURN/wait", { duration: { second: 1 } }, 400, /Did you mean "seconds"\?$/],
    ["POST turns/TURN/type", {}, 400, /it has no duration\. Add it\.$/],
    ["POST turns/TURN/add", { threadId: "19:none", people: [] }, 400, /people is an empty list/],
    [
      "POST turns/TURN/add",
      { threadId: "19:none", people: ["8:acs:nobody"] },
      400,
      /^Cannot add people as the robot bob in 19:none: /,
    ],
    [
      "POST turns/TURN/leave",
      { threadId: "19:none" },
      400,
      /^Cannot leave as the robot bob in 19:no/,
    ],
    ["POST turns/TURN/random", { seed: 1 }, 400, /unknown field "seed"\. Leave it out\.$/],
    ["POST turns/TURN/fail", {}, 400, /it has no message\. Add it\.$/],
  ])("%s with %j is refused with %i", async (request, body, status, error) => {
    await using desk = await openDesk(frozen);
    const turn = await openTurn(desk);
    const [method = "", path = ""] = request.replace("TURN", turn).split(" ");
    const refused = await desk.send(method, path, { body });
    expect(refused.body).toEqual({
      error: typeof error === "string" ? error : expect.stringMatching(error),
    });
    expect(refused.status).toBe(status);
    expect(desk.emulator.acs.users.map(({ name }) => name)).toEqual(["alice", "bob"]);
  });

  test("a robot of one who was deleted", async () => {
    await using desk = await openDesk(frozen);
    const { bob } = await openScene(desk);
    await new Chat(desk.emulator).sign("DELETE", `/identities/${bob.id}`);
    const refused = await desk.send("GET", "robots/bob/on/message");
    expect(refused).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/^Cannot make a robot of bob: /) },
    });
  });
});
