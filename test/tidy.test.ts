// The house rules that no linter knows: first sentences, sizes, names, and who may import whom.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (name === "node_modules" || name === "dist") return [];
    if (statSync(join(root, path)).isDirectory()) return filesIn(path);
    return /\.(ts|mjs)$/.test(name) ? [path] : [];
  });
}

const sources = [...filesIn("bin"), ...filesIn("src")];
const all = [...sources, ...["test", "bench", "docs", "examples"].flatMap(filesIn)];

test("every file starts with one sentence that says what it is for", () => {
  const bad = all.filter((path) => {
    const [first = "", second = ""] = readFileSync(join(root, path), "utf8")
      .replace(/^#!.*\n/, "")
      .split("\n");
    return !/^\/\/ .+[.:]$/.test(first) && !(first.startsWith("// ") && second.startsWith("// "));
  });
  expect(bad).toEqual([]);
});

test("no source file has more than 320 lines", () => {
  const long = sources.filter(
    (path) => readFileSync(join(root, path), "utf8").split("\n").length > 320,
  );
  expect(long).toEqual([]);
});

test("no file is named after a pattern", () => {
  expect(
    all.filter((path) => /(utils?|helpers?|common|manager|service|factory)\.ts$/.test(path)),
  ).toEqual([]);
});

test.each([
  ["says should in a title", /\b(test|it)(\.each\(.*\))?\((["'`]).*\bshould\b/],
  ["sleeps", /new Promise\(\(?\w*\)? => setTimeout|timers\/promises|await (sleep|delay)\(/],
])("no test %s", (_, pattern) => {
  const own = "test/tidy.test.ts";
  const bad = filesIn("test").filter(
    (path) => path !== own && pattern.test(readFileSync(join(root, path), "utf8")),
  );
  expect(bad).toEqual([]);
});

/** From the most inward folder outwards: what each may import besides itself. */
const mayImport: readonly (readonly [folder: string, allowed: readonly string[]])[] = [
  ["src/server/engine", []],
  ["src/contracts", []],
  ["src/fixtures", ["src/server/engine"]],
  // What happens on purpose, and what is written down of it: neither knows who asks.
  [
    "src/server/faults",
    ["src/contracts", "src/fixtures/did-you-mean.ts", "src/fixtures/problem.ts"],
  ],
  ["src/server/journal", ["src/contracts", "src/fixtures/did-you-mean.ts"]],
  [
    "src/server/robots",
    [
      "src/contracts",
      "src/server/dialects",
      "src/server/engine",
      "src/server/realtime/hub.ts",
      "src/server/clock.ts",
      "src/server/duration.ts",
      "src/server/random.ts",
      "src/server/space.ts",
      "src/fixtures/did-you-mean.ts",
    ],
  ],
  [
    "src/server/dialects",
    [
      "src/server/engine",
      "src/server/faults",
      "src/server/journal",
      "src/contracts",
      "src/server/tenant.ts",
      "src/server/space.ts",
      "src/server/clock.ts",
      "src/server/random.ts",
    ],
  ],
  [
    "src/server/http",
    [
      "src/server/dialects",
      "src/server/faults",
      "src/contracts",
      "src/server/tenant.ts",
      "src/server/random.ts",
      "src/server/data-folder.ts",
    ],
  ],
  [
    "src/server/realtime",
    [
      "src/server/dialects/dialect.ts",
      "src/server/engine",
      "src/server/faults",
      "src/server/journal",
      "src/server/http/address.ts",
      "src/server/http/plain-answer.ts",
      "src/server/http/target.ts",
      "src/server/clock.ts",
      "src/server/random.ts",
      "src/server/tenant.ts",
    ],
  ],
  ["src/server/in-process", []],
  [
    "src/server/control",
    [
      "src/server/http/app.ts",
      "src/server/http/body.ts",
      "src/server/engine",
      "src/server/faults",
      "src/server/journal",
      "src/server/robots",
      "src/fixtures",
    ],
  ],
];

const forbiddenPackages: readonly (readonly [folder: string, packages: RegExp, why: string])[] = [
  ["src/server/engine", /./, "The engine imports nothing."],
  [
    "src/server/dialects",
    /^(hono(?!\/html$)|@hono|ws|ajv|undici)/,
    "A dialect never sees a transport.",
  ],
];

test.each(mayImport)("%s imports only what the house lets it", (folder, allowed) => {
  const bad = sources
    .filter((path) => path.startsWith(`${folder}/`))
    .flatMap((path) =>
      importsOf(path)
        .filter((target) => target.startsWith("."))
        .map((target) => relative(root, resolve(root, dirname(path), target)))
        .filter(
          (target) =>
            ![folder, ...allowed].some((ok) => target === ok || target.startsWith(`${ok}/`)),
        )
        .map((target) => `${path} imports ${target}`),
    );
  expect(bad).toEqual([]);
});

test.each(forbiddenPackages)(
  "%s stays free of packages that are not its business",
  (folder, packages, why) => {
    const bad = sources
      .filter((path) => path.startsWith(`${folder}/`))
      .filter((path) =>
        importsOf(path).some((target) => !target.startsWith(".") && packages.test(target)),
      );
    expect(bad, why).toEqual([]);
  },
);

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}
