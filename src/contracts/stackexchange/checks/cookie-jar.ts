// The cookies of one session, as far as logins need them: names, values and domains.

interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Without a dot at its beginning. */
  readonly domain: string;
  /** Whether hosts below the domain get it too. */
  readonly isWide: boolean;
}

export interface SetCookie extends Cookie {
  readonly attributes: Readonly<Record<string, string>>;
}

export class CookieJar {
  readonly #cookies: Cookie[] = [];

  /** What an answer sets, kept for later requests. */
  take(header: string | undefined, host: string): void {
    for (const cookie of parseSetCookie(header, host)) this.#put(cookie);
  }

  /** The same cookies in a new jar. */
  copy(): CookieJar {
    const jar = new CookieJar();
    jar.#cookies.push(...this.#cookies);
    return jar;
  }

  /** Only the cookies of these names, in a new jar. */
  only(...names: readonly string[]): CookieJar {
    const jar = new CookieJar();
    jar.#cookies.push(...this.#cookies.filter(({ name }) => names.includes(name)));
    return jar;
  }

  has(name: string): boolean {
    return this.#cookies.some((cookie) => cookie.name === name);
  }

  /** The header for a request to that host; undefined when there is no cookie for it. */
  headerFor(host: string): string | undefined {
    const fitting = this.#cookies.filter(
      ({ domain, isWide }) => host === domain || (isWide && host.endsWith(`.${domain}`)),
    );
    if (fitting.length === 0) return undefined;
    return fitting.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  #put({ name, value, domain, isWide, attributes }: SetCookie): void {
    const at = this.#cookies.findIndex((known) => known.name === name && known.domain === domain);
    if (at >= 0) this.#cookies.splice(at, 1);
    if (value !== "" && attributes["max-age"] !== "0") {
      this.#cookies.push({ name, value, domain, isWide });
    }
  }
}

/** Several are one text with commas between, and a comma is also in dates. */
export function parseSetCookie(header: string | undefined, host: string): readonly SetCookie[] {
  return (header ?? "")
    .split(/,(?=\s*[\w.!#$%&'*+^`|~-]+=)/)
    .filter((part) => part.includes("="))
    .map((part) => readCookie(part, host));
}

function readCookie(text: string, host: string): SetCookie {
  const [pair = "", ...rest] = text.split(";").map((part) => part.trim());
  const attributes = Object.fromEntries(
    rest.map((part) => {
      const [name = "", value = ""] = split(part);
      return [name.toLowerCase(), value];
    }),
  );
  const [name = "", value = ""] = split(pair);
  const domain = attributes["domain"]?.toLowerCase().replace(/^\./, "");
  return { name, value, domain: domain ?? host, isWide: domain !== undefined, attributes };
}

function split(text: string): readonly string[] {
  const at = text.indexOf("=");
  return at < 0 ? [text] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
