// A Node that is too old is refused before anything else is read.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { neededNode, nodeVersionComplaint } from "../../bin/node-version.ts";

test.each(["12.22.12", "18.20.8", "20.18.3", "20.9.0"])("Node %s is too old", (version) => {
  expect(nodeVersionComplaint(version)).toBe(
    `Cannot start: chat-emulator needs Node 20.19 or later, and this is Node ${version}. Install a newer one from https://nodejs.org.`,
  );
});

test.each(["20.19.0", "20.20.2", "22.0.0", "100.1.0"])("Node %s will do", (version) => {
  expect(nodeVersionComplaint(version)).toBe("");
});

test("the needed version is that of package.json", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  expect(JSON.parse(text).engines.node).toBe(`>=${neededNode}`);
});

test("what runs before the check has no syntax that an old Node cannot read", () => {
  for (const name of ["chat-emulator.ts", "node-version.ts"]) {
    const text = readFileSync(new URL(`../../bin/${name}`, import.meta.url), "utf8");
    expect(text).not.toMatch(/\?\?|\?\.|^await|#private|\|\|=/m);
    expect(text.match(/^import .*/gm) ?? []).toEqual(
      name === "chat-emulator.ts"
        ? ['import { nodeVersionComplaint } from "./node-version.ts";']
        : [],
    );
  }
});
