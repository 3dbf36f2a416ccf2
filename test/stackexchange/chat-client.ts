// A small honest client of Stack Exchange chat: it asks for what ChatExchange asks for, and reads what it reads.

import { CookieJar } from "./cookie-jar.ts";
import { first, readHtml, textOf } from "./html-tree.ts";
import type { Answer, Question, Wire } from "./ways.ts";

export type SiteHost = "stackexchange.com" | "meta.stackexchange.com" | "stackoverflow.com";

export type Form = Readonly<Record<string, string | number>>;

export interface ChatEvent {
  readonly event_type: number;
  readonly id: number;
  readonly [field: string]: unknown;
}

/** What one room is told in a frame or in an answer. */
export interface News {
  readonly e?: readonly ChatEvent[];
  readonly t?: number;
  readonly d?: number;
  readonly exit?: boolean;
}

export class LoginError extends Error {}

export class HttpError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`${answer.status}: ${answer.text.slice(0, 200)}`);
    this.answer = answer;
  }
}

const openIdPrompt = "https://openid.stackexchange.com/account/prompt";
const userAgent = "ChatExchange/0.dev (+https://github.com/Manishearth/ChatExchange)";

export class ChatClient {
  readonly jar = new CookieJar();
  readonly chatHost: string;
  readonly siteHost: string;
  readonly #wire: Wire;
  #identity: { readonly fkey: string; readonly id?: number; readonly name: string } | undefined;

  constructor(wire: Wire, host: SiteHost = "stackexchange.com") {
    this.#wire = wire;
    this.chatHost = `chat.${host}`;
    this.siteHost = host === "stackexchange.com" ? "meta.stackexchange.com" : host;
  }

