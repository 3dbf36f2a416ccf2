// Writes the page that says of each rule how it is known: docs/fidelity.md, made from the contracts.

import type { Api, Contract, Evidence, Operation, Rule } from "./contract.ts";
import { contracts } from "./index.ts";
import { apiAt } from "./versions.ts";

const meanings: Readonly<Record<Evidence, string>> = {
  observed: "seen in recorded traffic of the real service, or reported with its answer",
  specified:
    "in the published specification or the code generated from it, or required by the source of the client that is served",
  documented:
    "in the vendor's documentation, or in pages and payloads that others have captured in public",
  assumed: "chosen by the emulator where nothing is known; the source says why",
};

const evidences = Object.keys(meanings) as readonly Evidence[];

const introduction = `# Fidelity

What the emulator promises, and how each promise is known. This page is made from the contract: \`npm run docs\` writes it.

${table(
  ["Evidence", "Meaning"],
  evidences.map((evidence) => [evidence, meanings[evidence]]),
)}

Where a source is a name such as \`canCreateThread\` or \`js-identity-errors\`, it is that of a recorded flow in a public SDK repository.
Sources such as \`acs-rest 3.3\` and \`reference 1.9\` are sections of this project's notes on the services.
Nothing of Stack Exchange chat was observed by this project: what is known of it comes from the source of its clients and from what they have captured.
A rule holds for every version unless it names some. Rules under \`*\` hold for all operations of an api.`;

/** The whole page. */
export function fidelityPage(): string {
  const chapters = Object.values<Contract>(contracts).flatMap(chaptersOf);
  return `${[introduction, ...chapters].join("\n\n")}\n`;
}

function chaptersOf({ vendor, apis }: Contract): string[] {
  return apis.flatMap((api) => [
    `## ${vendor}: ${api.name}`,
    countTable(Object.values(api.rules).flat()),
    "### Versions",
    versionTable(api),
    "### `*`",
    ruleTable(api.rules["*"] ?? []),
    ...Object.keys(api.operations).flatMap((name) => [
      `### ${name}`,
      shapesOf(api, name),
      ruleTable(api.rules[name] ?? []),
    ]),
  ]);
}

function countTable(rules: readonly Rule[]): string {
  const count = (evidence: Evidence) => rules.filter((rule) => rule.evidence === evidence).length;
  return table(
    [...evidences, "rules in all"],
    [[...evidences.map((evidence) => String(count(evidence))), String(rules.length)]],
  );
}

function versionTable({ versions }: Api): string {
  return table(
    ["Version", "Differs from", "Evidence", "Source"],
    versions.map(({ id, from, evidence, source }) => [id, from ?? "", evidence, source]),
  );
}

function ruleTable(rules: readonly Rule[]): string {
  if (rules.length === 0) return "No rules.";
  return table(
    ["Rule", "What holds", "Versions", "Evidence", "Source"],
    rules.map(({ id, says, versions, evidence, source }) => [
      `\`${id}\``,
      says,
      versions ?? "",
      evidence,
      source,
    ]),
  );
}

/** Method, path and status of an operation, with the versions that have it so. */
function shapesOf(api: Api, name: string): string {
  const versionsOf = new Map<string, string[]>();
  for (const { id } of api.versions) {
    const row = apiAt(api, id)?.operations[name];
    if (!row) continue;
    const shape = shapeOf(row);
    versionsOf.set(shape, [...(versionsOf.get(shape) ?? []), id]);
  }
  const all = api.versions.map(({ id }) => id);
  return [...versionsOf]
    .map(([shape, versions]) => `- ${shape}: ${spanOf(all, versions)}`)
    .join("\n");
}

function shapeOf({ method, path, alsoAt = [], success }: Operation): string {
  const also = alsoAt.map((at) => `, also at \`${at}\`,`).join("");
  return `\`${method} ${path}\`${also} answers ${success.status}`;
}

/** Says which versions these are, in words where they follow each other. */
function spanOf(all: readonly string[], some: readonly string[]): string {
  const [first = "", last = ""] = [some[0], some.at(-1)];
  const start = all.indexOf(first);
  const isUnbroken = all[start + some.length - 1] === last;
  if (some.length === all.length) return "every version";
  if (some.length > 1 && isUnbroken && last === all.at(-1)) return `from ${first}`;
  if (some.length > 1 && isUnbroken && start === 0) return `up to ${last}`;
  if (some.length > 2 && isUnbroken) return `${first} to ${last}`;
  return some.join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`)
    .join("\n");
}

/** Bars would end a cell, and angle brackets outside of code would be taken for HTML. */
function cell(text: string): string {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? part.replaceAll("<", "&lt;") : part))
    .join("`")
    .replaceAll("|", "\\|");
}
