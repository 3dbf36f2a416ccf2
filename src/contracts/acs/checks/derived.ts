// Checks that follow from the operations table: for each operation its success, and the refusals that all have in common.

import type { Check } from "../../suite/check.ts";
import { chatOperations } from "../index.ts";
import type { CallInput } from "./actor.ts";
import { type GoldenOperation, goldenCalls } from "./golden-calls.ts";
import type { Scene } from "./scene.ts";

/** What is checked of every operation. */
interface Family {
  readonly name: string;
  readonly says: string;
  readonly rules: readonly string[];
  readonly people: number;
  /** Whether the family makes sense for the operation. */
  readonly suits: (operation: GoldenOperation) => boolean;
  readonly run: (scene: Scene, operation: GoldenOperation) => Promise<void>;
}

const UNKNOWN_THREAD = "19:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1@thread.v2";

const isInThread = (operation: GoldenOperation) =>
  chatOperations[operation].path.includes("{chatThreadId}");

const families: readonly Family[] = [
  {
    name: "succeeds",
    says: "succeeds with the status, headers and body of its version",
    rules: ["headers.json", "headers.empty", "headers.location", "headers.trace"],
    people: 2,
    suits: () => true,
    async run(scene, operation) {
      const answer = await scene.alice.do(operation, await goldenCalls[operation](scene));
      scene.expect(answer).header("ms-cv").isPresent();
      scene.expect(answer).header("x-processing-time").isPresent();
    },
  },
  {
    name: "without-token",
    says: "is refused with 401 without a token",
    rules: ["access.token-invalid"],
    people: 2,
    suits: () => true,
    async run(scene, operation) {
      const input = await goldenCalls[operation](scene);
      const answer = await scene.alice.call(operation, { ...input, token: null });
      scene.expect(answer).status(401);
    },
  },
  {
    name: "with-bad-token",
    says: "is refused with 401 and an empty body with a token that is none",
    rules: ["access.token-invalid"],
    people: 2,
    suits: () => true,
    async run(scene, operation) {
      const input = await goldenCalls[operation](scene);
      const answer = await scene.alice.call(operation, { ...input, token: "not-a-token" });
      scene.expect(answer).status(401).empty();
    },
  },
  {
    name: "without-version",
    says: "is refused with 400 without an api-version",
    rules: ["versions.required"],
    people: 2,
    suits: () => true,
    async run(scene, operation) {
      const input = await goldenCalls[operation](scene);
      const answer = await scene.alice.call(operation, { ...input, apiVersion: null });
      scene.expect(answer).status(400);
    },
  },
  {
    name: "with-unknown-version",
    says: "is refused with 400 at an api-version that never was",
    rules: ["versions.required"],
    people: 2,
    suits: () => true,
    async run(scene, operation) {
      const input = await goldenCalls[operation](scene);
      const answer = await scene.alice.call(operation, { ...input, apiVersion: "2019-01-01" });
      scene.expect(answer).status(400);
    },
  },
  {
    name: "in-unknown-thread",
    says: "is refused with 404 in a thread that does not exist",
    rules: ["access.unknown-thread"],
    people: 2,
    suits: isInThread,
    async run(scene, operation) {
      const { params, ...input }: CallInput = await goldenCalls[operation](scene);
      const answer = await scene.alice.call(operation, {
        ...input,
        params: { ...params, chatThreadId: UNKNOWN_THREAD },
      });
      scene.expect(answer).status(404);
    },
  },
  {
    name: "in-malformed-thread",
    says: "is refused with 400 in a thread whose id is malformed",
    rules: ["access.malformed-thread"],
    people: 2,
    suits: isInThread,
    async run(scene, operation) {
      const { params, ...input }: CallInput = await goldenCalls[operation](scene);
      const answer = await scene.alice.call(operation, {
        ...input,
        params: { ...params, chatThreadId: "not-a-thread" },
      });
      scene.expect(answer).status(400);
    },
  },
  {
    name: "of-strangers",
    says: "is refused with 403 to somebody who is not in the thread",
    rules: ["access.stranger"],
    people: 3,
    suits: isInThread,
    async run(scene, operation) {
      const answer = await scene.carol.call(operation, await goldenCalls[operation](scene));
      scene.expect(answer).status(403);
    },
  },
];

export const derivedChecks: readonly Check<Scene>[] = (
  Object.keys(goldenCalls) as GoldenOperation[]
).flatMap((operation) =>
  families
    .filter((family) => family.suits(operation))
    .map(({ name, says, rules, people, run }) => ({
      id: `acs.${operation}.${name}`,
      title: `${operation} ${says}`,
      operations: [operation],
      rules,
      profile: "safe" as const,
      people,
      appliesTo: (version) => version.operations[operation] !== undefined,
      run: (scene) => run(scene, operation),
    })),
);
