// Who listens to what in one world: brings each notification to the newest connection of every endpoint that may have it.

import type { Notification, Notifier } from "../dialects/dialect.ts";
import type { Event } from "../engine/events.ts";
import type { PersonId } from "../engine/ids.ts";
import type { Tenant } from "../tenant.ts";

export type Ending = "revoked" | "removed" | "closed";

export interface Listener {
  /** Takes what that person is told; must neither throw nor wait. */
  hear(notification: Notification, recipient: PersonId): void;
  /** There will be nothing more to hear. */
  end(ending: Ending): void;
}

/** The connections of an endpoint, the newest last: a client that reconnects has two for a while. */
type Endpoint = Listener[];

export class Hub {
  readonly tenant: Tenant;
  readonly #notifier: Notifier;
  readonly #people = new Map<PersonId, Map<string, Endpoint>>();
  readonly #stopListening: () => void;

  constructor(tenant: Tenant, notifier: Notifier) {
    this.tenant = tenant;
    this.#notifier = notifier;
    this.#stopListening = tenant.engine.listen((events) => this.#tell(events));
  }

  /** Adds a listener; returns the way to take it out. */
  add(person: PersonId, endpointId: string, listener: Listener): () => void {
    const endpoints = entry(this.#people, person, () => new Map<string, Endpoint>());
    const endpoint = entry(endpoints, endpointId, (): Endpoint => []);
    endpoint.push(listener);
    return () => {
      const at = endpoint.indexOf(listener);
      if (at >= 0) endpoint.splice(at, 1);
      if (endpoint.length === 0 && endpoints.get(endpointId) === endpoint) {
        endpoints.delete(endpointId);
      }
      if (endpoints.size === 0 && this.#people.get(person) === endpoints) {
        this.#people.delete(person);
      }
    };
  }

  close(): void {
    this.#stopListening();
    for (const person of [...this.#people.keys()]) this.#end(person, "closed");
  }

  #tell(events: readonly Event[]): void {
    if (this.#people.size === 0) return;
    for (const notification of this.#notifier.notify(events, this.tenant.engine.state)) {
      for (const recipient of notification.recipients) this.#bring(notification, recipient);
    }
    for (const event of events) {
      if (event.type === "sessionsRevoked") this.#end(event.person, "revoked");
      if (event.type === "personRemoved") this.#end(event.person, "removed");
    }
  }

  #bring(notification: Notification, recipient: PersonId): void {
    const endpoints = this.#people.get(recipient);
    if (!endpoints) return;
    for (const endpoint of endpoints.values()) endpoint.at(-1)?.hear(notification, recipient);
  }

  #end(person: PersonId, ending: Ending): void {
    const listeners = [...(this.#people.get(person)?.values() ?? [])].flat();
    for (const listener of listeners) listener.end(ending);
  }
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
