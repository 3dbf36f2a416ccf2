// Whether a call came to a tenant, waited for while it may be on its way.

import type { JournalEntry } from "../index.ts";
import { explain, isEnough, received, type Wanted } from "../journal/index.ts";
import type { Identified } from "./chat.ts";
import type { Judgement } from "./judgement.ts";
import { isWatched, waitForEntries } from "./waiting.ts";

export interface ReceivedOptions {
  /** How often, exactly; once or more when left out. */
  readonly times?: number;
  /** By whom: a user, or an id. */
  readonly from?: Identified;
  /** In which thread or room, by its id. */
  readonly thread?: Identified;
  /** What the body has at least; of lists, exactly. Matchers such as `expect.any(String)` may stand in it. */
  readonly body?: unknown;
  /** How long to wait for what has not come yet, in milliseconds by the machine's time; 1000 by default. */
  readonly withinMs?: number;
}

const WAIT_MS = 1000;

/** `isNot` waits for nothing: what is not there yet has not come. */
export async function judgeReceived(
  watched: unknown,
  operation: string,
  options: ReceivedOptions = {},
  isNot = false,
): Promise<Judgement> {
  if (!isWatched(watched)) {
    throw new TypeError(
      `Cannot tell what ${typeof watched} has received: it has no journal. Give the chat of the test, or an emulator.`,
    );
  }
  const wanted = wantedOf(operation, options);
  const isSettled = (entries: readonly JournalEntry[]) => {
    const count = received(sourceOf(entries), wanted).length;
    return isEnough(count, wanted) || count > (wanted.times ?? 0);
  };
  const entries = await waitForEntries(
    watched,
    isSettled,
    isNot ? 0 : (options.withinMs ?? WAIT_MS),
  );
  const source = sourceOf(entries);
  const pass = isEnough(received(source, wanted).length, wanted);
  const isNever = pass && isNot && wanted.times === undefined;
  const message = () => explain(source, isNever ? { ...wanted, times: 0 } : wanted);
  return { pass, message };
}

function wantedOf(operation: string, { times, from, thread, body }: ReceivedOptions): Wanted {
  return {
    operation,
    ...(times !== undefined && { times }),
    ...(from !== undefined && { user: idOf(from) }),
    ...(thread !== undefined && { thread: idOf(thread) }),
    ...(body !== undefined && { body }),
  };
}

function idOf(identified: Identified): string {
  return typeof identified === "string" ? identified : identified.id;
}

/** A journal that says nothing has either recorded nothing or is off; the difference is not known from here. */
function sourceOf(entries: readonly JournalEntry[]) {
  const [first] = entries;
  return {
    isOn: true,
    forgotten: first === undefined ? 0 : first.seq - 1,
    entries: () => entries.filter(({ kind }) => kind === "http"),
  };
}
