// What holds for every page: the frame, the login pages, and that nothing people write becomes markup.

import { expect, test } from "vitest";
import {
  age,
  type ChatShellView,
  favoritePage,
  historyPage,
  loginPage,
  type MessageView,
  openIdLoginPage,
  openIdPromptPage,
  problemPage,
  type RoomCardView,
  type RoomInfoTabView,
  roomInfoPage,
  roomPage,
  roomsPage,
  type SiteShellView,
  siteHomePage,
  slug,
  starsPage,
  transcriptPage,
  type UserCardView,
  userPage,
} from "../../src/server/dialects/stackexchange/pages/index.ts";
import { only, readHtml, select, textOf } from "./html-tree.ts";

const hostile = `</title></style></textarea><script>alert("x")</script>'"&amp;<img src=x onerror=alert(1)> ♦
\u202eשלום 😀 {{x}} <!-- <b>edited:</b>`;

const chat: ChatShellView = {
  host: "chat.stackexchange.com",
  siteName: hostile,
  loginUrl: "https://meta.stackexchange.com/users/login",
  fkey: "0123456789abcdef0123456789abcdef",
  viewer: { id: 7, name: hostile },
};

const site: SiteShellView = {
  host: "meta.stackexchange.com",
  siteName: "Meta Stack Exchange",
  chatUrl: "https://chat.stackexchange.com",
  viewer: null,
};

const now = 1_540_900_681;
const hostileRoom = { id: 1, name: hostile };
const hostileMessage: MessageView = {
  id: 10_000_001,
  roomId: 1,
  author: { id: 5, name: hostile },
  time: now,
  contentHtml: "<b>rendered</b>",
  edited: true,
  parentId: 10_000_000,
  stars: { count: 2, byViewer: true, pinned: true },
};
const hostileCard: RoomCardView = {
  ...hostileRoom,
  descriptionHtml: "<i>described</i>",
  tags: [hostile, "\ud800"],
  messageCount: 1,
  presentCount: 1,
  access: "gallery",
  frozen: true,
};
const hostileUser: UserCardView = {
  id: 5,
  name: hostile,
  isModerator: true,
  reputation: 1,
  about: hostile,
  lastPost: { messageId: 10_000_001, time: now },
  messageCount: 1,
};

function info(tab: RoomInfoTabView): string {
  return roomInfoPage(chat, {
    ...hostileCard,
    userCount: 1,
    parentSite: hostile,
    firstMessage: now,
    now,
    tab,
  });
}

const pages: Readonly<Record<string, string>> = {
  favorite: favoritePage(chat),
  rooms: roomsPage(chat, { title: hostile, rooms: [hostileCard], now }),
  room: roomPage(chat, {
    ...hostileCard,
    messages: [hostileMessage],
    starred: [hostileMessage],
    present: [
      { id: 5, name: hostile, emailHash: hostile, reputation: 1, isModerator: true, isOwner: true },
    ],
    mayPost: true,
    now,
  }),
  "room info": info({
    name: "general",
    owners: [hostileUser],
    users: [hostileUser],
    usersKind: "current",
  }),
  "room stars": info({ name: "stars", messages: [hostileMessage] }),
  "room access": info({
    name: "access",
    grants: [{ user: { id: 5, name: hostile }, access: "owner" }],
  }),
  "room feeds": info({ name: "feeds" }),
  "starred messages": starsPage(chat, { messages: [hostileMessage] }),
  transcript: transcriptPage(chat, {
    room: hostileRoom,
    descriptionHtml: "",
    day: "2018-10-30",
    messages: [hostileMessage],
  }),
  history: historyPage(chat, {
    message: hostileMessage,
    room: hostileRoom,
    pinners: [{ id: 5, name: hostile }],
    entries: [
      { kind: "moved", by: hostileMessage.author, time: now, from: hostileRoom, to: hostileRoom },
      { kind: "said", by: hostileMessage.author, time: now, source: hostile },
    ],
    now,
  }),
  user: userPage(chat, {
    ...hostileUser,
    messageCount: 1,
    roomCount: 1,
    parentUser: { siteName: hostile, url: "https://stackoverflow.com/users/5/x", name: hostile },
    ownedRooms: [hostileCard],
    presentRooms: [hostileCard],
    now,
  }),
  problem: problemPage(chat, { status: 404, title: hostile, text: hostile }),
  login: loginPage(site, { fkey: hostile, email: hostile, error: hostile }),
  "site home": siteHomePage({ ...site, viewer: { id: 7, name: hostile } }, { fkey: hostile }),
  "OpenID prompt": openIdPromptPage(site, { session: hostile, fkey: hostile, askedBy: hostile }),
  "OpenID login": openIdLoginPage(site, { fkey: hostile, error: hostile }),
  "OpenID account": openIdLoginPage(site, { delegate: hostile }),
};

