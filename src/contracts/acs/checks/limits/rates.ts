// The documented rates: what they allow is not refused, and who is refused is told when to come back.

import { type Check, CheckSkipped } from "../../../suite/check.ts";
import type { Recorded } from "../../../suite/recorded.ts";
import { type RateLimit, rateLimits } from "../../limits.ts";
import { type GoldenOperation, goldenCalls } from "../golden-calls.ts";
import type { Scene } from "../scene.ts";

/** What the limits of a single user or thread say; those of a whole resource are others' to use up as well. */
const ofOne = rateLimits.filter(({ calls, per }) => per !== "resource" && calls <= 50);

const rules: Readonly<Partial<Record<GoldenOperation, string>>> = {
  Chat_CreateChatThread: "threads.create.rate",
  ChatThread_UpdateChatThreadProperties: "threads.update.rate",
  ChatThread_AddChatParticipants: "participants.add.rate",
  ChatThread_GetChatThreadProperties: "threads.get.rate",
  ChatThread_GetChatMessage: "messages.get.rate",
  ChatThread_ListChatMessages: "messages.list.rate",
  ChatThread_ListChatReadReceipts: "receipts.list.rate",
  ChatThread_ListChatParticipants: "participants.list.rate",
  ChatThread_SendChatMessage: "messages.send.rate",
  ChatThread_SendChatReadReceipt: "receipts.send.rate",
  ChatThread_SendTypingNotification: "typing.send.rate",
};

/** The first limit of an operation is its narrowest; what comes after it in the same time is what it refuses. */
const narrowest = new Map<GoldenOperation, RateLimit>();
for (const limit of ofOne) {
  for (const operation of limit.operations) {
    if (rules[operation] !== undefined && !narrowest.has(operation)) {
      narrowest.set(operation, limit);
    }
  }
}

/** How many calls more than allowed are tried. */
const EXTRA = 2;
/** Far more than any user may notify a thread of his typing in ten seconds. */
const TOO_MANY = 40;

const refusal: Check<Scene> = {
  id: "acs.limits.refusal",
  title: "A call too many is refused with 429, says when to come back, and has its code",
  operations: ["ChatThread_SendTypingNotification"],
  rules: ["requests.rate-limited", "requests.rate-limit-code"],
  profile: "full",
  isOnce: true,
  people: 1,
  async run(scene) {
    const params = { chatThreadId: await scene.thread() };
    for (let made = 0; made < TOO_MANY; made += 1) {
      const input = { params, isHasty: true } as const;
      const answer = await scene.alice.call("ChatThread_SendTypingNotification", input);
      if (answer.response.status !== 429) continue;
      expectRefusal(scene, answer);
      const { text } = answer.response;
      const isNamed = text === "" || text.includes("TooManyRequests");
      scene.expect(answer).that(isNamed, "It has another code.", "TooManyRequests", text);
      return;
    }
    throw new CheckSkipped(`The endpoint refused none of ${TOO_MANY} calls.`);
  },
};

export const checks: readonly Check<Scene>[] = [
  ...[...narrowest].map(([operation, limit]) => rateCheck(operation, limit)),
  refusal,
];

function rateCheck(operation: GoldenOperation, { calls, seconds }: RateLimit): Check<Scene> {
  return {
    id: `acs.limits.${operation}`,
    title: `${operation} is answered ${calls} times in ${seconds} seconds`,
    operations: [operation],
    rules: [rules[operation] ?? ""],
    profile: "full",
    isOnce: true,
    people: 1,
    // Somebody new has used up nothing yet.
    needsKey: true,
    appliesTo: ({ operations }) => operations[operation] !== undefined,
    async run(scene) {
      const fresh = await scene.withNewcomer();
      const call = goldenCalls[operation];
      const input = await call.input(fresh);
      for (let made = 0; made < calls + EXTRA; made += 1) {
        // A creation has to have a key of its own each time.
        const again = operation === "Chat_CreateChatThread" ? fresh.creation() : input;
        const answer = await call.by(fresh).call(operation, { ...again, isHasty: true });
        if (answer.response.status !== 429) continue;
        scene
          .expect(answer)
          .that(made >= calls, "It is refused too early.", `${calls} calls`, made, "/status");
        expectRefusal(scene, answer);
        return;
      }
    },
  };
}

function expectRefusal(scene: Scene, answer: Recorded): void {
  scene.expect(answer).header("retry-after").matches(/^\d+$/);
}
