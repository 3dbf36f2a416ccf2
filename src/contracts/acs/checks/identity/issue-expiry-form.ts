// How the end of a token is written.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { issue } from "./issued.ts";

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{0,6}[1-9])?\+00:00$/;

export const check: Check<Scene> = {
  id: "acs.identity.issue.expiry-form",
  title:
    "The end of a token has at most seven digits of fraction, none of them a trailing zero, and the offset +00:00",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.issue.expiry-form"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const { answer } = await issue(scene);
    scene.expect(answer).at("/expiresOn").matches(form);
  },
};
