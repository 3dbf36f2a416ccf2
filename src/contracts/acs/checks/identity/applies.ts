// Which versions of identity have what a check tests.

import type { VersionedApi } from "../../../versions.ts";
import { identityApi } from "../../index.ts";

type Applies = (version: VersionedApi) => boolean;

const ids = identityApi.versions.map(({ id }) => id);

/** A version of identity and all after it. */
export function from(first: string): Applies {
  return ({ id }) => ids.indexOf(id) >= ids.indexOf(first);
}

/** A version of identity and all before it. */
export function upTo(last: string): Applies {
  return ({ id }) => ids.indexOf(id) <= ids.indexOf(last);
}
