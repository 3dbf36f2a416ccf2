// A file of recorded exchanges, whichever of the known shapes it has.

import type { Exchange } from "../judge/exchange.ts";
import { parseShallow } from "../judge/shallow-json.ts";
import { type Decoded, decodeExchange } from "./decode-exchange.ts";
import { readFlow } from "./flow.ts";
import { readHar } from "./har.ts";
import { readSdkRecording } from "./sdk-recording.ts";

export interface RecordedExchange {
  /** Where in the file it is: `entry 3`, `line 7`, `step 2`. */
  readonly place: string;
  readonly exchange: Exchange;
  /** Why the recording itself sets it aside. */
  readonly setAside?: string;
}

/** What is wrong with a file; completes "Cannot read FILE: …". */
export interface UnreadableRecording {
  readonly problem: string;
}

export type Recording = readonly RecordedExchange[] | UnreadableRecording;

export function readRecording(content: string): Recording {
  const text = content.replace(/^\uFEFF/, "");
  if (text.trim() === "") return { problem: "it is empty" };
  const whole = parse(text);
  return whole === undefined ? readLines(text) : readDocument(whole.value);
}

export function isUnreadable(recording: Recording): recording is UnreadableRecording {
  return "problem" in recording;
}

function readDocument(value: unknown): Recording {
  if (Array.isArray(value)) {
    return collect(value, (item, at) => [`entry ${at + 1}`, decodeExchange(item)]);
  }
  if (typeof value === "object" && value !== null) {
    if ("log" in value) return readHar(value.log);
    if ("steps" in value) return readFlow(value);
    if ("Entries" in value) return readSdkRecording(value.Entries);
  }
  return collect([value], (item) => ["line 1", decodeExchange(item)]);
}

function readLines(text: string): Recording {
  const lines = text
    .split("\n")
    .map((line, at) => ({ line, place: `line ${at + 1}` }))
    .filter(({ line }) => line.trim() !== "");
  return collect(lines, ({ line, place }) => {
    const parsed = parse(line);
    return [place, parsed ? decodeExchange(parsed.value) : { problem: "it is no JSON" }];
  });
}

/** One that cannot be read spoils the file: it would otherwise pass for a good one. */
function collect<Item>(
  items: readonly Item[],
  decode: (item: Item, at: number) => readonly [place: string, decoded: Decoded],
): Recording {
  const exchanges: RecordedExchange[] = [];
  for (const [at, item] of items.entries()) {
    const [place, decoded] = decode(item, at);
    if ("problem" in decoded) return { problem: `${place}: ${decoded.problem}` };
    exchanges.push({ place, exchange: decoded });
  }
  return exchanges;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: parseShallow(text) };
  } catch {
    return undefined;
  }
}
