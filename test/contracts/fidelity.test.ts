// The ledger of rules is whole, well written, and the page in docs says the same.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generalRules } from "../../src/contracts/acs/rules/index.ts";
import type { DocumentedApi, Rule } from "../../src/contracts/contract.ts";
import { fidelityPage } from "../../src/contracts/fidelity-page.ts";
import { contracts } from "../../src/contracts/index.ts";

const root = join(import.meta.dirname, "../..");
const apis: readonly DocumentedApi[] = Object.values(contracts).flatMap((vendor) => vendor.apis);
const rules: readonly Rule[] = apis.flatMap((api) => Object.values(api.rules).flat());

test("docs/fidelity.md is what the contract says today", () => {
  const page = readFileSync(join(root, "docs/fidelity.md"), "utf8");
  // Compared by hand: a difference of a page is no help, the way to mend it is.
  const isFresh = page === fidelityPage();
  expect(isFresh, "docs/fidelity.md is stale: run `npm run docs`.").toBe(true);
});

test("the page names every rule and every operation", () => {
  const page = fidelityPage();
  expect(rules.filter(({ id }) => !page.includes(`| \`${id}\` |`))).toEqual([]);
  const names = apis.flatMap((api) => Object.keys(api.operations));
  expect(names.filter((name) => !page.includes(`\n### ${name}\n`))).toEqual([]);
});

test("every table of the page has rows of one width", () => {
  const tables = fidelityPage()
    .split("\n\n")
    .filter((block) => block.startsWith("| "));
  const uneven = tables.filter((text) => {
    const widths = text
      .trim()
      .split("\n")
      .map((row) => row.replaceAll("\\|", "").split("|").length);
    return new Set(widths).size !== 1;
  });
  expect(tables.length).toBeGreaterThan(20);
  expect(uneven).toEqual([]);
});

test("no two rules have the same id", () => {
  const seen = new Set<string>();
  const twice = rules.filter(({ id }) => seen.size === seen.add(id).size);
  expect(twice).toEqual([]);
});

test("rule ids are dotted and in kebab-case", () => {
  const form = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/;
  expect(rules.filter(({ id }) => !form.test(id))).toEqual([]);
});

test("every rule is one sentence with a period", () => {
  const sentence = /^[A-Z`].*[^.]\.$/;
  const outsideOfCode = (text: string) => text.replace(/`[^`]*`/g, "x");
  const bad = rules.filter(
    ({ says }) => !sentence.test(says) || /[.!?] [A-Z]/.test(outsideOfCode(says)),
  );
  expect(bad).toEqual([]);
});

test("what is assumed says why, and nothing else says that it is assumed", () => {
  const bad = rules.filter(
    ({ evidence, source }) => (evidence === "assumed") !== source.startsWith("assumed: "),
  );
  expect(bad).toEqual([]);
  expect(rules.filter(({ source }) => source.trim().length < 8)).toEqual([]);
});

test("code in sentences and sources is closed", () => {
  const isOpen = (text: string) => (text.match(/`/g) ?? []).length % 2 === 1;
  expect(rules.filter(({ says, source }) => isOpen(says) || isOpen(source))).toEqual([]);
});

test.each(apis)("every operation of $name has a rule, and no rule is of another", (api) => {
  const operations = Object.keys(api.operations);
  expect(operations.filter((name) => (api.rules[name] ?? []).length === 0)).toEqual([]);
  expect(Object.keys(api.rules).sort()).toEqual(["*", ...operations].sort());
});

test("the general rules are those that stand under the star", () => {
  expect(generalRules).toEqual(contracts.acs.apis.flatMap((api) => api.rules["*"]));
});

test.each(apis)("the rules of $name name only versions that exist", (api) => {
  const known = new Set(api.versions.map(({ id }) => id));
  const unknown = Object.values(api.rules)
    .flat()
    .flatMap(({ id, versions = "" }) =>
      (versions.match(/\d{4}-\d{2}-\d{2}(-preview\d*)?/g) ?? [])
        .filter((version) => !known.has(version))
        .map((version) => `${id}: ${version}`),
    );
  expect(unknown).toEqual([]);
});
