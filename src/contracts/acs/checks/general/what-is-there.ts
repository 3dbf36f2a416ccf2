// What a user finds, read without making anything.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

const THREADS_MAX = 3;
const PAGES_MAX = 3;

export const check: Check<Scene> = {
  id: "acs.general.what-is-there",
  title: "Everything that can be read of the threads that are there has its shape",
  operations: [
    "Chat_ListChatThreads",
    "ChatThread_GetChatThreadProperties",
    "ChatThread_ListChatMessages",
    "ChatThread_GetChatMessage",
    "ChatThread_ListChatParticipants",
    "ChatThread_ListChatReadReceipts",
  ],
  rules: ["ids.thread", "ids.message", "ids.version", "times.created", "times.changed"],
  profile: "read-only",
  people: 1,
  async run(scene) {
    const listed = await scene.alice.do("Chat_ListChatThreads");
    const live = scene
      .items(listed)
      .filter((item) => text(item, "deletedOn") === undefined && !isDeleted(item));
    for (const item of live.slice(0, THREADS_MAX)) await readAll(scene, text(item, "id") ?? "");
  },
};

function isDeleted(item: unknown): boolean {
  return Reflect.get(Object(item), "isDeleted") === true;
}

async function readAll(scene: Scene, chatThreadId: string): Promise<void> {
  const { alice } = scene;
  const params = { chatThreadId };
  await scene.properties(chatThreadId);
  await scene.participants(chatThreadId);
  await alice.do("ChatThread_ListChatReadReceipts", { params });
  let page = await scene.messages(chatThreadId);
  const [newest] = scene.items(page);
  const chatMessageId = text(newest, "id");
  if (chatMessageId !== undefined) await scene.read(chatThreadId, chatMessageId);
  for (let pages = 1; pages < PAGES_MAX; pages += 1) {
    const next = text(page.response.body, "nextLink");
    if (next === undefined) return;
    page = await alice.get(next);
    scene.expect(page).status(200);
  }
}
