// What a row of the table of control routes is; routing, validation, openapi.json and the list in info are made of it.

import type { JSONSchema } from "json-schema-to-ts";
import type { ControlledTenant, ControlOptions } from "./controlled.ts";

export type Method = "GET" | "POST" | "DELETE";

export type Schema = Exclude<JSONSchema, boolean>;

export interface Call {
  readonly control: ControlOptions;
  /** The tenant that the request names, else the default one. */
  readonly tenant: ControlledTenant;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** `{}` when the request has none. */
  readonly body: unknown;
  readonly request: Request;
  /** The whole table. */
  readonly routes: readonly Route[];
}

export interface RouteAnswer {
  readonly status: number;
  readonly description: string;
  /** Of its JSON; absent when there is no body. */
  readonly schema?: Schema;
  /** What it is instead for who accepts that. */
  readonly streamType?: string;
}

interface Row {
  readonly method: Method;
  /** Without `/_emulator/`, with its parameters in braces. */
  readonly path: string;
  /** One sentence. */
  readonly summary: string;
  /** Completes "Cannot …". */
  readonly what: string;
  readonly query?: Readonly<Record<string, Schema>>;
  readonly answers: readonly RouteAnswer[];
  /** About the emulator rather than one of its tenants. */
  readonly isGlobal?: true;
  /** About what only a tenant that is there can have: none is made for its sake. */
  readonly isOfPresent?: true;
}

export interface Route extends Row {
  readonly body?: {
    readonly schema: Schema;
    /** None at all is as good as `{}`. */
    readonly isOptional?: true;
    /** 1 MB when left out. */
    readonly maxBytes?: number;
    /** The handler checks it, with words of its own; the schema is for readers. */
    readonly isReadByHandler?: true;
  };
  handle(call: Call): Response | Promise<Response>;
}

/** The schema of an object with these fields and no others. */
export interface BodySchema<Body> {
  readonly type: "object";
  readonly additionalProperties: false;
  readonly required?: readonly (keyof Body & string)[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly properties: { readonly [Field in keyof Body]-?: Schema };
}

/** A row whose handler gets a body that its schema has found valid. */
export function withBody<Body>({
  schema,
  isOptional,
  handle,
  ...row
}: Row & {
  readonly schema: BodySchema<Body>;
  readonly isOptional?: true;
  handle(call: Call, body: Body): Response | Promise<Response>;
}): Route {
  // The dispatcher has held the body against this very schema.
  const valid = (call: Call) => call.body as Body;
  return {
    ...row,
    body: { schema: { ...schema }, ...(isOptional && { isOptional }) },
    handle: (call) => handle(call, valid(call)),
  };
}

/** The answer of whatever has nothing to tell. */
export function done(description: string): readonly RouteAnswer[] {
  return [{ status: 204, description }];
}
