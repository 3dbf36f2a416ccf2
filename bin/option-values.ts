// How the values of options are read from text, and what is said of those that do not fit.

export interface OptionValue<Value> {
  /** Completes "it is not …". */
  readonly expected: string;
  readonly example: string;
  /** Undefined when the text does not fit. */
  read(text: string): Value | undefined;
}

export function wholeNumber(min: number, max: number, example: string): OptionValue<number> {
  return {
    expected: `a whole number from ${min} to ${max}`,
    example,
    read(text) {
      const number = Number(text);
      return /^\d+$/.test(text) && number >= min && number <= max ? number : undefined;
    },
  };
}

export function oneOf<const Choice extends string>(
  ...choices: readonly Choice[]
): OptionValue<Choice> {
  return {
    expected: `one of ${choices.join(", ")}`,
    example: choices.at(-1) ?? "",
    read: (text) => choices.find((choice) => choice === text),
  };
}

export function filled(expected: string, example: string): OptionValue<string> {
  return { expected, example, read: (text) => (text.trim() === "" ? undefined : text) };
}

export const onOff: OptionValue<boolean> = {
  expected: "on or off",
  example: "on",
  read(text) {
    if (/^(on|true|yes|1)$/i.test(text)) return true;
    return /^(off|false|no|0)$/i.test(text) ? false : undefined;
  },
};

export const hostName: OptionValue<string> = {
  expected: "a host name or an address",
  example: "127.0.0.1",
  read: (text) => (/^([\w.-]+|[\da-f:.]*:[\da-f:.]*)$/i.test(text) ? text : undefined),
};

export const httpUrl: OptionValue<string> = {
  expected: "an http or https URL",
  example: "http://127.0.0.1:2428",
  read: (text) =>
    /^https?:\/\//i.test(text) && URL.canParse(text) ? text.replace(/\/+$/, "") : undefined,
};

export const clockStart: OptionValue<string> = {
  expected: "an ISO time, or frozen: and an ISO time",
  example: "frozen:2025-03-15T12:00:00Z",
  read(text) {
    const time = text.replace(/^frozen:/, "");
    // Date.parse alone would take a lone number for a year.
    const isTime = /^\d{4}-\d{2}-\d{2}/.test(time) && !Number.isNaN(Date.parse(time));
    return isTime ? text : undefined;
  },
};

/** Where a report goes: to stdout, or into a file. */
export interface ReportTarget<Format extends string> {
  readonly format: Format;
  readonly file?: string;
}

function reportIn<const Format extends string>(
  formats: readonly Format[],
  example: string,
): OptionValue<ReportTarget<Format>> {
  const names = `${formats.slice(0, -1).join(", ")} or ${formats.at(-1)}`;
  return {
    expected: `${names}, with :FILE if it is to be written to one`,
    example,
    read(text) {
      const [, name, file] = /^(\w+)(?::(.+))?$/.exec(text) ?? [];
      const format = formats.find((known) => known === name);
      return format && { format, ...(file !== undefined && { file }) };
    },
  };
}

export const reportTarget = reportIn(["pretty", "json"], "json:report.json");

export const contractReportTarget = reportIn(
  ["pretty", "json", "junit", "sarif", "github", "html"],
  "junit:report.xml",
);
