// What a started emulator shows to people.

import { portOf, type ReadyLine } from "./ready.ts";
import { shellWord } from "./shell-word.ts";

/** `lookup` is what `env` needs to find this emulator, such as ` --port 4000`. */
export function banner(ready: ReadyLine, lookup: string): string {
  const { acs, caFile, version, stackexchange, proxyUrl } = ready;
  const lines = [
    `chat-emulator ${version} is ready on port ${portOf(ready.url)}.`,
    "",
    `  Endpoint           ${acs.endpoint}`,
    `  Connection string  ${acs.connectionString}`,
    `  CA certificate     ${caFile}`,
    `  To trust it        export NODE_EXTRA_CA_CERTS=${shellWord(caFile)}`,
    "",
    ...acs.users.flatMap(({ name, id, token }) => [
      `  User   ${name}`,
      `  Id     ${id}`,
      `  Token  ${token}`,
      "",
    ]),
    ...accountLines(stackexchange.accounts),
    `  For its hosts      export HTTPS_PROXY=${proxyUrl} REQUESTS_CA_BUNDLE=${shellWord(caFile)}`,
    "",
    `  More users         chat-emulator token issue${lookup}`,
    `  As variables       eval "$(chat-emulator env${lookup})"`,
    "",
    "Press Ctrl+C to stop.",
  ];
  return `${lines.join("\n")}\n`;
}

function accountLines(accounts: ReadyLine["stackexchange"]["accounts"]): string[] {
  return accounts.map(({ email, password }, index) => {
    const label = index === 0 ? "Stack Exchange" : "";
    return `  ${label.padEnd(17)}  ${email}, password ${password}`;
  });
}
