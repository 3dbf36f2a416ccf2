// The pages of messages and the links between them.

import type { Check } from "../../../suite/check.ts";
import { at, type Recorded } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

const operations = ["ChatThread_SendChatMessage", "ChatThread_ListChatMessages"];
const common = { operations, profile: "safe", people: 1 } as const;

async function threadOf(scene: Scene, messages: number): Promise<string> {
  const thread = await scene.thread();
  for (let sent = 1; sent <= messages; sent += 1) await scene.say(thread, `message ${sent}`);
  return thread;
}

function linkOf(page: Recorded): string {
  return text(page.response.body, "nextLink") ?? "";
}

export const checks: readonly Check<Scene>[] = [
  {
    ...common,
    id: "acs.messages.list.page-of-10",
    title: "Without a page size a page has ten messages, and its link says so",
    rules: ["messages.list.page-of-10"],
    async run(scene) {
      const page = await scene.messages(await threadOf(scene, 11));
      scene.expect(page).at("/value").hasLength(10);
      scene
        .expect(page)
        .at("/nextLink")
        .matches(/[?&]maxPageSize=10(&|$)/);
    },
  },
  {
    ...common,
    id: "acs.messages.list.full-page-links",
    title: "Every full page has a link, if need be to an empty page, which has none",
    rules: ["messages.list.full-page-links", "messages.list.short-page-ends"],
    async run(scene) {
      // Two system messages and these two.
      const thread = await threadOf(scene, 2);
      const all = await scene.messages(thread, { maxPageSize: "4" });
      scene.expect(all).at("/value").hasLength(4);
      scene.expect(all).at("/nextLink").isPresent();
      const empty = await scene.alice.get(linkOf(all));
      scene.expect(empty).status(200);
      scene.expect(empty).at("/value").hasLength(0);
      scene.expect(empty).at("/nextLink").isAbsent();
      const short = await scene.messages(thread, { maxPageSize: "5" });
      scene.expect(short).at("/nextLink").isAbsent();
    },
  },
  {
    ...common,
    id: "acs.messages.list.link",
    title:
      "The link is absolute, with the thread id unescaped, and carries the state, the start, the size and the version",
    rules: ["messages.list.link", "messages.list.link-start-time", "paths.links"],
    async run(scene) {
      const thread = await threadOf(scene, 1);
      const page = await scene.messages(thread, { maxPageSize: "2" });
      const link = linkOf(page);
      const path = `/chat/threads/${thread}/messages?`;
      scene
        .expect(page)
        .that(
          /^https?:\/\//.test(link) && link.includes(path),
          "The link leads elsewhere.",
          path,
          link,
          "/body/nextLink",
        );
      const { searchParams } = new URL(link);
      const wanted = {
        startTime: "1/1/1970 12:00:00 AM +00:00",
        maxPageSize: "2",
        "api-version": scene.alice.version.id,
      };
      for (const [name, value] of Object.entries(wanted)) {
        const actual = searchParams.get(name);
        scene
          .expect(page)
          .that(actual === value, `The link has another ${name}.`, value, actual, "/body/nextLink");
      }
      scene
        .expect(page)
        .that(
          searchParams.has("syncState"),
          "The link has no state.",
          "syncState",
          link,
          "/body/nextLink",
        );
    },
  },
  {
    ...common,
    id: "acs.messages.list.sync-state",
    title:
      "The state in a link names the thread and the versions where the page ends and the list begins",
    rules: ["messages.list.sync-state"],
    async run(scene) {
      const thread = await threadOf(scene, 2);
      const page = await scene.messages(thread, { maxPageSize: "2" });
      const version = (index: number) => text(at(page.response.body, `/value/${index}`), "version");
      const state = new URL(linkOf(page)).searchParams.get("syncState") ?? "";
      const decoded = Buffer.from(state, "hex").toString("latin1");
      const isOf = state.startsWith("3e") && decoded.includes(thread);
      scene
        .expect(page)
        .that(isOf, "The state names another thread.", thread, decoded, "/body/nextLink");
      const numbers = numbersOf(state, thread);
      const expected = [version(1), version(0)];
      scene.expect(page).that(
        expected.every((wanted, index) => numbers[index] === wanted),
        "The state has other versions.",
        expected,
        numbers,
        "/body/nextLink",
      );
    },
  },
  {
    ...common,
    id: "acs.messages.list.link-with-iso-time",
    title:
      "A link is followed with its parameters in another order and an ISO time, as old SDKs write it",
    rules: ["messages.list.link-with-iso-time"],
    async run(scene) {
      const thread = await threadOf(scene, 2);
      const page = await scene.messages(thread, { maxPageSize: "2" });
      const link = new URL(linkOf(page));
      const next = await scene.alice.get(link.href);
      const { searchParams } = link;
      const query = new URLSearchParams([
        ["maxPageSize", searchParams.get("maxPageSize") ?? ""],
        ["startTime", "1970-01-01T00:00:00.000Z"],
        ["api-version", searchParams.get("api-version") ?? ""],
        ["syncState", searchParams.get("syncState") ?? ""],
      ]);
      const path = link.href.slice(0, link.href.indexOf("?"));
      const rewritten = await scene.alice.get(`${path}?${query}`);
      scene.expect(rewritten).status(200);
      scene.expect(rewritten).at("/value").is(at(next.response.body, "/value"));
    },
  },
  {
    ...common,
    id: "acs.messages.list.start-time-forms",
    title: "A start is accepted as an ISO time with a fraction",
    rules: ["messages.list.start-time-forms"],
    async run(scene) {
      const thread = await threadOf(scene, 1);
      const page = await scene.messages(thread, { startTime: "2020-01-01T00:00:00.1234567Z" });
      scene.expect(page).at("/value").hasLength(3);
    },
  },
];

/** The numbers that follow the thread's id and a byte 01: of the page's last message, and of the newest. */
function numbersOf(state: string, thread: string): readonly string[] {
  const bytes = Buffer.from(state, "hex");
  const begin = bytes.indexOf(thread) + thread.length + 1;
  const places = [begin, begin + 8].filter((place) => place + 8 <= bytes.length);
  return places.map((place) => String(bytes.readBigInt64LE(place)));
}
