// A room's page and its starred messages: what scrapers read there, and what they must not find.

import { expect, test } from "vitest";
import {
  type ChatShellView,
  type MessageView,
  type RoomView,
  roomPage,
  starsPage,
} from "../../src/server/dialects/stackexchange/pages/index.ts";
import { type Element, first, only, readHtml, select, textOf } from "./html-tree.ts";

const shell: ChatShellView = {
  host: "chat.stackexchange.com",
  siteName: "Stack Exchange",
  loginUrl: "https://meta.stackexchange.com/users/login",
  fkey: "0123456789abcdef0123456789abcdef",
  viewer: null,
};

const noon = 1_540_900_681;

const starred: MessageView = {
  id: 1,
  roomId: 1,
  author: { id: 97_938, name: "bot" },
  time: noon - 2940,
  contentHtml: "message <b>1</b>",
  edited: true,
  parentId: 2,
  stars: { count: 2, byViewer: true, pinned: true },
};

function roomOf(more: Partial<RoomView>): Element {
  return readHtml(
    roomPage(shell, {
      id: 1,
      name: "Sandbox",
      descriptionHtml: "",
      tags: [],
      access: "public",
      frozen: false,
      messages: [],
      present: [],
      starred: [],
      mayPost: false,
      now: noon,
      ...more,
    }),
  );
}

test("those present in a room are in an attribute as JSON", () => {
  const present = {
    id: 5,
    name: `"quoted" <b> & 'all' ♦\n😀`,
    emailHash: "!https://example.com/x.png",
    reputation: 101,
    lastPost: noon,
    isModerator: true,
    isOwner: true,
  };
  const feeds = { id: -2, name: "Feeds", emailHash: "", reputation: 0 };
  const root = roomOf({ present: [present, { ...feeds, isModerator: false, isOwner: false }] });
  expect(JSON.parse(only(root, "div.js-present").attributes.get("data-users") ?? "")).toEqual([
    {
      id: 5,
      name: present.name,
      email_hash: present.emailHash,
      reputation: 101,
      last_post: noon,
      is_moderator: true,
      is_owner: true,
    },
    {
      id: -2,
      name: "Feeds",
      email_hash: "",
      reputation: 0,
      last_post: null,
      is_moderator: false,
      is_owner: null,
    },
  ]);
});

test("an empty room still has a list of those present", () => {
  expect(only(roomOf({}), "div.js-present").attributes.get("data-users")).toBe("[]");
});

test("only who may post finds the text area", () => {
  expect(select(roomOf({ mayPost: true }), "textarea#input")).toHaveLength(1);
  expect(select(roomOf({ mayPost: false }), "textarea")).toEqual([]);
  expect(textOf(only(roomOf({ frozen: true }), "#input-note"))).toContain("frozen");
});

test("the starred list of a room has no marks that belong to messages", () => {
  const side = only(roomOf({ starred: [starred], messages: [starred] }), "#sidebar");
  const post = only(side, "#summary_1");
  expect(textOf(post)).toContain("message 1");
  expect(textOf(only(post, ".permalink"))).toBe("49m ago");
  for (const name of ["message", "stars", "edits", "monologue", "reply-info"])
    expect(select(side, `.${name}`)).toEqual([]);
});

test("the messages of a room read as those of a transcript do", () => {
  const root = roomOf({ messages: [starred] });
  expect(first(root, "h1").attributes.get("id")).toBe("roomname");
  expect(only(root, "#chat .monologue .message").attributes.get("id")).toBe("message-1");
});

test("the page of starred messages has one mark for each", () => {
  const root = readHtml(starsPage(shell, { messages: [starred, { ...starred, id: 3 }] }));
  expect(select(root, "#starred-posts > li").map(({ attributes }) => attributes.get("id"))).toEqual(
    ["summary_1", "summary_3"],
  );
  expect(select(root, ".stars > .times").map(textOf)).toEqual(["2", "2"]);
  expect(select(root, ".message")).toEqual([]);
  const when = first(root, "li .permalink time");
  expect(textOf(when)).toBe("2018-10-30 11:09 AM");
  expect(when.attributes.get("datetime")).toBe("2018-10-30T11:09:01Z");
});
