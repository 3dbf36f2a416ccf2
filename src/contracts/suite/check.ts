// What a check is, what it needs, and what becomes of it.

import type { VersionedApi } from "../versions.ts";
import type { Recorded } from "./recorded.ts";

/** What a run may do to the endpoint, each including those before it. */
export const profiles = ["read-only", "safe", "full"] as const;

/** `safe` makes threads and users, or messages, and takes them away again; `full` also deletes users, revokes tokens, meets limits, logs out, tries a wrong password and makes rooms, which not every service takes away again. */
export type Profile = (typeof profiles)[number];

export interface Check<Scene> {
  /** Stable and dotted, such as `acs.messages.list.newest-change-first`. */
  readonly id: string;
  /** A sentence that says what holds. */
  readonly title: string;
  /** The operations that it touches. */
  readonly operations: readonly string[];
  /** The ids of the rules that it tests. */
  readonly rules: readonly string[];
  readonly profile: Profile;
  /** How many users it takes. */
  readonly people: number;
  /** Set when it calls as the resource, or makes users of its own, and so needs the access key. */
  readonly needsKey?: true;
  /** Set when no version differs in it and it takes many calls: it runs at the newest version of a run alone. */
  readonly isOnce?: true;
  /** Whether the version has what is tested; every version when left out. */
  readonly appliesTo?: (version: VersionedApi) => boolean;
  run(scene: Scene): Promise<void>;
}

/** A place where an answer differs from what a rule says. */
export interface Failure {
  /** JSON pointer into the response, such as `/body/value/0/id`. */
  readonly pointer: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly message: string;
  readonly exchange?: Recorded;
}

export type Status = "pass" | "fail" | "flaky" | "skipped";

/** Why a failure is known and does not fail the run. */
export interface Allowance {
  readonly reason: string;
  readonly issue?: string;
  /** The last day on which it holds, such as `2026-12-31`. */
  readonly expires?: string;
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  readonly operations: readonly string[];
  readonly rules: readonly string[];
  readonly apiVersion: string;
  readonly durationMs: number;
  readonly failures: readonly Failure[];
  /** Why it was skipped. */
  readonly reason?: string;
  /** Set on a failure that an allow list knows. */
  readonly allowed?: Allowance;
}

/** Ends a check at the first place that is wrong. */
export class CheckFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Ends a check that cannot be made here, with the reason as message. */
export class CheckSkipped extends Error {}
