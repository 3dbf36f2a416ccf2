// Brings reports to where they were asked for.

import { writeFile } from "node:fs/promises";
import { Complaint, causeOf, oneLine } from "./complaint.ts";
import type { ReportTarget } from "./option-values.ts";
import type { Terminal } from "./terminal.ts";

export { shownText, shownValue } from "../src/contracts/reports/wording.ts";

/** What each format prints, and the line for the terminal when all reports went into files. */
export type Reports<Format extends string> = Readonly<Record<Format, () => string>> & {
  readonly summary: string;
};

/** A file that cannot be written is complained about last: the other reports are worth having. */
export async function publishReports<Format extends string>(
  targets: readonly ReportTarget<Format>[],
  reports: NoInfer<Reports<Format>>,
  terminal: Terminal,
): Promise<void> {
  const complaints: Complaint[] = [];
  for (const { format, file } of targets) {
    const text = reports[format]();
    if (file === undefined) terminal.print(text);
    else
      await writeFile(file, text).catch((error: unknown) =>
        complaints.push(unwritten(file, error)),
      );
  }
  if (targets.every(({ file }) => file !== undefined)) terminal.print(`${reports.summary}\n`);
  const [first] = complaints;
  if (first) throw first;
}

function unwritten(file: string, error: unknown): Complaint {
  return new Complaint(
    `Cannot write ${oneLine(file)}: ${causeOf(error)}. Name another file in --report.`,
  );
}
