// Attachments, which one preview can send and others show in their own way.

import type { Check } from "../../../suite/check.ts";
import type { VersionedApi } from "../../../versions.ts";
import { from, only, upTo } from "../applies.ts";
import type { Scene } from "../scene.ts";

const SENDER = "2024-06-05-preview";
const operations = ["ChatThread_SendChatMessage", "ChatThread_GetChatMessage"];
const picture = {
  id: "p",
  attachmentType: "image",
  url: "https://example.com/p.png",
  name: "p.png",
};
const file = { id: "f", attachmentType: "file", url: "https://example.com/f.pdf", name: "f.pdf" };

/** A message with a picture and a file, sent at the one version that can, as this version reads it. */
async function seenHere(scene: Scene) {
  const thread = await scene.thread();
  const sender = scene.at(SENDER);
  const more = { attachments: [picture, file] };
  return scene.read(thread, await sender.say(thread, "Hello", sender.alice, more));
}

const common = { operations, profile: "safe", people: 1 } as const;

export const checks: readonly Check<Scene>[] = [
  {
    ...common,
    id: "acs.messages.send.attachments",
    title: "Attachments can be sent with a message and are shown in its content",
    rules: ["messages.send.attachments"],
    appliesTo: only(SENDER),
    async run(scene) {
      const read = await seenHere(scene);
      scene.expect(read).at("/content/attachments/0/id").is("p");
      scene.expect(read).at("/content/attachments/1/id").is("f");
    },
  },
  {
    ...common,
    id: "acs.messages.list.attachments",
    title: "Attachments of a content are images and files, with name and url",
    rules: ["messages.list.attachments"],
    appliesTo: (version: VersionedApi) =>
      only("2023-11-15-preview")(version) || from("2024-03-01-preview")(version),
    async run(scene) {
      const read = await seenHere(scene);
      scene.expect(read).at("/content/attachments/0/attachmentType").is("image");
      scene.expect(read).at("/content/attachments/0/name").is("p.png");
      scene.expect(read).at("/content/attachments/1/attachmentType").is("file");
      scene.expect(read).at("/content/attachments/1/url").is(file.url);
    },
  },
  {
    ...common,
    id: "acs.messages.list.attachments-images-only",
    title: "Attachments of a content are images only",
    rules: ["messages.list.attachments-images-only"],
    appliesTo: only("2023-11-07"),
    async run(scene) {
      const read = await seenHere(scene);
      scene.expect(read).at("/content/attachments/0/attachmentType").is("image");
      scene.expect(read).at("/content/attachments").hasLength(1);
    },
  },
  {
    ...common,
    id: "acs.messages.list.attachments-first-names",
    title: "Attachments have the first names of their types",
    rules: ["messages.list.attachments-first-names"],
    appliesTo: only("2023-07-01-preview"),
    async run(scene) {
      const read = await seenHere(scene);
      const type = /^(teamsInlineImage|teamsImage|file)$/;
      scene.expect(read).at("/content/attachments/0/attachmentType").matches(type);
      scene.expect(read).at("/content/attachments/1/attachmentType").is("file");
    },
  },
  {
    ...common,
    id: "acs.messages.list.no-attachments",
    title: "A content has no attachments",
    rules: ["messages.list.no-attachments"],
    appliesTo: upTo("2022-11-15-preview8"),
    async run(scene) {
      const read = await seenHere(scene);
      scene.expect(read).at(scene.speech.textPointer).is("Hello");
      scene.expect(read).at("/content/attachments").isAbsent();
      scene.expect(read).at("/attachments").isAbsent();
    },
  },
];
