// Control routes about the faults of a tenant: rules, and reads that lag behind writes.

import { type Lag, readLag } from "../faults/index.ts";
import { listOf, number, record, text } from "./answer-schemas.ts";
import { faultSchema, lagSchema } from "./fault-schema.ts";
import { asProblem, json, nothing, Problem, unknownName } from "./problem.ts";
import { type Call, done, type Route } from "./route.ts";

const lag = record({ receiptsMs: number, listsMs: number });

const faultState = {
  ...faultSchema,
  required: ["id", "matched", "struck"],
  properties: { ...faultSchema.properties, matched: number, struck: number },
} as const;

export const faultRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "faults",
    summary: "Lists the rules with how often each matched and struck, and tells the lag of reads.",
    what: "list the faults",
    answers: [
      {
        status: 200,
        description: "The rules in the order of adding, and the lag.",
        schema: record({ faults: listOf(faultState), lag }),
      },
    ],
    handle: ({ tenant }) => json({ faults: tenant.faults.list(), lag: lagOf(tenant) }),
  },
  {
    method: "POST",
    path: "faults",
    summary: "Adds one rule, or lets reads lag behind writes.",
    what: "add the fault",
    body: {
      isReadByHandler: true,
      schema: {
        anyOf: [
          faultSchema,
          {
            type: "object",
            additionalProperties: false,
            required: ["lag"],
            properties: { lag: lagSchema },
          },
        ],
      },
    },
    answers: [
      { status: 201, description: "The rule is added.", schema: record({ id: text }) },
      { status: 200, description: "The lag is set.", schema: record({ lag }) },
    ],
    handle: add,
  },
  {
    method: "DELETE",
    path: "faults",
    summary: "Removes all rules, and ends the lag of reads.",
    what: "clear the faults",
    answers: done("There are none any more."),
    handle({ tenant }) {
      tenant.faults.clear();
      return nothing();
    },
  },
  {
    method: "DELETE",
    path: "faults/{id}",
    summary: "Removes one rule.",
    what: "remove the fault",
    answers: done("It is removed."),
    handle({ tenant, params: { id = "" } }) {
      if (tenant.faults.remove(id)) return nothing();
      const ids = tenant.faults.list().map((rule) => rule.id);
      throw unknownName("remove the fault", id, ids);
    },
  },
];

function add({ tenant, body }: Call): Response {
  const wanted = wantedLag(body);
  if (wanted) {
    tenant.faults.lag(wanted);
    return json({ lag: lagOf(tenant) });
  }
  const isTaken = tenant.faults.list().some(({ id }) => id === fieldOf(body, "id"));
  try {
    return json(tenant.faults.add(body), 201);
  } catch (error) {
    const problem = asProblem(error);
    throw problem && isTaken ? new Problem(409, problem.message) : error;
  }
}

/** Undefined for what is to be a rule. */
function wantedLag(body: unknown): Lag | undefined {
  const lag = fieldOf(body, "lag");
  if (lag === undefined) return undefined;
  const others = Object.keys(Object(body)).filter((key) => key !== "lag");
  if (others.length === 0) return readLag(lag);
  const cause = `lag is given together with ${others.join(", ")}`;
  throw new Problem(400, `Cannot set the lag: ${cause}. Send it alone.`);
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
}

function lagOf({ tenant }: Call["tenant"]): object {
  const { receiptsMs, listsMs } = tenant.lag;
  return { receiptsMs, listsMs };
}
