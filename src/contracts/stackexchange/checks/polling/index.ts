// The checks of polling: which events are told, when, to whom, and what each says.

import { define } from "../define.ts";
import { eventChecks } from "./events.ts";
import { markerChecks } from "./markers.ts";
import { personalChecks } from "./personal.ts";

export const pollingChecks = define({ ...markerChecks, ...eventChecks, ...personalChecks });
