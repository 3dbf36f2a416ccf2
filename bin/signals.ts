// Stop signals: the first asks for a clean stop, the second ends the process at once.

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
export type StopSignal = (typeof stopSignals)[number];

const interruptedCode = 130;
const closeMs = 800;
const lingerMs = 100;

export interface StopSignals {
  /** Resolves at the first signal. */
  readonly first: Promise<StopSignal>;
  /** Stops listening: signals end the process again as they do without. */
  stop(): void;
}

/** Listens from now on. */
export function listenForStop(beforeForcedEnd: () => void = () => undefined): StopSignals {
  let count = 0;
  let tell: (signal: StopSignal) => void = () => undefined;
  const first = new Promise<StopSignal>((resolve) => {
    tell = resolve;
  });
  const listener = (signal: StopSignal) => {
    count += 1;
    if (count === 1) return tell(signal);
    beforeForcedEnd();
    process.exit(interruptedCode);
  };
  for (const signal of stopSignals) process.on(signal, listener);
  return {
    first,
    stop: () => {
      for (const signal of stopSignals) process.off(signal, listener);
    },
  };
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
