// Plays a fixture into a tenant that lives: all of it, or nothing.

import type { Fixture } from "../../fixtures/fixture.ts";
import type { Account, ControlledTenant, ControlOptions } from "./controlled.ts";
import { Problem } from "./problem.ts";

const isWholeWorld =
  "Cannot play the fixture: it is a snapshot, which holds a whole world. Start an emulator with it instead, by --fixtures.";

/** Throws an error that names the place where the fixture breaks a rule of the tenant's, which is as it was then. */
export async function playInto(
  control: ControlOptions,
  tenant: ControlledTenant,
  fixture: Fixture,
): Promise<void> {
  if (fixture.snapshot) throw new Problem(400, isWholeWorld);
  const playStackExchange = fixture.stackexchange && (await control.loadStackExchange());
  // From here on nothing waits, so that nobody sees the trial, or comes in between.
  const agreed = inAgreement(fixture, tenant);
  const play = (name: string) => {
    const people = control.playAcs(name, agreed);
    playStackExchange?.(name, agreed);
    return people;
  };
  const trial = tenant.fork();
  try {
    play(trial.name);
  } finally {
    control.tenants.drop(trial.name);
  }
  const people = play(tenant.name);
  for (const [name, id] of people) introduce(tenant, name, id);
  for (const account of agreed.stackexchange?.accounts ?? []) {
    void tenant.stackexchange.account(account);
  }
}

/** Whom the tenant knows by name, or by email, stays who he is. */
function inAgreement(fixture: Fixture, { people, stackexchange }: ControlledTenant): Fixture {
  const known = new Map(stackexchange.accounts.map((one) => [one.email.toLowerCase(), one]));
  const sameAccount = (one: Account) => known.get(one.email.toLowerCase()) ?? one;
  const users = fixture.acs?.users?.map((user) => {
    const id = people.get(user.name);
    return user.id === undefined && typeof id === "string" ? { ...user, id } : user;
  });
  const accounts = fixture.stackexchange?.accounts?.map(sameAccount);
  return {
    ...fixture,
    ...(fixture.acs && { acs: { ...fixture.acs, ...(users && { users }) } }),
    ...(fixture.stackexchange && {
      stackexchange: { ...fixture.stackexchange, ...(accounts && { accounts }) },
    }),
  };
}

/** From now on the tenant means that person by the name. */
function introduce({ people }: ControlledTenant, name: string, id: string): void {
  if (people instanceof Map) people.set(name, id);
}
