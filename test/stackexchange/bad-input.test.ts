// What clients get wrong: keys, ids, markers and methods; an answer each time, and never a failure of the server.

import { describe, expect, test } from "vitest";
import { chatHostOperations } from "../../src/contracts/stackexchange/index.ts";
import { listIn } from "./chat-client.ts";
import { openCast } from "./stage.ts";

const noRoom = "The room does not exist, or you do not have permission";

const rows = Object.entries(chatHostOperations).map(([name, row]) => ({
  name,
  method: row.method,
  path: row.path,
  isKeyed: "formKey" in row,
}));
const keyed = rows.filter(({ isKeyed }) => isKeyed);

function filled(path: string, room: number, message: number): string {
  return path.replace("{room}", `${room}`).replace("{message}", `${message}`);
}

describe("keys", () => {
  test.each(keyed)("$name asks for the key before it says anything else", async ({ path }) => {
    const { stage, alice, bob, room } = await openCast();
    const message = await alice.say(room, "Hello");
    const marker = await bob.join(room);
    const other = (await bob.identity()).fkey;
    const stranger = (await stage.stranger().identity()).fkey;
    const forms = [
      "",
      "fkey=",
      "fkey=0",
      `fkey=${other}`,
      `fkey=${stranger}`,
      "fkey[]=x",
      "FKEY=x",
    ];
    for (const target of [filled(path, room, message), filled(path, 999, 99_999_999)]) {
      for (const form of forms) {
        const answer = await alice.askForm(alice.chatHost, target, `text=x&${form}`);
        expect([target, form, answer.status, answer.text]).toEqual([target, form, 404, ""]);
      }
    }
    expect((await bob.poll(room, marker)).e).toBeUndefined();
  });

  test("the key of nobody is good for reading and polling, and not for writing", async () => {
    const { stage, room } = await openCast();
    const stranger = stage.stranger();
    expect((await stranger.post(`/chats/${room}/events`)).status).toBe(200);
    expect((await stranger.post("/events", { [`r${room}`]: 0 })).status).toBe(200);
    expect((await stranger.send(room, "Hello")).status).toBe(404);
    expect((await stranger.post("/rooms/save", { name: "Mine" })).status).toBe(404);
  });

  test("the first of two keys counts", async () => {
    const { alice, room } = await openCast();
    const { fkey } = await alice.identity();
    const path = `/chats/${room}/messages/new`;
    const send = (form: string) => alice.askForm(alice.chatHost, path, form);
    expect((await send(`text=Hello&fkey=${fkey}&fkey=x`)).status).toBe(200);
    expect((await send(`text=Hello&fkey=x&fkey=${fkey}`)).status).toBe(404);
  });
});

test.each([
  "999",
  "0",
  "-1",
  "abc",
  "1e3",
  "１",
  "9".repeat(40),
  "%00",
  "%2F",
  "__proto__",
  "constructor",
])("the room %s is unknown in every place", async (room) => {
  const { alice } = await openCast();
  for (const path of [`/chats/${room}/events`, `/chats/${room}/messages/new`]) {
    const answer = await alice.post(path, { text: "Hello" });
    expect([path, answer.status, answer.text]).toEqual([path, 404, noRoom]);
  }
  for (const path of ["/rooms/", "/rooms/info/", "/rooms/thumbs/", "/rooms/pingable/"]) {
    expect([path, (await alice.get(`${path}${room}`)).status]).toEqual([path, 404]);
  }
  for (const path of ["/transcript/", "/chats/stars/"]) {
    expect([path, (await alice.get(`${path}${room}`)).status]).toEqual([path, 404]);
  }
});

test.each(["99999999", "0", "-1", "abc", "6e7", "9".repeat(40), "%00", "__proto__", "constructor"])(
  "the message %s is unknown in every place",
  async (message) => {
    const { alice } = await openCast();
    for (const action of [
      "",
      "/delete",
      "/star",
      "/owner-star",
      "/unowner-star",
      "/unstar",
      "/flag",
    ]) {
      const answer = await alice.post(`/messages/${message}${action}`, { text: "Hello" });
      expect([action, answer.status, answer.header("location")]).toEqual([action, 302, "/"]);
    }
    for (const path of [
      `/messages/${message}/history`,
      `/message/${message}`,
      `/transcript/message/${message}`,
    ]) {
      expect([path, (await alice.get(path)).status]).toEqual([path, 404]);
    }
  },
);

