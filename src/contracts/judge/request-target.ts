// Takes the URL of a recorded request apart, without putting odd but real paths such as `//chat/threads` in order.

export interface RequestTarget {
  /** In lower case and without the port that goes without saying; undefined when the URL starts at its path. */
  readonly host: string | undefined;
  /** The parts of the path, unescaped; empty ones are left out. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

export function parseRequestTarget(url: string): RequestTarget {
  const [, scheme, authority, rest = ""] = /^(?:(\w+):\/\/([^/?#]*))?([^#]*)/.exec(url) ?? [];
  const mark = rest.indexOf("?");
  const path = mark < 0 ? rest : rest.slice(0, mark);
  return {
    host: authority === undefined ? undefined : hostOf(scheme, authority),
    segments: path
      .split("/")
      .filter((part) => part !== "")
      .map(decode),
    query: new URLSearchParams(mark < 0 ? "" : rest.slice(mark + 1)),
  };
}

/** A broken escape stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hostOf(scheme = "", authority: string): string {
  const usual = /^(https|wss)$/i.test(scheme) ? ":443" : ":80";
  const host = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  return host.endsWith(usual) ? host.slice(0, -usual.length) : host;
}