const each = Object.entries(pages);

test.each(each)("the %s page is well-formed and has no scripts", (_, page) => {
  const root = readHtml(page);
  expect(page.toLowerCase()).not.toContain("<script");
  expect(page).not.toContain("[object ");
  expect(select(root, "script")).toEqual([]);
  expect(select(root, "[onerror]")).toEqual([]);
  expect(only(root, "html").attributes.get("lang")).toBe("en");
  expect(select(root, "meta[charset]")).toHaveLength(1);
  expect(select(root, 'meta[name="viewport"]')).toHaveLength(1);
});

test.each(each)("the %s page loads nothing from anywhere", (_, page) => {
  const root = readHtml(page);
  expect(select(root, "link")).toEqual([]);
  expect(select(root, "[srcset]")).toEqual([]);
  for (const element of select(root, "[src]"))
    expect(element.attributes.get("src")).toMatch(/^data:/);
  expect(textOf(only(root, "style"))).not.toMatch(/url\(|@import/);
});

test.each(each)("the %s page has every id once", (_, page) => {
  const ids = select(readHtml(page), "[id]").map(({ attributes }) => attributes.get("id"));
  expect(ids).toEqual([...new Set(ids)]);
});

test.each(each)("the %s page shows a hostile text as that text, or not at all", (_, page) => {
  const root = readHtml(page);
  expect(select(root, "img").filter(({ attributes }) => attributes.get("src") === "x")).toEqual([]);
  expect(page.replaceAll("&lt;", "")).not.toContain("<!--");
  for (const bold of select(root, "b")) expect(textOf(bold)).toMatch(/^(rendered|moved|said:)$/);
});

test("a hostile name arrives unchanged wherever clients read names", () => {
  const read = (page: string, selector: string) => textOf(only(readHtml(page), selector));
  expect(read(favoritePage(chat), ".topbar-menu-links a")).toBe(hostile);
  expect(read(pages["transcript"] ?? "", ".room-name a")).toBe(hostile);
  expect(read(pages["transcript"] ?? "", ".signature .username a")).toBe(hostile);
  expect(read(pages["history"] ?? "", ".message-source")).toBe(hostile);
  expect(read(pages["room info"] ?? "", ".roomcard-xxl h1")).toBe(hostile);
});

test("the favourites page has the fkey and the viewer where clients look first", () => {
  const page = favoritePage({ ...chat, viewer: { id: 146_115, name: "Bot & Co" } });
  const root = readHtml(page);
  expect(only(root, 'input[name="fkey"]').attributes.get("value")).toBe(chat.fkey);
  expect(/<input id="fkey" name="fkey" type="hidden" value="([0-9a-z]*)" \/>/.exec(page)?.[1]).toBe(
    chat.fkey,
  );
  const viewer = only(root, ".topbar-menu-links a");
  expect(viewer.attributes.get("href")).toBe("/users/146115/bot-co");
  expect(textOf(viewer)).toBe("Bot & Co");
  expect(textOf(only(root, "#content"))).toContain(
    "Please confirm that you wish to rejoin your favorited rooms",
  );
});

test("somebody who is not logged in gets a login link and an fkey all the same", () => {
  const root = readHtml(favoritePage({ ...chat, viewer: null }));
  expect(only(root, ".topbar-menu-links a").attributes.get("href")).toBe(
    "https://meta.stackexchange.com/users/login",
  );
  expect(only(root, "#fkey").attributes.get("value")).toBe(chat.fkey);
});

test("every page of a chat host carries the fkey", () => {
  for (const name of ["rooms", "room", "room info", "transcript", "history", "user", "problem"]) {
    const root = readHtml(pages[name] ?? "");
    expect(only(root, "#fkey").attributes.get("value")).toBe(chat.fkey);
    for (const input of select(root, 'input[name="fkey"]'))
      expect(input.attributes.get("value")).toBe(chat.fkey);
  }
});

test("the login form has its fkey first, and the ids that clients fill in", () => {
  const root = readHtml(loginPage(site, { fkey: "f".repeat(64) }));
  const form = only(root, "#login-form");
  expect(form.attributes.get("action")).toBe("/users/login");
  expect(select(root, 'input[name="fkey"]')[0]?.attributes.get("value")).toBe("f".repeat(64));
  expect(only(form, "#email").attributes.get("name")).toBe("email");
  expect(only(form, "#password").attributes.get("name")).toBe("password");
  expect(select(form, "#submit-button")).toHaveLength(1);
  expect(select(root, ".error")).toEqual([]);
  expect(select(root, ".my-profile")).toEqual([]);
  expect(textOf(only(readHtml(loginPage(site, { fkey: "f", error: "No." })), ".error"))).toBe(
    "No.",
  );
});

test("a site's front page tells by .my-profile and logout whether somebody is logged in", () => {
  const inside = siteHomePage({ ...site, viewer: { id: 7, name: "Bot" } }, { fkey: "f" });
  expect(only(readHtml(inside), ".my-profile").attributes.get("href")).toBe("/users/7/bot");
  expect(inside).toContain("logout");
  const outside = siteHomePage(site, { fkey: "f" });
  expect(select(readHtml(outside), ".my-profile")).toEqual([]);
  expect(outside).not.toContain("logout");
});

test("the OpenID pages have what old clients post on", () => {
  const prompt = readHtml(openIdPromptPage(site, { session: "s", fkey: "f", askedBy: "Meta" }));
  expect(only(prompt, "form").attributes.get("action")).toBe("/account/prompt/submit");
  expect(only(prompt, 'input[name="session"]').attributes.get("value")).toBe("s");
  expect(only(prompt, 'input[name="fkey"]').attributes.get("value")).toBe("f");

  const page = openIdLoginPage(site, { fkey: "a-1", error: "Wrong." });
  const login = readHtml(page);
  expect(only(login, "form").attributes.get("action")).toBe("/account/login/submit");
  expect(page).toContain('<input type="hidden" name="fkey" value="a-1" />');
  expect(textOf(only(login, ".error"))).toBe("Wrong.");
  expect(select(login, "#delegate")).toEqual([]);

  const delegate = "https://openid.stackexchange.com/user/0-1";
  expect(textOf(only(readHtml(openIdLoginPage(site, { delegate })), "#delegate"))).toBe(delegate);
});

test("a problem page has the status in its title and the text as it is", () => {
  const text = "The room does not exist, or you do not have permission";
  const root = readHtml(problemPage(chat, { status: 404, title: "Page Not Found", text }));
  expect(textOf(only(root, "title"))).toBe("404 Page Not Found | chat.stackexchange.com");
  expect(textOf(only(root, "#problem"))).toBe(text);
});

test("ages are the few words that clients can read", () => {
  const ages = [undefined, 5, 0, -1, -59, -60, -2940, -3600, -86_400, -71_020_800, -94_608_000];
  expect(ages.map((then) => age(0, then))).toEqual([
    "n/a",
    "just now",
    "just now",
    "1s ago",
    "59s ago",
    "1m ago",
    "49m ago",
    "1h ago",
    "1d ago",
    "822d ago",
    "3y ago",
  ]);
});

test("slugs are plain and never empty", () => {
  expect(["Jeremy Banks", "Ünï & Çö.", "שלום", "", "a/b?c#d", "x".repeat(99)].map(slug)).toEqual([
    "jeremy-banks",
    "uni-co",
    "-",
    "-",
    "a-b-c-d",
    "x".repeat(80),
  ]);
});
