// Who of the accounts of a run has the rights, or lacks them, that a check needs.

import { CheckSkipped } from "../../suite/check.ts";
import type { Actor } from "./actor.ts";
import { itemsOf, type Json, type Scene } from "./scene.ts";

const REPUTATION_TO_TALK = 20;

/** The first account of which that holds. */
async function find(scene: Scene, what: string, fits: (info: Json) => boolean): Promise<Actor> {
  const ids = scene.everybody.map(({ id }) => id).join(",");
  const answer = await scene.me.do("Chat_GetUsers", { form: { ids, roomId: String(scene.room) } });
  const fitting = itemsOf(answer, "/users").filter(fits);
  const found = scene.everybody.find(({ id }) => fitting.some((info) => info["id"] === id));
  if (found) return found;
  throw new CheckSkipped(`It needs one of the accounts to ${what}.`);
}

export function moderatorOf(scene: Scene): Promise<Actor> {
  return find(scene, "be a moderator", (info) => info["is_moderator"] === true);
}

/** Somebody who may talk, and no more than that. */
export function plainOf(scene: Scene): Promise<Actor> {
  return find(
    scene,
    "be no owner of the room, no moderator and no newcomer",
    ({ reputation, is_moderator, is_owner }) =>
      is_moderator !== true && is_owner !== true && Number(reputation) >= REPUTATION_TO_TALK,
  );
}

export function newcomerOf(scene: Scene): Promise<Actor> {
  return find(
    scene,
    `have less than ${REPUTATION_TO_TALK} reputation`,
    ({ reputation, is_moderator }) =>
      is_moderator !== true && Number(reputation) < REPUTATION_TO_TALK,
  );
}
