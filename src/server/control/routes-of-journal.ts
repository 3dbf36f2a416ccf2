// Control routes that read, follow, export and clear the journal of a tenant.

import { readJournalFilter } from "../journal/index.ts";
import { listOf, number, record } from "./answer-schemas.ts";
import { followJournal } from "./follow-journal.ts";
import { json, nothing } from "./problem.ts";
import { type Call, done, type Route } from "./route.ts";

const text = (description: string) => ({ type: "string", description }) as const;
const count = (description: string) => ({ type: "integer", minimum: 0, description }) as const;

/** The journal itself reads them. */
const filters = {
  operation: text("In full, or without what is before its underscore."),
  user: text("A raw id."),
  thread: text("The id of a thread or room."),
  vendor: { enum: ["acs", "stackexchange"], description: "The vendor." },
  status: text("A status such as 404, or 4xx for all that start with its digit."),
  kind: { enum: ["http", "socket"], description: "Exchanges or frames of sockets." },
  event: text("What a frame tells of, such as chatMessageReceived."),
  since: count("Only what came after the entry with that seq."),
  limit: count("No more than that: with since the oldest ones, otherwise the newest."),
} as const;

const entry = {
  type: "object",
  required: ["seq", "kind", "at", "tenant", "vendor"],
  properties: {
    seq: { type: "integer", minimum: 1 },
    kind: { enum: ["http", "socket"] },
    at: number,
    tenant: { type: "string" },
    vendor: { type: "string" },
  },
} as const;

export const journalRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "journal",
    summary:
      "Reads what came and went; with Accept: text/event-stream it goes on with what comes, after Last-Event-ID.",
    what: "read the journal",
    query: filters,
    answers: [
      {
        status: 200,
        description: "The entries, how many there are without limit, and how many gave way.",
        schema: record({ entries: listOf(entry), total: number, forgotten: number }),
        streamType: "text/event-stream",
      },
    ],
    handle: read,
  },
  {
    method: "DELETE",
    path: "journal",
    summary: "Forgets all entries; the next one is the first again.",
    what: "clear the journal",
    answers: done("It is empty."),
    handle({ tenant }) {
      tenant.journal.clear();
      return nothing();
    },
  },
  {
    method: "GET",
    path: "journal.har",
    summary: "Gives the journal as a HAR 1.2, which chat-emulator check reads.",
    what: "give the journal as a HAR",
    query: filters,
    answers: [
      { status: 200, description: "The HAR.", schema: record({ log: { type: "object" } }) },
    ],
    handle: ({ tenant, query }) => json(tenant.journal.toHar(readJournalFilter(query))),
  },
];

function read({ tenant, query, request }: Call): Response {
  const filter = readJournalFilter(query);
  const isStream = /\btext\/event-stream\b/i.test(request.headers.get("accept") ?? "");
  // Nobody reads the stream of a HEAD.
  if (isStream && request.method === "GET") {
    return followJournal(tenant, filter, request);
  }
  const { journal } = tenant;
  const total = journal.count(filter);
  return json({ entries: journal.entries(filter), total, forgotten: journal.forgotten });
}
