// The README says what the code says.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { markdownTable } from "../bin/options.ts";
import { builtInFixtures, readFixture } from "../src/fixtures/index.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../README.md"), "utf8");

test("the table of options is the one that the command line has (else run: npm run docs)", () => {
  const [, table] = /<!-- options:.*-->\n([\s\S]*?)<!-- \/options -->/.exec(readme) ?? [];
  expect(table).toBe(markdownTable());
});

test("every built-in fixture is named", () => {
  for (const { name } of builtInFixtures) expect(readme).toContain(`\`${name}\``);
});

test("the fixture shown is a valid one", () => {
  const [, shown = ""] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(readFixture(shown, "README.md").acs?.threads).toHaveLength(1);
});
