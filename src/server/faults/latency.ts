// Draws delays from their distributions.

import { LONGEST_MS } from "./checks.ts";
import type { Latency } from "./fault-rule.ts";

/** Numbers in [0, 1). */
export interface Chance {
  next(): number;
}

/** How many standard deviations the 99th percentile of the normal distribution lies above its middle. */
const P99 = 2.3263478740408408;

/** Milliseconds, never negative and never longer than a timer can wait. */
export function drawLatency(latency: Latency, random: Chance): number {
  return typeof latency === "number"
    ? latency
    : Math.min(Math.max(Math.round(draw(latency, random)), 0), LONGEST_MS);
}

function draw(latency: Exclude<Latency, number>, random: Chance): number {
  switch (latency.distribution) {
    case "uniform":
      return latency.min + random.next() * (latency.max - latency.min);
    case "normal":
      return latency.mean + deviate(random) * latency.deviation;
    case "lognormal": {
      const sigma = Math.log(latency.p99 / latency.median) / P99;
      return latency.median * Math.exp(sigma * deviate(random));
    }
  }
}

/** By Box and Muller; the second number of the pair is not kept, so that a snapshot need not hold it. */
function deviate(random: Chance): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}
