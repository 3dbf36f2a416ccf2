// Forms and paths that chance makes, at every operation of the tables: none of them is answered with a failure of the server.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Operation } from "../../src/contracts/contract.ts";
import { openIdDefinitions, siteDefinitions } from "../../src/contracts/stackexchange/identity.ts";
import {
  chatHostDefinitions,
  chatHostOperations,
  openIdOperations,
  siteOperations,
} from "../../src/contracts/stackexchange/index.ts";
import { type ChatClient, encodeForm, inputIn } from "./chat-client.ts";
import { openStage, type Stage } from "./stage.ts";

interface Target {
  readonly name: string;
  readonly host: "chat" | "site" | "openid";
  readonly row: Operation;
}

const targets: readonly Target[] = [
  ...targetsOf("chat", chatHostOperations),
  ...targetsOf("site", siteOperations),
  ...targetsOf("openid", openIdOperations),
];

function targetsOf(host: Target["host"], rows: Readonly<Record<string, Operation>>): Target[] {
  return Object.entries(rows).map(([name, row]) => ({ name, host, row }));
}

const models: Readonly<Record<string, object>> = {
  ...chatHostDefinitions,
  ...siteDefinitions,
  ...openIdDefinitions,
};

/** The fields that an operation's form has by its contract. */
function fieldsOf({ row }: Target): readonly string[] {
  const model = models[row.body?.model ?? ""];
  const properties = model && "properties" in model ? model.properties : undefined;
  return Object.keys(properties ?? {}).filter((name) => name !== "fkey");
}

/** In what is made, these stand for a room, a message and a person that are there. */
const places = ["ROOM", "MESSAGE", "PERSON"] as const;

const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...places) },
  { weight: 2, arbitrary: fc.integer({ min: -10, max: 200 }).map(String) },
  fc.bigInt().map(String),
  fc.string(),
  fc.string({ unit: "binary", maxLength: 600 }),
  fc.constantFrom(
    ...["", " ", "true", "false", "0", "-1", "NaN", "Infinity", "1e999", "null", "[]", "{}", "\n"],
    ...["__proto__", "constructor", "owner", "remove", "read-only", "none", "Messages", "events"],
    ...[":MESSAGE hello", "@Alice @Bob", "**x**", "<b>", "MESSAGE,MESSAGE", "\u0000", "\ud800"],
  ),
);

function formFor(target: Target): fc.Arbitrary<Record<string, string>> {
  const known = fieldsOf(target);
  const rooms = target.name === "Chat_Poll" ? ["rROOM", "hROOM"] : [];
  const names = [...known, ...rooms, "text", "__proto__", "constructor", "r1", "toString"];
  return fc.dictionary(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, fc.string({ maxLength: 20 })),
    value,
    { maxKeys: known.length + 4 },
  );
}

const segment = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...places) },
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom("0", "-1", "all", "999", "9".repeat(30), "__proto__", "%", "..", "favorite"),
);

interface Cast {
  readonly stage: Stage;
  readonly alice: ChatClient;
  readonly bob: ChatClient;
  readonly problems: string[];
}

async function openCast(): Promise<Cast> {
  const problems: string[] = [];
  const stage = await openStage({
    stackexchange: { duplicateSeconds: 60, starsPerDay: 5, throttle: { messages: 50, seconds: 1 } },
    log: ({ level, message }) => {
      if (level === "error") problems.push(message);
    },
  });
  const [alice, bob] = [await stage.person("Alice"), await stage.person("Bob")];
  return { stage, alice, bob, problems };
}

/** A room that is there, with something in it. */
async function newPlace({ stage, alice, bob }: Cast) {
  await stage.advance(2);
  const room = await stage.room(alice);
  const message = await alice.say(room, `Hello ${room}`);
  const person = await bob.id();
  const fill = (text: string) =>
    text
      .replaceAll("ROOM", `${room}`)
      .replaceAll("MESSAGE", `${message}`)
      .replaceAll("PERSON", `${person}`);
  return { room, message, fill };
}

function hostOf({ host }: Target, client: ChatClient): string {
  return { chat: client.chatHost, site: client.siteHost, openid: "openid.stackexchange.com" }[host];
}

async function keyOf(client: ChatClient, target: Target): Promise<string> {
  if (target.host === "chat") return (await client.identity()).fkey;
  const path = target.host === "site" ? "/users/login" : "/account/login";
  const page = await client.ask({ method: "GET", host: hostOf(target, client), path });
  return inputIn(page.text, "fkey");
}

const posts = targets.filter(({ row }) => row.method === "POST" && row.path !== "/users/logout");

test.each(posts)("$name takes any form without failing", async (target) => {
  const cast = await openCast();
  const { stage, alice, bob, problems } = cast;
  await fc.assert(
    fc.asyncProperty(
      formFor(target),
      fc.array(segment, { minLength: 2, maxLength: 2 }),
      fc.boolean(),
      fc.boolean(),
      async (form, segments, isOwner, isThere) => {
        const { room, message, fill } = await newPlace(cast);
        const member = isOwner ? alice : bob;
        const client = target.host === "chat" ? member : stage.stranger();
        let at = 0;
        const path = target.row.path.replace(/\{\w+\}/g, (name) => {
          if (isThere) return name === "{room}" ? `${room}` : `${message}`;
          return encodeURIComponent(fill(segments[at++] ?? "").toWellFormed());
        });
        const pairs = Object.entries(form).map(([name, text]) => [fill(name), fill(text)]);
        const body = `fkey=${await keyOf(client, target)}&${encodeForm(Object.fromEntries(pairs))}`;
        const { status } = await client.askForm(hostOf(target, client), path, body);
        if (target.name === "Chat_UploadImage") expect(status).toBe(501);
        else expect(status).toBeLessThan(500);
        // What it has left behind can be shown.
        for (const shown of [
          `/rooms/${room}`,
          `/rooms/info/${room}`,
          `/transcript/${room}`,
          `/messages/${message}/history`,
        ]) {
          expect((await alice.get(shown)).status).toBeLessThan(500);
        }
        const listed = await alice.post(`/chats/${room}/events`, { mode: "Events" });
        expect(listed.status).toBeLessThan(500);
      },
    ),
    { numRuns: 30 },
  );
  expect((await alice.get("/rooms")).status).toBe(200);
  expect(problems).toEqual([]);
});

test("pages take any path and query without failing", async () => {
  const cast = await openCast();
  const gets = targets.filter(({ row }) => row.method === "GET");
  const names = ["plain", "m", "count", "tab", "users", "q", "limit", "showUsage", "session"];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...gets),
      fc.array(segment, { minLength: 4, maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names, "__proto__"), value),
      fc.nat(5),
      async (target, segments, query, wayIndex) => {
        const { fill } = await newPlace(cast);
        const paths = [target.row.path, ...(target.row.alsoAt ?? [])];
        let at = 0;
        const path = (paths[wayIndex % paths.length] ?? "/").replace(/\{\w+\}/g, () =>
          encodeURIComponent(fill(segments[at++] ?? "").toWellFormed()),
        );
        const filled = Object.entries(query).map(([name, text]) => [name, fill(text)]);
        const search = encodeForm(Object.fromEntries(filled));
        const host = hostOf(target, cast.bob);
        const answer = await cast.bob.ask({ method: "GET", host, path: `${path}?${search}` });
        expect(answer.status).toBeLessThan(500);
      },
    ),
    { numRuns: 300 },
  );
  expect(cast.problems).toEqual([]);
});
