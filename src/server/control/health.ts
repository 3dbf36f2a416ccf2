// The two answers that are wanted at once when an emulator starts, and need no token.

import type { ControlOptions } from "./controlled.ts";

export function health(): Response {
  return Response.json({ status: "ok" });
}

export function readiness({ isReady }: Pick<ControlOptions, "isReady">): Response {
  return isReady()
    ? Response.json({ status: "ready" })
    : Response.json({ status: "starting" }, { status: 503 });
}
