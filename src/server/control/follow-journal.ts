// A journal as a stream of server-sent events, for as long as the client and the tenant are there.

import type { Journal, JournalFilter } from "../journal/index.ts";
import { eventStream } from "./event-stream.ts";
import { Follower } from "./follower.ts";
import { Problem } from "./problem.ts";

/** Without `since`, `limit` and `Last-Event-ID` only what is new; `limit` asks for that many of the newest before. */
export function followJournal(
  { journal, name }: { readonly journal: Journal; readonly name: string },
  filter: JournalFilter,
  request: Request,
): Response {
  const follower = new Follower(journal, filter, startOf(journal, filter, request.headers));
  const { ending } = journal;
  const end = () => stream.end();
  ending.addEventListener("abort", end);
  const stream = eventStream(request, `the journal of ${name}`, {
    next: () => follower.next(),
    stop: () => {
      follower.stop();
      ending.removeEventListener("abort", end);
    },
  });
  return stream.response;
}

/** The seq after which the stream starts. */
function startOf(journal: Journal, filter: JournalFilter, headers: Headers): number {
  const last = journal.forgotten + journal.count();
  const resumed = headers.get("last-event-id");
  if (resumed !== null) {
    if (!/^\d{1,15}$/.test(resumed)) {
      throw new Problem(
        400,
        "Cannot follow the journal: Last-Event-ID is not the id of an entry. Send the last id that the stream gave, or leave it out.",
      );
    }
    // An id that is yet to come is one from before the journal was cleared.
    return Number(resumed) > last ? 0 : Number(resumed);
  }
  const { limit, since = limit === undefined ? last : 0 } = filter;
  if (limit === undefined) return Math.min(since, last);
  const before = journal.entries({ ...filter, since, limit: undefined });
  const first = limit === 0 ? undefined : (before.at(-limit) ?? before[0]);
  return first ? first.seq - 1 : last;
}
