// Names in the places where a diamond would mean "moderator".

/** Scrapers take ♦ anywhere in these places for the moderator's mark, and fail on padding. */
export function undecorated(name: string): string {
  const plain = name.replaceAll("♦", "").trim();
  return plain === "" ? "-" : plain;
}
