// Runs jobs in Node processes that trust the emulator's CA, since NODE_EXTRA_CA_CERTS is read at the start of a process only.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Input, Job, Result } from "./run-jobs.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));

export interface Work {
  readonly jobs: readonly Job[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface SdkProcesses {
  /** Waits for the job of this title. */
  result(title: string): Promise<Result>;
  close(): void;
}

/** Runs each work in a process of its own, with its own environment. */
export function startSdkProcesses(works: readonly Work[], caFile: string): SdkProcesses {
  const program = compileScenario();
  const running = works.map((work) => startProcess(program, work, caFile));
  return {
    async result(title) {
      const results = running.find((each) => each.results.has(title))?.results;
      return (await results?.get(title)) ?? { title, error: "No process was given this job." };
    },
    close() {
      for (const { kill } of running) kill();
      rmSync(program, { recursive: true });
    },
  };
}

/** Node 20 does not read TypeScript, so the processes get a copy of the scenario in JavaScript. */
function compileScenario(): string {
  const program = mkdtempSync(join(tmpdir(), "chat-emulator-sdk-"));
  writeFileSync(join(program, "package.json"), JSON.stringify({ type: "module" }));
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
    inlineSourceMap: true,
    inlineSources: true,
  };
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
    const fileName = join(folder, name);
    const { outputText } = ts.transpileModule(readFileSync(fileName, "utf8"), {
      compilerOptions,
      fileName,
    });
    writeFileSync(join(program, name.replace(/\.ts$/, ".js")), outputText);
  }
  return program;
}

function startProcess(program: string, work: Work, caFile: string) {
  const child = spawn(process.execPath, ["--enable-source-maps", join(program, "run-jobs.js")], {
    // Nothing else is passed on: a switched-off certificate check, say, may not help a client along.
    env: { PATH: process.env["PATH"], NODE_EXTRA_CA_CERTS: caFile, ...work.environment },
  });
  const waiting = new Map<string, (result: Result) => void>();
  const results = new Map(
    work.jobs.map(({ title }: Job) => [
      title,
      new Promise<Result>((resolve) => waiting.set(title, resolve)),
    ]),
  );
  createInterface({ input: child.stdout }).on("line", (line) => {
    const result = parseResult(line);
    // Some SDK versions print warnings; they are no results.
    if (result !== undefined) waiting.get(result.title)?.(result);
  });
  const complaints = text(child.stderr);
  child.on("close", async (code) => {
    const error = `The process ended with ${code} before its result.\n${await complaints}`;
    for (const [title, resolve] of waiting) resolve({ title, error });
  });
  const input: Input = { folder, jobs: work.jobs };
  child.stdin.end(JSON.stringify(input));
  return { results, kill: () => child.kill() };
}

function parseResult(line: string): Result | undefined {
  if (!line.startsWith('{"title":')) return undefined;
  return JSON.parse(line) as Result;
}
