// The kinds of effect that a rule may have, and which of them cannot happen to the same call.

import type { FaultRule, SocketFault } from "./fault-rule.ts";

export type Effect = "latencyMs" | "status" | "connection" | "response" | "participants";

const order: readonly Effect[] = ["latencyMs", "status", "connection", "response", "participants"];

const excludes: Readonly<Record<Effect, readonly Effect[]>> = {
  latencyMs: [],
  status: ["connection", "participants"],
  connection: ["status", "response", "participants"],
  response: ["connection"],
  participants: ["status", "connection"],
};

/** The effects on calls that a rule has. */
export function effectsOf(rule: FaultRule): readonly Effect[] {
  return order.filter((effect) => rule[effect] !== undefined);
}

/** Two effects of one rule that cannot both happen. */
export function contradiction(effects: readonly Effect[]): readonly [Effect, Effect] | undefined {
  for (const one of effects) {
    const other = effects.find((effect) => excludes[one].includes(effect));
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

/** Whether nothing that happens already stands in the way. */
export function isOpen(effect: Effect, taken: ReadonlySet<Effect>): boolean {
  return !taken.has(effect) && !excludes[effect].some((other) => taken.has(other));
}

export type FrameEffect = "drop" | "duplicate" | "reorder" | "delayMs" | "close";

const frameExcludes: Readonly<Record<FrameEffect, readonly FrameEffect[]>> = {
  drop: ["duplicate", "reorder", "delayMs", "close"],
  close: ["duplicate", "reorder", "delayMs", "drop"],
  duplicate: ["drop", "close"],
  reorder: ["drop", "close", "delayMs"],
  delayMs: ["drop", "close", "reorder"],
};

/** What a rule does to a frame, or undefined when it is about handshakes or not about sockets. */
export function frameEffectOf(socket: SocketFault | undefined): FrameEffect | undefined {
  if (socket === undefined || socket === "refuse") return undefined;
  if (typeof socket === "string") return socket;
  return "close" in socket ? "close" : "delayMs";
}

export function isFrameOpen(effect: FrameEffect, taken: ReadonlySet<FrameEffect>): boolean {
  return !taken.has(effect) && !frameExcludes[effect].some((other) => taken.has(other));
}
