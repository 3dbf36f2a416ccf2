// Plays a fixture into a tenant that lives: all of it, or nothing.

import type { Fixture } from "../../fixtures/fixture.ts";
import type { ControlledTenant, ControlOptions } from "./controlled.ts";

/** Throws an error that names the place where the fixture breaks a rule of the tenant's, which is as it was then. */
export async function playInto(
  control: ControlOptions,
  tenant: ControlledTenant,
  fixture: Fixture,
): Promise<void> {
  await control.prepare(fixture);
  // From here on nothing waits, so that nobody sees the trial, or comes in between.
  const trial = tenant.fork();
  try {
    trial.play(fixture);
  } finally {
    control.tenants.drop(trial.name);
  }
  tenant.play(fixture);
}
