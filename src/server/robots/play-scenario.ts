// Lets a robot do what a scenario says.

import type { ConversationId, PersonId } from "../engine/ids.ts";
import type { RobotHands } from "./hands.ts";
import type { Heard } from "./hearing.ts";
import { readScenario } from "./read-scenario.ts";
import type { RobotHandler } from "./robot.ts";
import type { Robots } from "./robots.ts";
import type { RobotScenario, RobotStep } from "./scenario.ts";

/** Who and what is meant by the names in a scenario. */
export interface Resolve {
  /** Undefined where nobody has that name. */
  person(name: string): PersonId | undefined;
  /** Asked each time, so that a conversation may come later; several can have the same topic. */
  thread(topicOrId: string): ConversationId | readonly ConversationId[] | undefined;
}

/**
 * Starts a scenario; returns the way to stop it, which leaves what has begun to its end.
 * Throws a `ScenarioError` when it is not valid, and an error when it names a user who is not there.
 */
export function playScenario(
  robots: Robots,
  scenario: RobotScenario,
  resolve: Resolve,
): () => void {
  const { user, on, from, times = Number.POSITIVE_INFINITY, do: steps } = readScenario(scenario);
  const robot = robots.robot(known(resolve, user), user);
  const sender = from === undefined ? undefined : known(resolve, from);
  const added = new Map(
    steps.flatMap((step) => ("add" in step ? [[step.add, known(resolve, step.add)]] : [])),
  );
  let left = times;
  const handler: RobotHandler = async (heard, hands) => {
    if (left === 0 || !isMeant(heard, scenario, sender, resolve)) return;
    left -= 1;
    const run = { heard, hands, added, last: "" };
    for (const step of steps) await take(step, run);
  };
  robot.on(on, handler);
  return () => {
    left = 0;
    robot.off(on, handler);
  };
}

function known(resolve: Resolve, name: string): PersonId {
  const person = resolve.person(name);
  if (person !== undefined) return person;
  throw new Error(
    `Cannot play the scenario: there is no user "${name}". Name one who is there, or create that user first.`,
  );
}

function isMeant(
  heard: Heard,
  { thread, matches }: RobotScenario,
  sender: PersonId | undefined,
  resolve: Resolve,
): boolean {
  if (sender !== undefined && heard.from !== sender) return false;
  if (matches !== undefined && !contains(heard.text ?? "", matches)) return false;
  if (thread === undefined) return true;
  return [resolve.thread(thread)].flat().some((id) => id === heard.threadId);
}

/** Whether the pieces of the pattern between its `*` come in the text one after the other. */
function contains(text: string, pattern: string): boolean {
  const searched = text.toLowerCase();
  let from = 0;
  for (const piece of pattern.toLowerCase().split("*")) {
    const at = searched.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}

interface Run {
  readonly heard: Heard;
  readonly hands: RobotHands;
  readonly added: ReadonlyMap<string, PersonId>;
  /** The id of what was sent last. */
  last: string;
}

async function take(step: RobotStep, run: Run): Promise<void> {
  const { hands, heard } = run;
  if ("wait" in step) await hands.wait({ seconds: step.wait });
  else if ("type" in step) await hands.type({ seconds: step.type });
  else if ("read" in step) hands.read();
  else if ("say" in step) run.last = hands.say(step.say);
  else if ("html" in step) run.last = hands.say(step.html, { type: "html" });
  else if ("edit" in step) hands.edit(run.last, step.edit);
  else if ("remove" in step) hands.remove(run.last);
  else if ("add" in step) {
    const id = run.added.get(step.add);
    if (id !== undefined) hands.addTo(heard.threadId, [{ id, name: step.add }]);
  } else hands.leave();
}
