// Runs scenarios in a process of its own: jobs come in on standard input, each result goes out as a JSON line.

import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { runChatScenario } from "./chat-scenario.ts";
import { runIdentityScenario } from "./identity-scenario.ts";
import { installedIn } from "./installed.ts";

export interface Job {
  readonly title: string;
  /** An alias of package.json. */
  readonly alias: string;
  readonly connectionString: string;
}

export interface Input {
  /** The folder that the packages are installed in. */
  readonly folder: string;
  readonly jobs: readonly Job[];
}

export interface Result {
  readonly title: string;
  /** The stack of what went wrong; absent when all went well. */
  readonly error?: string;
}

const { folder, jobs } = JSON.parse(await text(process.stdin)) as Input;
const installed = installedIn(folder);

for (const { title, alias, connectionString } of jobs) {
  const result: Result = await run(alias, connectionString).then(
    () => ({ title }),
    (error: unknown) => ({ title, error: inspect(error) }),
  );
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function run(alias: string, connectionString: string): Promise<void> {
  const version = /^chat-(.+)$/.exec(alias)?.[1];
  if (version === undefined) await runIdentityScenario({ installed, alias, connectionString });
  else await runChatScenario({ installed, version, connectionString });
}
