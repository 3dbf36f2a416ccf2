// Judges one exchange with Stack Exchange chat: its status, its media type, and its body by schema or by what a page must have.

import type { Exchange, Verdict, Violation } from "../../judge/exchange.ts";
import {
  createFinder,
  type FindOperation,
  type FoundOperation,
} from "../../judge/find-operation.ts";
import { type Received, receive } from "../../judge/received.ts";
import { redactViolation } from "../../judge/redact.ts";
import { parseRequestTarget } from "../../judge/request-target.ts";
import { schemaViolations } from "../../judge/schema-violations.ts";
import { apiNameOf } from "../hosts.ts";
import { stackexchange } from "../ledger.ts";
import { hostOf } from "./host.ts";
import { pageViolations } from "./pages.ts";

const finders = new Map<string, FindOperation>();

/** The statuses besides that of success which are no mistake: what they say depends on what is there. */
const alsoAnswered: Readonly<Record<string, readonly number[]>> = {
  // Somebody who is logged in already is sent on.
  Site_ShowLogin: [302],
  // A wrong password shows the form again.
  Site_LogIn: [200],
  // A message that does not exist is answered with a redirect.
  Chat_Edit: [302],
  Chat_Delete: [302],
};

export function judgeStackExchange(exchange: Exchange): Verdict {
  const { request, response } = exchange;
  const apiVersion = "current";
  const unjudged = (reason: string, operation?: string): Verdict => {
    return { operation, apiVersion, violations: [], unjudged: reason };
  };
  const host = hostOf(request);
  const found = operationOf(host, request);
  if (!found) {
    return unjudged(
      host === undefined || apiNameOf(host)
        ? "It is no operation of Stack Exchange chat."
        : "It is for no host of Stack Exchange chat.",
    );
  }
  if (response.status < 100) return unjudged("There was no answer.", found.name);
  if ([304, 407, 511].includes(response.status)) {
    return unjudged("The answer is from a cache or a proxy.", found.name);
  }
  const violations = judge(found, receive(response), exchange.strict ?? false);
  return { operation: found.name, apiVersion, violations: violations.map(redactViolation) };
}

/** A path of a host that is known; where none is named, the first api that has the path. */
function operationOf(
  host: string | undefined,
  { method, url }: Exchange["request"],
): FoundOperation | undefined {
  const named = host === undefined ? undefined : apiNameOf(host);
  if (host !== undefined && named === undefined) return undefined;
  const { segments } = parseRequestTarget(url);
  return stackexchange.apis
    .filter(({ name }) => named === undefined || name === named)
    .map((api) => {
      const finder = finders.get(api.name) ?? createFinder({ apis: [api] });
      finders.set(api.name, finder);
      return finder(method, segments)?.byVersion.get("current");
    })
    .find((operation) => operation !== undefined);
}

function judge(operation: FoundOperation, received: Received, isStrict: boolean): Violation[] {
  const { name, row } = operation;
  const { status } = received;
  if (status === row.success.status) {
    return [
      ...bodyViolations(operation, received, isStrict),
      ...mediaType(operation, received, isStrict),
    ];
  }
  if (alsoAnswered[name]?.includes(status)) return [];
  if (status >= 400 && status < 500) return refusalViolations(operation, received);
  return [
    {
      rule: `status.${name}`,
      pointer: "/status",
      expected: row.success.status,
      actual: status,
      message: `${name} answers ${row.success.status}, or refuses.`,
    },
  ];
}

function bodyViolations(
  { name, row, version }: FoundOperation,
  { body }: Received,
  isStrict: boolean,
): readonly Violation[] {
  const { model, mediaType } = row.success;
  if (body.kind === "unknown") return [];
  if (mediaType === "text/html") {
    return pageViolations(name, body.kind === "text" ? body.text : "");
  }
  if (model === undefined) return [];
  if (body.kind === "json") return schemaViolations(version, model, body.value, isStrict);
  return [
    {
      rule: `schema.${model}`,
      pointer: "/body",
      expected: "JSON",
      actual: body.kind === "text" ? body.text.slice(0, 200) : "",
      message: `The body is no JSON, it is ${model}.`,
    },
  ];
}

/** What JSON is called was never captured, so only the strict mind. */
function mediaType(
  { row }: FoundOperation,
  { headers, body }: Received,
  isStrict: boolean,
): readonly Violation[] {
  const { model, mediaType = "application/json" } = row.success;
  const isPage = mediaType === "text/html";
  if (!headers || body.kind === "empty" || (!isPage && (model === undefined || !isStrict)))
    return [];
  const actual = headers.get("content-type");
  // Contents with `plain=true` are the one text that a path of pages has.
  const allowed = isPage ? ["text/html", "text/plain"] : [mediaType];
  if (allowed.includes((actual?.split(";")[0] ?? "").trim().toLowerCase())) return [];
  return [
    {
      rule: isPage ? "pages.html" : "json.media-type",
      pointer: "/headers/content-type",
      expected: mediaType,
      actual,
      message: `The media type is not ${mediaType}.`,
    },
  ];
}

/** What is throttled says for how long, which clients read from the words. */
function refusalViolations({ api }: FoundOperation, { status, body }: Received): Violation[] {
  if (api.name !== "chat host" || status !== 409 || body.kind === "unknown") return [];
  const text = body.kind === "json" ? body.value : body.kind === "text" ? body.text : "";
  if (typeof text === "string" && text.trim() !== "") return [];
  const message = "A 409 says why, as a text.";
  return [
    { rule: "throttle.refusal", pointer: "/body", expected: "a text", actual: text, message },
  ];
}
