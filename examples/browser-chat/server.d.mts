// The types of server.mjs.

import type { BuildOptions } from "esbuild";

export interface ChatPage {
  /** Such as `http://127.0.0.1:40000`; `?user=bob` makes it Bob's. */
  readonly url: string;
  close(): Promise<void>;
}

export function serveChat(
  emulator: {
    readonly url: string;
    readonly acs: {
      readonly endpoint: string;
      user(name: string): Promise<{ readonly id: string; readonly token: string }>;
    };
  },
  options?: { readonly port?: number; readonly bundling?: BuildOptions },
): Promise<ChatPage>;
