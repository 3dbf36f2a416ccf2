// Refusals on the wire: which refusal is which text, as plain text, as JSON in quotes, or as a page.

import { type ErrorName, errors, type WireText } from "../../../contracts/stackexchange/errors.ts";
import type { Refusal, RefusalType } from "../../engine/refusals.ts";
import type { VisitReply } from "../dialect.ts";
import { textReply } from "./replies.ts";

export interface WireRefusal {
  readonly error: ErrorName;
  /** Fills `{n}` and the like; a count of one takes the singular. */
  readonly fill?: Readonly<Record<string, string | number>>;
}

/** What the engine refuses, for whoever has no better word for it. */
const refusalErrors = {
  personUnknown: "pageUnknown",
  conversationUnknown: "roomUnknown",
  conversationDeleted: "roomUnknown",
  notMember: "roomUnknown",
  memberUnknown: "pageUnknown",
  tooManyMembers: "malformedRequest",
  messageUnknown: "messageUnknown",
  notSender: "notOwnEdit",
  attachmentUnknown: "pageUnknown",
  notUploader: "pageUnknown",
  notAllowed: "notRoomOwner",
  frozen: "frozen",
  silenced: "roomUnknown",
  reputationTooLow: "lowReputation",
  repeated: "malformedRequest",
  messageDeleted: "alreadyDeleted",
  tooLate: "tooLateToEdit",
  idTaken: "malformedRequest",
} as const satisfies Record<RefusalType, ErrorName>;

export function refusalOf(
  refusal: Refusal,
  special: Partial<Record<RefusalType, ErrorName>> = {},
): WireRefusal {
  const error = special[refusal.type] ?? refusalErrors[refusal.type];
  return refusal.type === "reputationTooLow" ? { error, fill: { n: refusal.needed } } : { error };
}

export function refusalReply({ error, fill = {} }: WireRefusal, isStrict: boolean): VisitReply {
  const row: WireText = errors[error];
  const status = (isStrict ? row.strictStatus : undefined) ?? row.status;
  const pattern = fill["n"] === 1 ? (row.singular ?? row.text) : row.text;
  const text = (pattern ?? "").replace(/\{(\w+)\}/g, (_, name) => String(fill[name] ?? ""));
  const reply = textReply(status, row.isJson ? JSON.stringify(text) : text, row.isJson);
  // Unknown messages are answered with a redirect (OakBot).
  const location = status === 302 ? [["location", "/"] as const] : [];
  // What the service throttles it marks so.
  const mark = status === 409 ? [["chat", "error"] as const] : [];
  return { ...reply, headers: [...reply.headers, ...location, ...mark] };
}
