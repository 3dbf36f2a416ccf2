// The checks of identity, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as createIdAlone } from "./create-id-alone.ts";
import { check as createLifetimeNull } from "./create-lifetime-null.ts";
import { check as createNothingAsked } from "./create-nothing-asked.ts";
import { check as createWithToken } from "./create-with-token.ts";
import { check as deleteEndsTokens } from "./delete-ends-tokens.ts";
import { check as doubleSlash } from "./double-slash.ts";
import { check as errorForm } from "./error-form.ts";
import { checks as exchange } from "./exchange.ts";
import { check as exchangeBadToken } from "./exchange-bad-token.ts";
import { check as issueDefaultLifetime } from "./issue-default-lifetime.ts";
import { check as issueExpiryForm } from "./issue-expiry-form.ts";
import { check as issueLifetimeFixed } from "./issue-lifetime-fixed.ts";
import { check as issueLifetimeRange } from "./issue-lifetime-range.ts";
import { check as issueScopes } from "./issue-scopes.ts";
import { check as issueScopesMissing } from "./issue-scopes-missing.ts";
import { check as issueWithId } from "./issue-with-id.ts";
import { checks as notOwned } from "./not-owned.ts";
import { check as requestContext } from "./request-context.ts";
import { check as requestId } from "./request-id.ts";
import { check as revokeByPatch } from "./revoke-by-patch.ts";
import { check as revokeEndsTokens } from "./revoke-ends-tokens.ts";
import { check as signedBody } from "./signed-body.ts";
import { checks as signedForms } from "./signed-forms.ts";
import { check as signedPort } from "./signed-port.ts";
import { check as signedTarget } from "./signed-target.ts";
import { check as tokenClaims } from "./token-claims.ts";
import { check as tokenForm } from "./token-form.ts";
import { check as tokenScopes } from "./token-scopes.ts";
import { check as versionsAscend } from "./versions-ascend.ts";
import { check as versionsUnsupported } from "./versions-unsupported.ts";

export const identityChecks: readonly Check<Scene>[] = [
  createIdAlone,
  createLifetimeNull,
  createNothingAsked,
  createWithToken,
  issueDefaultLifetime,
  issueExpiryForm,
  issueLifetimeFixed,
  issueLifetimeRange,
  issueScopes,
  issueScopesMissing,
  issueWithId,
  ...notOwned,
  deleteEndsTokens,
  revokeByPatch,
  revokeEndsTokens,
  tokenClaims,
  tokenForm,
  tokenScopes,
  ...exchange,
  exchangeBadToken,
  ...signedForms,
  signedBody,
  signedPort,
  signedTarget,
  errorForm,
  versionsAscend,
  versionsUnsupported,
  requestContext,
  requestId,
  doubleSlash,
];
