// For every check of Stack Exchange chat the ways in which a server is broken that it has to notice.

import { accessBreaks } from "./access.ts";
import type { StackExchangeBreaks } from "./edits.ts";
import { messageBreaks } from "./messages.ts";
import { ownRoomBreaks } from "./own-rooms.ts";
import { pageBreaks } from "./pages.ts";
import { pollingBreaks } from "./polling.ts";
import { renderingBreaks } from "./rendering.ts";
import { rightsBreaks } from "./rights.ts";

export const stackExchangeBreaks: StackExchangeBreaks = {
  ...accessBreaks,
  ...messageBreaks,
  ...ownRoomBreaks,
  ...pageBreaks,
  ...pollingBreaks,
  ...renderingBreaks,
  ...rightsBreaks,
};
