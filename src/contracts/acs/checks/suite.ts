// The suite of Azure Communication Services: what a run of it needs, and all its checks for lists.

import { randomUUID } from "node:crypto";
import type { ContractOptions } from "../../contract-options.ts";
import { NothingJudged } from "../../suite/nothing-judged.ts";
import { bound } from "../../suite/run.ts";
import { isSelected } from "../../suite/selection.ts";
import type { ListedCheck, Means, VendorSuite } from "../../vendor-suites.ts";
import { acs } from "../ledger.ts";
import { checksByApi } from "./index.ts";
import { AcsStage, apiNames, knownVersions, newestChat, versionIds, versionOf } from "./stage.ts";

export const acsSuite: VendorSuite = {
  contract: acs,
  get checks() {
    return listed();
  },
  stage(options, means) {
    const stage = createStage(options, means);
    return {
      checks() {
        requireUsers(options);
        return stage.stages(versionsOf(options)).flatMap(bound);
      },
      open: () => stage.open(),
      cleanUp: (leftovers) => stage.cleanUp(leftovers),
    };
  },
};

function createStage(options: ContractOptions, { url, sender, ledger }: Means): AcsStage {
  const accessKey = accessKeyOf(options);
  const { tokens = [], profile = "full", only = [], skip = [], strict = false } = options;
  return new AcsStage({
    url,
    ...(accessKey !== undefined && { accessKey }),
    tokens,
    sender,
    ledger,
    profile,
    isStrict: strict,
    patienceMs: (options.patienceSeconds ?? 10) * 1000,
    runId: randomUUID(),
    isWanted: ({ id }) => isSelected(id, { only, skip }),
  });
}

function versionsOf({ apiVersion = newestChat }: ContractOptions): readonly string[] {
  if (apiVersion === "all") return knownVersions;
  if (knownVersions.includes(apiVersion)) return [apiVersion];
  throw new NothingJudged(
    `there is no api-version ${apiVersion}. Give one such as ${newestChat}, or all`,
  );
}

function accessKeyOf({ connectionString = "" }: ContractOptions): string | undefined {
  return /(?:^|;)accesskey=([^;]+)/i.exec(connectionString)?.[1];
}

function requireUsers(options: ContractOptions): void {
  const { profile = "full", tokens = [] } = options;
  if (profile === "read-only" && tokens.length === 0) {
    throw new NothingJudged(
      "a read-only run makes no users. Give it tokens of users that are there",
    );
  }
  if (accessKeyOf(options) !== undefined || tokens.length > 0) return;
  throw new NothingJudged(
    "there are no users. Give a connection string, or tokens of users that are there",
  );
}

function listed(): readonly ListedCheck[] {
  return apiNames.flatMap((api) => {
    const versions = versionIds(api).map((id) => versionOf(api, id));
    return checksByApi[api].map(({ id, title, operations, rules, profile, appliesTo }) => ({
      id,
      title,
      operations,
      rules,
      profile,
      versions: versions.filter((at) => appliesTo?.(at) ?? true).map((at) => at.id),
    }));
  });
}
