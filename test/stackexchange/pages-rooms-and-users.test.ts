// Rooms and users on the pages: what scrapers read from lists, room information and profiles.

import { expect, test } from "vitest";
import {
  type ChatShellView,
  type RoomCardView,
  type RoomInfoTabView,
  type RoomInfoView,
  roomInfoPage,
  roomInfoTabs,
  roomsPage,
  type UserCardView,
  type UserView,
  userPage,
} from "../../src/server/dialects/stackexchange/pages/index.ts";
import { type Element, first, only, readHtml, select, textOf } from "./html-tree.ts";

const shell: ChatShellView = {
  host: "chat.stackexchange.com",
  siteName: "Stack Exchange",
  loginUrl: "https://meta.stackexchange.com/users/login",
  fkey: "0123456789abcdef0123456789abcdef",
  viewer: null,
};

const now = 1_540_900_681;

const owner: UserCardView = { id: 88_521, name: "The Owner", isModerator: false };
const moderator: UserCardView = {
  id: 31_768,
  name: "ManishEarth",
  isModerator: true,
  reputation: 115_001,
  about: 'I "mod" <things>',
  lastPost: { messageId: 15_356_755, time: now - 1080 },
  messageCount: 3138,
};

const general: RoomInfoTabView = {
  name: "general",
  owners: [owner, moderator],
  users: [moderator],
  usersKind: "current",
};

function info(tab: RoomInfoTabView = general, more: Partial<RoomInfoView> = {}): Element {
  return readHtml(
    roomInfoPage(shell, {
      id: 1,
      name: "Sandbox",
      descriptionHtml: 'Where you can <b>play</b> &amp; <a href="http://example.com">test</a>',
      tags: ["sandbox", "a&b"],
      access: "public",
      messageCount: 4_500_123,
      userCount: 4567,
      parentSite: "Meta Stack Exchange",
      firstMessage: 1_287_446_400,
      lastMessage: now - 2940,
      now,
      tab,
      ...more,
    }),
  );
}

function card(id: number, more: Partial<RoomCardView> = {}): RoomCardView {
  return {
    id,
    name: `Room ${id}`,
    descriptionHtml: "for <i>all</i>",
    tags: ["x"],
    messageCount: 1234,
    presentCount: 1,
    access: "public",
    frozen: false,
    ...more,
  };
}

function profile(more: Partial<UserView> = {}): Element {
  return readHtml(
    userPage(shell, {
      id: 31_768,
      name: "ManishEarth",
      isModerator: true,
      messageCount: 89_093,
      roomCount: 222,
      reputation: 115_001,
      since: 1_432_598_400,
      lastMessage: now - 2940,
      lastSeen: now,
      about: "You're awesome!",
      ownedRooms: [],
      presentRooms: [],
      now,
      ...more,
    }),
  );
}

test("the first h1 of a room's information is its name, and the first p its description", () => {
  const root = info();
  expect(textOf(first(root, "h1"))).toBe("Sandbox");
  expect(textOf(only(root, ".roomcard-xxl h1"))).toBe("Sandbox");
  expect(first(root, ".roomcard-xxl p").innerHtml).toBe(
    'Where you can <b>play</b> &amp; <a href="http://example.com">test</a>',
  );
});

test("the counts of a room are plain numbers", () => {
  expect(textOf(only(info(), ".room-message-count-xxl"))).toBe("4500123");
  expect(textOf(only(info(), ".room-user-count-xxl"))).toBe("4567");
});

test("a room's tags and parent site stand in its card", () => {
  expect(select(info(), ".roomcard-xxl .tag").map(textOf)).toEqual(["sandbox", "a&b"]);
  expect(first(info(), ".roomcard-xxl img").attributes.get("title")).toBe("Meta Stack Exchange");
  expect(select(info(general, { parentSite: undefined }), ".roomcard-xxl img")).toEqual([]);
});

test("the first row of a room's figures ends with the day of its first message", () => {
  const cells = select(only(info(), ".room-stats"), "td").map(textOf);
  expect(cells).toEqual(["first message", "2010-10-19", "last message", "49m ago"]);
});

test("the first link of an owner's card has the owner's name as its text", () => {
  const read = select(info(), "#room-ownercards .usercard").map((usercard) => [
    usercard.attributes.get("id"),
    first(usercard, "a").attributes.get("href"),
    textOf(first(usercard, "a")),
    textOf(only(usercard, "h3 a")),
  ]);
  expect(read).toEqual([
    ["owner-user-88521", "/users/88521/the-owner", "The Owner", "The Owner"],
    ["owner-user-31768", "/users/31768/manishearth", "ManishEarth", "ManishEarth"],
  ]);
});

test("the header of a user's card has the name in its title, with a diamond for moderators", () => {
  const root = info();
  const titles = (selector: string) =>
    select(root, selector).map(({ attributes }) => attributes.get("title"));
  expect(titles("#room-ownercards .usercard .user-header")).toEqual(["The Owner", "ManishEarth ♦"]);
  expect(titles("#room-usercards .usercard .user-header")).toEqual(["ManishEarth ♦"]);
  const usercard = only(root, "#room-usercards-container > div");
  expect(usercard.attributes.get("id")).toBe("user-31768");
  expect(first(usercard, '.user-header a[href*="/users/"]').attributes.get("href")).toBe(
    "/users/31768/manishearth",
  );
  expect(textOf(only(usercard, ".username"))).toBe("ManishEarth");
  expect(only(usercard, ".reputation-score").attributes.get("title")).toBe("115001");
  expect(textOf(only(usercard, ".user-message-info"))).toBe('I "mod" <things>');
  expect(textOf(only(usercard, ".permalink"))).toBe("18m ago");
});

