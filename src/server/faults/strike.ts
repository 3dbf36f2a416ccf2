// What the transport is told to do to one call, one frame or one handshake.

import type { Vendor } from "./fault-rule.ts";

/** A call whose operation is known, before it is served. */
export interface FaultyCall {
  readonly vendor: Vendor;
  /** The operation's name in the contract. */
  readonly operation: string;
  /** The version that it is served at. */
  readonly apiVersion?: string | undefined;
  /** Who calls, or whom an identity operation names: the vendor's id. */
  readonly user?: string | undefined;
  /** The thread or room that the path or the form names: the vendor's id. */
  readonly thread?: string | undefined;
}

/** A notification on its way to one socket. */
export interface FaultyFrame {
  readonly vendor: Vendor;
  /** Who listens. */
  readonly user?: string | undefined;
  readonly thread?: string | undefined;
  readonly event: string;
}

/** A socket that is about to be opened. */
export interface FaultyHandshake {
  readonly vendor: Vendor;
  readonly user?: string | undefined;
}

/** An answer in place of the operation's; the dialect puts code and message into the vendor's envelope. */
export interface FaultAnswer {
  readonly status: number;
  /** The error's name in the vendor's contract, where code and message are the contract's own. */
  readonly error?: string;
  /** Absent where the vendor has no code; an answer without code and message has no body. */
  readonly code?: string;
  readonly message?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body; replaces what would be made of code and message. */
  readonly body?: string;
}

export interface Strike {
  /** The rules that struck, in order; `x-emulator-fault` for the request's own. */
  readonly ruleIds: readonly string[];
  /** Milliseconds to wait before anything else. */
  readonly latencyMs?: number;
  readonly answer?: FaultAnswer;
  readonly connection?: "reset" | "stall";
  readonly response?: "truncated" | "malformed";
  /** Whether a participant, at that place in the request counted from 0, is one of those who cannot be added. */
  readonly rejects?: (participant: string, index: number) => boolean;
}

/** `drop` and `close` stand alone; `delayMs` and `reorder` never come together. */
export interface FrameStrike {
  readonly ruleIds: readonly string[];
  readonly drop?: true;
  readonly duplicate?: true;
  /** The frame goes out after the next one. */
  readonly reorder?: true;
  /** Milliseconds. */
  readonly delayMs?: number;
  /** The code to close the connection with, instead of sending the frame. */
  readonly close?: number;
}

export interface HandshakeStrike {
  readonly ruleIds: readonly string[];
  readonly refuse: true;
}
