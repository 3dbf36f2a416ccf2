// A request as a command that makes it again, in any POSIX shell.

import type { RecordedRequest } from "./recorded.ts";

export function curlOf({ method, url, headers, body }: RecordedRequest): string {
  const parts = [
    `curl -i -X ${method} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(" ");
}

/** A token that was taken out is to be put back by whoever runs it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
