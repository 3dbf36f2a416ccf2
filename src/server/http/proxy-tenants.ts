// Which tenant a client names to its proxy, by the user of the proxy's address: `HTTPS_PROXY=http://blue:x@127.0.0.1:2428`.

import type { IncomingMessage } from "node:http";
import { isWorldName, unknownWorld } from "./address.ts";
import type { Complaint } from "./plain-answer.ts";

export class ProxyTenants {
  /** By the client's end of the connection, which stays the same through a tunnel and the TLS inside of it. */
  readonly #byPeer = new Map<string, string>();

  /** Remembers the tenant for all that comes through the tunnel that this request opens. */
  enter(request: IncomingMessage): Complaint | undefined {
    const complaint = this.complaint(request);
    const name = nameIn(request);
    if (complaint || name === undefined) return complaint;
    const { socket } = request;
    const peer = peerOf(request);
    this.#byPeer.set(peer, name);
    socket.once("close", () => this.#byPeer.delete(peer));
    return undefined;
  }

  /** Says no to a name that no tenant can have. */
  complaint(request: IncomingMessage): Complaint | undefined {
    const name = nameIn(request);
    if (name === undefined || isWorldName(name)) return undefined;
    return { status: 404, text: unknownWorld };
  }

  /** The tenant of a request that has been let in; undefined when its client has named none. */
  of(request: IncomingMessage): string | undefined {
    const tunnelled = this.#byPeer.size === 0 ? undefined : this.#byPeer.get(peerOf(request));
    return tunnelled ?? nameIn(request);
  }
}

function peerOf({ socket }: IncomingMessage): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}

/** The password says nothing; some clients only send a name that has one. */
function nameIn({ headers }: IncomingMessage): string | undefined {
  const header = headers["proxy-authorization"];
  const encoded = header && /^basic +([\w+/-]+=*) *$/i.exec(header)?.[1];
  if (!encoded) return undefined;
  const [name = ""] = Buffer.from(encoded, "base64").toString().split(":");
  return name === "" ? undefined : name.toLowerCase();
}
