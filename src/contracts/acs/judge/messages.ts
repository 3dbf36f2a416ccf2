// Judges what the messages of an answer say of each other and of their times.

import type { Violation } from "../../judge/exchange.ts";
import { type Case, listAt, property } from "./case.ts";

interface Placed {
  readonly pointer: string;
  readonly message: unknown;
}

export function messageViolations({ operation, received }: Case): readonly Violation[] {
  if (received.body.kind !== "json") return [];
  const { value } = received.body;
  const { model } = operation.row.success;
  if (model === "ChatMessage") return timeViolations({ pointer: "/body", message: value });
  if (model !== "ChatMessagesCollection") return [];
  const placed = listAt(value, "value").map((message, at) => ({
    pointer: `/body/value/${at}`,
    message,
  }));
  return [...placed.flatMap(timeViolations), ...orderViolations(placed)];
}

/** Ids and versions are times in milliseconds, which the times of the message repeat in whole seconds. */
function timeViolations({ pointer, message }: Placed): Violation[] {
  const id = numberAt(message, "id");
  const version = numberAt(message, "version");
  const violations: Violation[] = [];
  if (id !== undefined && version !== undefined && version < id) {
    violations.push({
      rule: "ids.version",
      pointer: `${pointer}/version`,
      expected: `${id} or more`,
      actual: String(version),
      message: "The version of a message is never below its id.",
    });
  }
  const pairs = [
    ["createdOn", id, "times.created", "id"],
    ["editedOn", version, "times.changed", "version"],
    ["deletedOn", version, "times.changed", "version"],
  ] as const;
  for (const [name, milliseconds, rule, origin] of pairs) {
    const actual = property(message, name);
    const expected = milliseconds === undefined ? undefined : wholeSecond(milliseconds);
    if (typeof actual !== "string" || expected === undefined || isThatSecond(actual, expected)) {
      continue;
    }
    const says = `\`${name}\` is the ${origin} of the message, cut to whole seconds.`;
    violations.push({ rule, pointer: `${pointer}/${name}`, expected, actual, message: says });
  }
  return violations;
}

/** The newest change comes first, and each change takes a number of its own. */
function orderViolations(placed: readonly Placed[]): Violation[] {
  return placed.slice(1).flatMap(({ pointer, message }, at) => {
    const before = placed[at]?.message;
    const violations: Violation[] = [];
    const [version, versionBefore] = [numberAt(message, "version"), numberAt(before, "version")];
    if (version !== undefined && versionBefore !== undefined && version > versionBefore) {
      violations.push({
        rule: "messages.list.newest-change-first",
        pointer: `${pointer}/version`,
        expected: `${versionBefore} or less`,
        actual: String(version),
        message: "Messages are listed by their last change, the newest first.",
      });
    }
    const [number, numberBefore] = [
      numberAt(message, "sequenceId"),
      numberAt(before, "sequenceId"),
    ];
    if (number !== undefined && numberBefore !== undefined && number >= numberBefore) {
      violations.push({
        rule: "messages.list.sequence-descends",
        pointer: `${pointer}/sequenceId`,
        expected: `less than ${numberBefore}`,
        actual: String(number),
        message: "The sequenceId descends from message to message.",
      });
    }
    return violations;
  });
}

function numberAt(message: unknown, name: string): number | undefined {
  const text = property(message, name);
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function wholeSecond(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

/** Read as a time, since a fraction or another zone is a matter of form. */
function isThatSecond(text: string, expected: string): boolean {
  const time = Date.parse(text);
  return Number.isNaN(time) || Math.floor(time / 1000) === Date.parse(expected) / 1000;
}
