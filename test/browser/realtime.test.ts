// Real-time notifications as real clients get them: the official SDKs in Chromium, two people, every event once and in order.

import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import type { Socket } from "node:net";
import tls from "node:tls";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type AcsUser, type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { Chat } from "../support/chat.ts";
import { chromiumMissing, chromiumPath, openChromium } from "./chromium.ts";
import { type Newest, shapedFor, type Version, versions } from "./event-shapes.ts";
import { Person } from "./person.ts";
import { SdkPages } from "./sdk-pages.ts";
import { type Cast, Story } from "./story.ts";

const sdk = new URL("../sdk/node_modules/chat-1.6.0", import.meta.url);
const missing =
  (chromiumPath === undefined ? chromiumMissing : undefined) ??
  (existsSync(sdk)
    ? undefined
    : "The official SDKs are not installed. Run npm ci --prefix test/sdk.");

/** Written into the SDKs up to 1.5.2. */
const hosts = [
  "go.trouter.skype.com",
  "edge.skype.com",
  "go.trouter.teams.microsoft.com",
  "teams.microsoft.com",
];

test("a browser and the official SDKs are installed", ({ skip }) => {
  if (missing === undefined) return;
  // Locally they are extras that may be left out; in CI their absence would hide what they prove.
  if (process.env["CI"] === "true") throw new Error(missing);
  console.warn(`Skipping the browser tests. ${missing}`);
  skip(missing);
});

let emulator: ChatEmulator;

beforeAll(async () => {
  // The clock stands still but for the steps of a story, so that every time is known exactly.
  emulator = await createChatEmulator({ clock: `frozen:${new Date().toISOString()}` });
  await emulator.listen({ port: 0 });
});

afterAll(() => emulator.close());

const connected: Newest = { name: "realTimeNotificationConnected", event: undefined };
const disconnected: Newest = { name: "realTimeNotificationDisconnected", event: undefined };

describe.skipIf(missing !== undefined)("the official SDKs in a browser", () => {
  let pages: SdkPages;
  let browser: Browser;
  let chat: Chat;
  let cast: Cast;
  let people: readonly Person[] = [];

  beforeAll(async () => {
    const { port } = new URL(emulator.url);
    const mappings = hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(",");
    pages = await SdkPages.open();
    browser = await openChromium(
      "--ignore-certificate-errors",
      `--host-resolver-rules=${mappings}`,
    );
    chat = new Chat(emulator);
    const { acs } = emulator;
    cast = {
      alice: await acs.user("alice"),
      bob: await acs.user("bob"),
      carol: await acs.user("carol"),
    };
  });

  afterEach(async () => {
    await Promise.all(people.map((person) => person.close()));
    people = [];
  });

  afterAll(async () => {
    await browser?.close();
    pages?.close();
  });

  /** Alice and bob, each in a browser of their own with a running client. */
  async function open(version: Version, within = browser): Promise<void> {
    const { endpoint } = emulator.acs;
    const options = { browser: within, pages, version, endpoint };
    people = await Promise.all([cast.alice, cast.bob].map((user) => Person.open(user, options)));
  }

  const each = (act: (person: Person) => Promise<void>) => Promise.all(people.map(act));

  /** A thread that everybody was told of long before. */
  async function oldThread(): Promise<Story> {
    const story = new Story(chat, cast);
    await story.open();
    return story;
  }

  /** Compares all that was told up to a last message, so that anything told twice is seen. */
  async function expectAll(
    version: Version,
    thread: Story,
    all: (recipient: AcsUser) => readonly Newest[],
  ): Promise<void> {
    const marker = `the last message of ${version}`;
    await thread.send(cast.alice, marker);
    for (const person of people) {
      const expected = all(person.user).flatMap((event) => shapedFor(version, event));
      const told = await person.toldUntil(marker);
      expect(told.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
      expect(told).toStrictEqual(expected);
    }
  }

  const withoutOpening = (story: Story, recipient: AcsUser) =>
    story.expectedFor(recipient).slice(1);

  describe.each(versions)("chat %s", (version) => {
    test("tells two people of everything, once and in order", async () => {
      const thread = await oldThread();
      await open(version);
      const story = await new Story(chat, cast).play();
      await expectAll(version, thread, (recipient) => [
        connected,
        ...story.expectedFor(recipient),
        ...withoutOpening(thread, recipient),
      ]);
    });

    test("tells nothing while it is stopped, and everything once after a new start", async () => {
      const [before, thread] = [await oldThread(), await oldThread()];
      await open(version);
      await before.send(cast.bob, "before");
      await each((person) => person.toldUntil("before").then(() => person.stop()));
      await (await oldThread()).send(cast.bob, "Nobody hears this.");
      await each((person) => person.start());
      const story = await new Story(chat, cast).play();
      await expectAll(version, thread, (recipient) => [
        connected,
        ...withoutOpening(before, recipient),
        connected,
        ...story.expectedFor(recipient),
        ...withoutOpening(thread, recipient),
      ]);
    });

    test("tells everything once after its socket was dropped", async () => {
      const thread = await oldThread();
      await open(version);
      await each((person) => person.reconnect());
      const story = await new Story(chat, cast).play();
      await expectAll(version, thread, (recipient) => [
        connected,
        disconnected,
        connected,
        ...story.expectedFor(recipient),
        ...withoutOpening(thread, recipient),
      ]);
    });
  });

  test.each(["1.0.0-beta.3", "1.5.0"] as const)(
    "chat %s finds its hosts through the proxy, and the browser trusts the CA alone",
    async (version) => {
      const { publicKey } = new X509Certificate(readFileSync(emulator.caFile));
      const key = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" }));
      const proxied = await openChromium(
        `--proxy-server=${emulator.proxyUrl}`,
        // As if the CA was among the trusted ones: chains without this key are refused.
        `--ignore-certificate-errors-spki-list=${key.digest("base64")}`,
      );
      onTestFinished(() => proxied.close());
      const thread = await oldThread();
      await open(version, proxied);
      const story = await new Story(chat, cast).play();
      await expectAll(version, thread, (recipient) => [
        connected,
        ...story.expectedFor(recipient),
        ...withoutOpening(thread, recipient),
      ]);
    },
  );
});

test.each(hosts)("the certificate of %s comes from the emulator's CA", async (host) => {
  const { hostname, port } = new URL(emulator.proxyUrl);
  const outgoing = http.request({ hostname, port, method: "CONNECT", path: `${host}:443` });
  outgoing.end();
  const [, socket] = (await once(outgoing, "connect")) as [http.IncomingMessage, Socket];
  onTestFinished(() => void socket.destroy());
  const secure = tls.connect({ socket, servername: host, ca: readFileSync(emulator.caFile) });
  await once(secure, "secureConnect");
  expect(secure.authorized).toBe(true);
  expect(tls.checkServerIdentity(host, secure.getPeerCertificate())).toBeUndefined();
});
