// What a check of Stack Exchange chat gets: people, a room, and ways to say and to see things in it.

import type { Account } from "../../contract-options.ts";
import { CheckFailed, CheckSkipped } from "../../suite/check.ts";
import { Expectation } from "../../suite/expectation.ts";
import { pause } from "../../suite/rate-budget.ts";
import { at, type Recorded } from "../../suite/recorded.ts";
import { type Socket, type SocketAddress, SocketRefused } from "../../suite/socket.ts";
import type { Actor } from "./actor.ts";
import { meet } from "./log-in.ts";
import type { Page } from "./page.ts";

export interface SceneOptions {
  readonly nobody: Actor;
  readonly me: Actor;
  /** The second account; the first where there is one alone, whose checks never ask for it. */
  readonly other: Actor;
  /** All accounts, in order. */
  readonly everybody: readonly Actor[];
  readonly room: number;
  /** Ids of what checks have made once for all of them, by what it is. */
  readonly shared: Map<string, number>;
  /** Whether the run may leave a room behind, where the service does not let it go. */
  readonly mayMakeRooms: boolean;
  /** How long what was done may take to be seen. */
  readonly patienceMs: number;
  readonly account: Account | undefined;
  /** A session of the first account in which nobody has logged in yet. */
  newSession(): Actor;
  /** A text that was never sent before. */
  nextText(): string;
  readonly chatHost: string;
  /** Opens a socket; undefined where requests do not go over the network. */
  readonly openSocket: ((address: SocketAddress) => Promise<Socket>) | undefined;
}

export type Json = Readonly<Record<string, unknown>>;

/** A value together with the answer that has it, and where. */
export interface Found {
  readonly exchange: Recorded;
  readonly pointer: string;
  readonly value: Json;
}

const POLL_MS = 250;
/** An id that no message of a chat host comes near. */
export const UNKNOWN_MESSAGE = 2_000_000_000;
export const UNKNOWN_ROOM = 2_000_000_000;
export const UNKNOWN_USER = 2_000_000_000;

export class Scene {
  readonly nobody: Actor;
  readonly me: Actor;
  readonly other: Actor;
  readonly room: number;
  readonly #options: SceneOptions;

  constructor(options: SceneOptions) {
    this.#options = options;
    this.nobody = options.nobody;
    this.me = options.me;
    this.other = options.other;
    this.room = options.room;
  }

  expect(exchange: Recorded): Expectation {
    return new Expectation(exchange);
  }

  /** What the first person logs in with. */
  get account(): Account {
    const { account } = this.#options;
    if (account) return account;
    throw new CheckSkipped("It needs an account.");
  }

  get everybody(): readonly Actor[] {
    return this.#options.everybody;
  }

  get shared(): Map<string, number> {
    return this.#options.shared;
  }

  get mayMakeRooms(): boolean {
    return this.#options.mayMakeRooms;
  }

  get chatHost(): string {
    return this.#options.chatHost;
  }

  get patienceMs(): number {
    return this.#options.patienceMs;
  }

  /** Ends a check that would have to wait longer than the run does. */
  requirePatience(seconds: number): void {
    const has = this.patienceMs / 1000;
    if (has >= seconds) return;
    throw new CheckSkipped(`It needs a patience of ${seconds} seconds; the run has ${has}.`);
  }

