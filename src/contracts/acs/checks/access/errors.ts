// What an error says, whichever of its envelopes the version has.

import { at, type Recorded } from "../../../suite/recorded.ts";
import type { ErrorRow } from "../../errors.ts";
import type { Scene } from "../scene.ts";

/** Well-formed, and nobody's. */
export const UNKNOWN_THREAD = "19:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1@thread.v2";

/** Seen or specified over the years; the first version has none. */
const roots = ["/CommunicationError", "/Error", "/error", ""] as const;

/** What is not in the row must not be in the answer either. */
export function expectError(scene: Scene, answer: Recorded, row: ErrorRow): void {
  scene.expect(answer).status(row.status);
  const { body } = answer.response;
  const root = roots.find((name) => names(body, name).length > 0) ?? "/CommunicationError";
  const [code = "Code", message = "Message"] = names(body, root);
  scene.expect(answer).at(`${root}/${code}`).is(row.code);
  scene.expect(answer).at(`${root}/${message}`).is(row.message);
}

function names(body: unknown, root: string): readonly string[] {
  if (at(body, `${root}/Code`) !== undefined) return ["Code", "Message"];
  return at(body, `${root}/code`) === undefined ? [] : ["code", "message"];
}
