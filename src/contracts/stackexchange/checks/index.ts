// All checks of Stack Exchange chat, by topic.

import type { Check } from "../../suite/check.ts";
import { contentChecks } from "./content/index.ts";
import { deleteChecks } from "./delete/index.ts";
import { editChecks } from "./edit/index.ts";
import { fkeyChecks } from "./fkey/index.ts";
import { historyChecks } from "./history/index.ts";
import { hostChecks } from "./hosts/index.ts";
import { joinChecks } from "./join/index.ts";
import { lateChecks } from "./late/index.ts";
import { limitsChecks } from "./limits/index.ts";
import { loginChecks } from "./login/index.ts";
import { openIdChecks } from "./openid/index.ts";
import { ownRoomChecks } from "./own-room/index.ts";
import { ownerChecks } from "./owner/index.ts";
import { pinChecks } from "./pin/index.ts";
import { pingableChecks } from "./pingable/index.ts";
import { pollingChecks } from "./polling/index.ts";
import { renderingChecks } from "./rendering/index.ts";
import { rightsChecks } from "./rights/index.ts";
import { roomChecks } from "./room/index.ts";
import type { Scene } from "./scene.ts";
import { sendChecks } from "./send/index.ts";
import { socketChecks } from "./socket/index.ts";
import { starChecks } from "./star/index.ts";
import { transcriptChecks } from "./transcript/index.ts";
import { userChecks } from "./user/index.ts";

export const allChecks: readonly Check<Scene>[] = [
  ...loginChecks,
  ...openIdChecks,
  ...fkeyChecks,
  ...hostChecks,
  ...joinChecks,
  ...sendChecks,
  ...editChecks,
  ...deleteChecks,
  ...starChecks,
  ...pinChecks,
  ...ownerChecks,
  ...ownRoomChecks,
  ...rightsChecks,
  ...limitsChecks,
  ...lateChecks,
  ...historyChecks,
  ...transcriptChecks,
  ...userChecks,
  ...roomChecks,
  ...pingableChecks,
  ...pollingChecks,
  ...socketChecks,
  ...contentChecks,
  ...renderingChecks,
];
