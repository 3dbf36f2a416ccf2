// How a server is broken for each check of rates.

import { listChecks } from "../../../../src/contracts/run-contract.ts";
import type { Asked, Break } from "../broken-server.ts";
import type { Breaks } from "./edits.ts";

/** Refuses every call of a kind after so many, with these headers. */
const refusingAfter =
  (calls: number, headers: Readonly<Record<string, string>>): (() => Break) =>
  () => {
    const counts = new Map<string, number>();
    return (asked, answer) => {
      const count = (counts.get(kindOf(asked)) ?? 0) + 1;
      counts.set(kindOf(asked), count);
      if (count <= calls) return;
      Object.assign(answer, { status: 429, text: "" });
      Object.assign(answer.headers, headers);
    };
  };

function kindOf({ method, path }: Asked): string {
  return `${method} ${path}`;
}

/** How many calls the title of a check says are answered. */
function callsOf({ title }: { readonly title: string }): number {
  return Number(/ (\d+) times/.exec(title)?.[1]);
}

const rates = (await listChecks()).filter(
  ({ id }) => id.startsWith("acs.limits.") && id !== "acs.limits.refusal",
);

export const limitBreaks: Readonly<Record<string, Breaks>> = {
  ...Object.fromEntries(
    rates.map((check) => [
      check.id,
      [refusingAfter(4, { "retry-after": "0" }), refusingAfter(callsOf(check), {})],
    ]),
  ),
  "acs.limits.refusal": [refusingAfter(5, {}), refusingAfter(5, { "retry-after": "soon" })],
};
