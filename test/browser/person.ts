// One person in a browser context of their own, whose page runs the client of one SDK version.

import type { Browser, BrowserContext, JSHandle } from "playwright-core";
import type { AcsUser } from "../../src/server/index.ts";
import { eventsOf, type Version } from "./event-shapes.ts";
import type { PageClient, Told } from "./page-client.ts";
import { OPENER, type SdkPages } from "./sdk-pages.ts";

export interface PersonOptions {
  readonly browser: Browser;
  readonly pages: SdkPages;
  readonly version: Version;
  readonly endpoint: string;
}

type Opener = (endpoint: string, token: string, events: readonly string[]) => PageClient;

export class Person {
  readonly user: AcsUser;
  readonly #context: BrowserContext;
  readonly #client: JSHandle<PageClient>;

  private constructor(user: AcsUser, context: BrowserContext, client: JSHandle<PageClient>) {
    this.user = user;
    this.#context = context;
    this.#client = client;
  }

  /** Resolves when the connection is up. */
  static async open(
    user: AcsUser,
    { browser, pages, version, endpoint }: PersonOptions,
  ): Promise<Person> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pages.url(version));
    const client = await page.evaluateHandle(
      ({ opener, endpoint, token, events }) => {
        const open = (globalThis as unknown as Record<string, Opener>)[opener];
        if (open === undefined) throw new Error("The SDK did not load.");
        return open(endpoint, token, events);
      },
      { opener: OPENER, endpoint, token: user.token, events: eventsOf(version) },
    );
    const person = new Person(user, context, client);
    await person.start();
    return person;
  }

  start(): Promise<void> {
    return this.#client.evaluate((client) => client.start());
  }

  stop(): Promise<void> {
    return this.#client.evaluate((client) => client.stop());
  }

  /** Drops the socket, and resolves when the SDK has made another. */
  reconnect(): Promise<void> {
    return this.#client.evaluate((client) => client.reconnect());
  }

  toldUntil(marker: string): Promise<readonly Told[]> {
    return this.#client.evaluate((client, marker) => client.toldUntil(marker), marker);
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
