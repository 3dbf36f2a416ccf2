// Who a text speaks to: its reply prefix, the names after @, and the form in which names are compared.

/** Characters that a mention never holds and that a name loses in one (stackexchange-chat 3). */
const separators = /[\s._!?();:/+&<-]/g;
const mention = /@([^@\s._!?();:/+&<-]{3,})/g;

export function readReply(
  source: string,
): { readonly parent: string; readonly rest: string } | undefined {
  const parent = /^:(\d+)(?=\s)/.exec(source)?.[1];
  if (parent === undefined) return undefined;
  // A line break stays, so that the rest is still a message of several lines.
  return { parent, rest: source.slice(parent.length + 1).replace(/^[^\S\r\n]+/, "") };
}

export function mentionOf(displayName: string): string {
  return displayName.replace(separators, "");
}

export function mentionsIn(source: string): readonly string[] {
  const names = [...source.matchAll(mention)].map(([, name = ""]) => normaliseName(name));
  return [...new Set(names)].filter((name) => name !== "");
}

export function normaliseName(name: string): string {
  return (
    name
      // First, because sorting very many marks after one letter takes quadratic time.
      .replace(/\p{M}+/gu, "")
      .normalize("NFKD")
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]+/gu, "")
  );
}
