// Puts ids, times and tokens in the place of a recorded flow's placeholders, the same for the same name.

import { isRecord } from "./decode-exchange.ts";

type Fields = Readonly<Record<string, unknown>>;

/** When every flow begins; any whole second will do. */
const START = Date.UTC(2021, 5, 15, 23, 4, 9);
const resource = "1b5cc06b-f352-4571-b1e6-d9b259b7c776";

export class FlowValues {
  readonly endpoint = "https://recorded.communication.azure.com";
  readonly #timeline: Fields;

  constructor(timeline: Fields) {
    this.#timeline = timeline;
  }

  /** Without the question mark. */
  query(query: Fields): string {
    return Object.entries(query)
      .map(([name, value]) => [name, this.concrete(value)].map(String).map(encodeURIComponent))
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
  }

  /** A text with placeholders in braces, such as `{thread:1|full}`. */
  fill(template: string): string {
    return template.replace(/\{([a-z]+(?::\d+)?)(?:\|([a-z]+))?\}/g, (_, name: string, form = "") =>
      escaped(this.#named(name), form),
    );
  }

  /** A body with its placeholders filled in. */
  concrete(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.concrete(item));
    if (!isRecord(value)) return value;
    const placeholder = Object.keys(value).find((name) => name.startsWith("$"));
    if (placeholder !== undefined) return this.#placeholder(placeholder, value);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, this.concrete(inner)]),
    );
  }

  #placeholder(kind: string, fields: Fields): unknown {
    const value = fields[kind];
    switch (kind) {
      case "$ref":
        return this.#named(String(value));
      case "$version":
        return String(this.#instant(String(value)));
      case "$seq":
        return String(value);
      case "$time":
        return this.#time(fields);
      case "$token":
        return `e30.${Buffer.from(JSON.stringify({ exp: START / 1000, user: value })).toString("base64url")}.c2ln`;
      case "$link": {
        const query = this.query(isRecord(fields["query"]) ? fields["query"] : {});
        return `${this.endpoint}${this.fill(String(fields["path"]))}?${query}`;
      }
      case "$set":
        return this.concrete(value);
      case "$text":
        return this.fill(String(value));
      default:
        return "opaque";
    }
  }

  #time(fields: Fields): string {
    const { $time: form, of, at } = fields;
    const offset = typeof at === "number" ? at : 0;
    if (form === "ticks") {
      return new Date(START + offset).toISOString().replace(/\.?0*Z$/, "+00:00");
    }
    const instant = typeof of === "string" ? this.#instant(of) : START + offset;
    const text = new Date(instant).toISOString();
    return form === "micros" ? text.replace("Z", "421Z") : text.replace(/\.\d{3}Z$/, "Z");
  }

  /** `message:3/1` is the first change of a message, `message:3` the message itself. */
  #instant(name: string): number {
    const [message, change = "0"] = name.split("/");
    const offset = this.#timeline[`${message}/${change}`];
    return START + (typeof offset === "number" ? offset : Number(change));
  }

  #named(name: string): string {
    const [kind, number = "0"] = name.split(":");
    switch (kind) {
      case "user":
        return `8:acs:${resource}_0000000a-c6ec-849c-a175-${number.padStart(12, "0")}`;
      case "thread":
        return `19:${number.padStart(43, "a")}1@thread.v2`;
      case "message":
        return String(this.#instant(name));
      case "guid":
        return `00000000-0000-4000-8000-${number.padStart(12, "0")}`;
      case "endpoint":
        return this.endpoint;
      default:
        return String(START);
    }
  }
}

function escaped(text: string, form: string): string {
  switch (form) {
    case "full":
      return encodeURIComponent(text);
    case "lower":
      return encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    case "colon":
      return text.replaceAll(":", "%3A");
    default:
      return text;
  }
}
