// The shape of a vendor's law: operations, schemas, versions, and for each rule how we know it.

import type { JsonSchema } from "./json-schema.ts";
import type { VendorName } from "./judge/exchange.ts";

/** How a rule is known, the strongest first. */
export type Evidence = "observed" | "specified" | "documented" | "assumed";

/** One promise of the service, as a sentence that can be checked. */
export interface Rule {
  /** Stable and dotted, such as `messages.list.newest-change-first`. */
  readonly id: string;
  readonly says: string;
  readonly evidence: Evidence;
  /** Where it was seen or read: a recording, a specification, a page; of what is assumed, why. */
  readonly source: string;
  /** The api-versions that it holds for, in words; every version when left out. */
  readonly versions?: string;
}

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

export interface Operation {
  readonly method: Method;
  /** Segments in braces are parameters; a segment such as `:add` is meant literally. */
  readonly path: string;
  /** Further paths at which the very same operation answers. */
  readonly alsoAt?: readonly string[];
  /** A user's bearer token, the resource's signature, the cookie of somebody who has logged in, or nothing at all. */
  readonly auth: "token" | "signature" | "session" | "anyone";
  readonly query?: Readonly<Record<string, JsonSchema>>;
  readonly body?: RequestBody;
  readonly success: Success;
  /** The body has to carry the key that was given to this session, against forgery. */
  readonly formKey?: true;
  /** The header that makes a repeated call answer with what the first one made. */
  readonly repeatabilityHeader?: string;
  /** The versions that have the operation; every version when left out. */
  readonly only?: readonly string[];
}

export interface RequestBody {
  /** The name of the schema in `definitions`; `binary` bodies have none. */
  readonly model: string | "binary";
  readonly isRequired: boolean;
  /** JSON when left out; every value of a form is a text. */
  readonly encoding?: "json" | "form";
}

export interface Success {
  readonly status: number;
  /** The name of the schema in `definitions`; an answer without it is empty. */
  readonly model?: string | "binary";
  /** JSON when left out; a page or a text has no model. */
  readonly mediaType?: "text/html" | "text/plain" | "application/json";
  readonly hasLocation?: true;
}

export type Definitions = Readonly<Record<string, JsonSchema>>;

/** Turns a model of the next newer version into its own shape (or the other way round for requests). */
// biome-ignore lint/suspicious/noExplicitAny: each version file names the exact shapes of its models.
export type Convert = (model: any, context: ConversionContext) => unknown;

/** What an older shape may need beyond the newer body. */
export interface ConversionContext {
  /** The request's body in the newest shape. */
  readonly request?: unknown;
  /** The members of the conversation in question, in the newest shape. */
  readonly participants?: () => readonly unknown[];
  /** The id of the conversation in question. */
  readonly conversation?: string;
  /** The priority of the message in question, which the newest shape does not show. */
  readonly priority?: "Normal" | "High";
  /** What a policy did about the message in question, which the newest shape does not show. */
  readonly violation?: "contentBlocked" | "warning";
}

/** What one version differs in from the version that it leads back to. */
export interface Version {
  readonly id: string;
  /** The version whose behaviour this one changes; absent for the newest. */
  readonly from?: string;
  /** Rows that differ; `null` takes an operation away. */
  readonly operations?: Readonly<Record<string, Partial<Operation> | null>>;
  readonly definitions?: Definitions;
  /** By model: a newer answer or event to this version's shape. */
  readonly downcast?: Readonly<Record<string, Convert>>;
  /** By model: this version's request to the newer shape. */
  readonly upcast?: Readonly<Record<string, Convert>>;
  /** How the version is known, and from where. */
  readonly evidence: Evidence;
  readonly source: string;
}

/** A family of operations that share one list of api-versions. */
export interface Api {
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly definitions: Definitions;
  /** Sorted as the service lists them. */
  readonly versions: readonly Version[];
}

/** An api with its ledger: the rules of each operation, those of all under `*`. */
export interface DocumentedApi extends Api {
  readonly rules: Readonly<Record<string, readonly Rule[]>>;
}

export interface Contract {
  readonly vendor: VendorName;
  readonly apis: readonly DocumentedApi[];
}
