// How a contract run is rehearsed on an emulator in this process, and how its calls are shown, for each vendor.

import type { ContractOptions } from "../src/contracts/contract-options.ts";
import type { RecordedRequest } from "../src/contracts/suite/recorded.ts";
import type { ChatEmulator } from "../src/server/index.ts";

export interface Rehearsal {
  /** What stands in for the endpoint and its people. */
  readonly means: ContractOptions;
  shown(request: RecordedRequest): string;
}

type Asked = Omit<ContractOptions, "url">;

export async function rehearsalOf(
  url: string,
  options: Asked,
  emulator: ChatEmulator,
): Promise<Rehearsal> {
  const { caFile: _, ratePerMinute: __, ...rest } = options;
  return rest.vendor === "stackexchange"
    ? ofStackExchange(url, rest)
    : await ofAcs(url, rest, emulator);
}

/** What the emulator has made up and the endpoint will name otherwise. */
const names: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/19:acsV1_[\w-]+@thread\.v2/g, "{thread}"],
  [/8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}/g, "{user}"],
  [/\/messages\/\d{13}/g, "/messages/{message}"],
  [/\/images\/[\w-]+/g, "/images/{image}"],
  [/syncState=[^&]+/g, "syncState={state}"],
];

async function ofAcs(url: string, options: Asked, emulator: ChatEmulator): Promise<Rehearsal> {
  const { endpoint, connectionString } = emulator.acs;
  const { connectionString: given, ...rest } = options;
  const users = (options.tokens ?? []).map((_, at) => emulator.acs.user(`user${at + 1}`));
  const tokens = (await Promise.all(users)).map(({ token }) => token);
  return {
    means: {
      ...rest,
      url: endpoint,
      tokens,
      ...(given !== undefined && { connectionString }),
    },
    shown(request) {
      const path = decodeURIComponent(request.url.slice(endpoint.replace(/\/+$/, "").length));
      const isOfResource = /^\/+(chat|identities|teamsUser)\b/.test(path);
      const host = isOfResource ? url.replace(/\/+$/, "") : "{notification service}";
      const named = names.reduce((text, [pattern, name]) => text.replace(pattern, name), path);
      return `  ${request.method} ${host}${isOfResource ? named : named.replace(/\?.*/s, "")}`;
    },
  };
}

/** People of the emulator in the place of those that were named. */
const people = ["bot@example.com", "alice@example.com"] as const;

/** Wherever the calls go, they are shown with the hosts that they are for. */
function ofStackExchange(url: string, options: Asked): Rehearsal {
  const { chatHost = "chat.stackexchange.com", accounts = [], room = 1 } = options;
  const { hostname } = new URL(url);
  const isItself = /^chat\.(?:meta\.)?(?:stackexchange|stackoverflow)\.com$/.test(hostname);
  const ofRoom =
    /\/(chats|leave|rooms|info|pingable|thumbs|stars|transcript|messages)\/1(?=[/?]|$)/g;
  return {
    means: {
      ...options,
      url: isItself ? url : `https://${chatHost}`,
      room: 1,
      accounts: people.slice(0, accounts.length).map((email) => ({ email, password: "secret" })),
    },
    shown(request) {
      const inRoom = request.url.replace(ofRoom, `/$1/${room}`);
      return `  ${request.method} ${inRoom.replace(/\/\d{8,}(?=[/?]|$)/g, "/{message}")}`;
    },
  };
}
