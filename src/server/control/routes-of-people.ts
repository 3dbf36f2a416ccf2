// Control routes about the people of a tenant: users with tokens, and accounts of Stack Exchange.

import { account, listOf, record, text, time, user } from "./answer-schemas.ts";
import type { AccountWish, ControlledAcs, TokenWish } from "./controlled.ts";
import { json, Problem } from "./problem.ts";
import { type Route, withBody } from "./route.ts";

const issued = {
  type: "object",
  required: ["id", "token", "expiresOn"],
  additionalProperties: false,
  properties: { name: text, id: text, token: text, expiresOn: time },
} as const;

export const peopleRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "acs/users",
    summary: "Lists the users that have names, with tokens that are good now.",
    what: "list the users",
    answers: [{ status: 200, description: "The users.", schema: record({ users: listOf(user) }) }],
    handle: ({ tenant }) => json({ users: tenant.acs.users }),
  },
  withBody<TokenWish & { readonly name?: string }>({
    method: "POST",
    path: "acs/users",
    summary:
      "Issues a token: for the user of a name, made on first use, for the user of an id, or for a new one.",
    what: "issue a token",
    isOptional: true,
    schema: {
      type: "object",
      additionalProperties: false,
      properties: {
        name: { type: "string", minLength: 1, maxLength: 256, examples: ["alice"] },
        id: { type: "string", minLength: 1, description: "A raw id, in place of a name." },
        scopes: {
          type: "array",
          minItems: 1,
          items: { type: "string", minLength: 1, examples: ["chat"] },
          examples: [["chat"]],
        },
        expiresInMinutes: { type: "integer", minimum: 60, maximum: 1440 },
      },
    },
    answers: [{ status: 201, description: "The user with the token.", schema: issued }],
    async handle({ tenant: { acs } }, { name, ...wish }) {
      if (name === undefined) return json(await acs.issueToken(wish), 201);
      return json(await namedUser(acs, name, wish), 201);
    },
  }),
  {
    method: "GET",
    path: "stackexchange/accounts",
    summary: "Lists the accounts of Stack Exchange with their passwords.",
    what: "list the accounts",
    answers: [
      { status: 200, description: "The accounts.", schema: record({ accounts: listOf(account) }) },
    ],
    handle: ({ tenant }) => json({ accounts: tenant.stackexchange.accounts }),
  },
  withBody<AccountWish>({
    method: "POST",
    path: "stackexchange/accounts",
    summary: "Makes an account of Stack Exchange, or tells the one that has the email.",
    what: "make the account",
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["email"],
      properties: {
        email: { type: "string", pattern: "^[^\\s@]+@\\S+$", examples: ["bot@example.com"] },
        password: { type: "string", minLength: 1, examples: ["secret"] },
        name: { type: "string", pattern: "\\S", examples: ["Bot"] },
      },
    },
    answers: [
      { status: 201, description: "The new account.", schema: account },
      { status: 200, description: "The account that was there.", schema: account },
    ],
    async handle({ tenant: { stackexchange } }, wish) {
      const before = stackexchange.accounts.length;
      const account = await stackexchange.account(wish);
      return json(account, stackexchange.accounts.length > before ? 201 : 200);
    },
  }),
];

async function namedUser(acs: ControlledAcs, name: string, wish: TokenWish): Promise<object> {
  if (wish.id !== undefined) {
    throw new Problem(400, "Cannot issue a token: both name and id are given. Give one of them.");
  }
  const known = await acs.user(name);
  if (wish.scopes === undefined && wish.expiresInMinutes === undefined) return known;
  return { name, ...(await acs.issueToken({ ...wish, id: known.id })) };
}
