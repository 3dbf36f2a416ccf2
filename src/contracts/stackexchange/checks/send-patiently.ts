// How a request of the suite goes out: a throttle is waited out.

import type { Sender } from "../../suite/client.ts";
import { pause } from "../../suite/rate-budget.ts";
import type { Recorded, RecordedRequest } from "../../suite/recorded.ts";

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
