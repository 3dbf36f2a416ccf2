// The strongest evidence there is: every published version of the official JavaScript SDKs, unmodified, against the emulator.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { chatVersions } from "./chat-generations.ts";
import { runChatScenario } from "./chat-scenario.ts";
import { identityVersions } from "./identity-generations.ts";
import { installedIn } from "./installed.ts";
import { type SdkProcesses, startSdkProcesses } from "./sdk-processes.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const isInstalled = existsSync(join(folder, "node_modules", "chat-1.6.0"));
const missing = "The official SDKs are not installed. Run npm ci --prefix test/sdk.";

const chat = Object.entries(chatVersions).flatMap(([version, { allowsPlainHttp }]) =>
  (allowsPlainHttp ? (["https", "http"] as const) : (["https"] as const)).map((scheme) => ({
    title: `chat ${version} runs the whole scenario over ${scheme}`,
    alias: `chat-${version}`,
    scheme,
  })),
);

const identity = Object.keys(identityVersions).flatMap((alias) =>
  (["https", "http"] as const).map((scheme) => ({
    title: `${alias.replace("-", " ")} issues and revokes tokens over ${scheme}`,
    alias,
    scheme,
  })),
);

/** Apps that keep the endpoint of their real resource, and reach the emulator as a proxy. */
const proxied = ["chat-1.6.0", "chat-1.0.1", "identity-1.3.1"].map((alias) => ({
  title: `${alias.replace("-", " ")} keeps its real endpoint behind HTTPS_PROXY`,
  alias,
}));

test("the official SDKs are installed", ({ skip }) => {
  if (isInstalled) return;
  // Locally they are an extra that may be left out; in CI their absence would hide what they prove.
  if (process.env["CI"] === "true") throw new Error(missing);
  console.warn(`Skipping the SDK tests. ${missing}`);
  skip(missing);
});

test("every version in package.json has a row, and every row a version", () => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const aliases = Object.keys(dependencies).filter((name) => !name.startsWith("@"));
  const rows = [
    ...Object.keys(chatVersions).map((version) => `chat-${version}`),
    ...Object.keys(identityVersions),
  ];
  expect(aliases.sort()).toEqual(rows.sort());
});

describe.skipIf(!isInstalled)("the official SDKs, unmodified", () => {
  let emulator: ChatEmulator;
  let processes: SdkProcesses;

  beforeAll(async () => {
    emulator = await createChatEmulator({ fixtures: [] });
    await emulator.listen({ port: 0 });
    const connectionStrings = {
      https: emulator.acs.connectionString,
      http: `endpoint=${emulator.url};accesskey=${emulator.acs.accessKey}`,
    };
    const jobs = [...chat, ...identity].map(({ title, alias, scheme }) => ({
      title,
      alias,
      connectionString: connectionStrings[scheme],
    }));
    const { accessKey } = emulator.acs;
    const connectionString = `endpoint=https://contoso.communication.azure.com/;accesskey=${accessKey}`;
    // Two processes with half of the jobs each are enough to keep the one emulator busy.
    const works = [
      { jobs: jobs.filter((_, index) => index % 2 === 0) },
      { jobs: jobs.filter((_, index) => index % 2 === 1) },
      {
        jobs: proxied.map((job) => ({ ...job, connectionString })),
        environment: { HTTPS_PROXY: emulator.proxyUrl },
      },
    ];
    processes = startSdkProcesses(works, emulator.caFile);
  });

  afterAll(async () => {
    processes?.close();
    await emulator?.close();
  });

  for (const { title } of [...chat, ...identity, ...proxied]) {
    test(title, { timeout: 90_000 }, async () => {
      const { error } = await processes.result(title);
      if (error !== undefined) expect.fail(error);
    });
  }

  const inProcess = [
    ["1.6.0", "insecureClientOptions"],
    ["1.1.1", "insecureClientOptions"],
    ["1.6.0", "httpClient"],
    ["1.1.1", "httpClient"],
  ] as const;

  test.each(inProcess)(
    "chat %s runs the whole scenario in process with %s",
    { timeout: 60_000 },
    async (version, way) => {
      const options = {
        insecureClientOptions: () => emulator.insecureClientOptions(),
        httpClient: () => ({ httpClient: emulator.httpClient }),
      };
      const installed = installedIn(folder);
      const { connectionString } = emulator.acs;
      await runChatScenario({ installed, version, connectionString, clientOptions: options[way] });
    },
  );
});
