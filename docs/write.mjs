// Writes docs/fidelity.md from the built contract; `npm run docs` builds it first.

import { writeFile } from "node:fs/promises";
import { fidelityPage } from "../dist/src/contracts/fidelity-page.js";

await writeFile(new URL("fidelity.md", import.meta.url), fidelityPage());
