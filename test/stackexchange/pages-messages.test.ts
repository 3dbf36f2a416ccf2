// Messages on the pages: what scrapers read from transcripts and histories.

import { expect, test } from "vitest";
import {
  type ChatShellView,
  type HistoryEntryView,
  type HistoryView,
  historyPage,
  type MessageView,
  transcriptPage,
} from "../../src/server/dialects/stackexchange/pages/index.ts";
import {
  childrenOf,
  classesOf,
  type Element,
  first,
  only,
  readHtml,
  select,
  textOf,
} from "./html-tree.ts";

const shell: ChatShellView = {
  host: "chat.stackexchange.com",
  siteName: "Stack Exchange",
  loginUrl: "https://meta.stackexchange.com/users/login",
  fkey: "0123456789abcdef0123456789abcdef",
  viewer: null,
};

const bot = { id: 97_938, name: "bot" };
const jeremy = { id: 1251, name: "Jeremy Banks" };
const room = { id: 1, name: "Sandbox" };
/** 2018-10-30 11:58:01 UTC. */
const noon = 1_540_900_681;

function message(id: number, more: Partial<MessageView> = {}): MessageView {
  return {
    id,
    roomId: 1,
    author: bot,
    time: noon,
    contentHtml: `message ${id}`,
    edited: false,
    ...more,
  };
}

function transcript(messages: readonly MessageView[], highlighted?: number): Element {
  return readHtml(
    transcriptPage(shell, {
      room,
      descriptionHtml: "A place to <i>play</i>",
      day: "2018-10-30",
      firstDay: "2018-03-09",
      previousDay: "2018-10-29",
      messages,
      highlighted,
    }),
  );
}

function history(entries: readonly HistoryEntryView[], more: Partial<HistoryView> = {}): Element {
  return readHtml(
    historyPage(shell, {
      message: message(15_359_027),
      room,
      pinners: [],
      entries,
      now: noon + 60,
      ...more,
    }),
  );
}

const said: HistoryEntryView = { kind: "said", by: bot, time: noon, source: "hello" };

test("a transcript names its room exactly once, with a slug behind the id", () => {
  const link = only(transcript([message(1)]), ".room-name a");
  expect(textOf(link)).toBe("Sandbox");
  expect(link.attributes.get("href")).toBe("/rooms/1/sandbox");
});

test("messages in a row by the same person share a monologue", () => {
  const other = { author: jeremy };
  const root = transcript([message(1), message(2), message(3, other), message(4)]);
  const read = select(root, ".monologue").map((monologue) => [
    only(monologue, ".signature .username a").attributes.get("href"),
    ...select(monologue, ".message").map(({ attributes }) => attributes.get("id")),
  ]);
  expect(read).toEqual([
    ["/users/97938/bot", "message-1", "message-2"],
    ["/users/1251/jeremy-banks", "message-3"],
    ["/users/97938/bot", "message-4"],
  ]);
});

test("the signature stands right before the messages, and these hold each message", () => {
  const monologue = only(transcript([message(1)]), ".monologue");
  expect(childrenOf(monologue).map((child) => classesOf(child)[0])).toEqual([
    "signature",
    "messages",
  ]);
  expect(select(monologue, ".messages > .message")).toHaveLength(1);
  expect(classesOf(monologue)).toContain("user-97938");
});

test("an author without an id shows as a name without a link", () => {
  const root = transcript([message(1, { author: { id: null, name: "gone <i>" } })]);
  expect(select(root, ".signature .username a")).toEqual([]);
  expect(textOf(only(root, ".signature .username"))).toBe("gone <i>");
});

test("a system user has a link with a negative id", () => {
  const root = transcript([message(1, { author: { id: -2, name: "Feeds" } })]);
  expect(only(root, ".signature .username a").attributes.get("href")).toBe("/users/-2/feeds");
});

test("content is the rendered HTML, and nothing else", () => {
  const contentHtml = 'see <a href="http://example.com">this</a> &amp; <code>that</code>';
  expect(only(transcript([message(1, { contentHtml })]), ".content").innerHtml).toBe(contentHtml);
});

test("a deleted and hidden message says so", () => {
  const root = transcript([message(1, { contentHtml: null })]);
  expect(only(root, ".content").innerHtml).toBe('<span class="deleted">(removed)</span>');
});

test("only edited messages have .edits, and only replies .reply-info", () => {
  const root = transcript([message(1), message(2, { edited: true, parentId: 1 })]);
  const [plain, changed] = select(root, ".message");
  if (plain === undefined || changed === undefined) throw new Error("Two messages are missing");
  expect(select(plain, ".edits")).toEqual([]);
  expect(select(plain, ".reply-info")).toEqual([]);
  expect(select(changed, ".edits")).toHaveLength(1);
  expect(only(changed, ".reply-info").attributes.get("href")).toBe("/transcript/1?m=1#1");
});

