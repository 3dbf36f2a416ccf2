// The faults of one tenant: which calls, frames and handshakes they strike, counted and drawn so that a run repeats.

import { answerOf } from "./answers.ts";
import { isObject, number, object } from "./checks.ts";
import {
  type Effect,
  effectsOf,
  type FrameEffect,
  frameEffectOf,
  isFrameOpen,
  isOpen,
} from "./effects.ts";
import { FaultError, shown } from "./fault-error.ts";
import type { FaultRule, FaultState, RejectedParticipants } from "./fault-rule.ts";
import { addingOperations } from "./known-operations.ts";
import { type Chance, drawLatency } from "./latency.ts";
import { fits } from "./operation-pattern.ts";
import { readRule } from "./read-rule.ts";
import type {
  FaultyCall,
  FaultyFrame,
  FaultyHandshake,
  FrameStrike,
  HandshakeStrike,
  Strike,
} from "./strike.ts";

interface Fault {
  readonly rule: FaultRule & { readonly id: string };
  readonly effects: readonly Effect[];
  readonly frameEffect: FrameEffect | undefined;
  matched: number;
  struck: number;
}

type Draft<Whole> = { -readonly [Key in keyof Whole]: Whole[Key] };

/** The id under which a request's own fault is reported. */
const OWN_ID = "x-emulator-fault";

const LOADING = "load the faults";
const count = number({ from: 0, isWhole: true });
const savedShape = object({ made: count, rules: () => undefined }, { required: ["made", "rules"] });

export class Faults {
  readonly #random: Chance;
  #faults: readonly Fault[] = [];
  /** By operation, in the order of adding; filled as operations are first called. */
  readonly #byOperation = new Map<string, readonly Fault[]>();
  /** How many ids were made up. */
  #made = 0;

  /** `random` gives numbers in [0, 1) and is the only source of chance. */
  constructor({ random }: { readonly random: Chance }) {
    this.#random = random;
  }

  /** Whether there are no rules at all, so that nothing need be asked. */
  get isIdle(): boolean {
    return this.#faults.length === 0;
  }

  /**
   * Adds a `FaultRule` behind the others, each of which goes first where both would do the same.
   * Throws a `FaultError` for one that is malformed, names what does not exist, or could never strike.
   */
  add(rule: unknown): { id: string } {
    const what = "add the fault";
    const read = readRule(what, rule);
    if (read.id !== undefined && this.#has(read.id)) {
      const cause = `there is a fault ${shown(read.id)} already`;
      throw new FaultError(what, { cause, advice: "Remove it first, or use another id." });
    }
    const id = read.id ?? this.#nextId();
    this.#replace([...this.#faults, faultOf({ ...read, id })]);
    return { id };
  }

  /** False when there is no rule of that id. */
  remove(id: string): boolean {
    const isKnown = this.#has(id);
    if (isKnown) this.#replace(this.#faults.filter(({ rule }) => rule.id !== id));
    return isKnown;
  }

  /** Removes all rules; ids are made up from `fault-1` again. */
  clear(): void {
    this.#made = 0;
    this.#replace([]);
  }

