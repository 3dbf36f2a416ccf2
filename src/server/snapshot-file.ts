// Snapshots as plain data, which is a fixture as well, and as files that hold one whole or are not there.

import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Fixture } from "../fixtures/fixture.ts";
import {
  EMULATOR_VERSION,
  SNAPSHOT_FORMAT,
  type SnapshotFixture,
} from "../fixtures/snapshot-fixture.ts";
import { dumpState } from "./engine/dump.ts";
import { loadState } from "./engine/dump-load.ts";
import type { PersonId } from "./engine/ids.ts";
import type { People } from "./play-fixtures.ts";
import { accountsByEmail, copyOf, dumpStackExchange } from "./snapshot-stackexchange.ts";
import type { Tenant } from "./tenant.ts";
import type { World, WorldSnapshot } from "./world.ts";

/** What of a world its snapshots do not say. */
export type DumpedWorld = Pick<World, "name"> & {
  readonly tenant: Pick<Tenant, "seed" | "resourceId">;
};

/** A snapshot of that world as plain data. */
export function dumpWorld(world: DumpedWorld, snapshot: WorldSnapshot): SnapshotFixture {
  const { tenant } = world;
  return {
    format: SNAPSHOT_FORMAT,
    emulator: EMULATOR_VERSION,
    seed: tenant.seed,
    clock: { ...snapshot.clock },
    acs: {
      resourceId: tenant.resourceId,
      random: copyOf(snapshot.random),
      users: [...snapshot.people].map(([name, id]) => ({ name, id })),
      robots: [...snapshot.robots],
      ...dumpState(snapshot.state),
    },
    stackexchange: dumpStackExchange(snapshot.stackexchange),
  };
}

/**
 * The way back, for a snapshot that was checked. People get the resource of the tenant, where that is another one: by
 * it a token says which tenant it is for.
 */
export function worldOf(tenant: Tenant, snapshot: SnapshotFixture): WorldSnapshot {
  const { acs, clock, stackexchange } = snapshot;
  const personOf = movedTo(tenant.resourceId, acs.resourceId);
  return {
    state: loadState(acs, tenant.engine.state.settings, personOf),
    random: copyOf(acs.random),
    clock,
    people: new Map(acs.users.map(({ name, id }) => [name, personOf(id)])),
    robots: acs.robots,
    stackexchange: {
      beganAt: "frozenAt" in clock ? clock.frozenAt : tenant.clock.machineNow() + clock.offset,
      accounts: accountsByEmail(stackexchange.accounts),
      // It comes into being when somebody asks for it.
      fixtures: [{ snapshot }],
    },
  };
}

/** Puts a tenant into the state of a snapshot that was checked; returns the people by name. */
export function playSnapshot(tenant: Tenant, snapshot: SnapshotFixture): People {
  const { state, random, clock, people } = worldOf(tenant, snapshot);
  tenant.engine.restore(state);
  tenant.random.load(random);
  tenant.clock.load(clock);
  return new Map(people);
}

function movedTo(to: string, from: string): (id: PersonId) => PersonId {
  if (to === from) return (id) => id;
  const start = `8:acs:${from}_`;
  return (id) =>
    id.startsWith(start) ? (`8:acs:${to}_${id.slice(start.length)}` as PersonId) : id;
}

/** Writes a snapshot of that world to a file, for its owner only: all of it, or else the file stays as it was. */
export async function exportSnapshot(
  file: string,
  world: DumpedWorld,
  snapshot: WorldSnapshot,
): Promise<void> {
  const fixture: Fixture = {
    description: `The tenant ${world.name} as an emulator exported it.`,
    snapshot: dumpWorld(world, snapshot),
  };
  try {
    await replaceFile(file, `${JSON.stringify(fixture, null, 2)}\n`);
  } catch (error) {
    throw new Error(
      `Cannot export the snapshot to ${file}: ${causeOf(error)}. Choose a file in a folder that can be written to.`,
      { cause: error },
    );
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeSynced(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the new name last; where a folder cannot be opened, as on Windows, it lasts without. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, "r");
    await handle.sync();
  } catch {
    // The file is there and whole all the same.
  } finally {
    await handle?.close();
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: "its folder is not there",
  EACCES: "its folder cannot be written to",
  EROFS: "its folder cannot be written to",
  EISDIR: "a folder has that name",
  ENOSPC: "the disk is full",
};

function causeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return causes[code] ?? (error instanceof Error ? error.message : String(error));
}
