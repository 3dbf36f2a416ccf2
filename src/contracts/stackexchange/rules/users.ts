// Rules of people as pages and thumbs show them.

import type { Rule } from "../../contract.ts";
import type { userOperations } from "../users.ts";

const scraper = "ChatExchange: browser.py, `get_profile`";
const samples = "OakBot: response samples; JamesSOBot: CHAT_API.md (reference 1.17)";

export const userRules = {
  Chat_ShowUser: [
    {
      id: "user.name",
      says: "The first `h1` is the name, without a mark and without space around it.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "user.moderator",
      says: "The first `.user-status` has a `♦` for moderators, and only for them.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "user.counts",
      says: "`.user-message-count-xxl` and `.user-room-count-xxl` are plain whole numbers.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "user.reputation",
      says: "The `title` of `.reputation-score` is the reputation; who has none has no such element.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "user.times",
      says: "Where there are four `.user-valuecell` or more, the second is the last message and the third the last visit, as `n/a`, `just now` or such as `49m ago`.",
      evidence: "specified",
      source: scraper,
    },
    {
      id: "user.unknown",
      says: "The page of somebody who does not exist answers 404.",
      evidence: "documented",
      source: "OakBot (reference 1.13)",
    },
  ],
  Chat_GetUsers: [
    {
      id: "user-info.fields",
      says: "Each has id, name, email_hash, reputation, is_moderator and is_owner, which is true or null.",
      evidence: "documented",
      source: samples,
    },
    {
      id: "user-info.asked",
      says: "Those are described whose ids stand in `ids`, with commas between.",
      evidence: "documented",
      source: samples,
    },
  ],
  Chat_GetUserThumb: [
    {
      id: "user-thumb.fields",
      says: "A thumb has id and name.",
      evidence: "documented",
      source: samples,
    },
  ],
  Chat_SearchUsers: [
    {
      id: "user-search.names",
      says: "The answer lists people whose name has what is asked for.",
      evidence: "assumed",
      source: "assumed: the path is documented, the answer is not (reference 1.17)",
    },
  ],
} as const satisfies Record<keyof typeof userOperations, readonly Rule[]>;
