// Runs in the page: one person's client of whatever SDK version it was bundled with, and all that it was told.

import { connected, dropSockets } from "./watched-sockets.ts";

/** The real-time part of every generation's ChatClient. */
interface RealtimeClient {
  startRealtimeNotifications(): Promise<void>;
  stopRealtimeNotifications(): Promise<void>;
  on(event: string, listener: (payload: unknown) => void): void;
}

export interface Told {
  readonly name: string;
  readonly event: unknown;
}

/** How Node drives it, over the bridge of the browser. */
export interface PageClient {
  /** Starts, subscribes, and resolves when the connection is up. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Closes the socket under the SDK, and resolves when it has made another. */
  reconnect(): Promise<void>;
  /** All that was told so far, as soon as the marker is among it. */
  toldUntil(marker: string): Promise<readonly Told[]>;
}

const connectionEvents = ["realTimeNotificationConnected", "realTimeNotificationDisconnected"];

export function openClient(client: RealtimeClient, events: readonly string[]): PageClient {
  const told: Told[] = [];
  let connections = 0;
  let wake: (() => void) | undefined;
  const subscribe = (names: readonly string[]) => {
    for (const name of names) {
      client.on(name, (event) => {
        told.push({ name, event });
        wake?.();
      });
    }
  };
  const isEarly = (name: string) => connectionEvents.includes(name);
  const comesUp = () => {
    connections += 1;
    return connected(connections);
  };
  return {
    async start() {
      // These two may be subscribed before the start, and have to be so as not to miss the first.
      subscribe(events.filter(isEarly));
      await client.startRealtimeNotifications();
      subscribe(events.filter((name) => !isEarly(name)));
      await comesUp();
    },
    stop: () => client.stopRealtimeNotifications(),
    reconnect() {
      const again = comesUp();
      dropSockets();
      return again;
    },
    async toldUntil(marker) {
      while (!told.some(({ event }) => JSON.stringify(event ?? null).includes(marker))) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return told;
    },
  };
}
