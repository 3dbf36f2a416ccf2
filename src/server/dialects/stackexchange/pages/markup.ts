// What the pieces of a page are made of, and how a whole page becomes a string.

import type { html } from "hono/html";

/** A finished piece of HTML. It is never a promise here: no piece waits for anything. */
export type Markup = ReturnType<typeof html>;

export function asPage(markup: Markup): string {
  return String(markup);
}
