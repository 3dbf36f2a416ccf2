// The checks of what owners do to rooms, in rooms that the run makes for it.

import { define } from "../define.ts";
import { closedChecks } from "./closed.ts";
import { madeChecks } from "./made.ts";
import { movedChecks } from "./moved.ts";
import { peopleChecks } from "./people.ts";

export const ownRoomChecks = define({
  ...madeChecks,
  ...closedChecks,
  ...movedChecks,
  ...peopleChecks,
});
