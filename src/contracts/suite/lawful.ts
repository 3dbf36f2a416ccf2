// Whatever a check is about, every answer on its way has to be one of the contract's.

import type { Exchange, Verdict } from "../judge/exchange.ts";
import { CheckFailed } from "./check.ts";
import type { Recorded } from "./recorded.ts";

/** What a vendor's judge takes, but for the vendor. */
type Judge = (exchange: Omit<Exchange, "vendor">) => Verdict;

/** Ends the check with the first violation that the judge finds. */
export function expectLawful(exchange: Recorded, isStrict: boolean, judge: Judge): void {
  const { request, response } = exchange;
  const { status, headers, text: body } = response;
  const { violations } = judge({ strict: isStrict, request, response: { status, headers, body } });
  const [violation] = violations;
  if (!violation) return;
  const { pointer, expected, actual, message, rule } = violation;
  throw new CheckFailed({ pointer, expected, actual, message: `${message} (${rule})`, exchange });
}
