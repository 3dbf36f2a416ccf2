// Where a client finds the services that notify it.

import type { realtimeOperations } from "../../../contracts/acs/realtime.ts";
import type { Call, Codec, Reply } from "../dialect.ts";

export const realtimeCodecs = {
  Realtime_GetConfiguration: getConfiguration,
} as const satisfies Record<keyof typeof realtimeOperations, Codec>;

/** The SDK puts its paths behind these without looking, so neither ends with a slash. */
function getConfiguration(call: Call): Reply {
  const origin = servedOrigin(call);
  const configuration = {
    trouterServiceUrl: origin,
    registrarServiceUrl: `${origin}/registrar`,
    cloudType: "Public",
  };
  return { json: JSON.stringify(configuration) };
}

/** A client that only believes in https has to open its sockets by what is on the wire. */
function servedOrigin({ origin, headers }: Call): string {
  const isPlain = headers.get("x-emulator-wire") === "http";
  return isPlain ? origin.replace(/^https:/, "http:") : origin;
}
