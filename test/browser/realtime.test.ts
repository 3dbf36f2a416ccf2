// The official SDKs, unmodified, in a real browser: every event that a version knows, once, in order, after a restart and after a lost socket.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { Socket } from "node:net";
import { connect } from "node:tls";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AcsUser, type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import {
  bundlePage,
  launchBrowser,
  missingForBrowser,
  type PageServer,
  servePages,
  trusting,
  writtenHosts,
} from "./browser.ts";
import {
  expectedEvents,
  messageEvents,
  receivedText,
  type SdkAbilities,
  sdkVersions,
  stateEvents,
  threadEvents,
} from "./expected-events.ts";
import { type Cast, playChat, Rest } from "./played-chat.ts";
import type { Watch } from "./watched-page.ts";

declare const watch: Watch;

const missing = missingForBrowser();

test("a browser and the official SDKs are installed", ({ skip }) => {
  if (missing === undefined) return;
  // Locally they are an extra that may be left out; in CI their absence would hide what they prove.
  if (process.env["CI"] === "true") throw new Error(missing);
  console.warn(`Skipping the browser tests. ${missing}`);
  skip(missing);
});

const cases = Object.entries(sdkVersions) as [string, SdkAbilities][];

describe.skipIf(missing !== undefined)("in Chromium", () => {
  let now: number;
  let emulator: ChatEmulator;
  let rest: Rest;
  let cast: Cast;
  let pages: PageServer;

  beforeAll(async () => {
    now = Date.now();
    // Standing still, so that each time in each event is known.
    emulator = await createChatEmulator({ clock: `frozen:${new Date(now).toISOString()}` });
    await emulator.listen({ port: 0 });
    const { acs } = emulator;
    cast = {
      alice: await acs.user("alice"),
      bob: await acs.user("bob"),
      carol: await acs.user("carol"),
    };
    rest = new Rest(emulator);
    pages = await servePages(bundlePage);
  });

  afterAll(async () => {
    await pages?.close();
    await emulator?.close();
  });

  async function openPage(
    browser: Browser,
    version: string,
    user: AcsUser,
    search = "",
  ): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${pages.url}/${version}${search}`);
    await page.evaluate(([endpoint, token]) => watch.open(endpoint, token), [
      emulator.acs.endpoint,
      user.token,
    ] as const);
    return page;
  }

  async function connected(page: Page, times: number): Promise<void> {
    await page.waitForFunction((count) => watch.connections === count, times);
  }

  async function heard(page: Page, count: number): Promise<void> {
    await page.waitForFunction((least) => watch.events.length >= least, count);
  }

  async function eventsOf(page: Page, count: number): Promise<unknown> {
    await heard(page, count);
    return page.evaluate(() => watch.events);
  }

  function namesOf(abilities: SdkAbilities): readonly string[] {
    return [
      ...messageEvents,
      ...(abilities.hasThreadEvents ? threadEvents : []),
      ...(abilities.tellsState ? stateEvents : []),
    ];
  }

  /** Both people get all, hear nothing while stopped, and get the rest after a restart and a lost socket. */
  async function watchChat(browser: Browser, version: string, abilities: SdkAbilities) {
    const { alice, bob } = cast;
    const later = await rest.thread(alice, bob);
    const watchers = await Promise.all(
      [alice, bob].map(async (user) => ({ user, page: await openPage(browser, version, user) })),
    );
    const inPages = (act: (page: Page) => Promise<void>) =>
      Promise.all(watchers.map(({ page }) => act(page)));
    const start = async (page: Page) => {
      await page.evaluate((names) => watch.start(names), namesOf(abilities));
    };
    await inPages(start);
    await inPages((page) => connected(page, 1));
    const thread = await playChat(rest, cast);
    const played = { now, thread, ...ids(cast) };
    const { length } = expectedEvents(abilities, { ...played, recipient: bob.id });
    // A call is answered before its notification has come through: nothing may be cut off.
    await inPages((page) => heard(page, length));
    await inPages((page) => page.evaluate(() => watch.stop()));
    await rest.say(alice, later, "while stopped");
    await inPages(start);
    await inPages((page) => connected(page, 2));
    const restarted = await rest.say(alice, later, "after the restart");
    await inPages((page) => heard(page, length + 1));
    await inPages((page) => page.evaluate(() => watch.drop()));
    await inPages((page) => connected(page, 3));
    const reconnected = await rest.say(alice, later, "after the drop");
    for (const { user, page } of watchers) {
      const seen = { ...played, recipient: user.id };
      const afterwards = { ...seen, thread: later };
      const expected = [
        ...expectedEvents(abilities, seen),
        receivedText(abilities, afterwards, { id: restarted, text: "after the restart" }),
        receivedText(abilities, afterwards, { id: reconnected, text: "after the drop" }),
      ];
      expect(await eventsOf(page, expected.length)).toEqual(expected);
      const states = await page.evaluate(() => watch.states);
      expect(states.filter((state) => state === stateEvents[0])).toHaveLength(
        abilities.tellsState ? 3 : 0,
      );
      await page.context().close();
    }
  }

  describe("with the written hosts mapped to the emulator", () => {
    let browser: Browser;

    beforeAll(async () => {
      const { host } = new URL(emulator.url);
      const rules = writtenHosts.map((written) => `MAP ${written} ${host}`).join(",");
      browser = await launchBrowser([`--host-resolver-rules=${rules}`, trusting(emulator.caFile)]);
    });

    afterAll(() => browser?.close());

    test.each(cases)("%s hears everything, once and in order", async (version, abilities) => {
      await watchChat(browser, version, abilities);
    });

    test.each(["1.2.1", "1.6.0"])("%s polls where there is no WebSocket", async (version) => {
      const { alice, bob } = cast;
      const thread = await rest.thread(alice, bob);
      const page = await openPage(browser, version, bob, "?no-websocket");
      await page.evaluate((all) => watch.start(all), [...messageEvents, ...stateEvents]);
      await page.waitForFunction(() => watch.states.length === 1);
      const sent = [];
      for (const text of ["one", "two", "three"]) sent.push(await rest.say(alice, thread, text));
      const events = (await eventsOf(page, 3)) as { event: { id: string } }[];
      expect(events.map(({ event }) => event.id)).toEqual(sent);
      expect(await page.evaluate(() => watch.connections)).toBe(0);
      await page.context().close();
    });

    test("1.6.0-beta.7 hears streaming messages and policy violations", async () => {
      const { alice, bob } = cast;
      const threadId = await rest.thread(alice, bob);
      const page = await openPage(browser, "1.6.0-beta.7", bob);
      const names = [
        ...messageEvents,
        "streamingChatMessageStarted",
        "streamingChatMessageChunkReceived",
      ];
      await page.evaluate((all) => watch.start(all), names);
      await connected(page, 1);
      const stream = emulator.acs.streamMessage({ threadId, sender: alice });
      stream.write("Hel");
      stream.end("Hello", "completed");
      const { messageId } = stream;
      emulator.acs.flagMessage({ threadId, messageId, result: "contentBlocked" });
      expect(await eventsOf(page, 4)).toMatchObject([
        {
          name: "streamingChatMessageStarted",
          event: {
            id: messageId,
            message: "",
            streamingMetadata: { streamingMessageType: "start", streamingSequenceNumber: 1 },
          },
        },
        {
          name: "streamingChatMessageChunkReceived",
          event: {
            message: "Hel",
            streamingMetadata: { streamingMessageType: "streaming", streamingSequenceNumber: 2 },
          },
        },
        {
          name: "streamingChatMessageChunkReceived",
          event: {
            message: "Hello",
            streamingMetadata: { streamingMessageType: "final", streamEndReason: "completed" },
          },
        },
        {
          name: "chatMessageEdited",
          event: { id: messageId, policyViolation: { result: "contentBlocked" } },
        },
      ]);
      await page.context().close();
    });
  });

  describe("with the emulator as its proxy and nothing mapped", () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launchBrowser([
        `--proxy-server=${emulator.proxyUrl}`,
        trusting(emulator.caFile),
      ]);
    });

    afterAll(() => browser?.close());

    // One version for each pair of written hosts.
    test.each(cases.filter(([version]) => version === "1.0.0" || version === "1.5.0"))(
      "%s hears everything, once and in order",
      async (version, abilities) => {
        await watchChat(browser, version, abilities);
      },
    );
  });
});

test.each(writtenHosts)("the emulator's CA vouches for %s in a tunnel", async (host) => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const { hostname, port } = new URL(emulator.proxyUrl);
  const asked = request({ host: hostname, port, method: "CONNECT", path: `${host}:443` });
  asked.end();
  const [, socket] = (await once(asked, "connect")) as [unknown, Socket];
  const secured = connect({ socket, servername: host, ca: readFileSync(emulator.caFile) });
  await once(secured, "secureConnect");
  expect(secured.authorized).toBe(true);
  secured.destroy();
});

function ids({ alice, bob, carol }: Cast) {
  return { alice: alice.id, bob: bob.id, carol: carol.id };
}
