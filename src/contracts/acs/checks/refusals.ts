// The refusals that operations have in common: what is changed about a call that succeeds, and how it then is refused.

import type { Operation } from "../../contract.ts";
import { UNKNOWN_THREAD } from "./access/errors.ts";
import type { Caller, CallInput } from "./caller.ts";
import { claimsOf, jwt } from "./people.ts";
import type { Scene } from "./scene.ts";

export interface Refusal {
  /** The end of the check's id. */
  readonly name: string;
  readonly says: string;
  readonly rules: readonly string[];
  /** Absent where no status was ever seen: any refusal will do. */
  readonly status?: number;
  readonly isEmpty?: true;
  readonly isOf: (row: Operation) => boolean;
  /** Who calls instead of the usual one, and how many users that takes. */
  readonly by?: (scene: Scene) => Caller;
  readonly people?: number;
  readonly change?: (input: CallInput, scene: Scene) => CallInput;
  /** Set where the call is none that only reads. */
  readonly profile?: "safe";
  /** For operations that only read: what they are called with, so that nothing has to be made. */
  readonly reads?: CallInput;
}

const anyImage = { imageId: "0-eus-d1-00000000000000000000000000000000", imageViewType: "small" };

const isAny = () => true;
const isOfUsers = ({ auth }: Operation) => auth === "token";
const isOfOwner = ({ auth }: Operation) => auth === "signature";
const isOfThread = ({ path }: Operation) => path.includes("{chatThreadId}");
// Up to 2020-11-01-preview3 the path says who is removed.
const needsBody = ({ method, body }: Operation) =>
  method !== "DELETE" && body?.isRequired === true && body.model !== "binary";

const inThread = (chatThreadId: string) => ({
  change: ({ params, ...input }: CallInput): CallInput => ({
    ...input,
    params: { ...params, chatThreadId },
  }),
  reads: { params: { chatThreadId, chatMessageId: "1", ...anyImage } },
});

/** A JWT of the right form that nobody has signed. */
function forged(scene: Scene, change: Readonly<Record<string, unknown>>): string {
  const claims = { ...Object(claimsOf(scene.alice.token)), ...change };
  return jwt({ alg: "RS256", typ: "JWT" }, claims);
}

export const refusals: readonly Refusal[] = [
  {
    name: "without-token",
    says: "is refused without a token",
    rules: ["access.token-missing"],
    isOf: isOfUsers,
    change: (input) => ({ ...input, token: null }),
  },
  {
    name: "with-bad-token",
    says: "is refused with 401 and an empty body with a token that is none",
    rules: ["access.token-invalid"],
    status: 401,
    isEmpty: true,
    isOf: isOfUsers,
    change: (input) => ({ ...input, token: "not-a-token" }),
  },
  {
    name: "with-expired-token",
    says: "is refused with 401 and an empty body with a token that has expired",
    rules: ["access.token-invalid"],
    status: 401,
    isEmpty: true,
    isOf: isOfUsers,
    change: (input, scene) => ({ ...input, token: forged(scene, { iat: 1, exp: 2 }) }),
  },
  {
    name: "with-foreign-token",
    says: "is refused with a token of another resource",
    rules: ["access.token-foreign"],
    isOf: isOfUsers,
    change: (input, scene) => {
      const resource = "00000000-0000-4000-8000-000000000000";
      const skypeid = `acs:${resource}_00000000-0000-4000-8000-000000000001`;
      return { ...input, token: forged(scene, { resourceId: resource, skypeid }) };
    },
  },
  {
    name: "without-signature",
    says: "is refused without a signature",
    rules: ["identity.signature.refused"],
    isOf: isOfOwner,
    by: (scene) => scene.alice.in(scene.versions.identity),
    change: (input) => ({ ...input, token: null }),
  },
  {
    name: "with-wrong-key",
    says: "is refused with a signature of another key",
    rules: ["identity.signature.refused"],
    isOf: isOfOwner,
    by: (scene) => scene.owner.with({ accessKey: Buffer.from("another").toString("base64") }),
  },
  {
    name: "without-version",
    says: "is refused without an api-version",
    rules: ["versions.required"],
    isOf: isAny,
    change: (input) => ({ ...input, apiVersion: null }),
  },
  {
    name: "with-unknown-version",
    says: "is refused at an api-version that never was",
    rules: ["versions.required", "identity.versions.unsupported"],
    isOf: isAny,
    change: (input) => ({ ...input, apiVersion: "2019-01-01" }),
  },
  {
    name: "with-wrong-method",
    says: "is refused with a method that its path does not have",
    rules: ["requests.wrong-method"],
    isOf: isAny,
    profile: "safe",
    change: (input) => ({ ...input, method: "PUT" }),
  },
  {
    name: "with-empty-body",
    says: "is refused without the body that it needs",
    rules: ["requests.invalid-body"],
    isOf: needsBody,
    change: ({ body: _, ...input }) => input,
  },
  {
    name: "with-broken-body",
    says: "is refused with a body that is no JSON",
    rules: ["requests.invalid-body"],
    isOf: needsBody,
    change: ({ body: _, ...input }) => ({ ...input, raw: '{"broken' }),
  },
  {
    name: "in-unknown-thread",
    says: "is refused with 404 in a thread that does not exist",
    rules: ["access.unknown-thread"],
    status: 404,
    isOf: isOfThread,
    ...inThread(UNKNOWN_THREAD),
  },
  {
    name: "in-malformed-thread",
    says: "is refused with 400 in a thread whose id is malformed",
    rules: ["access.malformed-thread", "threads.delete.malformed-id"],
    status: 400,
    isOf: isOfThread,
    ...inThread("not-a-thread"),
  },
  {
    name: "of-strangers",
    says: "is refused with 403 to somebody who is not in the thread",
    rules: ["access.stranger"],
    status: 403,
    isOf: isOfThread,
    by: (scene) => scene.carol,
    people: 3,
  },
];
