// Judges the link to the next page of a list: where it leads and at which version.

import { isBlanked } from "../../judge/blanked.ts";
import type { Violation } from "../../judge/exchange.ts";
import { parseRequestTarget } from "../../judge/request-target.ts";
import { type Case, property } from "./case.ts";

const linkRules: Readonly<Record<string, string>> = {
  Chat_ListChatThreads: "threads.list.link",
  ChatThread_ListChatMessages: "messages.list.link",
  ChatThread_ListChatParticipants: "participants.list.link",
  ChatThread_ListChatReadReceipts: "receipts.list.link",
};

export function linkViolations({ operation, received, target }: Case): readonly Violation[] {
  if (received.body.kind !== "json") return [];
  const link = property(received.body.value, "nextLink");
  if (typeof link !== "string") return [];
  const pointer = "/body/nextLink";
  const next = parseRequestTarget(link);
  const ofList = linkRules[operation.name] ?? "paths.links";
  const wrong = (rule: string, expected: string, message: string): Violation[] => [
    { rule, pointer, expected, actual: link, message },
  ];
  if (next.host === undefined) {
    return wrong("paths.links", "an absolute URL", "The link is not absolute.");
  }
  if (isBlanked(target.host) || target.segments.some(isBlanked)) return [];
  if (target.host !== undefined && next.host !== target.host) {
    const expected = `an absolute URL on ${target.host}`;
    return wrong("paths.links", expected, "The link leads to another host than the request's.");
  }
  if (!isSamePath(next.segments, target.segments)) {
    const expected = `the path /${target.segments.join("/")}`;
    return wrong(ofList, expected, "The link leads to another list than the request's.");
  }
  const asked = target.query.get("api-version");
  if (asked !== null && next.query.get("api-version")?.toLowerCase() !== asked.toLowerCase()) {
    return wrong(ofList, `api-version=${asked}`, "The link does not keep the api-version.");
  }
  return [];
}

function isSamePath(one: readonly string[], other: readonly string[]): boolean {
  return one.join("/").toLowerCase() === other.join("/").toLowerCase();
}
