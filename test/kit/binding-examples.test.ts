// The examples of the bindings, each run as another repository would: green, and ended by themselves.

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { missingBrowser } from "../browser/browser.ts";
import { build } from "../command-line/built.ts";
import { installFolder, missingSdks, runVitest } from "./binding-folder.ts";

const sdks = ["@azure/communication-chat", "@azure/communication-common"] as const;

beforeAll(() => build());

describe("vitest-shared-server", () => {
  test("runs two files at once on one server", async () => {
    const folder = installFolder(["chat-emulator", "vitest"], "examples/vitest-shared-server");
    const { exitCode, printed } = await runVitest(folder);
    expect(printed).toMatch(/Test Files +2 passed/);
    expect(printed).toMatch(/Tests +6 passed/);
    expect(exitCode).toBe(0);
  }, 60_000);
});

describe("vitest-in-process", () => {
  test("runs the official SDK against tenants in process", async ({ skip }) => {
    skip(missingSdks() !== undefined, missingSdks());
    const folder = installFolder(
      ["chat-emulator", "vitest", ...sdks],
      "examples/vitest-in-process",
    );
    const { exitCode, printed } = await runVitest(folder);
    expect(printed).toMatch(/Tests +4 passed/);
    expect(exitCode).toBe(0);
  }, 60_000);
});

describe("playwright-chat", () => {
  test("runs the page of browser-chat in Chromium", async ({ skip }) => {
    const missing = missingBrowser() ?? missingSdks();
    skip(missing !== undefined, missing);
    const names = ["chat-emulator", "vitest", "playwright-core", "esbuild", ...sdks] as const;
    const folder = installFolder(names, "examples");
    const { exitCode, printed } = await runVitest(join(folder, "playwright-chat"));
    expect(printed).toMatch(/Tests +3 passed/);
    expect(exitCode).toBe(0);
  }, 120_000);
});
