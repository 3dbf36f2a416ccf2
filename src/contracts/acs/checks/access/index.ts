// The checks of who may do what, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as chatJoin } from "./chat-join.ts";
import { check as chatJoinLimited } from "./chat-join-limited.ts";
import { check as existenceFirst } from "./existence-first.ts";
import { check as malformedThread } from "./malformed-thread.ts";
import { check as noChatScope } from "./no-chat-scope.ts";
import { check as stranger } from "./stranger.ts";
import { check as unknownThread } from "./unknown-thread.ts";

export const accessChecks: readonly Check<Scene>[] = [
  chatJoin,
  chatJoinLimited,
  existenceFirst,
  malformedThread,
  noChatScope,
  stranger,
  unknownThread,
];
