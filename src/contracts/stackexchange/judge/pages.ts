// Judges pages by the little that can be told without taking them apart: whether what clients look for first is there.

import type { Violation } from "../../judge/exchange.ts";
import type { ChatHostOperation, OpenIdOperation, SiteOperation } from "../index.ts";

interface Sign {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly expected: string;
}

/** An input with a name and a value that is not empty, in either order. */
function input(name: string): RegExp {
  const named = String.raw`\bname=["']${name}["']`;
  const valued = String.raw`\bvalue=["'][^"']+["']`;
  return new RegExp(`<input\\b(?=[^>]*${named})(?=[^>]*${valued})`, "i");
}

function ofClass(name: string): RegExp {
  return new RegExp(String.raw`\bclass\s*=\s*(["'])(?:[^"'>]*\s)?${name}(?:\s[^"'>]*)?\1`, "i");
}

const heading = /<h1\b/i;

const signs: Partial<Record<ChatHostOperation | SiteOperation | OpenIdOperation, readonly Sign[]>> =
  {
    Site_ShowLogin: [
      { rule: "login.form", pattern: input("fkey"), expected: "an input `fkey` with a value" },
    ],
    OpenId_ShowPrompt: [
      { rule: "openid.prompt", pattern: input("session"), expected: "an input `session`" },
      { rule: "openid.prompt", pattern: input("fkey"), expected: "an input `fkey`" },
    ],
    OpenId_ShowLogin: [
      { rule: "openid.login-form", pattern: input("fkey"), expected: "an input `fkey`" },
    ],
    Chat_ShowFavorites: [
      {
        rule: "fkey.on-favorites",
        pattern: input("fkey"),
        expected: "an input `fkey` with a value",
      },
      {
        rule: "pages.top-bar",
        pattern: ofClass("topbar-menu-links"),
        expected: "an element of the class `topbar-menu-links`",
      },
    ],
    Chat_ShowRoom: [
      {
        rule: "room.present",
        pattern: /\bdata-users=|\binitPresent\(/,
        expected: "an attribute `data-users`",
      },
    ],
    Chat_ShowRoomInfo: [
      { rule: "room-info.name", pattern: heading, expected: "an `h1`" },
      {
        rule: "room-info.counts",
        pattern: ofClass("room-message-count-xxl"),
        expected: "an element of the class `room-message-count-xxl`",
      },
    ],
    Chat_ShowUser: [
      { rule: "user.name", pattern: heading, expected: "an `h1`" },
      {
        rule: "user.counts",
        pattern: ofClass("user-message-count-xxl"),
        expected: "an element of the class `user-message-count-xxl`",
      },
    ],
    Chat_ShowHistory: [
      {
        rule: "history.latest",
        pattern: ofClass("monologue"),
        expected: "an element of the class `monologue`",
      },
    ],
    Chat_ShowMessageInTranscript: [
      {
        rule: "transcript.has-message",
        pattern: /\bid=["']message-\d+["']/,
        expected: "an element with the id `message-<id>`",
      },
    ],
  };

const byName: Readonly<Record<string, readonly Sign[]>> = signs;

export function pageViolations(operation: string, html: string): readonly Violation[] {
  return (byName[operation] ?? [])
    .filter(({ pattern }) => !pattern.test(html))
    .map(({ rule, expected }) => ({
      rule,
      pointer: "/body",
      expected,
      actual: html.slice(0, 200),
      message: `The page has not what clients look for: ${expected}.`,
    }));
}
