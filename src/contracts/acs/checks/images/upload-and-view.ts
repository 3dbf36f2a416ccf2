// Pictures: uploaded, viewed and taken away.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";
import { GIF } from "./image.ts";

export const check: Check<Scene> = {
  id: "acs.images.upload-and-view",
  title: "A picture that was uploaded is seen in both its views, until it is deleted",
  operations: [
    "ChatThread_UploadChatImage",
    "ChatThread_GetChatImage",
    "ChatThread_DeleteChatImage",
  ],
  rules: [
    "images.upload.created",
    "images.upload.request",
    "images.get.bytes",
    "images.get.views",
    "images.delete.no-content",
  ],
  profile: "safe",
  people: 2,
  appliesTo: only("2024-06-05-preview"),
  async run(scene) {
    const { alice, bob } = scene;
    const chatThreadId = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    const imageId = await scene.upload(chatThreadId);
    const original = { chatThreadId, imageId, imageViewType: "original" };
    const seen = await bob.do("ChatThread_GetChatImage", { params: original });
    scene
      .expect(seen)
      .that(seen.response.text === GIF, "It is another picture.", GIF, seen.response.text);
    const small = await bob.do("ChatThread_GetChatImage", {
      params: { ...original, imageViewType: "small" },
    });
    scene
      .expect(small)
      .header("content-type")
      .matches(/^image\//);
    await alice.do("ChatThread_DeleteChatImage", { params: { chatThreadId, imageId } });
    const gone = await bob.call("ChatThread_GetChatImage", { params: original });
    scene.expect(gone).refused();
  },
};
