// Rules of typing notifications.

import type { Rule } from "../../contract.ts";
import type { typingOperations } from "../typing.ts";

const sendRules: readonly Rule[] = [
  {
    id: "typing.send.ok",
    says: "A notification answers 200 without a body and with `Content-Length: 0`.",
    evidence: "observed",
    source: "canSendTypingNotification; net-thread-participant-message-typing-preview6",
  },
  {
    id: "typing.send.body-optional",
    says: "The body may be absent, empty or name the sender.",
    evidence: "observed",
    source: "acs-rest 3.5",
    versions: "from 2021-04-05-preview6",
  },
  {
    id: "typing.send.no-body",
    says: "The operation has no body.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.1 to 1.0.1; acs-rest 2.1",
    versions: "up to 2021-03-07",
  },
  {
    id: "typing.send.body-ignored",
    says: "A body that is sent all the same is ignored.",
    evidence: "assumed",
    source: "assumed: never recorded",
    versions: "up to 2021-03-07",
  },
  {
    id: "typing.send.no-trace",
    says: "A notification writes no message and moves no list.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.5",
  },
  {
    id: "typing.send.large-threads",
    says: "Notifications are accepted in threads of any size.",
    evidence: "assumed",
    source:
      "assumed: documented as unsupported above 20 participants (acs-rest 3.9), no refusal was found",
  },
  {
    id: "typing.send.rate",
    says: "With rate limits on, a user can notify a thread five times in 10 seconds and fifteen times in a minute, all users together ten and thirty times.",
    evidence: "documented",
    source: "service limits page",
  },
];

export const typingRules = {
  ChatThread_SendTypingNotification: sendRules,
} as const satisfies Record<keyof typeof typingOperations, readonly Rule[]>;
