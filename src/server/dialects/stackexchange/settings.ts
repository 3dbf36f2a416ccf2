// What can be chosen about the emulated Stack Exchange chat.

export interface StackExchangeSettings {
  /** How often people may write: `real` for a wait that grows with a burst, or so many messages in so many seconds; as often as they like by default. */
  readonly throttle?: "real" | { readonly messages: number; readonly seconds: number };
  /** For how many seconds the same text of the same person in the same room counts as a duplicate; never by default. */
  readonly duplicateSeconds?: number;
  /** For how many seconds authors may edit and delete; 120 by default. */
  readonly editSeconds?: number;
  /** How many stars each person has in 24 hours; any number by default. */
  readonly starsPerDay?: number;
  /** Whether logging in leads over the prompt of the old OpenID provider; it does not by default. */
  readonly openIdPrompt?: boolean;
}
