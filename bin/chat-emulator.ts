#!/usr/bin/env node
// The command: refuses a Node that is too old, and hands over to the command line.
import { nodeVersionComplaint } from "./node-version.ts";

const complaint = nodeVersionComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 2;
} else {
  // Imported only now, since an old Node cannot even read the rest.
  import("./command-line.ts").then(({ main }) => main()).catch(giveUp);
}

function giveUp(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}
