// The resource itself, as its owner reaches it: calls identity at one version, each request signed with the access key.

import type { RecordedRequest } from "../../suite/recorded.ts";
import { apiAt } from "../../versions.ts";
import { identityApi } from "../index.ts";
import { Caller, type CallerOptions } from "./caller.ts";
import { type SignatureForm, sign } from "./signature.ts";

export interface OwnerOptions extends CallerOptions {
  readonly accessKey: string;
  /** How requests are signed; as newer SDKs do when left out. */
  readonly form?: SignatureForm;
}

export class Owner extends Caller {
  readonly #options: OwnerOptions;

  constructor(options: OwnerOptions) {
    super(options);
    this.#options = options;
  }

  /** The same owner, at another version of identity, with another key or form of signature. */
  with(change: Partial<Pick<OwnerOptions, "version" | "form" | "accessKey">>): Owner {
    return new Owner({ ...this.#options, ...change });
  }

  at(apiVersion: string): Owner {
    const version = apiAt(identityApi, apiVersion);
    if (version) return this.with({ version });
    throw new Error(`Cannot call at ${apiVersion}: identity has no such version.`);
  }

  protected override authorize(request: RecordedRequest): RecordedRequest {
    const { accessKey, form } = this.#options;
    return sign(request, accessKey, new Date(), form);
  }
}
