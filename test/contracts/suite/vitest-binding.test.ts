// The example of contract tests, run by vitest as another repository would: green on the emulator, red on what is broken, and clean after both.

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createChatEmulator } from "../../../src/server/index.ts";
import { build } from "../../command-line/built.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const built = path("../../../node_modules/.cache/command-line-test");
const vitest = path("../../../node_modules/vitest/vitest.mjs");
let folder: string;

beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), "chat-emulator-contract-tests-"));
  cpSync(path("../../../examples/contract-tests"), folder, { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(built, join(folder, "node_modules/chat-emulator"));
  symlinkSync(path("../../../node_modules/vitest"), join(folder, "node_modules/vitest"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runExample(url: string, connectionString: string) {
  const env = {
    PATH: process.env["PATH"],
    CHAT_CONTRACT_URL: url,
    CHAT_CONTRACT_CONNECTION_STRING: connectionString,
    NO_COLOR: "1",
  };
  const args = [vitest, "run", "--root", folder, "--reporter", "verbose"];
  return new Promise<{ exitCode: number; printed: string }>((resolve) => {
    const child = execFile(process.execPath, args, { env }, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, printed: stdout + stderr });
    });
  });
}

test("every check is a test that passes on the emulator, and nothing stays in it", async () => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const { exitCode, printed } = await runExample(emulator.url, emulator.acs.connectionString);
  expect(printed).toContain("acs.threads.delete.twice: Deleting a thread again succeeds");
  expect(printed).toMatch(/Tests +\d\d passed/);
  expect(exitCode).toBe(0);
  expect(emulator.acs.users).toEqual([]);
}, 60_000);

test("a broken endpoint is red with the rule, the place and the request as curl", async () => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const proxy = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk) => chunks.push(chunk));
    asked.on("end", async () => {
      const headers = { ...asked.headers } as Record<string, string>;
      const init = { method: asked.method ?? "GET", headers, body: Buffer.concat(chunks) };
      const hasBody = init.method !== "GET" && init.method !== "DELETE";
      const { body, ...rest } = init;
      const request = new Request(
        `http://${asked.headers.host}${asked.url}`,
        hasBody ? init : rest,
      );
      const response = await emulator.fetch(request);
      const text = (await response.text()).replace('"sequenceId":"2"', '"sequenceId":"0"');
      const { "content-length": _, ...kept } = Object.fromEntries(response.headers);
      answer.writeHead(response.status, kept).end(response.status === 204 ? undefined : text);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  const { exitCode, printed } = await runExample(
    `http://127.0.0.1:${port}`,
    emulator.acs.connectionString,
  );
  proxy.closeAllConnections();
  proxy.close();
  expect(exitCode).toBe(1);
  expect(printed).toMatch(/rule +threads\.create\.two-system-messages \(observed: /);
  expect(printed).toMatch(/at +\/body\/value\/1\/sequenceId/);
  expect(printed).toContain("curl -i -X GET 'http://127.0.0.1:");
  expect(printed).toContain("Bearer <redacted>");
  expect(emulator.acs.users).toEqual([]);
}, 60_000);
