// How the tests run: every file alone in its worker, none of them from the folders that other tools own.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: { include: ["src/**", "bin/**"] },
  },
});
