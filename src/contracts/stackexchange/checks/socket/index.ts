// The checks of sockets: their addresses, and what comes over them.

import { define } from "../define.ts";
import { addressChecks } from "./address.ts";
import { frameChecks } from "./frames.ts";
import { idleChecks } from "./idle.ts";

export const socketChecks = define({ ...addressChecks, ...frameChecks, ...idleChecks });
