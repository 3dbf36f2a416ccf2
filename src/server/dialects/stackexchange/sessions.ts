// Sessions: the `acct` cookie that a login gives, and the keys that forms must carry.

import { timingSafeEqual } from "node:crypto";
import type { Account, Accounts } from "./accounts.ts";

export interface Session {
  /** Tells the session apart from the account's others. */
  readonly id: string;
  readonly account: Account;
}

/** Sessions that were ended are remembered, up to that many. */
const ENDED_MAX = 10_000;

export class Sessions {
  readonly #accounts: Accounts;
  readonly #world: string;
  readonly #seal: (words: string) => string;
  readonly #ended = new Set<string>();
  /** By the text of the cookie, so that it is not verified with every request. */
  readonly #known = new Map<string, Session>();
  /** Emails by what the OpenID provider has called their accounts. */
  readonly #byOpenId = new Map<string, string>();

  /** `seal` makes a text that nobody else can make for the same words, and each world another one. */
  constructor(accounts: Accounts, world: string, seal: (words: string) => string) {
    this.#accounts = accounts;
    this.#world = world;
    this.#seal = seal;
  }

  /** The value of the cookie for a new session; `serial` must be fresh. */
  open(account: Account, serial: string): string {
    const id = `${Buffer.from(account.email).toString("base64url")}.${serial}.${this.#world}`;
    return `t=${id}&s=${this.#signature(id)}`;
  }

  /** The session of a request's cookies, if one of them is good. */
  find(cookies: string | null): Session | undefined {
    if (cookies === null) return undefined;
    for (const value of cookieValues(cookies, "acct")) {
      const session = this.#known.get(value) ?? this.#verify(value);
      if (session && !this.#ended.has(session.id)) return session;
    }
    return undefined;
  }

  end(session: Session): void {
    if (this.#ended.size >= ENDED_MAX) this.#ended.clear();
    this.#ended.add(session.id);
  }

  /** 32 hexadecimal digits for a session, or for everybody who has none, at one host. */
  formKey(session: Session | undefined, host: string): string {
    return this.#hex(`fkey ${host} ${session?.id ?? "anonymous"}`);
  }

  isFormKey(text: string | undefined, session: Session | undefined, host: string): boolean {
    return text !== undefined && isSame(text, this.formKey(session, host));
  }

  /**
   * 32 hexadecimal digits by which a site lets the account in that the provider's cookie does not reach. Only for who
   * has logged in there: nobody else can make them.
   */
  openIdOf({ email }: Account): string {
    const id = this.#hex(`openid ${email.toLowerCase()}`);
    this.#byOpenId.set(id, email);
    return id;
  }

  ofOpenId(id: string): Account | undefined {
    const email = this.#byOpenId.get(id);
    return email === undefined ? undefined : this.#accounts.find(email);
  }

  #verify(value: string): Session | undefined {
    const [, id = "", signature = ""] = /^"?t=([\w.-]+)&s=(\w+)"?$/.exec(value) ?? [];
    if (!isSame(signature, this.#signature(id))) return undefined;
    const email = Buffer.from(id.split(".")[0] ?? "", "base64url").toString();
    const account = this.#accounts.find(email);
    if (!account) return undefined;
    const session = { id, account };
    if (this.#known.size >= ENDED_MAX) this.#known.clear();
    this.#known.set(value, session);
    return session;
  }

  #signature(id: string): string {
    return this.#hex(`acct ${id}`);
  }

  #hex(words: string): string {
    return Buffer.from(this.#seal(words), "base64url").toString("hex").slice(0, 32);
  }
}

/** The world that a cookie was given in, good or not. */
export function worldOfCookies(cookies: string | null): string | undefined {
  for (const value of cookies === null ? [] : cookieValues(cookies, "acct")) {
    const [, world] = /^"?t=[\w-]+\.\w+\.([a-z0-9-]+)&s=/.exec(value) ?? [];
    if (world !== undefined) return world;
  }
  return undefined;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** All values of a name: clients with jars of several domains send more than one. */
function cookieValues(cookies: string, name: string): string[] {
  return cookies
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
}
