// How a request of the suite goes out: a throttle is waited out, and the answer is held against the contract.

import { CheckFailed } from "../../suite/check.ts";
import type { Sender } from "../../suite/client.ts";
import { pause } from "../../suite/rate-budget.ts";
import type { Recorded, RecordedRequest } from "../../suite/recorded.ts";
import { judgeStackExchange } from "../judge/index.ts";

const throttle = /^"?You can perform this action again in (\d+) second/;
const WAIT_MAX_S = 120;
const RETRIES = 6;

/** Takes no "again in 3 seconds" for an answer, as long as it is bearable. */
export async function sendPatiently(
  sender: Sender,
  request: RecordedRequest,
  retries = RETRIES,
): Promise<Recorded> {
  for (let retry = 0; ; retry += 1) {
    const exchange = await sender.send(request);
    const { status, text } = exchange.response;
    const seconds = status === 409 ? Number(throttle.exec(text)?.[1] ?? Number.NaN) : Number.NaN;
    if (!(seconds <= WAIT_MAX_S) || retry >= retries) return exchange;
    await pause(seconds * 1000);
  }
}

/** Whatever a check is about, every answer on the way has to be one of the contract's. */
export function judge(exchange: Recorded, strict: boolean): void {
  const { request, response } = exchange;
  const { violations } = judgeStackExchange({
    vendor: "stackexchange",
    strict,
    request,
    response: { status: response.status, headers: response.headers, body: response.text },
  });
  const [violation] = violations;
  if (!violation) return;
  const { pointer, expected, actual, message, rule } = violation;
  throw new CheckFailed({
    pointer,
    expected,
    actual,
    message: `${message} (${rule})`,
    exchange,
  });
}
