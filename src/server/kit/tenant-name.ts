// Names tenants after the tests that they are for: recognisable, apart from each other, and the same on every run.

import { createHash } from "node:crypto";

/** With the digest at its end, and a number if need be, it is shorter than the 63 letters that a host may have. */
const WORDS_MAX = 42;
const DIGEST_LENGTH = 8;

/** What a test is called, and where: the same words in two files are two tests. */
export interface TestTitle {
  readonly title: string;
  /** The file, and whatever else tells it apart, such as the project. */
  readonly place: string;
}

/** Such as `bob-sees-what-alice-sends-1f3a90c2`, with `-2` and so on at its end while that one is taken. */
export function tenantName(
  { title, place }: TestTitle,
  isTaken: (name: string) => boolean = () => false,
): string {
  const digest = createHash("sha256").update(`${place}\n${title}`).digest("hex");
  const name = `${wordsOf(title)}-${digest.slice(0, DIGEST_LENGTH)}`;
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${name}-${number}`)) return `${name}-${number}`;
  }
}

function wordsOf(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "");
  return words.slice(0, WORDS_MAX).replace(/-$/, "") || "test";
}
