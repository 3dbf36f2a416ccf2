// Rules of stars and pins.

import type { Rule } from "../../contract.ts";
import type { starOperations } from "../stars.ts";

export const starRules = {
  Chat_Star: [
    {
      id: "stars.toggle",
      says: "A star is set, and taken back by the same call, and both answer `ok`.",
      evidence: "specified",
      source: "ChatExchange: messages.py, `star`",
    },
    {
      id: "stars.own",
      says: "The author of a message cannot star it.",
      evidence: "assumed",
      source:
        "assumed: the front-end does not offer it; the refusal's words are not known (reference 1.10)",
    },
    {
      id: "stars.event",
      says: "A star is told as event 6 with the content, the stars and the pins of the message.",
      evidence: "documented",
      source: "OakBot wiki: Example WebSocket Messages (reference 2.4)",
    },
    {
      id: "stars.event-nameless",
      says: "Event 6 does not say who has starred.",
      evidence: "documented",
      source: "samliew/chatexchange: event samples (reference 2.4)",
    },
  ],
  Chat_Pin: [
    {
      id: "pins.toggle",
      says: "An owner pins a message and unpins it by the same call, and both answer `ok`.",
      evidence: "specified",
      source: "ChatExchange: messages.py, `pin`",
    },
    {
      id: "pins.owners-only",
      says: "Nobody but owners and moderators can pin.",
      evidence: "documented",
      source: "samliew/chatexchange; the chat front-end (reference 1.10)",
    },
    {
      id: "pins.refusal",
      says: "A pin by anybody else answers 403, and 409 when strict.",
      evidence: "assumed",
      source: "assumed: neither words nor status are known (reference 1.10 and 8)",
    },
    {
      id: "pins.star-count",
      says: "Somebody who pins counts among the stars once, whether he has starred as well or not.",
      evidence: "assumed",
      source: "assumed: a scraper counts a pin without a number as one star (reference 3)",
    },
  ],
  Chat_Unpin: [
    {
      id: "pins.unpin",
      says: "The pins of a message are taken away.",
      evidence: "documented",
      source: "samliew/chatexchange; the chat front-end (reference 1.10)",
    },
  ],
  Chat_CancelStars: [
    {
      id: "stars.cancel",
      says: "An owner takes all stars and pins of a message away, which answers `ok`.",
      evidence: "specified",
      source: "ChatExchange: messages.py, `cancel_stars`",
    },
  ],
  Chat_ListStars: [
    {
      id: "stars.list",
      says: "The starred messages of a room are HTML.",
      evidence: "documented",
      source: "the chat front-end (reference 1.17)",
    },
  ],
} as const satisfies Record<keyof typeof starOperations, readonly Rule[]>;
