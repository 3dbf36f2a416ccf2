// Compiles a version's schemas strictly: an unknown keyword or a misplaced limit is an error.

import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { VersionedApi } from "../../src/contracts/versions.ts";

/** From the name of a model to its validator; throws when the schema is wrong. */
export function strictValidator(version: VersionedApi): (model: string) => ValidateFunction {
  const ajv = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true });
  formats.default(ajv, ["date-time"]);
  ajv.addSchema({ $id: version.id, $defs: version.definitions });
  const compiled = new Map<string, ValidateFunction>();
  return (model) => {
    const known = compiled.get(model);
    if (known) return known;
    const validate = ajv.compile({ $ref: `${version.id}#/$defs/${model}` });
    compiled.set(model, validate);
    return validate;
  };
}
