// At which api-versions a rule holds, read from the words that the ledger says it with.

import type { Api, Rule } from "../contract.ts";
import { propertiesOf } from "../schemas.ts";
import { apiAt } from "../versions.ts";

const id = String.raw`(\d{4}-\d{2}-\d{2}(?:-preview\d*)?)`;

type Holds = (given: {
  readonly api: Api;
  /** The version that is asked about. */
  readonly version: string;
  /** Where a version stands in the list of the api, the oldest first. */
  readonly place: (id: string) => number;
  readonly named: readonly string[];
}) => boolean;

/** Each form that a part of the words can have. */
const forms: readonly (readonly [words: RegExp, holds: Holds])[] = [
  [
    new RegExp(`^from ${id} but ${id}$`),
    ({ version, place, named: [first = "", but] }) =>
      place(version) >= place(first) && version !== but,
  ],
  [
    new RegExp(`^from ${id}$`),
    ({ version, place, named: [first = ""] }) => place(version) >= place(first),
  ],
  [
    new RegExp(`^up to ${id}$`),
    ({ version, place, named: [last = ""] }) => place(version) <= place(last),
  ],
  [
    new RegExp(`^${id} to ${id}$`),
    ({ version, place, named: [first = "", last = ""] }) =>
      place(version) >= place(first) && place(version) <= place(last),
  ],
  [new RegExp(`^${id}$`), ({ version, named: [only] }) => version === only],
  [
    new RegExp(`^the previews since ${id}$`),
    ({ version, place, named: [first = ""] }) =>
      version.includes("preview") && place(version) >= place(first),
  ],
  [/^those with thread metadata$/, hasThread("metadata")],
  [/^those with retention policies$/, hasThread("retentionPolicy")],
];

function hasThread(property: string): Holds {
  return ({ api, version }) => {
    const model = apiAt(api, version)?.definitions["ChatThreadProperties"];
    return propertiesOf(model)?.includes(property) ?? false;
  };
}

export function holdsAt(api: Api, { versions }: Rule, version: string): boolean {
  if (versions === undefined) return true;
  const ids = api.versions.map((known) => known.id);
  const place = (name: string) => ids.indexOf(name);
  return versions.split(/, | and /).some((part) => {
    for (const [words, holds] of forms) {
      const found = words.exec(part);
      if (found) return holds({ api, version, place, named: found.slice(1) });
    }
    throw new Error(
      `Cannot say at which versions a rule holds: "${part}" has no known form. Add the form to versions-of-rule.ts.`,
    );
  });
}
