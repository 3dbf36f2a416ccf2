// Judges the answer of a call that was done: its body against the schema of its version, or that it has none.

import type { Violation } from "../../judge/exchange.ts";
import { schemaViolations } from "../../judge/schema-violations.ts";
import type { Case, Judge } from "./case.ts";
import { formViolations } from "./forms.ts";
import { headerViolations } from "./headers.ts";
import { linkViolations } from "./links.ts";
import { messageViolations } from "./messages.ts";
import { statusRule } from "./status-rules.ts";

const judgesOfBody: readonly Judge[] = [formViolations, messageViolations, linkViolations];

export function judgeSuccess(given: Case): readonly Violation[] {
  const { name, row } = given.operation;
  const { status } = given.received;
  if (status !== row.success.status) {
    const expected = row.success.status;
    return [
      {
        rule: statusRule(name, expected),
        pointer: "/status",
        expected,
        actual: status,
        message: `${name} answers ${expected} at ${given.operation.version.id}.`,
      },
    ];
  }
  const ofBody = bodyViolations(given);
  // A broken id cannot be found in the Location.
  const ofHeaders = headerViolations(given).filter(
    ({ pointer }) => pointer !== "/headers/location" || !ofBody.some(isAboutId),
  );
  return [...ofBody, ...ofHeaders];
}

function isAboutId({ pointer }: Violation): boolean {
  return pointer.endsWith("/id");
}

function bodyViolations(given: Case): readonly Violation[] {
  const { model } = given.operation.row.success;
  const { body } = given.received;
  if (body.kind === "unknown" || model === "binary") return [];
  if (model === undefined) return body.kind === "empty" ? [] : [bodyTooMuch(given)];
  if (body.kind !== "json") return [noJson(given, model)];
  const { version } = given.operation;
  const violations = schemaViolations(version, model, body.value, given.isStrict);
  // What does not even have its shape would only be told off twice.
  const broken = new Set(violations.map(({ pointer }) => pointer));
  const more = judgesOfBody.flatMap((judge) => judge(given));
  return [...violations, ...more.filter(({ pointer }) => !broken.has(pointer))];
}

function bodyTooMuch({ operation, received }: Case): Violation {
  return {
    rule: statusRule(operation.name, operation.row.success.status),
    pointer: "/body",
    expected: "an empty body",
    actual: shown(received.body),
    message: `${operation.name} answers without a body.`,
  };
}

function noJson({ received }: Case, model: string): Violation {
  const isEmpty = received.body.kind === "empty";
  return {
    rule: `schema.${model}`,
    pointer: "/body",
    expected: "JSON",
    actual: shown(received.body),
    message: isEmpty
      ? `The body is empty, it is ${model}.`
      : `The body is no JSON, it is ${model}.`,
  };
}

function shown(body: Case["received"]["body"]): unknown {
  if (body.kind === "json") return body.value;
  return body.kind === "text" ? body.text.slice(0, 200) : "";
}
