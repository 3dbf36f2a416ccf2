// Reads a recorded flow: steps in order, in which ids, tokens and times are placeholders.

import type { Exchange } from "../judge/exchange.ts";
import { isRecord } from "./decode-exchange.ts";
import { FlowValues } from "./flow-values.ts";
import type { RecordedExchange, Recording } from "./recording.ts";

type Fields = Readonly<Record<string, unknown>>;

export function readFlow(flow: Fields): Recording {
  const { steps, timeline } = flow;
  if (!Array.isArray(steps)) return { problem: "its steps are no list" };
  const values = new FlowValues(isRecord(timeline) ? timeline : {});
  const exchanges: RecordedExchange[] = [];
  for (const [at, step] of steps.entries()) {
    const exchange = readStep(step, values);
    if (!exchange) return { problem: `step ${at + 1} has no method, path or status` };
    const { setup, unusable } = step;
    const reason = setup === true ? "it was not recorded, only needed" : unusable;
    exchanges.push({
      place: `step ${at + 1}`,
      exchange,
      ...(typeof reason === "string" && { setAside: reason }),
    });
  }
  return exchanges;
}

function readStep(step: unknown, values: FlowValues): Exchange | undefined {
  if (!isRecord(step)) return undefined;
  const { method, path, query, headers, body, expect } = step;
  if (typeof method !== "string" || typeof path !== "string" || !isRecord(expect)) return undefined;
  const { status } = expect;
  if (typeof status !== "number") return undefined;
  const parameters = values.query(isRecord(query) ? query : {});
  return {
    vendor: "acs",
    request: {
      method,
      url: `${values.endpoint}${values.fill(path)}${parameters && `?${parameters}`}`,
      headers: headersOf(headers, values),
      body: values.concrete(body),
    },
    response: {
      status,
      headers: headersOf(expect["headers"], values),
      body: values.concrete(expect["body"]),
    },
  };
}

/** `true` says no more than that the header was there; the one so recorded is the list of versions. */
function headersOf(headers: unknown, values: FlowValues): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(isRecord(headers) ? headers : {})) {
    filled[name] = value === true ? "2020-09-21-preview2" : values.fill(String(value));
  }
  return filled;
}
