// For every check the ways in which a server is broken that it has to notice.

import type { Break } from "../broken-server.ts";
import { accessBreaks } from "./access.ts";
import { derivedBreaks } from "./derived.ts";
import type { Breaks } from "./edits.ts";
import { generalBreaks, otherBreaks } from "./general.ts";
import { identityBreaks } from "./identity.ts";
import { limitBreaks } from "./limits.ts";
import { messageBreaks } from "./messages.ts";
import { participantBreaks } from "./participants.ts";
import { realtimeBreaks } from "./realtime.ts";
import { threadBreaks } from "./threads.ts";

/** By the id of a check of one behaviour; where it tests several things, a server for each. */
export const breaks: Readonly<Record<string, Breaks>> = {
  ...generalBreaks,
  ...accessBreaks,
  ...threadBreaks,
  ...messageBreaks,
  ...participantBreaks,
  ...otherBreaks,
  ...limitBreaks,
  ...identityBreaks,
  ...realtimeBreaks,
};

/** The ways in which a check is shown red; none when it is not known how. */
export function breaksOf(id: string): readonly (() => Break)[] {
  return [breaks[id] ?? derivedBreaks(id) ?? []].flat();
}
