// chat-emulator fixtures: lists the built-in fixtures, or prints one.

import { asComplaint } from "../complaint.ts";
import type { OptionsOf } from "../options.ts";
import type { Terminal } from "../terminal.ts";

export async function fixtures(
  options: OptionsOf<"fixtures">,
  terminal: Terminal,
  [name]: readonly string[],
): Promise<number> {
  // Not from the folder's own door, which brings the reader of YAML with it.
  const { builtInFixtures, loadFixture } = await import("../../src/fixtures/built-in/index.ts");
  if (name === undefined) {
    const width = Math.max(...builtInFixtures.map((fixture) => fixture.name.length));
    for (const fixture of builtInFixtures) {
      terminal.print(`${fixture.name.padEnd(width)}  ${fixture.description}\n`);
    }
    return 0;
  }
  try {
    terminal.print(`${JSON.stringify(await loadFixture(name, options.seed), null, 2)}\n`);
  } catch (error) {
    throw asComplaint(error);
  }
  return 0;
}
