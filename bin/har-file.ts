// The HAR of a run: gathers the exchanges as they come, and writes them without their secrets.

import { harOf } from "../src/contracts/reports/har.ts";
import type { Recorded } from "../src/contracts/suite/recorded.ts";
import { Complaint, causeOf, oneLine } from "./complaint.ts";
import { writePrivateFile } from "./private-file.ts";

export interface HarFile {
  readonly record: (exchange: Recorded) => void;
  write(): Promise<void>;
}

/** Written once before the run, so that a file that cannot be written is known before minutes are spent. */
export async function openHar(file: string): Promise<HarFile> {
  const exchanges: Recorded[] = [];
  const write = async () => {
    try {
      await writePrivateFile(file, harOf(exchanges));
    } catch (error) {
      throw new Complaint(
        `Cannot write ${oneLine(file)}: ${causeOf(error)}. Name another file in --har.`,
      );
    }
  };
  await write();
  return {
    record: (exchange) => {
      exchanges.push(exchange);
    },
    write,
  };
}
