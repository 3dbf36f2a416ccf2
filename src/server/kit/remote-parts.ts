// Clock, faults, journal and snapshots of a tenant in another process, over the control plane.

import type { FaultState, JournalEntry, StackExchangeAccount } from "../index.ts";
import type {
  ChatClock,
  ChatFaults,
  ChatJournal,
  ChatSnapshots,
  ChatStackExchange,
} from "./chat.ts";
import type { ControlLine } from "./control-line.ts";
import { expectOutside } from "./inside-turn.ts";
import { readEvents } from "./read-events.ts";

export function remoteClock(control: ControlLine): ChatClock {
  return {
    now: async () => Date.parse((await control.get<{ readonly now: string }>("clock")).now),
    freeze: (at) => control.post("clock", { freeze: at ?? true }),
    set: async (time) => {
      expectOutside(control.url, "set");
      const set = typeof time === "number" ? new Date(time).toISOString() : time;
      await control.post("clock", { set });
    },
    advance: async (duration) => {
      expectOutside(control.url, "advance");
      await control.post("clock", { advance: duration });
    },
    resume: () => control.post("clock", { resume: true }),
  };
}

export function remoteFaults(control: ControlLine): ChatFaults {
  return {
    add: (rule) => control.post("faults", rule),
    remove: (id) => control.delete(`faults/${encodeURIComponent(id)}`),
    clear: async () => void (await control.delete("faults")),
    list: async () =>
      (await control.get<{ readonly faults: readonly FaultState[] }>("faults")).faults,
    lag: (lag) => control.post("faults", { lag }),
  };
}

export function remoteJournal(control: ControlLine): ChatJournal {
  const entries: ChatJournal["entries"] = async (filter = {}) =>
    (await control.get<{ readonly entries: readonly JournalEntry[] }>("journal", filter)).entries;
  return {
    entries,
    count: async (filter) =>
      (await control.get<{ readonly total: number }>("journal", { ...filter, limit: 1 })).total,
    listen: (listener, { limit: _, ...filter } = {}) => {
      const stopping = new AbortController();
      const { signal } = stopping;
      void follow(control, filter, signal, listener);
      return () => stopping.abort();
    },
    toHar: (filter) => control.get("journal.har", filter),
    clear: async () => void (await control.delete("journal")),
  };
}

export function remoteSnapshots(control: ControlLine): ChatSnapshots {
  return {
    names: async () =>
      (await control.get<{ readonly snapshots: readonly string[] }>("snapshots")).snapshots,
    save: (name) => control.post("snapshots", { name }),
    restore: (name) => control.post(`snapshots/${encodeURIComponent(name)}/restore`),
  };
}

export function remoteStackExchange(
  control: ControlLine,
  hosts: readonly string[],
): ChatStackExchange {
  const path = "stackexchange/accounts";
  return {
    hosts,
    accounts: async () =>
      (await control.get<{ readonly accounts: readonly StackExchangeAccount[] }>(path)).accounts,
    account: (request) => control.post(path, request),
  };
}

/** Ends with the tenant, and without a word: whoever calls the server next hears what is wrong with it. */
async function follow(
  control: ControlLine,
  filter: object,
  signal: AbortSignal,
  listener: (entry: JournalEntry) => void,
): Promise<void> {
  try {
    const { body } = await control.follow("journal", filter, signal);
    if (!body) return;
    for await (const { data } of readEvents(body)) {
      if (signal.aborted) return;
      listener(JSON.parse(data));
    }
  } catch {}
}
