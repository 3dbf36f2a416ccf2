// Control routes about the named snapshots of a tenant.

import { listOf, record, tenantWithUsers, text } from "./answer-schemas.ts";
import { json, nothing, unknownName } from "./problem.ts";
import { type Call, done, type Route, withBody } from "./route.ts";
import { expectFree, tenantName, toldTenant } from "./tenants.ts";

/** Dots alone cannot be a step of a path. */
const snapshotName = {
  type: "string",
  minLength: 1,
  maxLength: 200,
  pattern: "^(?!\\.{1,2}$)",
  examples: ["before-the-import"],
} as const;

export const snapshotRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "snapshots",
    summary: "Lists the tenant's snapshots by name.",
    what: "list the snapshots",
    answers: [
      { status: 200, description: "Their names.", schema: record({ snapshots: listOf(text) }) },
    ],
    handle: ({ tenant }) => json({ snapshots: tenant.snapshots.names }),
  },
  withBody<{ readonly name: string }>({
    method: "POST",
    path: "snapshots",
    summary: "Keeps the tenant as it is now under a name, in place of what was kept before.",
    what: "save the snapshot",
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["name"],
      properties: { name: snapshotName },
    },
    answers: [{ status: 201, description: "It is kept.", schema: record({ name: text }) }],
    handle({ tenant }, { name }) {
      tenant.snapshots.save(name);
      return json({ name }, 201);
    },
  }),
  {
    method: "GET",
    path: "snapshots/{name}",
    summary: "Gives a snapshot as a fixture to start with, to be kept in a file.",
    what: "give the snapshot",
    answers: [
      {
        status: 200,
        description: "The fixture.",
        schema: record({ description: text, snapshot: { type: "object" } }),
      },
    ],
    async handle(call) {
      kept(call, "give the snapshot");
      const { name } = call.tenant;
      const snapshot = await call.control.dump(name, nameIn(call));
      return json({ description: `The tenant ${name} as an emulator exported it.`, snapshot });
    },
  },
  {
    method: "DELETE",
    path: "snapshots/{name}",
    summary: "Forgets a snapshot.",
    what: "drop the snapshot",
    answers: done("It is forgotten."),
    handle(call) {
      kept(call, "drop the snapshot");
      call.tenant.snapshots.drop(nameIn(call));
      return nothing();
    },
  },
  {
    method: "POST",
    path: "snapshots/{name}/restore",
    summary: "Takes the tenant back to a snapshot; who is connected has to connect anew.",
    what: "restore the snapshot",
    answers: done("It is restored."),
    handle(call) {
      kept(call, "restore the snapshot");
      call.tenant.snapshots.restore(nameIn(call));
      return nothing();
    },
  },
  withBody<{ readonly tenant?: string }>({
    method: "POST",
    path: "snapshots/{name}/fork",
    summary: "Makes a tenant that is what this one was when the snapshot was saved.",
    what: "fork the snapshot",
    isOptional: true,
    schema: {
      type: "object",
      additionalProperties: false,
      properties: { tenant: tenantName },
    },
    answers: [{ status: 201, description: "The new tenant.", schema: tenantWithUsers }],
    handle: (call, { tenant: name }) => forkSnapshot(call, name),
  }),
];

function forkSnapshot(call: Call, name: string | undefined): Response {
  const snapshot = kept(call, "fork the snapshot");
  if (name !== undefined) expectFree(call, name);
  const fork = call.tenant.fork(name);
  fork.restore(snapshot);
  return json(toldTenant(fork), 201);
}

function nameIn({ params }: Call): string {
  return params["name"] ?? "";
}

function kept(call: Call, what: string): object {
  const { snapshots } = call.tenant;
  const snapshot = snapshots.get(nameIn(call));
  if (!snapshot) throw unknownName(what, nameIn(call), snapshots.names);
  return snapshot;
}
