// The contracts by vendor: what each emulated service promises.

import { acs } from "./acs/ledger.ts";
import { stackexchange } from "./stackexchange/ledger.ts";

export type {
  Api,
  Contract,
  Definitions,
  DocumentedApi,
  Evidence,
  Method,
  Operation,
  Rule,
  Version,
} from "./contract.ts";
export type {
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  HeadersLike,
  VendorName,
  Verdict,
  Violation,
} from "./judge/exchange.ts";
export { redactExchange, redactText } from "./judge/redact.ts";
export {
  type Account,
  type ContractOptions,
  type ContractReport,
  cleanContract,
  hasPassed,
  listChecks,
  NothingJudged,
  runContract,
} from "./run-contract.ts";
export { type AllowedFailure, parseAllowList, UnusableAllowList } from "./suite/allow-list.ts";
export type { CheckResult, Failure, Profile, Status } from "./suite/check.ts";
export { validateExchange } from "./validate-exchange.ts";
export { apiAt, type VersionedApi } from "./versions.ts";

export const contracts = { acs, stackexchange } as const;