  /** Sends one request with the cookies for its host, and keeps those that come back. */
  async ask(question: Omit<Question, "headers"> & Partial<Question>): Promise<Answer> {
    const cookie = this.jar.headerFor(this.#wire.scheme, question.host);
    const headers = {
      "user-agent": userAgent,
      ...(cookie !== undefined && { cookie }),
      ...question.headers,
    };
    const answer = await this.#wire.ask({ ...question, headers });
    for (const header of answer.cookies) this.jar.take(question.host, header);
    return answer;
  }

  async askForm(
    host: string,
    path: string,
    form: Form | string,
    headers: Question["headers"] = {},
  ): Promise<Answer> {
    return this.ask({
      method: "POST",
      host,
      path,
      body: typeof form === "string" ? form : encodeForm(form),
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  }

  /** Goes where redirects lead; resolves to the last answer and its address. */
  async follow(answer: Answer, from: string): Promise<{ answer: Answer; url: string }> {
    let last = { answer, url: from };
    for (let hops = 0; last.answer.status === 302; hops += 1) {
      const location = last.answer.header("location");
      if (location === undefined || hops > 30) throw new Error(`A bad redirect at ${last.url}.`);
      const { href, host, pathname, search } = new URL(location, last.url);
      const next = await this.ask({ method: "GET", host, path: `${pathname}${search}` });
      last = { answer: next, url: href };
    }
    if (last.answer.status >= 400) throw new HttpError(last.answer);
    return last;
  }

  /** Logs in by the site's form, over the OpenID provider's prompt where the site leads there. */
  async logIn(email: string, password = "secret"): Promise<this> {
    const host = this.siteHost;
    const url = `${this.#wire.scheme}://${host}/users/login`;
    // The odd query is that of the client.
    const path = "/users/login?returnurl%20=%20%2F";
    const shown = await this.follow(await this.ask({ method: "GET", host, path }), url);
    const fkey = inputIn(shown.answer.text, "fkey");
    const sent = await this.askForm(host, "/users/login", { email, password, fkey });
    const { answer, url: arrived } = await this.follow(sent, url);
    if (arrived.startsWith(openIdPrompt)) await this.#confirm(answer.text);
    if (!this.jar.get("acct")) throw new LoginError("failed to get `acct` cookie");
    return this;
  }

  async #confirm(page: string): Promise<void> {
    const form = { session: inputIn(page, "session"), fkey: inputIn(page, "fkey") };
    const { host, pathname } = new URL(`${openIdPrompt}/submit`);
    raise(await this.askForm(host, pathname, form));
  }

  /** Goes by a cookie from elsewhere, and looks whether it still stands for somebody. */
  async logInWithCookie(acct: string): Promise<this> {
    this.jar.take(this.siteHost, `acct=${acct}; domain=${this.siteHost.replace(/^meta/, "")}`);
    const question = { method: "GET", host: this.siteHost, path: "/users/login" };
    const url = `${this.#wire.scheme}://${this.siteHost}/users/login`;
    const { answer } = await this.follow(await this.ask(question), url);
    if (!/class="my-profile/.test(answer.text)) throw new LoginError("no .my-profile");
    return this;
  }

  /** The key of this session and who it belongs to, from the page that asks to rejoin; read once. */
  async identity(): Promise<{
    readonly fkey: string;
    readonly id?: number;
    readonly name: string;
  }> {
    if (this.#identity) return this.#identity;
    const page = readHtml(raise(await this.get("/chats/join/favorite")).text);
    const link = first(page, ".topbar-menu-links a");
    const id = /\/users\/(\d+)/.exec(link.attributes.get("href") ?? "")?.[1];
    const fkey = first(page, `input[name="fkey"]`).attributes.get("value");
    if (!fkey) throw new Error("The page has no fkey.");
    this.#identity = { fkey, name: textOf(link), ...(id !== undefined && { id: Number(id) }) };
    return this.#identity;
  }

  async id(): Promise<number> {
    const { id } = await this.identity();
    if (id === undefined) throw new Error("Nobody is logged in.");
    return id;
  }

  async get(path: string): Promise<Answer> {
    return this.ask({ method: "GET", host: this.chatHost, path });
  }

  /** A form of the chat host with the key in it; whatever the answer is, it comes back. */
  async post(path: string, form: Form = {}): Promise<Answer> {
    const { fkey } = await this.identity();
    return this.askForm(this.chatHost, path, { ...form, fkey });
  }

  /** Resolves to the marker from which on there are events. */
  async join(room: number): Promise<number> {
    const form = { since: 0, mode: "Messages", msgCount: 100 };
    const answer = raise(await this.post(`/chats/${room}/events`, form));
    return numberIn(answer.json, "time");
  }

  /** With the two slashes of the client. */
  async leave(room: number | "all"): Promise<Answer> {
    return raise(await this.post(`//chats/leave/${room}`));
  }

  async send(room: number, text: string): Promise<Answer> {
    return this.post(`/chats/${room}/messages/new`, { text });
  }

  /** Sends what must be taken; resolves to the message's id. */
  async say(room: number, text: string): Promise<number> {
    return numberIn(raise(await this.send(room, text)).json, "id");
  }

  /** Tries again as the client's worker does: waits for as long as it is told, and adds a space to a duplicate. */
  async insist(
    room: number,
    text: string,
    wait: (seconds: number) => void,
  ): Promise<{ readonly id: number; readonly text: string; readonly waited: readonly number[] }> {
    const waited: number[] = [];
    let said = text;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const answer = await this.send(room, said);
      const [, seconds] =
        /^You can perform this action again in (\d+) second/.exec(answer.text) ?? [];
      if (answer.status !== 409) {
        const id = field(raise(answer).json, "id");
        if (typeof id === "number") return { id, text: said, waited };
        said += " ";
      }
      waited.push(Number(seconds ?? 5));
      wait(Number(seconds ?? 5));
    }
    throw new Error("It was not taken in twenty attempts.");
  }

  async edit(message: number, text: string): Promise<Answer> {
    return this.post(`/messages/${message}`, { text });
  }

  async delete(message: number): Promise<Answer> {
    return this.post(`/messages/${message}/delete`);
  }

  async star(message: number): Promise<Answer> {
    return raise(await this.post(`/messages/${message}/star`));
  }

  /** Pins and takes the pin off again. */
  async pin(message: number): Promise<Answer> {
    return raise(await this.post(`/messages/${message}/owner-star`));
  }

  async cancelStars(message: number): Promise<Answer> {
    return raise(await this.post(`/messages/${message}/unstar`));
  }

  async poll(room: number, marker: number | string): Promise<News> {
    const answer = raise(await this.post("/events", { [`r${room}`]: marker }));
    return newsIn(answer.json, room) ?? {};
  }

  /** The address for a socket; the marker is still to be added. */
  async socketAddress(room: number): Promise<string> {
    const url = field(raise(await this.post("/ws-auth", { roomid: room })).json, "url");
    if (typeof url !== "string") throw new Error("The answer has no url.");
    return url;
  }
}

/** As `raise_for_status`. */
export function raise(answer: Answer): Answer {
  if (answer.status >= 400) throw new HttpError(answer);
  return answer;
}

export function encodeForm(form: Form): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) body.append(name, String(value));
  return body.toString();
}

export function inputIn(page: string, name: string): string {
  const value = first(readHtml(page), `input[name="${name}"]`).attributes.get("value");
  if (value === undefined) throw new LoginError(`${name} input not found`);
  return value;
}

export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

export function numberIn(value: unknown, name: string): number {
  const found = field(value, name);
  if (typeof found === "number") return found;
  throw new Error(`No number ${name} in ${JSON.stringify(value)}.`);
}

export function listIn(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  if (Array.isArray(found)) return found;
  throw new Error(`No list ${name} in ${JSON.stringify(value)}.`);
}

/** What a frame or an answer says of a room; throws for what the client could not read. */
export function newsIn(frame: unknown, room: number): News | undefined {
  const news = field(frame, `r${room}`);
  if (news === undefined) return undefined;
  const [e, t, d, exit] = ["e", "t", "d", "exit"].map((name) => field(news, name));
  return {
    ...(e !== undefined && { e: eventsOf(e) }),
    ...(typeof t === "number" && { t }),
    ...(typeof d === "number" && { d }),
    ...(typeof exit === "boolean" && { exit }),
  };
}

export function eventsOf(list: unknown): readonly ChatEvent[] {
  if (!Array.isArray(list)) throw new Error(`No list of events: ${JSON.stringify(list)}.`);
  return list.map((event: unknown) => {
    if (isEvent(event)) return event;
    throw new Error(`No event: ${JSON.stringify(event)}.`);
  });
}

/** The fields that the client's parser cannot do without. */
function isEvent(value: unknown): value is ChatEvent {
  const has = (name: string) => field(value, name) !== undefined;
  const needs = (name: string, other: string) => !has(name) || has(other);
  const type = field(value, "event_type");
  return (
    typeof type === "number" &&
    typeof field(value, "id") === "number" &&
    typeof field(value, "time_stamp") === "number" &&
    needs("room_id", "room_name") &&
    needs("user_id", "user_name") &&
    (![1, 2, 6, 8, 10, 18, 19, 20].includes(type) || has("message_id")) &&
    (![3, 4].includes(type) || has("user_id"))
  );
}
