// Control routes that show and move the time of a tenant.

import { record, time } from "./answer-schemas.ts";
import type { ControlledClock } from "./controlled.ts";
import { type DurationWish, durationSchema } from "./duration-schema.ts";
import { json, messageOf, Problem } from "./problem.ts";
import { type BodySchema, type Route, withBody } from "./route.ts";

const clockAnswer = {
  status: 200,
  description:
    "The time, once what fell due has settled; the offset is null while it stands still.",
  schema: record({
    now: time,
    isFrozen: { type: "boolean" },
    offsetMs: { type: ["number", "null"], description: "From the machine's time to this one." },
  }),
} as const;

const isoTime = { type: "string", examples: ["2025-03-15T12:00:00Z"] } as const;

/** Exactly one of these. */
interface Change {
  readonly freeze?: true | string;
  readonly set?: string;
  readonly advance?: DurationWish;
  readonly resume?: true;
}

const changeSchema: BodySchema<Change> = {
  type: "object",
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: {
    freeze: {
      description: "Makes the time stand still, now or at an ISO time.",
      type: ["boolean", "string"],
      not: { const: false },
      examples: [true, "2025-03-15T12:00:00Z"],
    },
    set: { ...isoTime, description: "Goes to an ISO time." },
    advance: {
      ...durationSchema,
      description: "Moves the time on.",
      examples: [{ minutes: 20 }],
    },
    resume: { const: true, description: "Lets the time run again.", examples: [true] },
  },
};

export const clockRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "clock",
    summary: "Tells the tenant's time.",
    what: "tell the time",
    answers: [clockAnswer],
    handle: ({ tenant }) => json(toldClock(tenant.clock)),
  },
  withBody<Change>({
    method: "POST",
    path: "clock",
    summary: "Freezes, sets, advances or resumes the tenant's time.",
    what: "change the clock",
    schema: changeSchema,
    answers: [clockAnswer],
    async handle({ tenant: { clock } }, { freeze, set, advance, resume }) {
      if (freeze !== undefined) clock.freeze(freeze === true ? undefined : freeze);
      else if (set !== undefined) await settled(() => clock.set(set));
      else if (advance !== undefined) await settled(() => clock.advance(advance));
      else if (resume) clock.resume();
      return json(toldClock(clock));
    },
  }),
];

function toldClock(clock: ControlledClock): object {
  const { isFrozen, offset = null } = clock;
  return { now: new Date(clock.now()).toISOString(), isFrozen, offsetMs: offset };
}

/** What the clock itself refuses is the request's fault; all else went wrong in what fell due. */
async function settled(move: () => Promise<void>): Promise<void> {
  try {
    await move();
  } catch (error) {
    const reasons = error instanceof AggregateError ? error.errors : [error];
    const messages = reasons.map(messageOf);
    const [first = ""] = messages;
    if (/^Cannot (set the clock back|\w+ the clock from inside) /.test(first)) {
      throw new Problem(409, first);
    }
    if (/^Cannot (set|advance) the clock\b/.test(first)) throw new Problem(400, first);
    const told = messages.join(" ");
    throw new Problem(
      409,
      `Cannot let all that fell due go well: ${told} The time has moved; see what failed.`,
    );
  }
}
