// What a message is as a whole: fixed-width text, several lines, an image, or one line.

import { escapeHtml } from "./escape-html.ts";

/** The inside of a message whose every line is indented by four blanks, a single line included (ChatExchange's markdown tests). */
export function renderPreformatted(lines: readonly string[]): string | undefined {
  const isIndented = lines.every((line) => line.startsWith("    "));
  const isBlank = lines.every((line) => line.trim() === "");
  if (!isIndented || isBlank) return undefined;
  const body = lines.map((line) => escapeHtml(line.slice(4))).join("\n");
  // Single quotes, as the vendor sends them (stackexchange-chat 3.2).
  return `<pre class='full'>${body}</pre>`;
}

export function renderLines(lines: readonly string[]): string {
  return `<div class='full'>${lines.map(escapeHtml).join(" <br> ")}</div>`;
}

/** A message that is nothing but the address of an image, or any address after an exclamation mark. */
export function renderImage(source: string): string | undefined {
  const text = source.trim();
  const isMarked = text.startsWith("!");
  const url = isMarked ? text.slice(1) : text;
  if (!/^https?:\/\/[a-z0-9\u0080-\uffff][^\s<>"]*$/i.test(url)) return undefined;
  if (!isMarked && !isImageAddress(url)) return undefined;
  const safe = escapeHtml(url);
  return `<div class="onebox ob-image"><a rel="nofollow noopener noreferrer" href="${safe}"><img src="${safe}" class="user-image" alt="user image" /></a></div>`;
}

function isImageAddress(url: string): boolean {
  const [path = ""] = url.split("?", 1);
  const hasFolder = path.indexOf("/", "https://".length) >= 0;
  return hasFolder && /\.(jpe?g|png|gif|bmp)$/i.test(path);
}
