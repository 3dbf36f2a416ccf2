// The suite of Stack Exchange chat: what a run of it needs, and all its checks for lists.

import { randomBytes } from "node:crypto";
import { type ContractOptions, clientOptionsOf } from "../../contract-options.ts";
import { NothingJudged } from "../../suite/nothing-judged.ts";
import { bound } from "../../suite/run.ts";
import { isSelected } from "../../suite/selection.ts";
import { Socket } from "../../suite/socket.ts";
import type { ListedCheck, VendorSuite } from "../../vendor-suites.ts";
import { stackexchange } from "../ledger.ts";
import { Addresses } from "./addresses.ts";
import { allChecks } from "./index.ts";
import { StackExchangeStage } from "./stage.ts";

export const stackExchangeSuite: VendorSuite = {
  contract: stackexchange,
  checks: allChecks.map(
    ({ id, title, operations, rules, profile }): ListedCheck => ({
      id,
      title,
      operations,
      rules,
      profile,
      versions: ["current"],
    }),
  ),
  stage(options, { url, sender, ledger }) {
    const { profile = "full", only = [], skip = [], strict = false, room = 1 } = options;
    const stage = new StackExchangeStage({
      addresses: new Addresses(url, options.chatHost),
      accounts: options.accounts ?? [],
      room,
      sender,
      ledger,
      profile,
      isStrict: strict,
      patienceMs: (options.patienceSeconds ?? 10) * 1000,
      runId: randomBytes(4).toString("hex"),
      openSocket: options.dispatcher
        ? undefined
        : (address) => Socket.open(address, clientOptionsOf(options)),
      isWanted: ({ id }) => isSelected(id, { only, skip }),
    });
    return {
      checks() {
        requirePeople(options);
        return bound(stage.stage());
      },
      open: () => stage.open(),
      cleanUp: (leftovers) => stage.cleanUp(leftovers),
    };
  },
};

function requirePeople({ profile = "full", accounts = [], apiVersion }: ContractOptions): void {
  if (apiVersion !== undefined && apiVersion !== "current" && apiVersion !== "all") {
    throw new NothingJudged(
      `there is no version ${apiVersion} of Stack Exchange chat. Leave it out`,
    );
  }
  if (accounts.length > 0 || profile === "read-only") return;
  throw new NothingJudged(
    "there is nobody to write as. Give an email and a password, or the profile read-only",
  );
}
