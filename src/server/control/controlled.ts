// What the control plane needs of an emulator and its tenants; whoever puts an emulator together hands it in.

import type { Fixture } from "../../fixtures/fixture.ts";
import type { State } from "../engine/state.ts";
import type { Faults, Lag } from "../faults/index.ts";
import type { Journal } from "../journal/index.ts";
import type { ListeningRobot, Robots } from "../robots/index.ts";

export interface ControlOptions {
  readonly version: string;
  readonly seed: number;
  /** The bearer token that control requests have to carry; none when left out. */
  readonly token?: string;
  readonly tenants: ControlledTenants;
  /** The hosts, without port, that are the emulator's own beside the loopback names. */
  hosts(): readonly string[];
  isReady(): boolean;
  /** Loads what it takes to play a fixture. */
  prepare(fixture: Fixture): Promise<void>;
  /** A named snapshot of a tenant as a fixture's, or undefined where nothing has that name. */
  dump(tenant: string, snapshot: string): Promise<object | undefined>;
  /** Hears of mistakes of the emulator's own. */
  fail(error: unknown): void;
}

export interface ControlledTenants {
  readonly names: readonly string[];
  readonly default: ControlledTenant;
  /** Made on first use; throws when no tenant can have that name. */
  get(name: string): ControlledTenant;
  drop(name: string): boolean;
}

export interface ControlledTenant {
  readonly name: string;
  readonly acs: ControlledAcs;
  readonly stackexchange: ControlledStackExchange;
  readonly clock: ControlledClock;
  readonly faults: Faults & { lag(wanted: Lag): void };
  readonly journal: Journal;
  readonly robots: Robots;
  readonly snapshots: ControlledSnapshots;
  /** The users by name; values are raw ids. */
  readonly people: ReadonlyMap<string, unknown>;
  readonly tenant: {
    readonly resourceId: string;
    readonly lag: { readonly receiptsMs: number; readonly listsMs: number };
    readonly engine: { readonly state: Pick<State, "people" | "conversations"> };
  };
  reset(): Promise<void>;
  /** Takes in a fixture that was prepared, a snapshot in place of what is there; may throw after a part of it. */
  play(fixture: Fixture): void;
  /** Goes back to what `snapshots.get` has given. */
  restore(snapshot: object): void;
  fork(name?: string): ControlledTenant;
}

export interface TokenWish {
  readonly id?: string;
  readonly scopes?: readonly string[];
  readonly expiresInMinutes?: number;
}

export interface IssuedToken {
  readonly id: string;
  readonly token: string;
  readonly expiresOn: Date;
}

export interface ControlledAcs {
  readonly endpoint: string;
  readonly connectionString: string;
  readonly users: readonly (IssuedToken & { readonly name: string })[];
  user(name: string): Promise<IssuedToken & { readonly name: string }>;
  issueToken(wish: TokenWish): Promise<IssuedToken>;
  /** The user of that name, made on first use, as one who acts. */
  robot(name: string): ListeningRobot;
  /** What a user, by raw id, is notified of from now on; throws when there is no such user. */
  notifications(user: string): ControlledNotifications;
  /** Throws when nobody is there to write it, or no place for it. */
  streamMessage(message: StreamWish): ControlledStream;
  /** Throws when there is no such message. */
  flagMessage(flag: FlagWish): void;
}

export interface ControlledNotifications {
  /** Rejects when too many were not taken. */
  next(): Promise<IteratorResult<object, undefined>>;
  return(): Promise<unknown>;
}

export interface StreamWish {
  readonly threadId: string;
  /** A raw id. */
  readonly sender: string;
  readonly senderDisplayName?: string;
  readonly type?: "text" | "html";
  readonly content?: string;
}

export type StreamEnd = "completed" | "expired" | "canceled";

/** Each throws once it has ended. */
export interface ControlledStream {
  readonly messageId: string;
  inform(content: string): void;
  write(content: string): void;
  end(content: string, reason?: StreamEnd): void;
}

export interface FlagWish {
  readonly threadId: string;
  readonly messageId: string;
  readonly result: "contentBlocked" | "warning";
}

export interface Account {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

export interface AccountWish {
  readonly email: string;
  readonly password?: string;
  readonly name?: string;
}

export interface ControlledStackExchange {
  readonly hosts: readonly string[];
  readonly accounts: readonly Account[];
  account(wish: AccountWish): Promise<Account>;
}

export interface ControlledClock {
  now(): number;
  freeze(at?: string): void;
  set(time: string | number): Promise<void>;
  advance(duration: Readonly<Record<string, number>>): Promise<void>;
  resume(): void;
  readonly isFrozen: boolean;
  readonly offset: number | undefined;
}

export interface ControlledSnapshots {
  readonly names: readonly string[];
  save(name: string): object;
  get(name: string): object | undefined;
  restore(name: string): void;
  drop(name: string): boolean;
}
