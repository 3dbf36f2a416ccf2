// Whether a fault whose fields are right can ever strike, and does one thing at a time.

import { quote, suggest } from "../../fixtures/problem.ts";
import { contradiction, effectsOf } from "./effects.ts";
import type { Complaint } from "./fault-error.ts";
import type { FaultRule, Vendor } from "./fault-rule.ts";
import {
  addingOperations,
  closestOperation,
  isAtVersion,
  type KnownOperation,
  knownOperations,
  newestVersionOf,
  notificationNames,
  versionsOf,
} from "./known-operations.ts";
import { fits } from "./operation-pattern.ts";

/** What is wrong with the rule as a whole; undefined when it makes sense. */
export function senseless(rule: FaultRule): Complaint | undefined {
  if (rule.socket !== undefined) return socketProblem(rule, rule.socket);
  if (rule.event !== undefined) {
    return {
      cause: "event is about sockets, and the rule does nothing to them",
      advice: "Add socket, such as drop.",
    };
  }
  return effectProblem(rule) ?? targetProblem(rule);
}

const httpFields = [
  "operation",
  "apiVersion",
  "status",
  "code",
  "message",
  "headers",
  "retryAfterSeconds",
  "body",
  "latencyMs",
  "connection",
  "response",
  "participants",
] as const satisfies readonly (keyof FaultRule)[];

function socketProblem(rule: FaultRule, socket: unknown): Complaint | undefined {
  const http = httpFields.find((field) => rule[field] !== undefined);
  if (http !== undefined) {
    const isSelecting = http === "operation" || http === "apiVersion";
    return {
      cause: `socket is about sockets and ${http} is about calls`,
      advice: isSelecting ? "Say with event what it is about." : "Make two faults of it.",
    };
  }
  if (socket === "refuse") {
    const tooMuch = (["event", "thread"] as const).find((field) => rule[field] !== undefined);
    if (tooMuch === undefined) return undefined;
    return {
      cause: `a connection that is refused has no ${tooMuch}`,
      advice: "Leave it out, or use drop.",
    };
  }
  return rule.event === undefined ? undefined : eventProblem(rule.event, rule.vendor);
}

function eventProblem(event: string, vendor: Vendor | undefined): Complaint | undefined {
  const { acs, stackexchange } = notificationNames;
  const names = vendor === undefined ? [...acs, ...stackexchange] : notificationNames[vendor];
  if (names.includes(event)) return undefined;
  const other = vendor === "acs" ? "stackexchange" : "acs";
  if (vendor !== undefined && notificationNames[other].includes(event)) {
    return { cause: `${vendor} has no ${event}`, advice: `Write the vendor ${other}.` };
  }
  return {
    cause: `there is no notification ${quote(event)}`,
    advice: suggest(event, names, `The known ones are ${names.join(", ")}.`),
  };
}

const partsOfAnswer = ["code", "message", "headers", "retryAfterSeconds", "body"] as const;

function effectProblem(rule: FaultRule): Complaint | undefined {
  const effects = effectsOf(rule);
  const part = partsOfAnswer.find((field) => rule[field] !== undefined);
  if (part !== undefined && rule.status === undefined) {
    return { cause: `${part} is part of an answer without a status`, advice: "Add the status." };
  }
  if (effects.length === 0) {
    return {
      cause: "it does nothing",
      advice: "Add status, latencyMs, connection, response, participants or socket.",
    };
  }
  const pair = contradiction(effects);
  if (pair) {
    const [one, other] = pair;
    return { cause: `${one} and ${other} cannot both happen`, advice: "Leave one of them out." };
  }
  return answerProblem(rule);
}

const WITHOUT_BODY: readonly number[] = [204, 205, 304];

