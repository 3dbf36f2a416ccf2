// The table of all control routes, in the order in which they are listed.

import type { Route } from "./route.ts";
import { clockRoutes } from "./routes-of-clock.ts";
import { emulatorRoutes } from "./routes-of-emulator.ts";
import { faultRoutes } from "./routes-of-faults.ts";
import { fixtureRoutes } from "./routes-of-fixtures.ts";
import { journalRoutes } from "./routes-of-journal.ts";
import { messageRoutes } from "./routes-of-messages.ts";
import { peopleRoutes } from "./routes-of-people.ts";
import { robotRoutes } from "./routes-of-robots.ts";
import { snapshotRoutes } from "./routes-of-snapshots.ts";
import { tenantRoutes } from "./routes-of-tenants.ts";
import { turnRoutes } from "./routes-of-turns.ts";

export const routes: readonly Route[] = [
  ...emulatorRoutes,
  ...snapshotRoutes,
  ...clockRoutes,
  ...faultRoutes,
  ...journalRoutes,
  ...fixtureRoutes,
  ...tenantRoutes,
  ...peopleRoutes,
  ...messageRoutes,
  ...robotRoutes,
  ...turnRoutes,
];
