// Judges one exchange with Azure Communication Services by the tables of the version that it was made at.

import { withoutBlanked } from "../../judge/blanked.ts";
import type { Exchange, Verdict, Violation } from "../../judge/exchange.ts";
import {
  createFinder,
  type FindOperation,
  type FoundOperation,
  type OperationChoice,
} from "../../judge/find-operation.ts";
import { receive } from "../../judge/received.ts";
import { redactViolation } from "../../judge/redact.ts";
import { parseRequestTarget } from "../../judge/request-target.ts";
import { acs } from "../ledger.ts";
import type { Case } from "./case.ts";
import { judgeRefusal } from "./errors.ts";
import { judgeSuccess } from "./success.ts";

let finder: FindOperation | undefined;

export function judgeAcsExchange(exchange: Exchange): Verdict {
  const { request, response } = exchange;
  const target = parseRequestTarget(request.url);
  finder ??= createFinder(acs);
  const choice = finder(request.method, target.segments);
  const asked = target.query.get("api-version") ?? undefined;
  if (!choice) {
    return {
      operation: undefined,
      apiVersion: exchange.apiVersion ?? asked,
      violations: [],
      unjudged: "It is no operation of Azure Communication Services.",
    };
  }
  const operation = atVersion(choice, exchange.apiVersion, asked);
  if (typeof operation === "string") {
    const apiVersion = exchange.apiVersion ?? asked;
    return { operation: choice.name, apiVersion, violations: [], unjudged: operation };
  }
  const verdict = { operation: operation.name, apiVersion: operation.version.id };
  const unjudged = notFromService(response.status);
  if (unjudged !== undefined) return { ...verdict, violations: [], unjudged };
  const isStrict = exchange.strict ?? false;
  const violations = judge({ target, operation, received: receive(response), isStrict });
  return { ...verdict, violations: withoutBlanked(violations).map(redactViolation) };
}

function judge(given: Case): readonly Violation[] {
  const { status } = given.received;
  return status >= 200 && status < 300 ? judgeSuccess(given) : judgeRefusal(given);
}

/** A given version counts for the api that has it: chat and identity have lists of their own. */
function atVersion(
  { api, name, byVersion }: OperationChoice,
  given: string | undefined,
  asked: string | undefined,
): FoundOperation | string {
  const isElsewhere = acs.apis.some(
    (other) => other !== api && other.versions.some(({ id }) => id === given),
  );
  const isHere = api.versions.some(({ id }) => id === given);
  const id = (isElsewhere && !isHere ? asked : (given ?? asked))?.toLowerCase();
  if (id === undefined) return "The request names no api-version.";
  const found = byVersion.get(id);
  if (found) return found;
  return api.versions.some((version) => version.id === id)
    ? `${name} is not there, or elsewhere, at ${id}.`
    : `${api.name} has no api-version ${id} that is known.`;
}

/** Recorders write 0 where no answer came; 304 is from a cache, 407 and 511 are from a proxy. */
function notFromService(status: number): string | undefined {
  if (status < 100) return "There was no answer.";
  return [304, 407, 511].includes(status) ? "The answer is from a cache or a proxy." : undefined;
}