test.each(["987654", "-7", "abc", "9".repeat(40), "__proto__", "constructor", "%E0%A4%A"])(
  "the user %s is unknown in every place",
  async (user) => {
    const { alice, room } = await openCast();
    expect((await alice.get(`/users/${user}`)).status).toBe(404);
    expect((await alice.get(`/users/thumbs/${user}`)).status).toBe(404);
    expect((await alice.post("/user/info", { ids: user })).json).toEqual({ users: [] });
    for (const [path, form] of [
      [`/rooms/kickmute/${room}`, { userID: user }],
      [`/rooms/setuseraccess/${room}`, { aclUserId: user, userAccess: "owner" }],
      ["/users/invite", { UserId: user, RoomId: room }],
    ] as const) {
      const { status } = await alice.post(path, form);
      expect([path, status]).toEqual([path, /^-?\d+$/.test(user) ? 404 : 400]);
    }
  },
);

describe("markers", () => {
  test.each(["", "x", "1.5", "1e9", "0x10", " ", "9".repeat(20), "undefined", "null", "[1]"])(
    "polling with the marker %j is a bad request that says so",
    async (marker) => {
      const { alice, room } = await openCast();
      const answer = await alice.post("/events", { [`r${room}`]: marker });
      expect([answer.status, answer.text]).toEqual([
        400,
        `Cannot poll r${room}: its value is no marker. Send the number that time or t had.`,
      ]);
    },
  );

  test("polling with numbers out of range says what there is, and what is no room is no question", async () => {
    const { alice, room } = await openCast();
    await alice.say(room, "Hello");
    expect((await alice.poll(room, -5)).e).toHaveLength(2);
    expect((await alice.poll(room, 0)).e).toHaveLength(2);
    // A marker of the future is led back to the present, or nothing would ever come after it.
    const { t, ...rest } = await alice.poll(room, 99_999_999_999);
    expect(rest).toEqual({ d: 0 });
    await alice.say(room, "Hello again");
    expect((await alice.poll(room, t ?? 0)).e).toHaveLength(1);
    expect((await alice.post("/events", { rx: 1, r: 1, "r-1": 1, q1: 1, "r1 ": 1 })).json).toEqual(
      {},
    );
    expect((await alice.post("/events", { r999: 0 })).json).toEqual({ r999: { exit: true } });
  });

  test.each([
    ["since", "x"],
    ["before", "1.5"],
    ["after", ""],
    ["msgCount", "many"],
    ["msgCount", "1e2"],
    ["mode", "Everything"],
    ["mode", ""],
  ])("listing with %s=%j is a bad request", async (name, value) => {
    const { alice, room } = await openCast();
    const answer = await alice.post(`/chats/${room}/events`, { [name]: value });
    expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(/^The request body/)]);
  });

  test.each([
    ["msgCount", "-5", 0],
    ["msgCount", "9".repeat(400), 1],
    ["before", "-5", 0],
    ["before", "9".repeat(400), 1],
    ["after", "9".repeat(400), 1],
    ["after", "9".repeat(15), 0],
    ["after", "-5", 1],
    ["since", "-9".padEnd(400, "9"), 1],
  ])("listing with %s=%s lists what there is", async (name, value, count) => {
    const { alice, room } = await openCast();
    await alice.say(room, "Hello");
    const answer = await alice.post(`/chats/${room}/events`, { [name]: value });
    expect([answer.status, listIn(answer.json, "events").length]).toEqual([200, count]);
  });
});

test.each(rows)(
  "$name by another method is answered 405 with those that it has",
  async ({ path }) => {
    const { alice, room } = await openCast();
    const message = await alice.say(room, "Hello");
    const target = filled(path, room, message).replace(/\{\w+\}/g, "1");
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const answer = await alice.ask({ method, host: alice.chatHost, path: target });
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.header("allow")).toMatch(/^(GET|POST)(, (GET|POST))*$/);
    }
    const head = await alice.ask({ method: "HEAD", host: alice.chatHost, path: target });
    expect(head.status).toBeLessThan(500);
    expect(head.text).toBe("");
  },
);
