// Faults on purpose, each tenant's own: rules that strike calls and sockets, the same way for the same seed.

export { FaultError } from "./fault-error.ts";
export { readFaultHeader } from "./fault-header.ts";
export type {
  FaultRule,
  FaultState,
} from "./fault-rule.ts";
export { Faults } from "./faults.ts";
export { type Lag, readLag } from "./lag.ts";
export type { Chance } from "./latency.ts";
export type {
  FaultAnswer,
  FaultyFrame,
  FrameStrike,
  Strike,
} from "./strike.ts";
