// The forms that values of chat always had: times without a fraction, and nothing that is null.

import type { Recorded } from "../../suite/recorded.ts";
import type { Scene } from "./scene.ts";

const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const isTime = /^(?:\w+On|shareHistoryTime)$/;

export function expectForms(scene: Scene, answer: Recorded): void {
  walk(answer.response.body, "", "", (pointer, name, value) => {
    if (value === null) {
      const message = "What has no value is left out, never null.";
      scene.expect(answer).that(false, message, "a value, or nothing", null, `/body${pointer}`);
    }
    if (isTime.test(name)) scene.expect(answer).at(pointer).matches(time);
  });
}

function walk(
  value: unknown,
  pointer: string,
  name: string,
  visit: (pointer: string, name: string, value: unknown) => void,
): void {
  visit(pointer, name, value);
  // Metadata is the users' own.
  if (typeof value !== "object" || value === null || name === "metadata") return;
  for (const [key, inner] of Object.entries(value)) walk(inner, `${pointer}/${key}`, key, visit);
}
