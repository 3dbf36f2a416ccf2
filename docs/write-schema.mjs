// Writes the JSON Schema of fixtures beside the built code, for editors; part of `npm run build`.

import { writeFile } from "node:fs/promises";
import { fixtureSchema } from "../node_modules/.cache/docs/src/fixtures/schema.js";

const file = new URL("../dist/src/fixtures/schema.json", import.meta.url);
await writeFile(file, `${JSON.stringify(fixtureSchema, null, 2)}\n`);
