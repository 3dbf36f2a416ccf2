// Judges the headers of a successful answer, as far as headers were recorded.

import { isBlanked } from "../../judge/blanked.ts";
import type { Violation } from "../../judge/exchange.ts";
import { type Case, listAt, mediaTypeOf, property } from "./case.ts";

type HeaderJudge = (given: Case, headers: ReadonlyMap<string, string>) => Violation | undefined;

const judges: readonly HeaderJudge[] = [mediaType, emptyLength, location];

export function headerViolations(given: Case): readonly Violation[] {
  const { headers } = given.received;
  if (!headers) return [];
  const found = judges.map((judge) => judge(given, headers));
  const versions = supportedVersions(given);
  return [...found, versions].filter((violation) => violation !== undefined);
}

/**
 * The list of versions is on every successful answer of chat; identity was recorded without it too (js-identity-errors).
 * A page sees only the headers that are exposed to it, of which this is none.
 */
export function supportedVersions({ operation, received }: Case): Violation | undefined {
  const rules: Readonly<Record<string, string>> = {
    chat: "versions.header",
    identity: "identity.versions.header",
  };
  const rule = rules[operation.api.name];
  const value = received.headers?.get("api-supported-versions");
  if (rule === undefined || !received.headers) return undefined;
  const isNeeded = rule === "versions.header" && received.status < 300 && isWhole(received.headers);
  if (value === undefined ? !isNeeded : isAscendingList(value)) return undefined;
  return {
    rule,
    pointer: "/headers/api-supported-versions",
    expected: "the api-versions in ascending order",
    actual: value,
    message: value === undefined ? "The list of versions is missing." : "The list is out of order.",
  };
}

/** Previews and a release of the same day may stand in any order. */
function isAscendingList(value: string): boolean {
  const days = value.split(",").map((part) => part.trim().slice(0, 10));
  return days.every((day, at) => /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= (days[at - 1] ?? ""));
}

/** The service names its charset; nobody minds when a proxy drops it, unless strict. */
function mediaType(
  { operation, received, isStrict }: Case,
  headers: ReadonlyMap<string, string>,
): Violation | undefined {
  const { model } = operation.row.success;
  if (model === undefined || model === "binary" || received.body.kind === "empty") return undefined;
  const value = headers.get("content-type");
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(value ?? "")?.[1]?.toLowerCase();
  const isJson = value !== undefined && mediaTypeOf(value) === "application/json";
  if (isJson && (charset === "utf-8" || (charset === undefined && !isStrict))) return undefined;
  return {
    rule: operation.api.name === "chat" ? "headers.json" : `media-type.${operation.name}`,
    pointer: "/headers/content-type",
    expected: "application/json; charset=utf-8",
    actual: value,
    message: "A body of JSON has the media type application/json, in UTF-8.",
  };
}

function emptyLength(
  { operation, received }: Case,
  headers: ReadonlyMap<string, string>,
): Violation | undefined {
  const length = headers.get("content-length");
  const isEmpty = operation.row.success.model === undefined && received.body.kind === "empty";
  if (!isEmpty || length === undefined || /^\s*0*\s*$/.test(length)) return undefined;
  return {
    rule: "headers.empty",
    pointer: "/headers/content-length",
    expected: "0",
    actual: length,
    message: "An answer without a body has no length.",
  };
}

const locationRules: Readonly<Record<string, string>> = {
  Chat_CreateChatThread: "threads.create.location",
  ChatThread_SendChatMessage: "messages.send.location",
};

function location(
  { operation, received, target }: Case,
  headers: ReadonlyMap<string, string>,
): Violation | undefined {
  const value = headers.get("location");
  const rule = locationRules[operation.name] ?? "headers.location";
  const pointer = "/headers/location";
  if (!operation.row.success.hasLocation) {
    // No recording shows the images' answers.
    const isUnknown = operation.api.name !== "chat" || operation.row.only !== undefined;
    if (value === undefined || isUnknown) return undefined;
    const message = `${operation.name} makes nothing that it could tell the place of.`;
    return { rule, pointer, expected: undefined, actual: value, message };
  }
  const id = received.body.kind === "json" ? idOfMade(received.body.value) : undefined;
  const expected = id === undefined ? "an absolute URL" : `an absolute URL that ends in ${id}`;
  if (value === undefined) {
    const isPart = !isWhole(headers) || isBlanked(id) || isBlanked(target.host);
    const message = "The Location is missing.";
    return isPart ? undefined : { rule, pointer, expected, actual: undefined, message };
  }
  if (isPlaceOf(value, id)) return undefined;
  const message = "The Location is the absolute URL of what was made, its colons escaped.";
  return { rule, pointer, expected, actual: value, message };
}

/** Recordings often keep a few headers only, and one that blanks out ids takes this one away (Python's of 2023). */
function isWhole(headers: ReadonlyMap<string, string>): boolean {
  return ["date", "ms-cv", "x-processing-time"].some((name) => headers.has(name));
}

function isPlaceOf(location: string, id: string | undefined): boolean {
  const [, path] = /^https?:\/\/[^/?#]+(\/[^?#]*)$/i.exec(location) ?? [];
  if (path === undefined || path.includes(":")) return false;
  const last = path.slice(path.lastIndexOf("/") + 1);
  return id === undefined || isBlanked(id) || last.toLowerCase() === encodeColons(id).toLowerCase();
}

/** `@` came as it is in all recordings, but a proxy may escape it. */
function encodeColons(id: string): string {
  return id.replaceAll(":", "%3A");
}

/** The id of the thread or message, in the shapes of all versions. */
function idOfMade(body: unknown): string | undefined {
  const statuses = listAt(body, "multipleStatus");
  const status = statuses.find((candidate) => property(candidate, "type") === "Thread");
  const holder = property(body, "chatThread") ?? status ?? body;
  const id = property(holder, "id");
  return typeof id === "string" ? id : undefined;
}
