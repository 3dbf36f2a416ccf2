// The checks of images, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as uploadAndView } from "./upload-and-view.ts";

export const imageChecks: readonly Check<Scene>[] = [uploadAndView];
