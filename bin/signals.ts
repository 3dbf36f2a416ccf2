// Stop signals: the first asks for a clean stop, the second ends the process at once.

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
export type StopSignal = (typeof stopSignals)[number];

const interruptedCode = 130;
const closeMs = 800;
const lingerMs = 100;

export interface StopSignals {
  /** Resolves at the first signal. */
  readonly first: Promise<StopSignal>;
}

/** Listens from now to the end of the process. */
export function listenForStop(beforeForcedEnd: () => void = () => undefined): StopSignals {
  let count = 0;
  const first = new Promise<StopSignal>((resolve) => {
    for (const signal of stopSignals) {
      process.on(signal, () => {
        count += 1;
        if (count === 1) return resolve(signal);
        beforeForcedEnd();
        process.exit(interruptedCode);
      });
    }
  });
  return { first };
}

/** Closes, but not for ever: a stop that takes longer than a second feels like none. */
export async function closeSoon(emulator: { close(): Promise<void> }): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeMs);
  });
  await Promise.race([emulator.close(), late]);
  clearTimeout(timer);
  leaveSoon();
}

/** Ends the process if something else keeps it alive. */
export function leaveSoon(): void {
  setTimeout(() => process.exit(), lingerMs).unref();
}
