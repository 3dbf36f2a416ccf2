// Checks that follow from the operations table: for each operation its success, and the refusals that all have in common.

import type { Operation } from "../../contract.ts";
import { type Check, CheckSkipped } from "../../suite/check.ts";
import { identityOperations } from "../identity.ts";
import { chatOperations } from "../index.ts";
import { statusRules } from "../judge/status-rules.ts";
import { realtimeOperations } from "../realtime.ts";
import type { CallInput } from "./caller.ts";
import { expectForms } from "./forms.ts";
import { type GoldenOperation, goldenCalls } from "./golden-calls.ts";
import { type Refusal, refusals } from "./refusals.ts";
import type { Scene } from "./scene.ts";

type Table = Readonly<Record<string, Operation>>;

/** What the judge of every answer holds against it, besides its own status. */
const rulesOfSuccess: Readonly<Record<string, readonly string[]>> = {
  chat: [
    "headers.json",
    "headers.empty",
    "headers.location",
    "headers.trace",
    "headers.none-of-caching",
    "versions.header",
    "ids.thread",
    "ids.message",
    "bodies.no-null",
    "times.form",
  ],
  identity: [
    "identity.versions.header",
    "identity.headers.request-context",
    "identity.signature.text",
    "identity.signature.content-hash",
    "ids.user",
  ],
  realtime: [],
};

export const chatDerivedChecks = derive(chatOperations);
export const identityDerivedChecks = derive(identityOperations);
export const realtimeDerivedChecks = derive(realtimeOperations);

function derive(table: Table): readonly Check<Scene>[] {
  return Object.entries(table).flatMap(([name, row]) => {
    if (!isGolden(name)) return [];
    const refused = refusals.filter(({ isOf }) => isOf(row));
    return [successCheck(name, row), ...refused.map((refusal) => refusalCheck(name, row, refusal))];
  });
}

function isGolden(name: string): name is GoldenOperation {
  return Object.hasOwn(goldenCalls, name);
}

function successCheck(operation: GoldenOperation, row: Operation): Check<Scene> {
  const byStatus: Readonly<Record<number, string>> | undefined = Object.entries(statusRules).find(
    ([name]) => name === operation,
  )?.[1];
  const api = apiOf(operation);
  const isChat = api === "chat";
  return {
    ...common(operation, row),
    id: `acs.${operation}.succeeds`,
    title: `${operation} succeeds with the status, headers and body of its version`,
    rules: [...Object.values(byStatus ?? {}), ...(rulesOfSuccess[api] ?? [])],
    async run(scene) {
      const call = goldenCalls[operation];
      const caller = call.by(scene);
      const answer = await caller.call(operation, await call.input(scene));
      const hindrance = call.hindrance?.(answer);
      if (hindrance !== undefined) throw new CheckSkipped(hindrance);
      caller.requireSuccess(operation, answer);
      if (!isChat) return;
      scene
        .expect(answer)
        .header("ms-cv")
        .matches(/^[A-Za-z0-9+/]{22}\.0$/);
      scene
        .expect(answer)
        .header("x-processing-time")
        .matches(/^\d+ms$/);
      scene.expect(answer).header("etag").isAbsent();
      scene.expect(answer).header("retry-after").isAbsent();
      expectForms(scene, answer);
    },
  };
}

function refusalCheck(operation: GoldenOperation, row: Operation, refusal: Refusal): Check<Scene> {
  const { name, says, rules, status, isEmpty, by, change, reads, people = 1 } = refusal;
  const isReading = reads !== undefined && row.method === "GET" && isInThread(row);
  const base = common(operation, row);
  return {
    ...base,
    ...(isReading && { profile: "read-only" as const, people: 1 }),
    ...(refusal.profile && base.profile === "read-only" && { profile: refusal.profile }),
    ...(by && { people: Math.max(people, base.people) }),
    id: `acs.${operation}.${name}`,
    title: `${operation} ${says}`,
    rules,
    appliesTo: ({ operations }) => {
      const versioned = operations[operation];
      return versioned !== undefined && refusal.isOf(versioned);
    },
    async run(scene) {
      const call = goldenCalls[operation];
      const input: CallInput = isReading ? reads : await call.input(scene);
      const caller = by?.(scene) ?? call.by(scene);
      const answer = await caller.call(operation, change?.(input, scene) ?? input);
      if (status === undefined) scene.expect(answer).refused();
      else scene.expect(answer).status(status);
      if (isEmpty) scene.expect(answer).empty();
    },
  };
}

function isInThread({ path }: Operation): boolean {
  return path.includes("{chatThreadId}");
}

function apiOf(operation: string): "chat" | "identity" | "realtime" {
  if (Object.hasOwn(identityOperations, operation)) return "identity";
  return Object.hasOwn(realtimeOperations, operation) ? "realtime" : "chat";
}

/** Calls that make nothing need no leave to, and none but Alice. */
function common(operation: GoldenOperation, row: Operation) {
  const isReading = row.method === "GET" && !row.path.includes("{");
  return {
    operations: [operation],
    profile: isReading ? "read-only" : row.auth === "signature" ? "full" : "safe",
    people: isInThread(row) ? 2 : 1,
    ...(row.auth === "signature" && { needsKey: true as const }),
    appliesTo: (version) => version.operations[operation] !== undefined,
  } as const satisfies Partial<Check<Scene>>;
}
