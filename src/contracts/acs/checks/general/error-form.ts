// What the body of an error looks like.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { VersionedApi } from "../../../versions.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

const isCurrent = from("2021-09-07");

/** The root of the envelope; where none was ever seen, the one that the answer has. */
function rootOf({ id }: VersionedApi, body: unknown): string {
  const isFirst = id === "2020-11-01-preview3" || at(body, "/Error") !== undefined;
  return isFirst ? "/Error" : "/CommunicationError";
}

export const check: Check<Scene> = {
  id: "acs.general.error-form",
  title: "An error has the envelope of its version, laid out over lines that end with CRLF",
  operations: ["ChatThread_GetChatThreadProperties"],
  rules: [
    "errors.envelope",
    "errors.envelope-2021",
    "errors.envelope-preview2",
    "errors.layout",
    "errors.details",
  ],
  profile: "read-only",
  people: 1,
  async run(scene) {
    const { version } = scene.alice;
    const answer = await scene.alice.call("ChatThread_GetChatThreadProperties", {
      params: { chatThreadId: "not-a-thread" },
    });
    scene.expect(answer).status(400);
    scene.expect(answer).header("content-type").is("application/json");
    const { text, body } = answer.response;
    const isLaidOut = text.startsWith("{\r\n  ") && !/[^\r]\n/.test(text);
    scene
      .expect(answer)
      .that(isLaidOut, "The error is laid out in another way.", "lines that end with CRLF", text);
    if (scene.speech.generation === "members") {
      scene.expect(answer).at("/code").is("BadRequest");
      return;
    }
    const root = isCurrent(version) ? "/CommunicationError" : rootOf(version, body);
    scene.expect(answer).at(`${root}/Code`).is("BadRequest");
    scene.expect(answer).at(`${root}/Details`).is([]);
  },
};
