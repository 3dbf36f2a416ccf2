// The body of a control request that says how long something takes.

const amount = { type: "number", minimum: 0 } as const;

/** The units add up. */
export const durationSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    days: amount,
    hours: amount,
    minutes: amount,
    seconds: amount,
    milliseconds: amount,
  },
} as const;

export type DurationWish = { readonly [Unit in keyof typeof durationSchema.properties]?: number };
