// The markdown of Stack Exchange chat, rendered as the chat server renders it.

import { renderImage, renderLines, renderPreformatted } from "./blocks.ts";
import { escapeHtml } from "./escape-html.ts";
import { renderInline } from "./inline.ts";
import { mentionOf, readReply } from "./mentions.ts";

export { mentionOf, mentionsIn, normaliseName, readReply } from "./mentions.ts";

export interface Rendering {
  readonly html: string;
  readonly kind: "line" | "multiline" | "preformatted" | "onebox-image";
}

/** `replyTo` is the display name of the parent's author, when the source begins with a reply prefix that resolved. */
export function renderMessage(
  source: string,
  options: { readonly host: string; readonly replyTo?: string },
): Rendering {
  const { host, replyTo } = options;
  const reply = replyTo === undefined ? undefined : readReply(source);
  const lines = (reply?.rest ?? source).split(/\r\n|\r|\n/);
  const [first = "", ...others] = lines;
  const mention = reply === undefined ? "" : `@${mentionOf(replyTo ?? "")}${first && " "}`;
  if (reply === undefined) {
    const preformatted = renderPreformatted(lines);
    if (preformatted !== undefined) return { html: preformatted, kind: "preformatted" };
  }
  if (others.length > 0) {
    return { html: renderLines([mention + first, ...others]), kind: "multiline" };
  }
  const image = reply === undefined ? renderImage(first) : undefined;
  if (image !== undefined) return { html: image, kind: "onebox-image" };
  return { html: escapeHtml(mention) + renderInline(first, host), kind: "line" };
}
