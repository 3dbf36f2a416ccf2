// Control routes that list the built-in fixtures and play fixtures into a tenant.

import { builtInFixtures, loadFixture } from "../../fixtures/built-in/index.ts";
import type { Fixture } from "../../fixtures/fixture.ts";
import { fixtureSchema } from "../../fixtures/schema.ts";
import { account, listOf, record, text, user } from "./answer-schemas.ts";
import { playInto } from "./play-into.ts";
import { json } from "./problem.ts";
import type { Call, Route } from "./route.ts";

const { $schema: _, ...fixture } = fixtureSchema;

export const fixtureRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "fixtures",
    summary: "Lists the built-in fixtures.",
    what: "list the fixtures",
    isGlobal: true,
    answers: [
      {
        status: 200,
        description: "Their names, and what each is for.",
        schema: record({ fixtures: listOf(record({ name: text, description: text })) }),
      },
    ],
    handle: () =>
      json({ fixtures: builtInFixtures.map(({ name, description }) => ({ name, description })) }),
  },
  {
    method: "POST",
    path: "fixtures",
    summary:
      "Plays a fixture into the tenant now: a built-in one by its name alone, or the one sent; a snapshot takes the place of what is there, and who is connected has to connect anew.",
    what: "play the fixture",
    body: { isReadByHandler: true, maxBytes: 16 * 1024 * 1024, schema: fixture },
    answers: [
      {
        status: 201,
        description: "The users and accounts that it brought.",
        schema: record({ name: text, users: listOf(user), accounts: listOf(account) }),
      },
    ],
    handle: play,
  },
];

async function play({ control, tenant, body }: Call): Promise<Response> {
  // What it loads has been checked by then, whatever the body is.
  const wanted = builtInName(body) ?? (body as Fixture);
  const fixture = await loadFixture(wanted, control.seed);
  await playInto(control, tenant, fixture);
  const { acs, stackexchange } = fixture.snapshot ?? fixture;
  const names = (acs?.users ?? []).map(({ name }) => name);
  const emails = (stackexchange?.accounts ?? []).map(({ email }) => email.toLowerCase());
  return json(
    {
      name: fixture.name ?? "",
      users: tenant.acs.users.filter(({ name }) => names.includes(name)),
      accounts: tenant.stackexchange.accounts.filter(({ email }) =>
        emails.includes(email.toLowerCase()),
      ),
    },
    201,
  );
}

/** A fixture with nothing but a name would be of no use. */
function builtInName(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const name: unknown = Reflect.get(body, "name");
  return Object.keys(body).length === 1 && typeof name === "string" ? name : undefined;
}
