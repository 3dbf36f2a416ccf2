#!/usr/bin/env node
// The command: refuses a Node that is too old, and hands over to the command line.
import { nodeVersionComplaint } from "./node-version.ts";

const complaint = nodeVersionComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 2;
} else {
  keepCompiledCode();
  // Both are read at once: the command line will want the server a moment later.
  if (willStart(process.argv[2])) import("../src/server/index.ts").catch(() => undefined);
  // Imported only now, since an old Node cannot even read the rest.
  import("./command-line.ts").then(({ main }) => main()).catch(giveUp);
}

function willStart(word: string | undefined): boolean {
  return word === undefined || word === "start" || word === "exec" || isStartOption(word);
}

function isStartOption(word: string): boolean {
  return word.startsWith("-") && !/^(--help|-h|--version|-V)$/.test(word);
}

// An eighth of the start's work is to compile; from Node 22 on it need not be done each time.
function keepCompiledCode(): void {
  const modules = process.getBuiltinModule("node:module");
  if ("enableCompileCache" in modules && typeof modules.enableCompileCache === "function") {
    modules.enableCompileCache();
  }
}

function giveUp(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}
