// The kinds of answer: JSON, text, pages and redirects.

import type { VisitReply } from "../dialect.ts";

const noStore = ["cache-control", "private"] as const;

export function jsonReply(value: unknown): VisitReply {
  return textReply(200, JSON.stringify(value), true);
}

/** JSON that is there already as text. */
export function rawJsonReply(text: string): VisitReply {
  return textReply(200, text, true);
}

export function textReply(status: number, body: string, isJson = false): VisitReply {
  const type = isJson ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
  return { status, body, headers: [["content-type", type], noStore] };
}

export function pageReply(body: string, status = 200): VisitReply {
  return {
    status,
    body,
    headers: [
      ["content-type", "text/html; charset=utf-8"],
      noStore,
      // Nothing on a page runs, whatever somebody has written into it.
      [
        "content-security-policy",
        "default-src 'self' https: data:; script-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      ],
      ["x-content-type-options", "nosniff"],
    ],
  };
}

export function redirectReply(location: string): VisitReply {
  return { status: 302, body: "", headers: [["location", location], noStore] };
}

export function withCookie(reply: VisitReply, cookie: string): VisitReply {
  return { ...reply, headers: [...reply.headers, ["set-cookie", cookie]] };
}

/** How nearly everything that is done answers. */
export const ok: VisitReply = jsonReply("ok");
