// One user of the service under test: calls operations at one version with a token of his own.

import type { Recorded, RecordedRequest } from "../../suite/recorded.ts";
import type { VersionedApi } from "../../versions.ts";
import { Caller, type CallerOptions, type CallInput } from "./caller.ts";

export interface ActorOptions extends CallerOptions {
  readonly id: string;
  readonly token: string;
}

export class Actor extends Caller {
  readonly id: string;
  readonly token: string;

  constructor(options: ActorOptions) {
    super(options);
    this.id = options.id;
    this.token = options.token;
  }

  /** The same user in another api, such as real time. */
  in(version: VersionedApi): Actor {
    return new Actor({ ...this.options, id: this.id, token: this.token, version });
  }

  /** Follows a link. */
  async get(url: string): Promise<Recorded> {
    return this.options.send({
      method: "GET",
      url,
      headers: { accept: "application/json", authorization: `Bearer ${this.token}` },
    });
  }

  protected override authorize(request: RecordedRequest, input: CallInput): RecordedRequest {
    const { token = this.token } = input;
    if (token === null) return request;
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return { ...request, headers };
  }
}
