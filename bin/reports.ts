// Brings reports to where they were asked for, and shows values of recorded traffic on one line.

import { writeFile } from "node:fs/promises";
import { Complaint, causeOf, oneLine } from "./complaint.ts";
import type { ReportTarget } from "./option-values.ts";
import type { Terminal } from "./terminal.ts";

/** What each format prints, and the line for the terminal when all reports went into files. */
export interface Reports extends Readonly<Record<ReportTarget["format"], () => string>> {
  readonly summary: string;
}

export async function publishReports(
  targets: readonly ReportTarget[],
  reports: Reports,
  terminal: Terminal,
): Promise<void> {
  for (const { format, file } of targets) {
    const text = reports[format]();
    if (file === undefined) terminal.print(text);
    else await write(file, text);
  }
  if (targets.every(({ file }) => file !== undefined)) terminal.print(`${reports.summary}\n`);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Complaint(
      `Cannot write ${oneLine(file)}: ${causeOf(error)}. Name another file in --report.`,
    );
  }
}

export function shownValue(value: unknown, lengthMax: number): string {
  return value === undefined ? "nothing" : shownText(JSON.stringify(value), lengthMax);
}

/** What was recorded may hold anything, line feeds and escape sequences included. */
export function shownText(text: string, lengthMax = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  return line.length > lengthMax ? `${line.slice(0, lengthMax)}…` : line;
}