test("a gallery shows as one without changing the room's name", () => {
  const root = info(general, { access: "gallery" });
  expect(select(root, ".sprite-sec-gallery")).toHaveLength(1);
  expect(textOf(only(root, ".roomcard-xxl h1"))).toBe("Sandbox");
  expect(select(info(), ".sprite")).toEqual([]);
});

test("every tab of a room's information is linked, and the open one marked", () => {
  const tabs: readonly RoomInfoTabView[] = [
    general,
    { name: "stars", messages: [] },
    { name: "conversations" },
    { name: "schedule" },
    { name: "feeds" },
    { name: "access", grants: [{ user: { id: 5, name: "Five" }, access: "read-write" }] },
  ];
  expect(tabs.map(({ name }) => name)).toEqual(roomInfoTabs);
  for (const tab of tabs) {
    const root = info(tab);
    expect(select(root, "#tabs a").map(textOf)).toEqual(roomInfoTabs);
    expect(textOf(only(root, "#tabs .youarehere"))).toBe(tab.name);
    expect(textOf(first(root, "h1"))).toBe("Sandbox");
  }
});

test("a list of rooms links each with a slug, and tells what it is about", () => {
  const rooms = [card(1), card(2, { access: "private", frozen: true, lastMessage: now - 60 })];
  const root = readHtml(roomsPage(shell, { title: "All Rooms", rooms, now }));
  expect(select(root, ".room-name a").map(({ attributes }) => attributes.get("href"))).toEqual([
    "/rooms/1/room-1",
    "/rooms/2/room-2",
  ]);
  const second = only(root, "#room-2");
  expect(only(second, ".room-description").innerHtml).toBe("for <i>all</i>");
  expect(select(second, ".tag").map(textOf)).toEqual(["x"]);
  expect(only(second, ".room-message-count").attributes.get("title")).toMatch(/^1234 /);
  expect(textOf(only(second, ".last-activity"))).toBe("1m ago");
  expect(select(second, ".sprite-sec-private")).toHaveLength(1);
});

test("a profile has one h1, the name without any diamond or white space around it", () => {
  expect(textOf(only(profile({ name: " ♦ Mallory ♦\n" }), "h1"))).toBe("Mallory");
  expect(textOf(only(profile(), "#content .subheader h1"))).toBe("ManishEarth");
});

test("a diamond in the status marks a moderator, and a name cannot fake it", () => {
  const status = (more: Partial<UserView>) => only(profile(more), ".user-status");
  expect(textOf(status({}))).toBe("ManishEarth\u00a0♦");
  expect(status({}).innerHtml).toContain("&#9830;");
  expect(textOf(status({ isModerator: false, name: "Mallory ♦" }))).toBe("Mallory");
});

test("the counts of a user are plain numbers, and occur once", () => {
  expect(textOf(only(profile(), ".user-message-count-xxl"))).toBe("89093");
  expect(textOf(only(profile(), ".user-room-count-xxl"))).toBe("222");
});

test("the reputation is in a title, and absent for users without any", () => {
  expect(only(profile(), ".reputation-score").attributes.get("title")).toBe("115001");
  expect(select(profile({ reputation: undefined }), ".reputation-score")).toEqual([]);
});

test("the value cells are in the order and the words that clients expect", () => {
  const parentUser = {
    siteName: "Stack Overflow",
    url: "https://stackoverflow.com/users/31768/x",
    name: "Manish",
  };
  const root = profile({ parentUser, reputation: undefined });
  expect(select(root, ".user-stats > tbody > tr > .user-keycell").map(textOf)).toEqual([
    "chat user since",
    "last message",
    "last seen",
    "about",
    "parent user",
  ]);
  expect(select(root, "td.user-valuecell").map(textOf)).toEqual([
    "2015-05-26",
    "49m ago",
    "just now",
    "You're awesome!",
    "Manish",
  ]);
  expect(only(root, '.user-valuecell a[href*="/users/"]').attributes.get("href")).toBe(
    parentUser.url,
  );
});

test("a user who was never here has n/a where clients parse ages", () => {
  const root = profile({ since: undefined, lastMessage: undefined, lastSeen: undefined });
  expect(select(root, ".user-valuecell").map(textOf).slice(0, 3)).toEqual(["n/a", "n/a", "n/a"]);
});

test("the rooms of a user tell how many messages are by that user", () => {
  const root = profile({ ownedRooms: [card(1)], presentRooms: [card(1), card(2)] });
  expect(select(root, "#user-owningcards .roomcard")).toHaveLength(1);
  expect(select(root, "#user-roomcards-container .roomcard")).toHaveLength(2);
  expect(only(root, "#room-2 .room-message-count").attributes.get("title")).toBe(
    "1234 all time messages (by ManishEarth)",
  );
  expect(select(root, "#room-1")).toHaveLength(1);
});
