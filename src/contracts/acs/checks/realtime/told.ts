// That everybody who has to be is told of something: once, in the shape of its schema, and as the one who is told.

import { isDeepStrictEqual } from "node:util";
import { schemaViolations } from "../../../judge/schema-violations.ts";
import { propertiesOf } from "../../../schemas.ts";
import { CheckFailed } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { NotificationName } from "../../realtime.ts";
import type { Actor } from "../actor.ts";
import type { Scene } from "../scene.ts";
import { list, text } from "../speech.ts";
import type { Heard, Listener } from "./listener.ts";

export interface Happening {
  readonly name: NotificationName;
  readonly thread: string;
  /** Tells it from others of the same name, which the making of the thread may have caused. */
  readonly isMeant?: (heard: Heard) => boolean;
  /** Where something is said at the end; the same thread when left out. */
  readonly markThread?: string;
}

/** What each notification is about: its form, who has to hear of it, its ids, and that it comes once. */
export const rulesOfEvents = [
  "realtime.events.ten",
  "realtime.events.audience",
  "realtime.events.ids",
  "realtime.events.order",
] as const;

export interface Both extends AsyncDisposable {
  readonly thread: string;
  readonly listeners: readonly [ofAlice: Listener, ofBob: Listener];
}

/** A thread of Alice's and Bob's, to which both of them listen. */
export async function bothListening(scene: Scene): Promise<Both> {
  const { alice, bob } = scene;
  const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
  const ofAlice = await scene.listener(alice);
  const closeAlice = () => ofAlice[Symbol.asyncDispose]();
  const ofBob = await scene.listener(bob).catch(async (error) => {
    await closeAlice();
    throw error;
  });
  return {
    thread,
    listeners: [ofAlice, ofBob],
    async [Symbol.asyncDispose]() {
      await ofBob[Symbol.asyncDispose]();
      await closeAlice();
    },
  };
}

/** Resolves to what each of them was told. */
export async function expectTold(
  scene: Scene,
  listeners: readonly Listener[],
  { name, thread, isMeant = () => true, markThread = thread }: Happening,
): Promise<readonly Heard[]> {
  const told: Heard[] = [];
  for (const listener of listeners) {
    const heard = await listener.hears(name, thread, isMeant);
    expectPayload(scene, listener, heard, name);
    told.push(heard);
  }
  // What comes twice has come when what happened after it has.
  const mark = await sayMark(scene, markThread);
  for (const listener of listeners) {
    const last = await hearsMark(listener, markThread, mark);
    const times = listener
      .of(thread)
      .filter((heard) => heard.name === name && isMeant(heard)).length;
    scene.expect(last).that(times === 1, `${name} has to come once.`, 1, times);
  }
  return told;
}

/** Something after which it is known what else was not told. */
export async function sayMark(scene: Scene, thread: string): Promise<string> {
  return scene.say(thread, "That was all");
}

export async function hearsMark(listener: Listener, thread: string, mark: string): Promise<Heard> {
  return listener.hears("chatMessageReceived", thread, isOf(mark));
}

/** Whether something is about a message. */
export function isOf(message: string): (heard: Heard) => boolean {
  return ({ response }) => at(response.body, "/messageId") === message;
}

/** Whether a text is part of a property. */
export function says(property: string, part: string): (heard: Heard) => boolean {
  return (heard) => unescaped(heard, property).includes(part);
}

function expectPayload(
  scene: Scene,
  { user }: Listener,
  heard: Heard,
  name: NotificationName,
): void {
  const { body } = heard.response;
  const [violation] = schemaViolations(scene.versions.realtime, name, body, false);
  if (violation) {
    const { pointer, expected, actual, message } = violation;
    throw new CheckFailed({ pointer, expected, actual, message, exchange: heard });
  }
  // Those of a thread are the same for everybody.
  if (!propertiesOf(scene.versions.realtime.definitions[name])?.includes("recipientMri")) return;
  scene.expect(heard).at("/recipientMri").is(user.id);
  scene.expect(heard).at("/recipientId").is(user.id.replace(/^8:/, ""));
}

/** A place in what stands as JSON in a text. */
export function expectNested(
  scene: Scene,
  heard: Heard,
  property: string,
  pointer: string,
  expected: unknown,
): void {
  const actual = at(nested(heard, property), pointer);
  const place = `/body/${property}${pointer}`;
  const message = `${property} says something else.`;
  scene.expect(heard).that(isDeepStrictEqual(actual, expected), message, expected, actual, place);
}

/** These people and no others, in any order. */
export function expectPeople(
  scene: Scene,
  heard: Heard,
  property: string,
  people: readonly Actor[],
): void {
  const actual = list(nested(heard, property)).map((person) => text(person, "participantId"));
  const expected = people.map(({ id }) => id);
  const isSame = isDeepStrictEqual(actual.toSorted(), expected.toSorted());
  const message = `${property} names other people.`;
  scene.expect(heard).that(isSame, message, expected, actual, `/body/${property}`);
}

/** What clients do to the texts of a thread's notification before they read them as JSON. */
function unescaped(heard: Heard, property: string): string {
  const escaped = text(heard.response.body, property) ?? "";
  return escaped.replace(/%u([\da-f]{4})|%([\da-f]{2})/gi, (_, long, short) =>
    String.fromCharCode(Number.parseInt(long ?? short, 16)),
  );
}

function nested(heard: Heard, property: string): unknown {
  const json = unescaped(heard, property);
  try {
    return JSON.parse(json);
  } catch {
    throw new CheckFailed({
      pointer: `/body/${property}`,
      expected: "JSON in a text",
      actual: json,
      message: "Clients cannot read this.",
      exchange: heard,
    });
  }
}
