// Plays fixtures into a world: their people register, and what they did happens at its own time.

// Not from the index: that also loads the reader of files, which costs a third of the start.
import { loadFixture } from "../fixtures/built-in/index.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { playFixture } from "../fixtures/play-fixture.ts";
import type { PersonId } from "./engine/ids.ts";
import type { Tenant } from "./tenant.ts";

/** The people of the fixtures by name, in their order. */
export type People = Map<string, PersonId>;

export async function loadFixtures(
  fixtures: readonly (string | Fixture)[],
  seed: number,
): Promise<readonly Fixture[]> {
  return Promise.all(fixtures.map((fixture) => loadFixture(fixture, seed)));
}

/** Stops with an error that names the place where a fixture breaks a rule. */
export function playFixtures(tenant: Tenant, fixtures: readonly Fixture[]): People {
  const people: People = new Map();
  for (const fixture of fixtures) play(tenant, fixture, people);
  return people;
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
