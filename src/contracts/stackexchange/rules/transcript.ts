// Rules of transcripts.

import type { Rule } from "../../contract.ts";
import type { transcriptOperations } from "../transcript.ts";

const scraper = "ChatExchange: browser.py, `get_transcript_with_message`";

export const transcriptRules = {
  Chat_ShowMessageInTranscript: [
    {
      id: "transcript.has-message",
      says: "The page has the message as a `.message` with the id `message-<id>`.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "transcript.room",
      says: "The last `.room-name a` leads to `/rooms/<id>/<slug>` and has the room's name as text.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "transcript.author",
      says: "Each `.monologue` has one `.signature .username`, with a link to its author if he has a page.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "transcript.content",
      says: "The first `.content` of a `.message` is its content.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "transcript.edited",
      says: "A `.message` has an element of the class `edits` when it was edited, and only then.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "transcript.reply",
      says: "A reply has one `.reply-info`, whose link ends in `#` and the id of what it replies to.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "transcript.stars",
      says: "A starred `.message` has one `.stars` with the count in `.times`, of the class `user-star` if the caller has starred it and `owner-star` if it is pinned.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "transcript.highlight",
      says: "The message that is asked for is marked with the class `highlight`.",
      evidence: "documented",
      source: "samliew/chatexchange: captured transcript (reference 1.12)",
    },
    {
      id: "transcript.ascending",
      says: "Messages stand in the order in which they were sent.",
      evidence: "documented",
      source: "samliew/chatexchange: captured transcript (reference 1.12)",
    },
    {
      id: "transcript.unknown",
      says: "The transcript of a message that does not exist answers 404.",
      evidence: "documented",
      source: "OakBot and samliew/chatexchange (reference 1.12)",
    },
  ],
  Chat_ShowTranscript: [
    {
      id: "transcript.of-room",
      says: "A room has a transcript, of its last day or of one that is named.",
      evidence: "documented",
      source: "samliew/chatexchange: captured transcript",
    },
  ],
} as const satisfies Record<keyof typeof transcriptOperations, readonly Rule[]>;
