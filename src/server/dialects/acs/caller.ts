// Who calls chat: verifies a user's token in full, and what its scopes allow.

import type { ChatOperation } from "../../../contracts/acs/index.ts";
import type { PersonId } from "../../engine/ids.ts";
import type { Tenant } from "../../tenant.ts";
import type { Arrival, Caller, ListenerPass, WireError } from "../dialect.ts";
import type { TokenAuthority, VerifiedToken } from "./tokens.ts";

/** What a narrower scope may not do (documented: concepts/identity-model). */
const withheld: Readonly<Record<string, ReadonlySet<ChatOperation>>> = {
  "chat.join": new Set([
    "Chat_CreateChatThread",
    "ChatThread_UpdateChatThreadProperties",
    "Chat_DeleteChatThread",
  ]),
  "chat.join.limited": new Set([
    "Chat_CreateChatThread",
    "ChatThread_UpdateChatThreadProperties",
    "Chat_DeleteChatThread",
    "ChatThread_AddChatParticipants",
    "ChatThread_RemoveChatParticipant",
  ]),
};

export function authenticatePerson(
  tokens: TokenAuthority,
  arrival: Arrival,
  operation: string,
): Caller | WireError {
  const header = arrival.headers.get("authorization");
  if (header === null) return { error: "tokenMissing", headers: { "www-authenticate": "Bearer" } };
  if (!header.startsWith("Bearer ") && !/^bearer /i.test(header)) return invalidToken();
  const token = tokens.verify(header.slice("Bearer ".length));
  if (typeof token === "string" || !isGood(token, arrival)) return invalidToken();
  if (!mayCall(token.scopes, operation)) return { error: "notPermitted" };
  return { kind: "person", person: token.person as PersonId, scopes: token.scopes };
}

/** Every scope of chat may listen. */
export function admitListener(
  tokens: TokenAuthority,
  text: string,
  tenant: Tenant,
  now: number,
): ListenerPass | "unauthorized" | "forbidden" {
  const token = tokens.verify(text);
  if (typeof token === "string" || !isGood(token, { tenant, now })) return "unauthorized";
  if (!mayCall(token.scopes, "Realtime_GetConfiguration")) return "forbidden";
  return { person: token.person as PersonId, expiresAt: token.expiresAt * 1000 };
}

/** Expiry, tenant, and whether the person is still there and his tokens were not revoked since. */
export function isGood(
  token: VerifiedToken,
  { tenant, now }: Pick<Arrival, "tenant" | "now">,
): boolean {
  if (token.expiresAt * 1000 <= now || token.resourceId !== tenant.resourceId) return false;
  const person = tenant.engine.state.people.get(token.person as PersonId);
  if (!person || person.removedAt !== undefined) return false;
  const { sessionsRevokedAt } = person;
  return sessionsRevokedAt === undefined || token.issuedAt > Math.floor(sessionsRevokedAt / 1000);
}

function mayCall(scopes: readonly string[], operation: string): boolean {
  if (scopes.includes("chat")) return true;
  return scopes.some((scope) => withheld[scope]?.has(operation as ChatOperation) === false);
}

function invalidToken(): WireError {
  return {
    error: "tokenInvalid",
    headers: { "www-authenticate": 'Bearer error="invalid_token"' },
  };
}
