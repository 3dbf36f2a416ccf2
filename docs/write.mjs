// Writes docs/fidelity.md and the README's table of options from the built code; `npm run docs` builds it first.

import { readFile, writeFile } from "node:fs/promises";
import { markdownTable } from "../node_modules/.cache/docs/bin/options.js";
import { fidelityPage } from "../node_modules/.cache/docs/src/contracts/fidelity-page.js";

await writeFile(new URL("fidelity.md", import.meta.url), fidelityPage());

const readme = new URL("../README.md", import.meta.url);
const text = await readFile(readme, "utf8");
const between = /(<!-- options:.*-->\n)[\s\S]*?(<!-- \/options -->)/;
await writeFile(
  readme,
  text.replace(between, (_, start, end) => `${start}${markdownTable()}${end}`),
);
