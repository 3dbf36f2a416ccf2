// Which versions have what a check tests.

import type { Api } from "../../contract.ts";
import { propertiesOf } from "../../schemas.ts";
import type { VersionedApi } from "../../versions.ts";
import { chatApi, identityApi } from "../index.ts";

type Applies = (version: VersionedApi) => boolean;

function between(api: Api) {
  const ids = api.versions.map(({ id }) => id);
  return {
    /** A version and all after it. */
    from:
      (first: string): Applies =>
      ({ id }) =>
        ids.indexOf(id) >= ids.indexOf(first),
    /** A version and all before it. */
    upTo:
      (last: string): Applies =>
      ({ id }) =>
        ids.indexOf(id) <= ids.indexOf(last),
  };
}

export const { from, upTo } = between(chatApi);
export const identitySpan = between(identityApi);

export function only(...versions: readonly string[]): Applies {
  return ({ id }) => versions.includes(id);
}

/** Versions whose model has a property. */
export function having(model: string, property: string): Applies {
  return ({ definitions }) => propertiesOf(definitions[model])?.includes(property) ?? false;
}

export const hasThreadMetadata = having("ChatThreadProperties", "metadata");
export const hasRetention = having("ChatThreadProperties", "retentionPolicy");
