// Judges a recorded exchange against its vendor's contract, with no network.

import { judgeAcsExchange } from "./acs/judge/index.ts";
import type { Exchange, Verdict } from "./judge/exchange.ts";
import { judgeStackExchange } from "./stackexchange/judge/index.ts";

const judges = {
  acs: judgeAcsExchange,
  stackexchange: judgeStackExchange,
} as const satisfies Record<Exchange["vendor"], (exchange: Exchange) => Verdict>;

/** What the answer breaks of the contract, at the version that the request names where the vendor has several. */
export function validateExchange(exchange: Exchange): Verdict {
  const { vendor } = exchange;
  if (!Object.hasOwn(judges, vendor)) {
    const known = Object.keys(judges).join(", ");
    throw new TypeError(
      `Cannot judge the exchange: ${JSON.stringify(vendor)} is no vendor. Use one of ${known}.`,
    );
  }
  return judges[vendor](exchange);
}
