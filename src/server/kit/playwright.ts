// chat-emulator/playwright: fixtures for Playwright's test.extend: a server for each worker, a tenant for each test.

import type { AcsUser } from "../index.ts";
import type { Chat, ChatAddresses, ChatOptions } from "./chat.ts";
import { Emulators } from "./emulators.ts";
import { lastEntries } from "./entry-line.ts";

export type { Chat, ChatOptions } from "./chat.ts";

/** As much of Playwright's `TestInfo` as is needed. */
export interface PageTest {
  readonly titlePath: readonly string[];
  readonly status?: string | undefined;
  readonly expectedStatus?: string;
  attach?(name: string, content: { body: string; contentType: string }): Promise<void>;
}

/** As much of Playwright's `Page` as is needed. */
export interface OpenedPage {
  addInitScript(script: { content: string }): Promise<unknown>;
}

/** What a page has to know: of its endpoint, and of the user that it is for. */
export interface PageChat extends ChatAddresses {
  readonly user: AcsUser;
}

/** A chat whose tenant is reachable by a browser. */
export interface BrowserChat extends Chat {
  /**
   * Makes a page that user's, `alice` by default, and returns what it has to know. Until it is closed the page finds
   * that in `globalThis.chatEmulator` as well, as JSON, whatever it navigates to.
   */
  open(page: OpenedPage, user?: string): Promise<PageChat>;
}

export interface ChatFixture {
  chatOptions: [ChatOptions, { option: true }];
  chatServer: [
    (none: object, use: (emulators: Emulators) => Promise<void>) => Promise<void>,
    { scope: "worker" },
  ];
  chat: (
    given: { readonly chatOptions: ChatOptions; readonly chatServer: Emulators },
    use: (chat: BrowserChat) => Promise<void>,
    testInfo: PageTest,
  ) => Promise<void>;
}

/** For `base.extend(chatFixture)`; `test.use({ chatOptions: { fixtures: ["two-people"] } })` says what tenants begin with. */
export const chatFixture: ChatFixture = {
  chatOptions: [{}, { option: true }],
  chatServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are wanted.
    async ({}, use) => {
      const emulators = new Emulators();
      await use(emulators);
      await emulators.close();
    },
    { scope: "worker" },
  ],
  chat: async ({ chatOptions, chatServer }, use, testInfo) => {
    const [place = "", ...titles] = testInfo.titlePath;
    const test = { title: titles.join(" ") || place, place };
    const { chat, giveBack } = await chatServer.lend(test, chatOptions);
    try {
      const addresses = await chat.listen();
      const open = async (page: OpenedPage, name = "alice"): Promise<PageChat> => {
        const about = { ...addresses, user: await chat.user(name) };
        const content = `globalThis.chatEmulator = ${JSON.stringify(about)};`;
        await page.addInitScript({ content });
        return about;
      };
      await use(Object.assign(chat, { open }));
      if (testInfo.status !== testInfo.expectedStatus) {
        const body = lastEntries(chat.tenant, await chat.journal.entries());
        await testInfo.attach?.("chat journal", { body, contentType: "text/plain" });
      }
    } finally {
      await giveBack();
    }
  },
};