  /** Copies of the rules in the order of adding, also of those that are used up. */
  list(): readonly FaultState[] {
    return this.#faults.map(({ rule, matched, struck }) =>
      structuredClone({ ...rule, matched, struck }),
    );
  }

  /**
   * What happens to a call, or undefined. Counts it, so ask once for each call. `own` is the fault that the
   * request asks for itself, from `readFaultHeader`; it goes before the rules.
   */
  strike(call: FaultyCall, own?: FaultRule): Strike | undefined {
    const rules = this.#faultsOf(call.operation);
    const ownFault = own && faultOf({ ...own, id: OWN_ID });
    const faults =
      ownFault && isAbout(ownFault.rule, call.operation) ? [ownFault, ...rules] : rules;
    if (faults.length === 0) return undefined;
    const taken = new Set<Effect>();
    const ids: string[] = [];
    const strike: Draft<Strike> = { ruleIds: ids };
    for (const fault of faults) {
      if (!isMet(fault.rule, call) || !isDue(fault)) continue;
      const open = fault.effects.filter((effect) => isOpen(effect, taken));
      if (open.length === 0 || !this.#draw(fault)) continue;
      ids.push(fault.rule.id);
      for (const effect of open) {
        taken.add(effect);
        this.#apply(effect, fault.rule, call, strike);
      }
    }
    return ids.length === 0 ? undefined : strike;
  }

  /** What happens to a notification on its way to one socket, or undefined. Counts it, so ask once for each frame. */
  strikeFrame(frame: FaultyFrame): FrameStrike | undefined {
    const taken = new Set<FrameEffect>();
    const ids: string[] = [];
    const strike: Draft<FrameStrike> = { ruleIds: ids };
    for (const fault of this.#faults) {
      const { rule, frameEffect } = fault;
      if (frameEffect === undefined || !isHeard(rule, frame) || !isDue(fault)) continue;
      if (!isFrameOpen(frameEffect, taken) || !this.#draw(fault)) continue;
      ids.push(rule.id);
      taken.add(frameEffect);
      this.#applyToFrame(rule, strike);
    }
    return ids.length === 0 ? undefined : strike;
  }

  /** Whether a socket is turned away when it is opened, or undefined. Counts it, so ask once for each. */
  strikeHandshake({ vendor, user }: FaultyHandshake): HandshakeStrike | undefined {
    for (const fault of this.#faults) {
      const { rule } = fault;
      if (rule.socket !== "refuse" || !isMet(rule, { vendor, user }) || !isDue(fault)) continue;
      if (this.#draw(fault)) return { ruleIds: [rule.id], refuse: true };
    }
    return undefined;
  }

  /** Plain data for a snapshot: the rules with their counts. The state of `random` is its owner's to save. */
  save(): unknown {
    return { made: this.#made, rules: this.list() };
  }

  /** Puts what `save` returned in place of all rules. Throws a `FaultError` for anything else, and then changes nothing. */
  load(saved: unknown): void {
    const complaint = savedShape(saved, "");
    if (complaint || !isObject(saved) || !Array.isArray(saved["rules"])) {
      const cause = "they have no list of rules";
      throw new FaultError(LOADING, complaint ?? { cause, advice: "Load what save returned." });
    }
    const faults = saved["rules"].map(readSaved);
    const ids = new Set(faults.map(({ rule }) => rule.id));
    if (ids.size < faults.length) {
      const advice = "Load what save returned.";
      throw new FaultError(LOADING, { cause: "two of them have the same id", advice });
    }
    this.#made = Number(saved["made"]);
    this.#replace(faults);
  }

  #has(id: string): boolean {
    return this.#faults.some(({ rule }) => rule.id === id);
  }

  #nextId(): string {
    do this.#made += 1;
    while (this.#has(`fault-${this.#made}`));
    return `fault-${this.#made}`;
  }

  #replace(faults: readonly Fault[]): void {
    this.#faults = faults;
    this.#byOperation.clear();
  }

  #faultsOf(operation: string): readonly Fault[] {
    let faults = this.#byOperation.get(operation);
    if (!faults) {
      faults = this.#faults.filter(({ rule }) => isAbout(rule, operation));
      this.#byOperation.set(operation, faults);
    }
    return faults;
  }

  #draw(fault: Fault): boolean {
    const { probability = 1 } = fault.rule;
    // Certainty takes no number, so that such rules do not shift the chances of others.
    if (probability < 1 && this.#random.next() >= probability) return false;
    fault.struck += 1;
    return true;
  }

  #apply(effect: Effect, rule: FaultRule, call: FaultyCall, strike: Draft<Strike>): void {
    const { latencyMs, status, connection, response, participants } = rule;
    if (effect === "latencyMs" && latencyMs !== undefined) {
      strike.latencyMs = drawLatency(latencyMs, this.#random);
    } else if (effect === "status" && status !== undefined) {
      strike.answer = answerOf(rule, status, call);
    } else if (effect === "connection" && connection) {
      strike.connection = connection;
    } else if (effect === "response" && response) {
      strike.response = response;
    } else if (participants !== undefined) {
      strike.rejects = rejection(participants);
    }
  }

  #applyToFrame({ socket }: FaultRule, strike: Draft<FrameStrike>): void {
    if (socket === "drop") strike.drop = true;
    else if (socket === "duplicate") strike.duplicate = true;
    else if (socket === "reorder") strike.reorder = true;
    else if (typeof socket !== "object") return;
    else if ("close" in socket) strike.close = socket.close;
    else strike.delayMs = drawLatency(socket.delayMs, this.#random);
  }
}

function faultOf(rule: Fault["rule"]): Fault {
  const frameEffect = frameEffectOf(rule.socket);
  return { rule, effects: effectsOf(rule), frameEffect, matched: 0, struck: 0 };
}

function readSaved(saved: unknown): Fault {
  const { matched, struck, ...rest } = isObject(saved) ? saved : {};
  const counts = object({ matched: count, struck: count }, { required: ["matched", "struck"] });
  const complaint = counts({ matched, struck }, "");
  if (complaint) throw new FaultError(LOADING, complaint);
  const { id, ...rule } = readRule(LOADING, rest);
  if (id === undefined) {
    throw new FaultError(LOADING, { cause: "one has no id", advice: "Load what save returned." });
  }
  return { ...faultOf({ id, ...rule }), matched: Number(matched), struck: Number(struck) };
}

/** Whether the rule is about calls of that operation at all. */
function isAbout({ socket, operation, participants }: FaultRule, called: string): boolean {
  if (socket !== undefined) return false;
  if (participants !== undefined && !addingOperations.has(called)) return false;
  return operation === undefined || fits(operation, called);
}

/** A condition that a rule does not have is met by everybody. */
function isMet(rule: FaultRule, about: Omit<FaultyCall, "operation">): boolean {
  return (
    (rule.vendor === undefined || rule.vendor === about.vendor) &&
    (rule.apiVersion === undefined || rule.apiVersion === about.apiVersion) &&
    (rule.user === undefined || rule.user === about.user) &&
    (rule.thread === undefined || rule.thread === about.thread)
  );
}

function isHeard(rule: FaultRule, frame: FaultyFrame): boolean {
  return isMet(rule, frame) && (rule.event === undefined || rule.event === frame.event);
}

/** Counts a call that meets the rule's conditions, and says whether it is one that the rule may strike. */
function isDue(fault: Fault): boolean {
  fault.matched += 1;
  const { after = 0, times = Number.POSITIVE_INFINITY } = fault.rule;
  return fault.matched > after && fault.struck < times;
}

function rejection(participants: RejectedParticipants): NonNullable<Strike["rejects"]> {
  if (participants === "all") return () => true;
  if (isList(participants)) {
    const rejected = new Set(participants);
    return (participant) => rejected.has(participant);
  }
  return (_participant, index) => (index + 1) % participants.every === 0;
}

/** `Array.isArray` does not tell a list that cannot be changed. */
function isList(
  participants: Exclude<RejectedParticipants, "all">,
): participants is readonly string[] {
  return Array.isArray(participants);
}
