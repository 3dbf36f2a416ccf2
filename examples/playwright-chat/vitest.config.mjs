// The first page waits for a browser to start, which on a busy machine takes longer than vitest's five seconds.

import { defineConfig } from "vitest/config";

export default defineConfig({ test: { testTimeout: 30_000 } });
