// The schemas that the answers of several routes are made of.

import type { Schema } from "./route.ts";

export const text = { type: "string" } as const;
export const number = { type: "number" } as const;
export const time = { type: "string", format: "date-time" } as const;

export function listOf(items: Schema): Schema {
  return { type: "array", items };
}

/** An object that has all of these. */
export function record(properties: Readonly<Record<string, Schema>>): Schema {
  return {
    type: "object",
    required: Object.keys(properties),
    properties,
    additionalProperties: false,
  };
}

export const user: Schema = record({ name: text, id: text, token: text, expiresOn: time });
export const account: Schema = record({ email: text, password: text, name: text });

export const tenant: Schema = record({ name: text, endpoint: text, connectionString: text });
export const tenantWithUsers: Schema = record({
  name: text,
  endpoint: text,
  connectionString: text,
  users: listOf(user),
});
