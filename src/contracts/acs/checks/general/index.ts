// The checks of what all of chat has in common, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as doubleSlash } from "./double-slash.ts";
import { check as errorForm } from "./error-form.ts";
import { check as escapedOrRaw } from "./escaped-or-raw.ts";
import { check as identifierForm } from "./identifier-form.ts";
import { check as mediaTypes } from "./media-types.ts";
import { check as rawIdOptional } from "./raw-id-optional.ts";
import { check as requestId } from "./request-id.ts";
import { check as versionsOfOperation } from "./versions-of-operation.ts";
import { check as whatIsThere } from "./what-is-there.ts";

export const generalChecks: readonly Check<Scene>[] = [
  doubleSlash,
  errorForm,
  escapedOrRaw,
  identifierForm,
  mediaTypes,
  rawIdOptional,
  requestId,
  versionsOfOperation,
  whatIsThere,
];
