// What the judges of one exchange have before them.

import type { Violation } from "../../judge/exchange.ts";
import type { FoundOperation } from "../../judge/find-operation.ts";
import type { Received } from "../../judge/received.ts";
import type { RequestTarget } from "../../judge/request-target.ts";

export interface Case {
  readonly target: RequestTarget;
  readonly operation: FoundOperation;
  readonly received: Received;
  readonly isStrict: boolean;
}

export type Judge = (given: Case) => readonly Violation[];

/** The media type of an answer, without parameters. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

/** A property of what may be an object. */
export function property(value: unknown, name: string): unknown {
  const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, name);
  return isThere ? Reflect.get(value, name) : undefined;
}

/** The items of a collection; none where there is no list. */
export function listAt(value: unknown, name: string): readonly unknown[] {
  const list = property(value, name);
  return Array.isArray(list) ? list : [];
}
