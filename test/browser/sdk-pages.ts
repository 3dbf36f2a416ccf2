// Serves the SDKs to browsers: each version unmodified, bundled as its users would, on an origin of its own.

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chatVersion } from "../sdk/chat-session.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const sdk = fileURLToPath(new URL("../sdk/", import.meta.url));

/** The global that a page with an SDK has; see page-client.ts for what it opens. */
export const OPENER = "openPageClient";

export class SdkPages {
  readonly #scripts = new Map<string, Promise<string>>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const [, version = "", file] = (request.url ?? "").split("/");
      response.setHeader("content-type", file ? "text/javascript" : "text/html; charset=utf-8");
      const page = `<!doctype html><title>${version}</title><script src="/${version}/sdk.js"></script>`;
      // A script that cannot be built throws in the page, where the test waits for it.
      const script = (error: unknown) => `throw new Error(${JSON.stringify(String(error))});`;
      response.end(file ? await this.#script(version).catch(script) : page);
    });
  }

  static async open(): Promise<SdkPages> {
    const pages = new SdkPages();
    pages.#server.listen(0, "127.0.0.1");
    await once(pages.#server, "listening");
    return pages;
  }

  /** Where the page with that version is. */
  url(version: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${version}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #script(version: string): Promise<string> {
    const script = this.#scripts.get(version) ?? bundle(version);
    this.#scripts.set(version, script);
    return script;
  }
}

async function bundle(version: string): Promise<string> {
  const { credential } = chatVersion(version).generation;
  const entry = `
    import "${here}watched-sockets.ts";
    import { openClient } from "${here}page-client.ts";
    import { ChatClient } from "chat-${version}";
    import { ${credential} } from "@azure/communication-common";
    globalThis.${OPENER} = (endpoint, token, events) =>
      openClient(new ChatClient(endpoint, new ${credential}(token)), events);
  `;
  const { outputFiles } = await build({
    // From inside the package, so that the other one is found that npm gave to it.
    stdin: { contents: entry, resolveDir: `${sdk}node_modules/chat-${version}` },
    bundle: true,
    platform: "browser",
    // The oldest name their browser builds by "browser" only, and have a second one for Node.
    mainFields: ["browser", "module", "main"],
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
