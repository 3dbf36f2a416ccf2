// Judges refusals: the status, and the envelope of those errors whose body was ever seen.

import type { Violation } from "../../judge/exchange.ts";
import { schemaViolations } from "../../judge/schema-violations.ts";
import { versionErrors } from "../errors.ts";
import { type Case, mediaTypeOf, property } from "./case.ts";
import { supportedVersions } from "./headers.ts";

/** What HTTP, the gateway and the service refuse a call with; failures of the server may be any 5xx. */
const refusals = [
  400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 421, 423, 429, 431,
] as const;

/** Whose bodies were recorded. What 401, 413 and 429 of chat look like is not known (acs-rest 6). */
const withEnvelope: Readonly<Record<string, readonly number[]>> = {
  chat: [400, 403, 404],
  identity: [400],
};

/** The body may be missing, but what is there is an envelope. */
const withOptionalEnvelope: Readonly<Record<string, readonly number[]>> = {
  identity: [401, 403, 404],
};

/** All roots that the service was seen to use, or specifies, in the order of their age. */
const roots = ["CommunicationError", "Error", "error"] as const;

export function judgeRefusal(given: Case): readonly Violation[] {
  const { operation, received } = given;
  const { status } = received;
  if (status < 500 && !refusals.some((refusal) => refusal === status)) {
    const expected = `${operation.row.success.status}, or an error`;
    return [
      {
        rule: `status.${operation.name}`,
        pointer: "/status",
        expected,
        actual: status,
        message: `The service never answers ${operation.name} with ${status}.`,
      },
    ];
  }
  const versions = supportedVersions(given);
  return [...envelopeViolations(given), ...(versions ? [versions] : [])];
}

function envelopeViolations(given: Case): readonly Violation[] {
  const { operation, received } = given;
  const { body, status } = received;
  const isNeeded = withEnvelope[operation.api.name]?.includes(status) ?? false;
  const isJudged =
    isNeeded || (withOptionalEnvelope[operation.api.name]?.includes(status) ?? false);
  if (!isJudged || body.kind === "unknown" || (body.kind === "empty" && !isNeeded)) return [];
  const rule = envelopeRule(given);
  if (body.kind !== "json") {
    const actual = body.kind === "text" ? body.text.slice(0, 200) : "";
    const message = "The body of an error is the JSON of its envelope.";
    return [{ rule, pointer: "/body", expected: "an error's envelope", actual, message }];
  }
  const violations = isVersionError(body.value)
    ? []
    : given.isStrict
      ? exactEnvelope(given, rule, body.value)
      : anyEnvelope(given, rule, body.value);
  return [...violations, ...mediaTypeViolations(given)];
}

/** Errors of api-versions have the envelope of ASP.NET's versioning library in every api. */
function isVersionError(body: unknown): boolean {
  const code = property(property(body, "error"), "code");
  return Object.values(versionErrors).some((known) => known.code === code);
}

function exactEnvelope({ operation }: Case, rule: string, body: unknown): readonly Violation[] {
  return schemaViolations(operation.version, "ErrorResponse", body, true).map((violation) => ({
    ...violation,
    rule,
  }));
}

/** Chat changed its root over the years and specifies a third; whoever reads errors has to take them all. */
function anyEnvelope({ operation }: Case, rule: string, body: unknown): readonly Violation[] {
  const isIdentity = operation.api.name === "identity";
  const root = isIdentity ? "error" : roots.find((name) => property(body, name) !== undefined);
  if (root === undefined && isBare(operation.version.id) && property(body, "code") !== undefined) {
    return errorViolations(rule, "/body", body);
  }
  const error = root === undefined ? undefined : property(body, root);
  if (typeof error !== "object" || error === null) {
    const expected = isIdentity ? "an object `error`" : "an object `CommunicationError`";
    const message = "An error has the envelope of its api.";
    return [
      { rule, pointer: `/body${isIdentity ? "/error" : ""}`, expected, actual: body, message },
    ];
  }
  return errorViolations(rule, `/body/${root}`, error);
}

function isBare(version: string): boolean {
  return version === "2020-09-21-preview2";
}

/** A code there must be; a message may be missing, but for identity (observed). */
function errorViolations(rule: string, pointer: string, error: unknown): readonly Violation[] {
  const violations: Violation[] = [];
  const names = property(error, "Code") === undefined ? ["code", "message"] : ["Code", "Message"];
  const [code = "", message = ""] = names;
  if (typeof property(error, code) !== "string") {
    violations.push({
      rule,
      pointer: `${pointer}/${pointer.endsWith("Error") ? "Code" : code}`,
      expected: "a text",
      actual: property(error, code),
      message: "An error has a code.",
    });
  }
  const text = property(error, message);
  if (text !== undefined && text !== null && typeof text !== "string") {
    violations.push({
      rule,
      pointer: `${pointer}/${message}`,
      expected: "a text",
      actual: text,
      message: "The message of an error is a text.",
    });
  }
  return violations;
}

function mediaTypeViolations({ operation, received }: Case): readonly Violation[] {
  const value = received.headers?.get("content-type");
  if (!received.headers || (value !== undefined && mediaTypeOf(value) === "application/json")) {
    return [];
  }
  return [
    {
      rule: operation.api.name === "identity" ? "identity.errors.media-type" : "errors.layout",
      pointer: "/headers/content-type",
      expected: "application/json",
      actual: value,
      message: "An error has the media type application/json.",
    },
  ];
}

/** The ledger has a rule for each time in the life of the envelope. */
function envelopeRule({ operation }: Case): string {
  if (operation.api.name === "identity") return "identity.errors.envelope";
  if (operation.row.only !== undefined) return "errors.envelope-images";
  const { id } = operation.version;
  if (isBare(id)) return "errors.envelope-preview2";
  if (id === "2020-11-01-preview3") return "errors.envelope-2021";
  if (id === "2021-01-27-preview4") return "errors.envelope-preview4";
  return id < "2021-09-07" ? "errors.envelope-spring-2021" : "errors.envelope";
}
