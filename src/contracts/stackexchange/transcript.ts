// The transcript of a room: the page of a day, or of the day of a message.

import type { Operation } from "../contract.ts";

const page = { status: 200, mediaType: "text/html" } as const;

export const transcriptOperations = {
  Chat_ShowMessageInTranscript: {
    method: "GET",
    path: "/transcript/message/{message}",
    auth: "anyone",
    success: page,
  },
  Chat_ShowTranscript: {
    method: "GET",
    path: "/transcript/{room}",
    alsoAt: ["/transcript/{room}/{year}/{month}/{day}"],
    auth: "anyone",
    query: { m: { type: "integer" } },
    success: page,
  },
} as const satisfies Record<string, Operation>;
