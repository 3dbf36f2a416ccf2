// The identity api on the wire: users, their tokens, and the exchange of Teams tokens.

import {
  type IdentityOperation,
  type identityOperations,
  tokenScopes,
} from "../../../contracts/acs/identity.ts";
import type { IdentityModel } from "../../../contracts/acs/index.ts";
import type { PersonId } from "../../engine/ids.ts";
import type { Person } from "../../engine/state.ts";
import type { Call, Codec, Reply, WireError } from "../dialect.ts";
import { reply } from "./encode.ts";
import { isWireError, resourceOf } from "./identifiers.ts";
import { formatTicks } from "./times.ts";
import type { TokenAuthority } from "./tokens.ts";

const LIFETIME_MINUTES = { min: 60, max: 1440, default: 1440 } as const;

interface TokenOrder {
  readonly scopes: readonly string[];
  readonly lifetimeMinutes: number;
}

export function createIdentityCodecs(tokens: TokenAuthority) {
  return {
    CommunicationIdentity_Create: (call: Call) => createIdentity(call, tokens),
    CommunicationIdentity_Delete: deleteIdentity,
    CommunicationIdentity_IssueAccessToken: (call: Call) => issueToken(call, tokens),
    CommunicationIdentity_RevokeAccessTokens: revokeTokens,
    CommunicationIdentity_ExchangeTeamsUserAccessToken: (call: Call) => exchange(call, tokens),
  } as const satisfies Record<IdentityOperation & keyof typeof identityOperations, Codec>;
}

function createIdentity(call: Call, tokens: TokenAuthority): Reply {
  const body = (call.body ?? {}) as NonNullable<
    IdentityModel<"CommunicationIdentityCreateRequest">
  >;
  const scopes = body.createTokenWithScopes ?? [];
  const order = scopes.length > 0 ? decodeOrder({ ...body, scopes }) : undefined;
  if (isWireError(order)) return order;
  const result = call.tenant.execute({ type: "registerPerson" });
  if (result.refusal) return { error: "identityNotOwned" };
  const { person } = result.outcome;
  const identity = { id: person };
  const accessToken = order && accessTokenFor(call, tokens, person, order);
  const newest = accessToken ? { identity, accessToken } : { identity };
  return reply(call, "CommunicationIdentityAccessTokenResult", newest);
}

function issueToken(call: Call, tokens: TokenAuthority): Reply {
  const owned = ownedPerson(call);
  if (isWireError(owned)) return owned;
  const body = call.body as IdentityModel<"CommunicationIdentityAccessTokenRequest">;
  const order = decodeOrder(body);
  if (isWireError(order)) return order;
  const newest = accessTokenFor(call, tokens, owned.id, order);
  return reply(call, "CommunicationIdentityAccessToken", newest, { request: owned.id });
}

function revokeTokens(call: Call): Reply {
  const owned = ownedPerson(call);
  if (isWireError(owned)) return owned;
  call.tenant.execute({ type: "revokeSessions", person: owned.id });
  return {};
}

function deleteIdentity(call: Call): Reply {
  const owned = ownedPerson(call);
  if (isWireError(owned)) return owned;
  call.tenant.execute({ type: "removePerson", person: owned.id });
  return {};
}

/**
 * Any well-formed token stands for the Teams user that the request names: the emulator knows no Entra tenant (assumed).
 * Before the user's id was part of the request, the token's own `oid` says who it is.
 */
function exchange(call: Call, tokens: TokenAuthority): Reply {
  const body = call.body as Partial<IdentityModel<"TeamsUserExchangeTokenRequest">>;
  const oid = objectIdOf(body.token ?? "");
  const userId = body.userId ?? oid;
  if (oid === undefined || userId === undefined || (oid !== null && oid !== userId)) {
    return { error: "teamsTokenInvalid" };
  }
  if (userId === null || !guid.test(userId)) return { error: "teamsTokenInvalid" };
  const person = `8:orgid:${userId.toLowerCase()}` as PersonId;
  call.tenant.execute({ type: "registerPerson", id: person });
  const order = { scopes: ["chat", "voip"], lifetimeMinutes: LIFETIME_MINUTES.default };
  return reply(
    call,
    "CommunicationIdentityAccessToken",
    accessTokenFor(call, tokens, person, order),
  );
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The `oid` claim of a JWT, null when it has none, undefined when the text is no JWT. */
function objectIdOf(token: string): string | null | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
    if (typeof claims !== "object" || claims === null) return undefined;
    const oid = "oid" in claims ? claims.oid : null;
    return typeof oid === "string" ? oid : null;
  } catch {
    return undefined;
  }
}

/** The person of the path, if he is one of this resource's and still there. */
function ownedPerson(call: Call): Person | WireError {
  const person = call.tenant.engine.state.people.get((call.params["id"] ?? "") as PersonId);
  const isOwned =
    person && person.removedAt === undefined && resourceOf(person.id) === call.tenant.resourceId;
  return isOwned ? person : { error: "identityNotOwned" };
}

function decodeOrder(
  body: IdentityModel<"CommunicationIdentityAccessTokenRequest">,
): TokenOrder | WireError {
  const scopes = body.scopes ?? [];
  if (scopes.length === 0) return { error: "scopesMissing" };
  const known: readonly string[] = tokenScopes;
  const unknown = scopes.find((scope) => !known.includes(scope));
  if (unknown !== undefined) {
    const reason = `The scope ${JSON.stringify(unknown)} is not one of ${tokenScopes.join(", ")}.`;
    return { error: "scopesUnknown", fill: { reason } };
  }
  const lifetimeMinutes = body.expiresInMinutes ?? LIFETIME_MINUTES.default;
  if (lifetimeMinutes < LIFETIME_MINUTES.min || lifetimeMinutes > LIFETIME_MINUTES.max) {
    return { error: "lifetimeInvalid" };
  }
  return { scopes: [...new Set(scopes)], lifetimeMinutes };
}

function accessTokenFor(
  call: Pick<Call, "tenant" | "now">,
  tokens: TokenAuthority,
  person: PersonId,
  order: TokenOrder,
) {
  const { token, expiresAt } = tokens.issue({
    ...order,
    person,
    tenant: call.tenant,
    now: call.now,
  });
  return { token, expiresOn: formatTicks(expiresAt) };
}
