// Compiled validators of the contract's schemas, each made on first use.

import type { Ajv, ValidateFunction } from "ajv";
import type { VersionedApi } from "../../contracts/versions.ts";

/** Says what is wrong with a value, or nothing. */
export type Validator = (value: unknown) => string | undefined;

export class Validators {
  #ajv: Ajv | undefined;
  readonly #byVersion = new Map<VersionedApi, Map<string, Validator>>();

  /** Loads the compiler, which costs more than the rest of the start: it waits for the first body. */
  async load(): Promise<void> {
    if (this.#ajv) return;
    const [{ Ajv }, formats] = await Promise.all([import("ajv"), import("ajv-formats")]);
    // The schemas are checked by the tests, not at every start.
    const ajv = new Ajv({ strict: false, validateSchema: false, inlineRefs: true });
    formats.default.default(ajv, ["date-time"]);
    this.#ajv ??= ajv;
  }

  get isLoaded(): boolean {
    return this.#ajv !== undefined;
  }

  /** The validator of a model at a version. */
  model(version: VersionedApi, model: string): Validator {
    let models = this.#byVersion.get(version);
    if (!models) {
      models = new Map();
      this.#byVersion.set(version, models);
    }
    let validator = models.get(model);
    if (!validator) {
      const schema = { $ref: `#/$defs/${model}`, $defs: version.definitions };
      validator = toValidator(this.#compiler().compile(schema));
      models.set(model, validator);
    }
    return validator;
  }

  #compiler(): Ajv {
    if (!this.#ajv)
      throw new Error("Cannot validate: the compiler is not loaded. Await load() first.");
    return this.#ajv;
  }
}

function toValidator(validate: ValidateFunction): Validator {
  return (value) => {
    if (validate(value)) return undefined;
    const [problem] = validate.errors ?? [];
    const where = problem?.instancePath ? ` at ${problem.instancePath}` : "";
    return `The request body is not valid${where}: ${problem?.message ?? "it breaks its schema"}.`;
  };
}
