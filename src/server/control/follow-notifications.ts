// What a user is notified of as a stream of server-sent events, for as long as the client and the world are there.

import type { ControlledAcs } from "./controlled.ts";
import { eventLines, eventStream } from "./event-stream.ts";
import { messageOf } from "./problem.ts";

/** Listens by the time it returns; throws when there is no such user. */
export function followNotifications(acs: ControlledAcs, user: string, request: Request): Response {
  const heard = acs.notifications(user);
  let hasFailed = false;
  const { response } = eventStream(request, `what ${user} is notified of`, {
    async next() {
      if (hasFailed) return undefined;
      try {
        const { value } = await heard.next();
        return value && eventLines("notification", value);
      } catch (error) {
        hasFailed = true;
        return eventLines("problem", { error: messageOf(error) });
      }
    },
    stop: () => void heard.return(),
  });
  return response;
}
