// The Stack Exchange of a snapshot as plain data, and the way back.

import type { Fixture } from "../fixtures/fixture.ts";
import type {
  AccountSnapshot,
  EventSnapshot,
  HostSnapshot,
  NetworkSnapshot,
  PendingFixtures,
  RandomSnapshot,
  StackExchangeSnapshot,
} from "../fixtures/snapshot-fixture.ts";
import type { SavedHost } from "./dialects/stackexchange/chat-host.ts";
import type { LoggedEvent, SavedLog } from "./dialects/stackexchange/event-log.ts";
import type { SavedStackExchange, StackExchange } from "./dialects/stackexchange/stack-exchange.ts";
import { dumpState } from "./engine/dump.ts";
import { loadState } from "./engine/dump-load.ts";
import type { PersonId } from "./engine/ids.ts";
import type { Settings } from "./engine/state.ts";
import type { SavedResource } from "./stackexchange.ts";

/** Of one that nobody has asked for yet, what it would come from. */
export function dumpStackExchange({
  accounts,
  network,
  beganAt,
  fixtures,
}: SavedResource): StackExchangeSnapshot {
  const known = [...accounts.values()].map((account) => ({ ...account }));
  if (network) return { accounts: known, network: dumpNetwork(network) };
  const { stackexchange: earlier } = fixtures.find(({ snapshot }) => snapshot)?.snapshot ?? {};
  if (earlier) return { ...earlier, accounts: known };
  return { accounts: known, ...dumpPending(fixtures, beganAt) };
}

function dumpPending(
  fixtures: readonly Fixture[],
  beganAt: number,
): { readonly fixtures?: PendingFixtures } {
  const played = fixtures.flatMap(({ stackexchange }) => stackexchange ?? []);
  return played.length === 0 ? {} : { fixtures: { beganAt, played } };
}

function dumpNetwork({ random, hosts }: SavedStackExchange): NetworkSnapshot {
  const host = (name: keyof NetworkSnapshot["hosts"]) => {
    const saved = hosts.get(name);
    if (saved) return dumpHost(saved);
    throw new Error(`Cannot write the snapshot down: it has no ${name}. Take another one.`);
  };
  return {
    random: copyOf(random),
    hosts: {
      "chat.stackexchange.com": host("chat.stackexchange.com"),
      "chat.meta.stackexchange.com": host("chat.meta.stackexchange.com"),
      "chat.stackoverflow.com": host("chat.stackoverflow.com"),
    },
  };
}

function dumpHost({ state, random, ids, log, people }: SavedHost): HostSnapshot {
  return {
    random: copyOf(random),
    nextIds: { ...ids },
    persons: [...people].map(([account, person]) => ({ account, person })),
    ...dumpState(state),
    lastEvent: log.last,
    events: eventsOf(log).map(dumpEvent),
  };
}

function eventsOf({ rooms, people }: SavedLog): LoggedEvent[] {
  const events = [...rooms.values(), ...people.values()].flat();
  return events.sort((one, other) => one.id - other.id);
}

/** What clients were told stays what they are told. */
function dumpEvent({ id, name, room, to, isForTrusted, json }: LoggedEvent): EventSnapshot {
  const { id: _, ...fields }: Record<string, unknown> = JSON.parse(json());
  return {
    id,
    name,
    room,
    ...(to !== undefined && { to }),
    ...(isForTrusted && { isForTrusted }),
    fields,
  };
}

export function loadNetwork(
  { random, hosts }: NetworkSnapshot,
  accounts: StackExchangeSnapshot["accounts"],
  settingsOf: (host: keyof NetworkSnapshot["hosts"]) => Settings,
): SavedStackExchange {
  const load = (name: keyof NetworkSnapshot["hosts"]) =>
    [name, loadHost(hosts[name], settingsOf(name))] as const;
  return {
    accounts,
    random,
    hosts: new Map([
      load("chat.stackexchange.com"),
      load("chat.meta.stackexchange.com"),
      load("chat.stackoverflow.com"),
    ]),
  };
}

function loadHost(host: HostSnapshot, settings: Settings): SavedHost {
  return {
    state: loadState(host, settings),
    random: host.random,
    ids: host.nextIds,
    log: loadLog(host),
    people: new Map(host.persons.map(({ account, person }) => [account, person])),
  };
}

function loadLog({ lastEvent, events }: HostSnapshot): SavedLog {
  const rooms = new Map<EventSnapshot["room"], LoggedEvent[]>();
  const people = new Map<PersonId, LoggedEvent[]>();
  for (const told of events) {
    const event = loadEvent(told);
    if (told.to === undefined) put(rooms, told.room, event);
    else put(people, told.to, event);
  }
  return { last: lastEvent, rooms, people };
}

function put<Key>(lists: Map<Key, LoggedEvent[]>, key: Key, event: LoggedEvent): void {
  const list = lists.get(key);
  if (list) list.push(event);
  else lists.set(key, [event]);
}

function loadEvent({ fields, ...event }: EventSnapshot): LoggedEvent {
  return {
    ...event,
    fields: () => fields,
    json: () => JSON.stringify({ ...fields, id: event.id }),
  };
}

/** Puts a new network into the state of a snapshot; where there was none yet, only its accounts. */
export function playStackExchangeSnapshot(
  network: StackExchange,
  { accounts, network: saved }: StackExchangeSnapshot,
): void {
  if (saved) {
    const settings = (name: string) => network.host(name)?.state.settings ?? { membersMax: 0 };
    network.load(loadNetwork(saved, accounts, settings));
  } else for (const account of accounts) network.accounts.add(account);
}

export function accountsByEmail(
  accounts: readonly AccountSnapshot[],
): ReadonlyMap<string, AccountSnapshot> {
  return new Map(accounts.map((account) => [account.email.toLowerCase(), account]));
}

export function copyOf([a, b, c, counter]: RandomSnapshot): RandomSnapshot {
  return [a, b, c, counter];
}
