// Which world a request names by its endpoint: `https://<world>.localhost/…` or `https://…/t/<world>/…`.

export interface Address {
  /** The world's name; absent where the endpoint names none. */
  readonly world?: string;
  /** The URL without the world in its path. */
  readonly url: string;
  /** What was taken out of the path, such as `/t/blue`; links have to carry it. */
  readonly prefix: string;
}

const worldName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Names are those of hosts: small letters, digits and hyphens, up to 63. */
export function isWorldName(text: string): boolean {
  return worldName.test(text);
}

export const unknownWorld =
  "Cannot find that tenant: its name is not that of a host. Use up to 63 small letters, digits and hyphens.";

/** Undefined when the endpoint names a world that cannot be one. */
export function readAddress(url: string): Address | undefined {
  const start = url.indexOf("://") + 3;
  const slash = url.indexOf("/", start);
  if (slash >= 0 && url.startsWith("/t/", slash)) return addressInPath(url, slash);
  const authority = slash < 0 ? url.slice(start) : url.slice(start, slash);
  if (!authority.includes(".localhost")) return { url, prefix: "" };
  const [, name] = /^(.+)\.localhost(:\d+)?$/i.exec(authority) ?? [];
  if (name === undefined) return { url, prefix: "" };
  const world = name.toLowerCase();
  return isWorldName(world) ? { world, url, prefix: "" } : undefined;
}

function addressInPath(url: string, slash: number): Address | undefined {
  const nameStart = slash + 3;
  const end = /[/?]|$/.exec(url.slice(nameStart))?.index ?? 0;
  const world = url.slice(nameStart, nameStart + end).toLowerCase();
  if (!isWorldName(world)) return undefined;
  const rest = url.slice(nameStart + end);
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  return { world, url: url.slice(0, slash) + path, prefix: url.slice(slash, nameStart + end) };
}
