// What a matcher of any test runner has found out.

export interface Judgement {
  readonly pass: boolean;
  /** Why it is not as expected or, where it is, why it is. */
  message(): string;
}
