// Reads server-sent events as they come.

export interface ServerEvent {
  /** `message` where it has no name. */
  readonly name: string;
  readonly data: string;
}

/** Without comments. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const events = rest.split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const lines = event.split("\n");
      const data = valuesOf("data", lines);
      const [name = "message"] = valuesOf("event", lines);
      if (data.length > 0) yield { name, data: data.join("\n") };
    }
  }
}

function valuesOf(field: string, lines: readonly string[]): string[] {
  const start = `${field}:`;
  return lines
    .filter((line) => line.startsWith(start))
    .map((line) => line.slice(start.length).trimStart());
}
