#!/usr/bin/env node
// The command: refuses a Node that is too old, and hands over to the command line.
import { nodeVersionComplaint } from "./node-version.ts";

const complaint = nodeVersionComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 2;
} else {
  keepCompiledCode();
  // Imported only now, since an old Node cannot even read the rest.
  import("./command-line.ts").then(({ main }) => main()).catch(giveUp);
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
