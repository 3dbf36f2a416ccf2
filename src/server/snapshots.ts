// The snapshots of one world by name.

import type { World, WorldSnapshot } from "./world.ts";

export class Snapshots {
  readonly #world: World;
  readonly #byName = new Map<string, WorldSnapshot>();

  constructor(world: World) {
    this.#world = world;
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Keeps what is now under that name, in place of what was kept before. */
  save(name: string): WorldSnapshot {
    const snapshot = this.#world.snapshot();
    this.#byName.set(name, snapshot);
    return snapshot;
  }

  get(name: string): WorldSnapshot | undefined {
    return this.#byName.get(name);
  }

  restore(name: string): void {
    this.#world.restore(this.#kept(name, "restore"));
  }

  /** Writes a snapshot of this world to a file that is a fixture as well; all of it, or the file stays as it was. */
  async export(nameOrSnapshot: string | WorldSnapshot, file: string): Promise<void> {
    const snapshot =
      typeof nameOrSnapshot === "string" ? this.#kept(nameOrSnapshot, "export") : nameOrSnapshot;
    const { exportSnapshot } = await import("./snapshot-file.ts");
    await exportSnapshot(file, this.#world, snapshot);
  }

  drop(name: string): boolean {
    return this.#byName.delete(name);
  }

  #kept(name: string, what: string): WorldSnapshot {
    const snapshot = this.#byName.get(name);
    if (snapshot) return snapshot;
    const kept = this.names.length > 0 ? `There are: ${this.names.join(", ")}.` : "Save one first.";
    throw new RangeError(
      `Cannot ${what} the snapshot ${JSON.stringify(name)}: nothing is kept under that name. ${kept}`,
    );
  }
}
