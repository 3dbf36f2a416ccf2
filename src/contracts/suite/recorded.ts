// A request and its answer as a check made them: text bodies, headers in lower case, parsed once.

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed text; undefined when it is empty or no JSON. */
  readonly body: unknown;
}

export interface Recorded {
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/** The value at a JSON pointer, or undefined where there is none. */
export function at(value: unknown, pointer: string): unknown {
  let found: unknown = value;
  for (const part of pointer.split("/").slice(1)) {
    if (typeof found !== "object" || found === null) return undefined;
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (!Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}
