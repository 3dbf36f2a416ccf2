// Faults on their way into an answer: what a rule strikes is answered, delayed or damaged as it says.

import { errors, type WireText } from "../../../contracts/stackexchange/errors.ts";
import { type FaultAnswer, FaultError, readFaultHeader, type Strike } from "../../faults/index.ts";
import type { Damage, Visit, VisitReply } from "../dialect.ts";
import { textReply } from "./replies.ts";
import type { StackExchange } from "./stack-exchange.ts";

type Faulty = Visit & { readonly network: StackExchange };

/** Says of each reply for whom and where it was, and lets faults have their way before `serve` does. */
export function withFaults(
  visit: Faulty,
  user: string | undefined,
  serve: () => VisitReply,
): VisitReply {
  const room = roomOf(visit);
  const about = {
    world: visit.network.world,
    ...(user !== undefined && { user }),
    ...(room !== undefined && { room }),
  };
  const strike = strikeOf(visit, user, room);
  if (strike instanceof FaultError) return { ...textReply(400, strike.message), about };
  if (!strike) return { ...serve(), about };
  const reply = strike.answer ? faultReply(strike.answer) : serve();
  return { ...reply, about, damage: damageOf(strike) };
}

/** Of the path, or of the form. */
function roomOf({ params, form }: Visit): string | undefined {
  return params["room"] ?? form["roomid"] ?? form["roomId"] ?? form["RoomId"];
}

function strikeOf(
  { network, operation, headers }: Faulty,
  user: string | undefined,
  thread: string | undefined,
): Strike | FaultError | undefined {
  const wanted = headers.get("x-emulator-fault");
  const { faults } = network;
  if (faults.isIdle && wanted === null) return undefined;
  try {
    const own = wanted === null ? undefined : readFaultHeader(wanted);
    return faults.strike({ vendor: "stackexchange", operation, user, thread }, own);
  } catch (error) {
    if (error instanceof FaultError) return error;
    throw error;
  }
}

function damageOf({ latencyMs, connection, response, ruleIds }: Strike): Damage {
  return {
    ruleIds,
    ...(latencyMs !== undefined && { latencyMs }),
    ...(connection && { connection }),
    ...(response && { response }),
  };
}

function faultReply({ status, error, message = "", headers, body }: FaultAnswer): VisitReply {
  const row: WireText | undefined = Object.entries(errors).find(([name]) => name === error)?.[1];
  const isJson = row?.isJson ?? false;
  const reply = textReply(status, body ?? (isJson ? JSON.stringify(message) : message), isJson);
  const mark = status === 409 ? [["chat", "error"] as const] : [];
  return { ...reply, headers: [...reply.headers, ...mark, ...Object.entries(headers)] };
}
