// The messages of a tenant that are being written part by part, so that each next part finds its own.

import type { ControlledStream, ControlledTenant } from "./controlled.ts";
import { Problem } from "./problem.ts";

/** Of more than that many the oldest give way, ended or not. */
const STREAMS_MAX = 1000;

/** By what a reset replaces: with it goes what was written. */
const streams = new WeakMap<ControlledTenant["tenant"], Map<string, ControlledStream>>();

export function keepStream(
  { tenant }: ControlledTenant,
  threadId: string,
  stream: ControlledStream,
): void {
  const known = streams.get(tenant) ?? new Map<string, ControlledStream>();
  streams.set(tenant, known);
  known.set(keyOf(threadId, stream.messageId), stream);
  const [oldest] = known.keys();
  if (known.size > STREAMS_MAX && oldest !== undefined) known.delete(oldest);
}

/** One that has ended says so itself. */
export function keptStream(
  { tenant }: ControlledTenant,
  threadId: string,
  messageId: string,
): ControlledStream {
  const stream = streams.get(tenant)?.get(keyOf(threadId, messageId));
  if (stream) return stream;
  throw new Problem(
    404,
    `Cannot write to message ${messageId} of ${threadId}: nobody streams such a message. Start it with POST acs/streams, and give the ids of that one.`,
  );
}

function keyOf(threadId: string, messageId: string): string {
  return `${threadId} ${messageId}`;
}
