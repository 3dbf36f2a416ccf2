// Headless Chromium for tests, and pages bundled with any SDK version, served from an origin of their own.

import { createHash, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { type Browser, chromium } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";
const sdkFolder = new URL("../sdk/", import.meta.url);
const requireSdk = createRequire(new URL("package.json", sdkFolder));

/** Hosts that SDKs up to 1.5.2 have written in them. */
export const writtenHosts = [
  "go.trouter.skype.com",
  "edge.skype.com",
  "go.trouter.teams.microsoft.com",
  "teams.microsoft.com",
] as const;

/** Why there is no browser here, if there is none. */
export function missingBrowser(): string | undefined {
  if (existsSync(CHROMIUM)) return undefined;
  return "Chromium is not installed. Install Debian's package chromium.";
}

/** Why the SDKs cannot run in a browser here, if they cannot. */
export function missingForBrowser(): string | undefined {
  const missing = missingBrowser();
  if (missing !== undefined) return missing;
  if (!existsSync(new URL("node_modules/chat-1.6.0", sdkFolder))) {
    return "The official SDKs are not installed. Run npm ci --prefix test/sdk.";
  }
  return undefined;
}

/** The flag that makes Chromium take what this CA vouches for, and nothing else that it would refuse. */
export function trusting(caFile: string): string {
  const { publicKey } = new X509Certificate(readFileSync(caFile));
  const key = publicKey.export({ type: "spki", format: "der" });
  const hash = createHash("sha256").update(key).digest("base64");
  return `--ignore-certificate-errors-spki-list=${hash}`;
}

export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
}

/** Leads the names that an app imports to the packages of one version under test/sdk. */
export function sdkBundling(version: string): BuildOptions {
  return {
    alias: { "@azure/communication-chat": `chat-${version}` },
    nodePaths: [fileURLToPath(new URL("node_modules", sdkFolder))],
  };
}

/** The page's script with that version of the SDK in it. */
export async function bundlePage(version: string): Promise<string> {
  const alias = `chat-${version}`;
  const bundled = await build({
    entryPoints: [fileURLToPath(new URL("watched-page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "chrome120",
    logLevel: "error",
    mainFields: ["browser", "module", "main"],
    define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "sdk-version",
        setup({ onResolve, resolve }) {
          const resolveDir = fileURLToPath(sdkFolder);
          onResolve({ filter: /^sdk-chat$/ }, () =>
            resolve(alias, { resolveDir, kind: "import-statement" }),
          );
          // Each version gets the credential of the package that it depends on itself.
          onResolve({ filter: /^sdk-common$/ }, () =>
            resolve("@azure/communication-common", {
              resolveDir: fileURLToPath(new URL(".", `file://${requireSdk.resolve(alias)}`)),
              kind: "import-statement",
            }),
          );
        },
      },
    ],
  });
  return bundled.outputFiles[0]?.text ?? "";
}

export interface PageServer {
  /** Such as `http://127.0.0.1:40000`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `/<name>` as a page with the script of that name. */
export async function servePages(script: (name: string) => Promise<string>): Promise<PageServer> {
  const server: Server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (path.endsWith(".js")) {
      response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" });
      response.end(await script(path.slice(1, -".js".length)));
      return;
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    const [page] = path.split("?");
    response.end(`<!doctype html><title>chat</title><script src="${page}.js"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
