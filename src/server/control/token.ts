// The bearer token of the control plane: whether a request carries it.

import { createHash, timingSafeEqual } from "node:crypto";

/** Says whether an `Authorization` header carries the token; everybody may in without one. Throws for one that no header can carry. */
export function tokenCheck(token: string | undefined): (authorization: string | null) => boolean {
  if (token === undefined) return () => true;
  if (!/^[\x21-\x7e]+$/.test(token)) {
    // Without the token itself, since this is shown and logged.
    throw new Error(
      "Cannot use the control token: it is empty, or has spaces or characters that no header carries. Use letters, digits and hyphens.",
    );
  }
  const wanted = digest(token);
  return (authorization) => {
    const [, given] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
    // Digests have the same length, so that the comparison tells nothing of the token's.
    return given !== undefined && timingSafeEqual(digest(given), wanted);
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
