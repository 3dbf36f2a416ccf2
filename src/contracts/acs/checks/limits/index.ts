// The checks of limits, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { checks as pageSizes } from "./page-sizes.ts";
import { checks as participants } from "./participants.ts";
import { checks as rates } from "./rates.ts";

export const limitChecks: readonly Check<Scene>[] = [...pageSizes, ...participants, ...rates];
