// Schemas of what several topics share: ids, moments, texts of forms, and the forms that carry nothing but a key.

import type { Definitions } from "../contract.ts";

/** Positive for people, negative for the system's own, such as -2, Feeds. */
export const userId = { type: "integer" } as const;
export const roomId = { type: "integer", minimum: 1 } as const;
export const messageId = { type: "integer", minimum: 1 } as const;
/** Seconds since the epoch. */
export const moment = { type: "integer", minimum: 0 } as const;
export const count = { type: "integer", minimum: 0 } as const;

/** Every value of a form is a text. */
export const formText = { type: "string" } as const;
export const formNumber = { type: "string", pattern: "^-?[0-9]+$" } as const;
export const formKey = { type: "string" } as const;

export const sharedDefinitions = {
  /** What every POST carries at least. */
  KeyForm: { type: "object", properties: { fkey: formKey }, required: ["fkey"] },
  /** How most of what is done answers: `"ok"`, or why not, as a JSON string. */
  Outcome: { type: "string" },
} as const satisfies Definitions;
