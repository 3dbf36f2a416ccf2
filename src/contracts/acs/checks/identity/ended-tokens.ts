// How it is seen that tokens no longer work: their user is refused where he was served before.

import { CheckFailed, CheckSkipped } from "../../../suite/check.ts";
import type { Recorded } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";

const operation = "Chat_ListChatThreads";

/** Documented: the service may take that long (acs-rest 3.8). */
const LAG_MAX_MS = 15 * 60_000;

const SECOND_MS = 1000;

/** The second in which an answer was made, by the clock of the endpoint if it tells. */
function timeOf({ response, startedAt }: Recorded): number {
  const told = Date.parse(response.headers["date"] ?? "");
  return Number.isNaN(told) ? Math.floor(Date.parse(startedAt) / SECOND_MS) * SECOND_MS : told;
}

/** A token that works is ended. Red when it still works after the longest documented lag; when the run's patience ends before that, nothing can be said. */
export async function expectEndOfToken(
  scene: Scene,
  end: (id: string) => Promise<Recorded>,
): Promise<void> {
  const user = await scene.newcomer("chat");
  const served = await user.do(operation);
  // Tokens count whole seconds, and one of this second may be taken for one that came after.
  await scene.eventually(
    () => user.do(operation),
    (answer) => {
      const isLater = timeOf(answer) > timeOf(served);
      const message = "The clock of the endpoint stands still.";
      scene.expect(answer).that(isLater, message, "a later second", timeOf(answer));
    },
    3 * SECOND_MS,
  );
  const endedAt = timeOf(await end(user.id));
  let isInTime = false;
  try {
    await scene.eventually(
      () => user.call(operation),
      (answer) => {
        isInTime = timeOf(answer) - endedAt < LAG_MAX_MS;
        scene.expect(answer).status(401);
      },
    );
  } catch (error) {
    if (!(error instanceof CheckFailed) || !isInTime) throw error;
    throw new CheckSkipped(
      "The token still works, which the service allows for 15 minutes. Give the run more patience.",
    );
  }
}