  /** The same people in another room. */
  in(room: number): Scene {
    return new Scene({ ...this.#options, room });
  }

  newSession(): Actor {
    return this.#options.newSession();
  }

  /** The first person in a session of its own with the same cookies, or other ones. */
  async sessionWith(jar = this.me.jar.copy()): Promise<Actor> {
    const actor = this.me.with(jar);
    await meet(actor);
    return actor;
  }

  /** A text that was never sent before, so that it is no duplicate. */
  text(about = "Contract check"): string {
    return `${about} ${this.#options.nextText()}`;
  }

  /** Somebody says something; resolves to the id of the message. */
  async say(text = this.text(), by = this.me): Promise<number> {
    const sent = await this.send(text, by);
    const id = at(sent.response.body, "/id");
    this.expect(sent).that(typeof id === "number", "There is no id.", "an id", id, "/body/id");
    return Number(id);
  }

  async send(text: string, by = this.me): Promise<Recorded> {
    return by.do("Chat_Send", { params: { room: this.room }, form: { text } });
  }

  /** What is done to a message has to answer `ok`. */
  async act(operation: string, message: number, by = this.me, form = {}): Promise<Recorded> {
    const done = await by.do(operation, { params: { message }, form });
    this.expect(done).at("").is("ok");
    return done;
  }

  async edit(message: number, text: string, by = this.me): Promise<Recorded> {
    return this.act("Chat_Edit", message, by, { text });
  }

  async list(form: Readonly<Record<string, string>> = {}, by = this.me): Promise<Recorded> {
    const whole = { since: "0", mode: "Messages", msgCount: "100", ...form };
    return by.do("Chat_ListEvents", { params: { room: this.room }, form: whole });
  }

  /** A message as the room lists it; undefined where it is not listed. */
  async find(id: number, by = this.me): Promise<Found | undefined> {
    const exchange = await this.list({ after: String(id) }, by);
    const events = itemsOf(exchange, "/events");
    const index = events.findIndex(({ message_id }) => message_id === id);
    const value = events[index];
    return value && { exchange, pointer: `/events/${index}`, value };
  }

  async listed(id: number, by = this.me): Promise<Found> {
    const found = await this.find(id, by);
    if (found) return found;
    const exchange = await this.list({ after: String(id) }, by);
    const message = "The message is not listed.";
    throw new CheckFailed({
      pointer: "/body/events",
      expected: id,
      actual: undefined,
      message,
      exchange,
    });
  }

  async contentOf(id: number): Promise<Found & { readonly content: string }> {
    const found = await this.listed(id);
    const { content } = found.value;
    return { ...found, content: typeof content === "string" ? content : "" };
  }

  /** The marker from which on everything is new. */
  async marker(by = this.me): Promise<number> {
    const list = await this.list({ msgCount: "0" }, by);
    return Number(at(list.response.body, "/time"));
  }

  async poll(marker: number, by = this.me): Promise<Recorded> {
    return by.do("Chat_Poll", { form: { [`r${this.room}`]: String(marker) } });
  }

  /** Polls from a marker until something fits; ends the check when nothing does for as long as the run is patient. */
  async heard(
    marker: number,
    fits: (event: Json) => boolean,
    by = this.me,
  ): Promise<{ readonly events: readonly Found[]; readonly found: Found }> {
    const endsAt = performance.now() + this.#options.patienceMs;
    for (;;) {
      const exchange = await this.poll(marker, by);
      const events = this.eventsOf(exchange);
      const found = events.find(({ value }) => fits(value));
      if (found) return { events, found };
      if (performance.now() > endsAt) {
        const pointer = `/body/r${this.room}/e`;
        const actual = events.map(({ value }) => value);
        const message = "No such event was told.";
        throw new CheckFailed({ pointer, expected: "an event", actual, message, exchange });
      }
      await pause(POLL_MS);
    }
  }

  /** The events that a poll tells of the room. */
  eventsOf(exchange: Recorded): readonly Found[] {
    const place = `/r${this.room}/e`;
    return itemsOf(exchange, place).map((value, index) => ({
      exchange,
      pointer: `${place}/${index}`,
      value,
    }));
  }

  /** A property of what was found has to be that. */
  holds({ exchange, pointer }: Found, name: string, expected: unknown): void {
    this.expect(exchange).at(`${pointer}/${name}`).is(expected);
  }

  lacks({ exchange, pointer }: Found, ...names: readonly string[]): void {
    for (const name of names) this.expect(exchange).at(`${pointer}/${name}`).isAbsent();
  }

  async authorizeSocket(by = this.me): Promise<Recorded> {
    return by.do("Chat_AuthorizeSocket", { form: { roomid: String(this.room) } });
  }

  /** Opens the socket that an answer has the address of; throws SocketRefused when it does not open. */
  async connect(
    authorized: Recorded,
    marker: number,
    headers: Readonly<Record<string, string>>,
  ): Promise<Socket> {
    const { openSocket } = this.#options;
    if (!openSocket) throw new CheckSkipped("It needs an endpoint on the network.");
    const url = `${at(authorized.response.body, "/url")}?l=${marker}`;
    return openSocket({ url, headers });
  }

  /** The same with the Origin of the chat host; ends the check when it does not open. */
  async listen(authorized: Recorded, marker: number): Promise<Socket> {
    try {
      return await this.connect(authorized, marker, { origin: `https://${this.chatHost}` });
    } catch (error) {
      if (!(error instanceof SocketRefused)) throw error;
      const message = `The socket does not open: ${error.message}.`;
      const expected = "a socket";
      const pointer = "/body/url";
      throw new CheckFailed({
        pointer,
        expected,
        actual: undefined,
        message,
        exchange: authorized,
      });
    }
  }

  roomInfo(by = this.me): Promise<Page> {
    return by.page("Chat_ShowRoomInfo", { params: { room: this.room } });
  }

  async isOwner(actor = this.me): Promise<boolean> {
    const info = await this.roomInfo();
    const mine = new RegExp(`/users/${actor.id}(?:/|$)`);
    return info.all("#room-ownercards .usercard").some((card) => {
      const href = card.all("a")[0]?.attribute("href") ?? "";
      return mine.test(href);
    });
  }

  /** Moderators may do everything, so nothing is refused to them. */
  async requireNoModerator(): Promise<void> {
    const form = { ids: String(this.me.id), roomId: String(this.room) };
    const [info] = itemsOf(await this.me.do("Chat_GetUsers", { form }), "/users");
    if (info?.["is_moderator"] !== true) return;
    throw new CheckSkipped("It needs the first account to be no moderator.");
  }
}

export function itemsOf(exchange: Recorded, pointer: string): readonly Json[] {
  const items = at(exchange.response.body, pointer);
  return Array.isArray(items) ? items : [];
}
