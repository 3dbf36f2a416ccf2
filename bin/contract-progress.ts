// Shows how far a contract run is, on one line of a terminal; nothing where stderr is no terminal.

import type { Progress } from "../src/contracts/run-contract.ts";
import type { CheckResult } from "../src/contracts/suite/check.ts";
import type { Terminal } from "./terminal.ts";

/** Back to the beginning of the line, and empty it. */
const CLEAR = "\r\u001b[2K";
const LENGTH_MAX = 78;

export interface ProgressLine {
  show(result: CheckResult, progress: Progress): void;
  clear(): void;
}

export function progressOn({ tell, isInteractive }: Terminal): ProgressLine {
  if (!isInteractive) return { show: () => undefined, clear: () => undefined };
  let failed = 0;
  return {
    show({ id, status }, { done, total }) {
      if (status === "fail") failed += 1;
      const line = `${done}/${total}  ${failed} failed  ${id}`;
      tell(`${CLEAR}${line.slice(0, LENGTH_MAX)}`);
    },
    clear: () => tell(CLEAR),
  };
}
