// Plays fixtures into a world: their people register, and what they did happens at its own time.

// Not from the index: that also loads the reader of files, which costs a third of the start.
import { loadFixture } from "../fixtures/built-in/index.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { playFixture } from "../fixtures/play-fixture.ts";
import type { RobotFixture } from "../fixtures/robot-fixture.ts";
import type { SnapshotFixture } from "../fixtures/snapshot-fixture.ts";
import type { StackExchangeAccount } from "./chat-emulator.ts";
import type { ConversationId, PersonId } from "./engine/ids.ts";
import { playScenario, type Robots, readScenario } from "./robots/index.ts";
import type { Tenant } from "./tenant.ts";
import type { WorldSnapshot } from "./world.ts";

/** The people of the fixtures by name, in their order. */
export type People = Map<string, PersonId>;

/** Loaded with the first snapshot, so that a start without one does not wait for it. */
let snapshots: typeof import("./snapshot-file.ts") | undefined;

/** Throws when a fixture is not valid, or does not go with the others. */
export async function loadFixtures(
  fixtures: readonly (string | Fixture)[],
  seed: number,
): Promise<readonly Fixture[]> {
  const loaded = await Promise.all(fixtures.map((fixture) => loadFixture(fixture, seed)));
  if (snapshotOf(loaded)) await loadSnapshots();
  return loaded;
}

/** Has to be awaited before a snapshot is played. */
export async function loadSnapshots(): Promise<void> {
  snapshots ??= await import("./snapshot-file.ts");
}

/** The snapshot that a world begins with, if it does; one that is not alone is refused. */
export function snapshotOf(fixtures: readonly Fixture[]): SnapshotFixture | undefined {
  const { name, snapshot } = fixtures.find((fixture) => fixture.snapshot) ?? {};
  if (snapshot && fixtures.length > 1) {
    throw new Error(
      `Cannot start with the snapshot ${name === undefined ? "" : `${name} `}and other fixtures: it holds a whole world. Give it alone, or export another one from a world with all of them.`,
    );
  }
  return snapshot;
}

/** Stops with an error that names the place where a fixture breaks a rule. */
export function playFixtures(tenant: Tenant, fixtures: readonly Fixture[]): People {
  const snapshot = snapshotOf(fixtures);
  if (snapshot) return reader().playSnapshot(tenant, snapshot);
  const people: People = new Map();
  for (const fixture of fixtures) play(tenant, fixture, people);
  return people;
}

/** What a snapshot says of a world, as that of the tenant. */
export function worldOf(tenant: Tenant, snapshot: SnapshotFixture): WorldSnapshot {
  return reader().worldOf(tenant, snapshot);
}

function reader() {
  if (snapshots) return snapshots;
  throw new Error("Cannot play a snapshot: its reader is not loaded. Await loadSnapshots first.");
}

function play(tenant: Tenant, fixture: Fixture, people: People): void {
  const steps = playFixture(fixture, {
    now: tenant.clock.now(),
    personOf: (name) => people.get(name) ?? tenant.namedPersonId(name),
  });
  for (let step = steps.next(); ; ) {
    if (step.done) {
      for (const [name, person] of step.value) people.set(name, person);
      return;
    }
    const { at, command, place } = step.value;
    const result = tenant.execute(command, at);
    if (result.refusal) {
      throw new Error(
        `Cannot play fixture ${fixture.name ?? ""} at ${place}: ${result.refusal.type}. Correct that place.`,
      );
    }
    step = steps.next(result.outcome);
  }
}

/** What is to go on by itself. */
export function scenariosOf(fixtures: readonly Fixture[]): readonly RobotFixture[] {
  return fixtures.flatMap(({ acs, snapshot }) => acs?.robots ?? snapshot?.acs.robots ?? []);
}

/** Lets robots act; one that names somebody who is not there any more stays out. */
export function playRobots(
  robots: Robots,
  tenant: Tenant,
  people: ReadonlyMap<string, PersonId>,
  scenarios: readonly RobotFixture[],
): void {
  const resolve = {
    person: (name: string) => {
      const id = people.get(name);
      const person = id === undefined ? undefined : tenant.engine.state.people.get(id);
      return person?.removedAt === undefined ? person?.id : undefined;
    },
    thread: (topic: string) => threadsOf(tenant, topic),
  };
  for (const robot of scenarios) {
    const named = [robot.user, robot.from ?? [], robot.do.map(({ add }) => add ?? [])].flat(2);
    if (named.some((name) => resolve.person(name) === undefined)) continue;
    playScenario(robots, readScenario(robot), resolve);
  }
}

function threadsOf(tenant: Tenant, topic: string): ConversationId[] {
  const all = [...tenant.engine.state.conversations.values()];
  return all.filter((thread) => thread.topic === topic).map(({ id }) => id);
}

/** Whom a world knows. */
export interface KnownPeople {
  readonly people: ReadonlyMap<string, PersonId>;
  readonly accounts: readonly StackExchangeAccount[];
}

/** Whom the world knows by name, or by email, stays who he is. */
export function agreedFixture(fixture: Fixture, { people, accounts }: KnownPeople): Fixture {
  const known = new Map(accounts.map((one) => [one.email.toLowerCase(), one]));
  const users = fixture.acs?.users?.map((user) => {
    const id = people.get(user.name);
    return user.id === undefined && id !== undefined ? { ...user, id } : user;
  });
  const agreed = fixture.stackexchange?.accounts?.map(
    (one) => known.get(one.email.toLowerCase()) ?? one,
  );
  return {
    ...fixture,
    ...(fixture.acs && { acs: { ...fixture.acs, ...(users && { users }) } }),
    ...(fixture.stackexchange && {
      stackexchange: { ...fixture.stackexchange, ...(agreed && { accounts: agreed }) },
    }),
  };
}
