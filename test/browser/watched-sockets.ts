// Loaded into a page before the SDK: stands in front of WebSocket, to see connections come up and to drop them.

interface Socket {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

type SocketClass = new (...parameters: never[]) => Socket;

const page = globalThis as unknown as { WebSocket: SocketClass };
const open = new Set<Socket>();
let connections = 0;
let wake: (() => void) | undefined;

page.WebSocket = class extends page.WebSocket {
  constructor(...parameters: never[]) {
    super(...parameters);
    open.add(this);
    this.addEventListener("message", ({ data }) => {
      if (!String(data).includes('"trouter.connected"')) return;
      connections += 1;
      wake?.();
    });
  }
};

/** Waits until that many connections have come up since the page was loaded. */
export async function connected(count: number): Promise<void> {
  while (connections < count) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

export function dropSockets(): void {
  for (const socket of open) socket.close();
  open.clear();
}
