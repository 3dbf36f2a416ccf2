// Writes checks down by their ids, with what most of them have in common.

import type { Check } from "../../suite/check.ts";
import type { ChatHostOperation, OpenIdOperation, SiteOperation } from "../index.ts";
import type { Scene } from "./scene.ts";

export interface WrittenCheck extends Pick<Check<Scene>, "title" | "rules" | "run"> {
  readonly operations: readonly (ChatHostOperation | SiteOperation | OpenIdOperation)[];
  /** `safe` when left out. */
  readonly profile?: Check<Scene>["profile"];
  /** One when left out, none for `read-only`. */
  readonly people?: number;
}

export function define(
  checks: Readonly<Record<`stackexchange.${string}`, WrittenCheck>>,
): readonly Check<Scene>[] {
  return Object.entries(checks).map(([id, { profile = "safe", ...check }]) => ({
    id,
    profile,
    people: profile === "read-only" ? 0 : 1,
    ...check,
  }));
}
