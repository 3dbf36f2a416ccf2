// How long somebody who writes much has to wait, when the emulator is told to ask for it.

import type { StackExchangeSettings } from "./settings.ts";

type Rule = NonNullable<StackExchangeSettings["throttle"]>;

interface Burst {
  /** When each of the last messages was written (ms), or of a growing burst only the last one. */
  times: number[];
  count: number;
}

/** After so long without a message a burst is over (assumed). */
const CALM_MS = 60_000;

export class Throttle {
  readonly #rule: Rule | undefined;
  readonly #bursts = new Map<string, Burst>();

  constructor(rule: Rule | undefined) {
    this.#rule = rule;
  }

  /** Counts an action, or says in how many whole seconds it may be tried again. */
  ask(who: string, now: number): number | undefined {
    if (this.#rule === undefined) return undefined;
    const burst = this.#bursts.get(who) ?? { times: [], count: 0 };
    const readyAt =
      this.#rule === "real" ? readyAfterBurst(burst, now) : readyInWindow(burst, this.#rule);
    if (readyAt > now) return Math.max(1, Math.ceil((readyAt - now) / 1000));
    burst.count += 1;
    burst.times.push(now);
    const kept = this.#rule === "real" ? 1 : this.#rule.messages;
    if (burst.times.length > kept) burst.times.shift();
    this.#bursts.set(who, burst);
    return undefined;
  }
}

/** About a second after the first, ten after ten, twenty after a hundred (meta.SE 371147 and 164899). */
function readyAfterBurst(burst: Burst, now: number): number {
  const last = burst.times.at(-1);
  if (last === undefined) return now;
  if (now - last >= CALM_MS) {
    burst.count = 0;
    return now;
  }
  const seconds = burst.count <= 10 ? burst.count : 10 * Math.log10(burst.count);
  return last + seconds * 1000;
}

function readyInWindow({ times }: Burst, rule: Exclude<Rule, "real">): number {
  const [first] = times;
  if (first === undefined || times.length < rule.messages) return Number.NEGATIVE_INFINITY;
  return first + rule.seconds * 1000;
}