function answerProblem(rule: FaultRule): Complaint | undefined {
  const { status } = rule;
  const ofBody = (["code", "message", "body", "response"] as const).filter(
    (field) => rule[field] !== undefined,
  );
  if (status !== undefined && WITHOUT_BODY.includes(status) && ofBody[0] !== undefined) {
    const cause = `an answer with status ${status} has no body, and so no ${ofBody[0]}`;
    return { cause, advice: "Leave it out, or use another status." };
  }
  if (rule.body !== undefined && (ofBody[0] === "code" || ofBody[0] === "message")) {
    const cause = `body replaces the whole body, ${ofBody[0]} and all`;
    return { cause, advice: "Leave one of them out." };
  }
  const named = Object.keys(rule.headers ?? {}).map((header) => header.toLowerCase());
  const twice =
    named.find((header, at) => named.indexOf(header) < at) ??
    (rule.retryAfterSeconds === undefined ? undefined : named.find((it) => it === "retry-after"));
  if (twice === undefined) return undefined;
  return { cause: `${twice} is said twice`, advice: "Leave one of them out." };
}

/** One condition after the other, each with what is left of the operations. */
function targetProblem(rule: FaultRule): Complaint | undefined {
  const { operation, vendor, apiVersion, thread, user } = rule;
  let left = knownOperations();
  const keep = (isMeant: (operation: KnownOperation) => boolean) => {
    const before = left;
    left = left.filter(isMeant);
    return left.length === 0 ? before : undefined;
  };
  if (operation !== undefined && keep(({ name }) => fits(operation, name))) {
    return unknownOperation(operation);
  }
  const subject = operation ?? "every operation";
  if (vendor !== undefined && keep((candidate) => candidate.vendor === vendor)) {
    const other = vendor === "acs" ? "stackexchange" : "acs";
    return { cause: `${subject} is of ${other}, not of ${vendor}`, advice: "Correct one of them." };
  }
  if (apiVersion !== undefined) {
    const problem = versionProblem(apiVersion, subject, left);
    if (problem) return problem;
    keep((candidate) => isAtVersion(candidate, apiVersion));
  }
  if (rule.participants !== undefined && keep(({ name }) => addingOperations.has(name))) {
    const names = [...addingOperations].join(" or ");
    const cause = `participants are not added by ${operation ?? "the vendor's operations"}`;
    return { cause, advice: `Use ${names}.` };
  }
  if (thread !== undefined && keep(({ hasThread }) => hasThread)) {
    return { cause: `${subject} names no thread`, advice: "Leave thread out." };
  }
  if (user !== undefined && keep(({ hasUser }) => hasUser)) {
    return { cause: `${subject} is called by no user`, advice: "Leave user out." };
  }
  if (rule.code !== undefined && keep(isOfAcs)) {
    return { cause: "errors of Stack Exchange have no code", advice: "Use message." };
  }
  return undefined;
}

function unknownOperation(operation: string): Complaint {
  const isPattern = operation.includes("*");
  const meant = isPattern ? undefined : closestOperation(operation);
  return {
    cause: `${isPattern ? "no operation fits" : "there is no operation"} ${quote(operation)}`,
    advice:
      meant === undefined
        ? "Use a name such as ChatThread_SendChatMessage, Chat_Send or ChatThread_*."
        : `Did you mean ${quote(meant)}?`,
  };
}

function versionProblem(
  version: string,
  subject: string,
  operations: readonly KnownOperation[],
): Complaint | undefined {
  const versioned = operations.filter(isOfAcs);
  const [first] = versioned;
  if (!first) return { cause: "Stack Exchange has no api-versions", advice: "Leave it out." };
  if (versioned.some((operation) => isAtVersion(operation, version))) return undefined;
  const newest = newestVersionOf(first) ?? "";
  if (versionsOf(knownOperations().filter(isOfAcs)).includes(version)) {
    const cause = `${subject} does not exist in api-version ${version}`;
    return { cause, advice: `Use ${newest}, or leave it out.` };
  }
  return {
    cause: `there is no api-version ${quote(version)}`,
    advice: suggest(version, versionsOf(versioned), `The newest is ${newest}.`),
  };
}

function isOfAcs({ vendor }: KnownOperation): boolean {
  return vendor === "acs";
}
