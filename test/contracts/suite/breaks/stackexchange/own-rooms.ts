// How a server is broken for each check of what owners do to the rooms that they have made.

import { always, type Body } from "../edits.ts";
import {
  found,
  onCall,
  onEvent,
  onList,
  onPage,
  type StackExchangeBreaks,
  said,
  saying,
  sending,
  status,
  without,
} from "./edits.ts";

const saving = /^\/rooms\/save$/;
const info = /^\/rooms\/info\/\d+/;
const room = /^\/rooms\/\d+/;
const posted = { id: 60_000_000, time: 1_795_000_000 };

/** The second person of the runs, as the page of a room has her. */
const alice = "[{&quot;id&quot;:101002,&quot;name&quot;:&quot;Alice&quot;}]";

/** Leads somewhere else than to the room that was saved, made or changed. */
const leadingTo = (location: string) =>
  onCall("POST", saving, ({ headers }, { text }) => {
    if (text.includes("roomId=") || location === "/rooms") headers["location"] = location;
  });

/** Takes what a closed room has to refuse. */
const talkative = onCall("POST", sending, (answer) => {
  if (answer.status >= 400) said(answer, posted);
});

/** Does not thaw what was frozen. */
const frozenForEver = () => {
  let isThawed = false;
  return always(({ path, text }, answer) => {
    isThawed ||= path.includes("/setfrozen/") && text.includes("freeze=false");
    if (isThawed && sending.test(path)) answer.status = 403;
  })();
};

const refusal = (text: string) =>
  onCall("POST", sending, (answer) => {
    if (answer.status >= 400) answer.text = text;
  });

export const ownRoomBreaks = {
  "stackexchange.own-room.made": [
    status("POST", saving, 403),
    leadingTo("/rooms"),
    onPage(info, /<h1>[^<]*/, "<h1>Another"),
    onPage(info, "room-ownercards", "cards"),
  ],
  "stackexchange.own-room.changed": [
    leadingTo("/rooms/info/1/sandbox"),
    without(5),
    onEvent(5, (event) => delete event.user_id),
    onPage(info, /<h1>[^<]*/, "<h1>Another"),
    onPage(info, "Described anew", "As it was"),
  ],
  "stackexchange.own-room.deleted": [found(info), found(room)],
  "stackexchange.own-room.frozen": [
    status("POST", /\/setfrozen\//, 404),
    saying(/\/setfrozen\//, "fine"),
    talkative,
    refusal("No."),
    frozenForEver,
  ],
  "stackexchange.own-room.timeout": [
    status("POST", /\/timeout\//, 404),
    saying(/\/timeout\//, "fine"),
    talkative,
  ],
  "stackexchange.own-room.kick": [
    status("POST", /\/kickmute\//, 404),
    saying(/\/kickmute\//, "fine"),
    without(4),
    without(15),
    onEvent(15, (event) => {
      event.content = "read-only";
    }),
    onEvent(15, (event) => {
      event.target_user_id = 1;
    }),
    onEvent(15, (event) => {
      event.id += 1;
    }),
    onPage(room, /data-users="[^"]*"/, `data-users="${alice}"`),
  ],
  "stackexchange.own-room.requested": [
    status("POST", /\/requestaccess$/, 404),
    saying(/\/requestaccess$/, "fine"),
    status("POST", /\/setuseraccess\//, 404),
    status("POST", sending, 404),
  ],
  "stackexchange.own-room.moved": [
    saying(/\/movePosts\//, 1),
    without(19),
    without(20),
    without(1),
    onEvent(19, (event) => delete event.moved),
    onEvent(19, (event) => {
      event.id += 1000;
    }),
    onEvent(20, (event: Body) => {
      event.id = 1;
    }),
    onEvent(20, (event) => {
      event.message_id += 1000;
    }),
    onList((body) => {
      body.events = [];
    }),
  ],
  "stackexchange.own-room.conversation": [
    status("POST", /^\/conversation\/new$/, 404),
    onCall("POST", /^\/conversation\/new$/, ({ headers }) => {
      headers["location"] = "/rooms/info/2000000000";
    }),
  ],
} as const satisfies StackExchangeBreaks;
