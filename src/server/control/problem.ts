// Why a control request is refused, and the answers that everything is told with.

import { quote, suggest } from "../../fixtures/problem.ts";

/** A refusal with its status; the message is a whole one: *Cannot …: cause. What to do.* */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** Nothing has that name: 404, with the one that was probably meant. */
export function unknownName(what: string, name: string, known: readonly string[]): Problem {
  const list = known.length === 0 ? "There are none." : `There are: ${known.join(", ")}.`;
  const cause = `nothing has the name ${quote(name)}`;
  return new Problem(404, `Cannot ${what}: ${cause}. ${suggest(name, known, list)}`);
}

/** 400 for what is told in the house's words, which only bad input is; undefined for mistakes of the emulator's own. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  // A TypeError that begins with "Cannot" may be the engine's own: "Cannot read properties of undefined".
  const isTold =
    error instanceof Error &&
    !(error instanceof TypeError) &&
    /^Cannot .+?: .+/s.test(error.message);
  return isTold ? new Problem(400, error.message) : undefined;
}

export function refusal({ status, message, headers }: Problem): Response {
  return Response.json({ error: message }, { status, headers });
}

export function json(value: unknown, status = 200): Response {
  return Response.json(value, { status });
}

export function nothing(): Response {
  return new Response(null, { status: 204 });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
