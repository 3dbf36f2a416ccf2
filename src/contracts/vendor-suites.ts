// The suite of each vendor: its contract, its checks, and how the stage for them is set. None is loaded before it is asked for.

import type { Contract } from "./contract.ts";
import type { ContractOptions } from "./contract-options.ts";
import type { VendorName } from "./judge/exchange.ts";
import type { Check } from "./suite/check.ts";
import type { Sender } from "./suite/client.ts";
import type { Ledger, Leftover } from "./suite/ledger.ts";
import type { BoundCheck } from "./suite/run.ts";

export interface VendorSuite {
  readonly contract: Contract;
  /** Every check, for lists of them. */
  readonly checks: readonly ListedCheck[];
  /** Throws NothingJudged when the options cannot lead to anything; sends nothing yet. */
  stage(options: ContractOptions, means: Means): VendorStage;
}

/** What a stage reaches the endpoint with, and writes down what it makes there. */
export interface Means {
  /** Without a slash at its end. */
  readonly url: string;
  readonly sender: Sender;
  readonly ledger: Ledger;
}

/** The people of a run and its checks. */
export interface VendorStage {
  /** The checks of the run at each version; throws NothingJudged where there are no people for them. */
  checks(): readonly BoundCheck[];
  /** Makes the people, or brings them in. */
  open(): Promise<void>;
  /** Takes away what was made; resolves to what could not be. */
  cleanUp(leftovers: readonly Leftover[]): Promise<readonly Leftover[]>;
}

export interface ListedCheck
  extends Pick<Check<unknown>, "id" | "title" | "operations" | "rules" | "profile"> {
  /** The api-versions that have what is checked, the oldest first. */
  readonly versions: readonly string[];
}

const suites: Readonly<Record<VendorName, () => Promise<VendorSuite>>> = {
  acs: async () => (await import("./acs/checks/suite.ts")).acsSuite,
  stackexchange: async () => (await import("./stackexchange/checks/suite.ts")).stackExchangeSuite,
};

export async function suiteOf(vendor: VendorName = "acs"): Promise<VendorSuite> {
  return suites[vendor]();
}
