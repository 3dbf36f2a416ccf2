// Checks that follow from the operations table: for each operation its success, and the refusals that all have in common.

import type { Check } from "../../suite/check.ts";
import { chatOperations } from "../index.ts";
import type { Actor, CallInput } from "./actor.ts";
import { type GoldenOperation, goldenCalls } from "./golden-calls.ts";
import type { Scene } from "./scene.ts";

/** What is changed about a call that succeeds, and how it then is refused. */
interface Refusal {
  readonly name: string;
  readonly says: string;
  readonly rules: readonly string[];
  readonly status: number;
  readonly isEmpty?: true;
  /** Only for operations in a thread. */
  readonly inThread?: true;
  /** Who calls instead of Alice. */
  readonly by?: (scene: Scene) => Actor;
  readonly change?: (input: CallInput) => CallInput;
}

const UNKNOWN_THREAD = "19:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1@thread.v2";

const inThread =
  (chatThreadId: string) =>
  ({ params, ...input }: CallInput): CallInput => ({
    ...input,
    params: { ...params, chatThreadId },
  });

const refusals: readonly Refusal[] = [
  {
    name: "without-token",
    says: "is refused with 401 without a token",
    rules: ["access.token-invalid"],
    status: 401,
    change: (input) => ({ ...input, token: null }),
  },
  {
    name: "with-bad-token",
    says: "is refused with 401 and an empty body with a token that is none",
    rules: ["access.token-invalid"],
    status: 401,
    isEmpty: true,
    change: (input) => ({ ...input, token: "not-a-token" }),
  },
  {
    name: "without-version",
    says: "is refused with 400 without an api-version",
    rules: ["versions.required"],
    status: 400,
    change: (input) => ({ ...input, apiVersion: null }),
  },
  {
    name: "with-unknown-version",
    says: "is refused with 400 at an api-version that never was",
    rules: ["versions.required"],
    status: 400,
    change: (input) => ({ ...input, apiVersion: "2019-01-01" }),
  },
  {
    name: "in-unknown-thread",
    says: "is refused with 404 in a thread that does not exist",
    rules: ["access.unknown-thread"],
    status: 404,
    inThread: true,
    change: inThread(UNKNOWN_THREAD),
  },
  {
    name: "in-malformed-thread",
    says: "is refused with 400 in a thread whose id is malformed",
    rules: ["access.malformed-thread"],
    status: 400,
    inThread: true,
    change: inThread("not-a-thread"),
  },
  {
    name: "of-strangers",
    says: "is refused with 403 to somebody who is not in the thread",
    rules: ["access.stranger"],
    status: 403,
    inThread: true,
    by: ({ carol }) => carol,
  },
];

export const derivedChecks: readonly Check<Scene>[] = (
  Object.keys(goldenCalls) as GoldenOperation[]
).flatMap((operation) => [
  successCheck(operation),
  ...refusals
    .filter((refusal) => !refusal.inThread || isInThread(operation))
    .map((refusal) => refusalCheck(operation, refusal)),
]);

function isInThread(operation: GoldenOperation): boolean {
  return chatOperations[operation].path.includes("{chatThreadId}");
}

function successCheck(operation: GoldenOperation): Check<Scene> {
  return {
    ...common(operation),
    id: `acs.${operation}.succeeds`,
    title: `${operation} succeeds with the status, headers and body of its version`,
    rules: ["headers.json", "headers.empty", "headers.location", "headers.trace"],
    people: 2,
    async run(scene) {
      const answer = await scene.alice.do(operation, await goldenCalls[operation](scene));
      scene.expect(answer).header("ms-cv").isPresent();
      scene.expect(answer).header("x-processing-time").isPresent();
    },
  };
}

function refusalCheck(operation: GoldenOperation, refusal: Refusal): Check<Scene> {
  const { name, says, rules, status, isEmpty, by, change } = refusal;
  return {
    ...common(operation),
    id: `acs.${operation}.${name}`,
    title: `${operation} ${says}`,
    rules,
    people: by ? 3 : 2,
    async run(scene) {
      const input: CallInput = await goldenCalls[operation](scene);
      const caller = by?.(scene) ?? scene.alice;
      const answer = await caller.call(operation, change?.(input) ?? input);
      scene.expect(answer).status(status);
      if (isEmpty) scene.expect(answer).empty();
    },
  };
}

function common(operation: GoldenOperation) {
  return {
    operations: [operation],
    profile: "safe",
    appliesTo: (version) => version.operations[operation] !== undefined,
  } as const satisfies Partial<Check<Scene>>;
}