test.each([
  [undefined, []],
  [{ count: 0, byViewer: false, pinned: false }, []],
  [{ count: 1, byViewer: false, pinned: false }, [""]],
  [{ count: 1, byViewer: false, pinned: true }, ["", "owner-star"]],
  [{ count: 3, byViewer: true, pinned: true }, ["3", "user-star", "owner-star"]],
] as const)("stars of %j are read as %j", (stars, expected) => {
  const marks = select(transcript([message(1, { stars })]), ".stars");
  const read = marks.flatMap((mark) => [
    textOf(only(mark, ".times")),
    ...classesOf(mark).filter((name) => name.endsWith("-star")),
  ]);
  expect(read).toEqual(expected);
});

test("the message that was asked for is the highlighted one", () => {
  const root = transcript([message(1), message(2)], 2);
  expect(only(root, ".message.highlight").attributes.get("id")).toBe("message-2");
  expect(select(transcript([message(1)]), ".highlight")).toEqual([]);
});

test("clock times are UTC, and stand where time went by", () => {
  const afternoon = noon + 3600;
  const root = transcript([
    message(1),
    message(2, { time: noon + 60 }),
    message(3, { time: afternoon }),
    message(4, { time: noon - 11 * 3600 - 58 * 60 - 1 + 86_400 }),
  ]);
  expect(select(root, ".messages > .timestamp").map(textOf)).toEqual([
    "11:58 AM",
    "12:58 PM",
    "12:00 AM",
  ]);
  expect(first(root, ".timestamp").attributes.get("title")).toBe("2018-10-30 11:58:01Z");
});

test("a transcript links to the days around it, without leading zeros", () => {
  const pager = first(transcript([]), ".pager");
  const links = select(pager, "a").map(({ attributes }) => attributes.get("href"));
  expect(links).toEqual(["/transcript/1/2018/3/9", "/transcript/1/2018/10/29"]);
});

test("a history starts with the message as it is", () => {
  const root = history([said], { message: message(15_359_027, { parentId: 15_358_991 }) });
  const latest = first(root, ".monologue");
  const link = first(latest, ".message a");
  expect(link.attributes.get("name")).toBe("15359027");
  expect(link.attributes.get("href")).toBe("/transcript/1?m=15359027#15359027");
  expect(first(latest, ".content").innerHtml).toBe("message 15359027");
  expect(first(latest, ".username > a").attributes.get("href")).toBe("/users/97938/bot");
});

test("each history entry has one bold label, and the newest source comes first", () => {
  const root = history([
    { kind: "moved", by: bot, time: noon, from: room, to: { id: 2, name: "Bin" } },
    { kind: "deleted", by: bot, time: noon },
    { kind: "edited", by: jeremy, time: noon, source: ":15358991 **hi** <b>said:</b>" },
    { kind: "edited", by: bot, time: noon, source: "  later" },
    said,
  ]);
  const entries = select(root, ".monologue").slice(1);
  expect(entries.map((entry) => select(entry, "b").map(textOf))).toEqual([
    ["moved"],
    ["deleted"],
    ["edited:"],
    ["edited:"],
    ["said:"],
  ]);
  expect(textOf(first(root, ".monologue .message-source"))).toBe(":15358991 **hi** <b>said:</b>");
  const [newest] = entries.filter((entry) => textOf(first(entry, "b")) === "edited:");
  if (newest === undefined) throw new Error("No entry is an edit");
  expect(textOf(only(newest, ".username a"))).toBe("Jeremy Banks");
});

test("the number of contents in a history is the number of edits and two", () => {
  const edit: HistoryEntryView = { kind: "edited", by: bot, time: noon, source: "x" };
  expect(select(history([said]), ".messages .content")).toHaveLength(2);
  expect(select(history([edit, edit, said]), ".messages .content")).toHaveLength(4);
});

test("a history ends with the author's first words, and the time of them", () => {
  const root = history([{ kind: "deleted", by: jeremy, time: noon + 3600 }, said]);
  const last = select(root, ".monologue").at(-1);
  expect(last && textOf(only(last, ".username a"))).toBe("bot");
  expect(select(root, ".timestamp").at(-1)?.innerHtml).toBe("11:58 AM");
});

test("those who pinned a message come before any other paragraph", () => {
  const stars = { count: 2, byViewer: false, pinned: true };
  const root = history([said], {
    message: message(15_359_027, { stars }),
    pinners: [jeremy, { ...bot, time: noon }],
  });
  const paragraphs = select(root, "#content p");
  expect(paragraphs.map((p) => select(p, ".stars.owner-star").length)).toEqual([1, 1]);
  expect(paragraphs.map((p) => first(p, "a").attributes.get("href"))).toEqual([
    "/users/1251/jeremy-banks",
    "/users/97938/bot",
  ]);
  expect(select(first(root, ".monologue"), ".stars")).toHaveLength(1);
});

test("a history without pins has no star outside the message", () => {
  expect(select(history([said]), ".stars")).toEqual([]);
});
