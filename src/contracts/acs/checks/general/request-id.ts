// The request id that a client gives its call.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.general.request-id",
  title: "A client's request id is echoed when the client asks for it",
  operations: ["Chat_ListChatThreads"],
  rules: ["headers.request-id"],
  profile: "read-only",
  people: 1,
  async run(scene) {
    const requestId = "00000000-0000-4000-8000-0000000000ff";
    const page = await scene.alice.do("Chat_ListChatThreads", {
      headers: {
        "x-ms-client-request-id": requestId,
        "x-ms-return-client-request-id": "true",
      },
    });
    scene.expect(page).header("x-ms-client-request-id").is(requestId);
  },
};
