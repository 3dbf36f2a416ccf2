// Which versions have what a check tests.

import { propertiesOf } from "../../schemas.ts";
import type { VersionedApi } from "../../versions.ts";
import { chatApi } from "../index.ts";

type Applies = (version: VersionedApi) => boolean;

const ids = chatApi.versions.map(({ id }) => id);

/** A version of chat and all after it. */
export function from(first: string): Applies {
  return ({ id }) => ids.indexOf(id) >= ids.indexOf(first);
}

/** A version of chat and all before it. */
export function upTo(last: string): Applies {
  return ({ id }) => ids.indexOf(id) <= ids.indexOf(last);
}

export function only(...versions: readonly string[]): Applies {
  return ({ id }) => versions.includes(id);
}

/** Versions whose model has a property. */
export function having(model: string, property: string): Applies {
  return ({ definitions }) => propertiesOf(definitions[model])?.includes(property) ?? false;
}

export const hasThreadMetadata = having("ChatThreadProperties", "metadata");
export const hasRetention = having("ChatThreadProperties", "retentionPolicy");
