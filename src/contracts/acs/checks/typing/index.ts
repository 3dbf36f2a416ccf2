// The checks of typing notifications, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as bodyOptional } from "./body-optional.ts";
import { check as noBody } from "./no-body.ts";
import { check as noTrace } from "./no-trace.ts";

export const typingChecks: readonly Check<Scene>[] = [bodyOptional, noBody, noTrace];
