// Checks the numbers among a request's query parameters against its row.

import type { Operation } from "../../contracts/contract.ts";
import type { Query } from "../dialects/dialect.ts";

/** Says which parameter is not what its schema wants, or nothing. */
export function queryProblem(row: Operation, query: Query): string | undefined {
  if (!row.query) return undefined;
  for (const [name, schema] of Object.entries(row.query)) {
    const text = query[name];
    if (text === undefined || typeof schema !== "object" || schema.type !== "integer") continue;
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
    const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= minimum && value <= maximum))
      return `The value '${text}' is not valid for ${name}.`;
  }
  return undefined;
}
