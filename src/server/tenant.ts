// One isolated world of Azure Communication Services: its space, and the keys of its resource.

import { createHash } from "node:crypto";
import { Clock } from "./clock.ts";
import type { PersonId } from "./engine/ids.ts";
import type { IdKind } from "./engine/world.ts";
import { Faults } from "./faults/index.ts";
import { Journal } from "./journal/index.ts";
import { guidFrom, Random } from "./random.ts";
import { Space } from "./space.ts";

/** Participants per thread, as documented (concepts/chat, service limits). */
const MEMBERS_MAX = 250;

/** The world of requests that name none. */
export const DEFAULT_WORLD = "default";

export interface TenantOptions {
  readonly seed: number;
  readonly clock?: string;
  readonly accessKey: string;
  /** The default one when left out. */
  readonly world?: string;
  /** None of its own when left out. */
  readonly faults?: Faults;
  readonly journal?: Journal;
  /** Derived from the seed when left out. */
  readonly resourceId?: string;
}

/** How far reads lag behind writes, in milliseconds. */
export interface ReadLag {
  readonly receiptsMs: number;
  readonly listsMs: number;
}

export class Tenant extends Space {
  readonly faults: Faults;
  readonly journal: Journal;
  /** Nothing lags unless asked for. */
  lag: ReadLag = { receiptsMs: 0, listsMs: 0 };
  readonly accessKey: string;
  /** The GUID of the resource, in every user id and token. */
  readonly resourceId: string;
  /** The world that it belongs to, for tokens. */
  readonly world: string;
  readonly seed: number;

  constructor(options: TenantOptions) {
    super({
      settings: { membersMax: MEMBERS_MAX },
      clock: Clock.read(options.clock),
      random: new Random(options.seed),
      ids: () => ({
        nextId: (kind) => this.#nextId(kind),
        // The service's message ids are the times of arrival.
        nextMessageId: (stamp) => stamp,
      }),
    });
    this.seed = options.seed;
    this.faults = options.faults ?? new Faults({ random: this.random });
    this.journal = options.journal ?? new Journal({ isOn: false });
    this.accessKey = options.accessKey;
    this.world = options.world ?? DEFAULT_WORLD;
    this.resourceId = options.resourceId ?? guidFrom(digest(`resource ${options.seed}`));
  }

  /** The id of the person of that name: the same for the same seed, whatever was made before. */
  namedPersonId(name: string): PersonId {
    return this.#personId(digest(`person ${this.seed} ${name}`)) as PersonId;
  }

  #nextId(kind: IdKind): string {
    switch (kind) {
      case "person":
        return this.#personId(this.random.hex(32));
      case "conversation":
        return `19:acsV1_${this.random.base64url(43)}1@thread.v2`;
      case "attachment":
        return `0-${this.random.hex(4)}-d${this.random.hex(1)}-${this.random.hex(32)}`;
    }
  }

  #personId(hex: string): string {
    const groups = [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end));
    return `8:acs:${this.resourceId}_${groups.join("-")}`;
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
