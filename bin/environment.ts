// The variables that point a program at an emulator.

import type { ReadyLine } from "./ready.ts";
import type { Environment } from "./terminal.ts";
import { extraTrust, wholeTrust } from "./trust.ts";

/** In addition to what the environment has; where only one value is possible the present one comes along. */
export async function variablesFor(
  ready: ReadyLine,
  dataFolder: string,
  environment: Environment,
): Promise<Readonly<Record<string, string>>> {
  const { caFile } = ready;
  const whole = (present: string | undefined) => wholeTrust(dataFolder, caFile, present);
  return {
    CHAT_EMULATOR_URL: ready.url,
    CHAT_EMULATOR_ENDPOINT: ready.acs.endpoint,
    CHAT_EMULATOR_CA: caFile,
    COMMUNICATION_CONNECTION_STRING: ready.acs.connectionString,
    COMMUNICATION_SERVICES_CONNECTION_STRING: ready.acs.connectionString,
    NODE_EXTRA_CA_CERTS: await extraTrust(dataFolder, caFile, environment["NODE_EXTRA_CA_CERTS"]),
    SSL_CERT_FILE: await whole(environment["SSL_CERT_FILE"]),
    REQUESTS_CA_BUNDLE: await whole(environment["REQUESTS_CA_BUNDLE"]),
    ...withoutProxy(environment),
    ...userVariables(ready),
  };
}

function withoutProxy(environment: Environment): Record<string, string> {
  const { NO_PROXY: upper, no_proxy: lower } = environment;
  const present = (upper || lower || "").split(",").map((host) => host.trim());
  const hosts = [...new Set([...present, "127.0.0.1", "localhost"])].filter(Boolean).join(",");
  // Most clients look at the lower-case one first, so one that is there must say the same.
  return lower === undefined ? { NO_PROXY: hosts } : { NO_PROXY: hosts, no_proxy: hosts };
}

function userVariables(ready: ReadyLine): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const { name, id, token } of ready.acs.users) {
    variables[userVariable(name, "ID")] = id;
    variables[userVariable(name, "TOKEN")] = token;
  }
  return variables;
}

export function userVariable(name: string, what: "ID" | "TOKEN"): string {
  return `CHAT_EMULATOR_USER_${name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_${what}`;
}
