// The last, readable part of a room's or a user's address.

/** Never empty: clients cut room links at the slash before it. */
export function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 80)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "-" : plain;
}
