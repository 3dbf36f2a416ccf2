// A cookie jar that goes by domain and scheme, as that of Python's requests does.

interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Without a dot at its beginning. */
  readonly domain: string;
  readonly isForSubdomains: boolean;
  readonly isSecure: boolean;
}

export class CookieJar {
  readonly #cookies: Cookie[] = [];

  /** Puts in what a host has set; a cookie that is over takes its likes out. */
  take(host: string, header: string): void {
    const [pair = "", ...attributes] = header.split(";").map((part) => part.trim());
    const [name, value] = halves(pair);
    const named = new Map(
      attributes.map((attribute) => {
        const [key, text] = halves(attribute);
        return [key.toLowerCase(), text];
      }),
    );
    const wanted = named.get("domain")?.replace(/^\./, "").toLowerCase();
    // A host cannot set cookies for another's domain.
    if (wanted !== undefined && host !== wanted && !host.endsWith(`.${wanted}`)) return;
    const domain = wanted ?? host;
    const at = this.#cookies.findIndex((known) => known.name === name && known.domain === domain);
    if (at >= 0) this.#cookies.splice(at, 1);
    if (Date.parse(named.get("expires") ?? "9999-01-01") < Date.now()) return;
    const isSecure = named.has("secure");
    this.#cookies.push({ name, value, domain, isForSubdomains: wanted !== undefined, isSecure });
  }

  /** The header for a request there; undefined when there is nothing to send. */
  headerFor(scheme: "http" | "https", host: string): string | undefined {
    const sent = this.#cookies.filter(
      ({ domain, isForSubdomains, isSecure }) =>
        (host === domain || (isForSubdomains && host.endsWith(`.${domain}`))) &&
        (scheme === "https" || !isSecure),
    );
    if (sent.length === 0) return undefined;
    return sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  /** As `session.cookies.get`: two of one name are an error. */
  get(name: string): string | undefined {
    const found = this.#cookies.filter((cookie) => cookie.name === name);
    if (found.length > 1) throw new Error(`There are ${found.length} cookies named ${name}.`);
    return found[0]?.value;
  }
}

function halves(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
