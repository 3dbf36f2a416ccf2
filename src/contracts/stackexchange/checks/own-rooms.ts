// Rooms that a run makes for itself, so that what changes a room disturbs nobody in another.

import { CheckSkipped } from "../../suite/check.ts";
import type { Recorded } from "../../suite/recorded.ts";
import type { Scene } from "./scene.ts";
import { roomMadeBy } from "./traces.ts";

type Form = Readonly<Record<string, string>>;

/** Saves a room without a number, which makes one. */
export function saveRoom(scene: Scene, form: Form = {}): Promise<Recorded> {
  const description = "Made by a run of the contract suite; it may be deleted.";
  const usual = { description, tags: "", defaultAccess: "read-write" };
  return scene.me.call("Chat_SaveRoom", { form: { ...usual, name: scene.text(), ...form } });
}

/** The scene in a new room of the first person; ends the check where there is none to be had. */
export async function newRoom(scene: Scene, form: Form = {}): Promise<Scene> {
  const saved = await saveRoom(scene, form);
  const room = roomMadeBy(saved);
  if (room !== undefined) return scene.in(room);
  const { status } = saved.response;
  throw new CheckSkipped(`It needs a room of its own, and none was made: ${status}.`);
}

/** The scene in a room that the first person owns: that of the run, or one of its own where it may make one. */
export async function ownedRoom(scene: Scene): Promise<Scene> {
  if (await scene.isOwner()) return scene;
  if (scene.mayMakeRooms) return ownRoom(scene, "workshop");
  throw new CheckSkipped("It needs the first account to be an owner of the room.");
}

/** The room of that name, made for the first check that asks for it: rooms are hard to get rid of on some services. */
export async function ownRoom(
  scene: Scene,
  name: "workshop" | "target" | "doomed" | "gallery",
  form: Form = {},
): Promise<Scene> {
  const known = scene.shared.get(name);
  if (known !== undefined) return scene.in(known);
  const made = await newRoom(scene, form);
  scene.shared.set(name, made.room);
  return made;
}
