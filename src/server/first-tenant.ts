// The emulator as the tenant of requests that name none: everything is asked of the default world.

import type { Dispatcher } from "undici";
import type { AcsResource } from "./acs-resource.ts";
import type {
  ChatTenant,
  EmulatorFaults,
  EmulatorJournal,
  NamedSnapshots,
} from "./chat-emulator.ts";
import type { Clock } from "./clock.ts";
import type { AzureHttpClient } from "./in-process/azure-http-client.ts";
import type { StackExchangeResource } from "./stackexchange.ts";
import type { World, WorldSnapshot } from "./world.ts";

export abstract class FirstTenant implements ChatTenant {
  protected abstract readonly first: World;

  get name(): string {
    return this.first.name;
  }

  get acs(): AcsResource {
    return this.first.acs;
  }

  get stackexchange(): StackExchangeResource {
    return this.first.stackexchange;
  }

  get clock(): Clock {
    return this.first.clock;
  }

  get faults(): EmulatorFaults {
    return this.first.faults;
  }

  get journal(): EmulatorJournal {
    return this.first.journal;
  }

  get snapshots(): NamedSnapshots {
    return this.first.snapshots;
  }

  get httpClient(): AzureHttpClient {
    return this.first.httpClient;
  }

  get dispatcher(): Dispatcher {
    return this.first.dispatcher;
  }

  fetch(request: Request): Promise<Response> {
    return this.first.fetch(request);
  }

  reset(): Promise<void> {
    return this.first.reset();
  }

  snapshot(): WorldSnapshot {
    return this.first.snapshot();
  }

  restore(snapshot: WorldSnapshot): void {
    this.first.restore(snapshot);
  }

  fork(name?: string): ChatTenant {
    return this.first.fork(name);
  }
}
