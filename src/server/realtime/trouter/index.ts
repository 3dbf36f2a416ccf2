// Takes the requests and the upgrades that are for the notification services, once somebody wants them.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocketServer } from "ws";
import { answerRaw } from "../../http/plain-answer.ts";
import { refusedHandshake } from "../frame-gate.ts";
import { Trouter, type TrouterAnswer, type TrouterCall, type TrouterOptions } from "./routes.ts";
import { createWebSocketServer, joinWebSocket } from "./websocket.ts";

export class TrouterService {
  readonly #trouter: Trouter;
  readonly #sockets: WebSocketServer = createWebSocketServer();

  constructor(options: TrouterOptions) {
    this.#trouter = new Trouter(options);
  }

  handle(call: TrouterCall): TrouterAnswer | Promise<TrouterAnswer> {
    return this.#trouter.handle(call);
  }

  /** Makes a websocket of an upgrade; false when its path is none of these services'. */
  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    target: Pick<TrouterCall, "segments" | "query">,
  ): boolean {
    const found = this.#trouter.find(target.segments, target.query);
    if (found === undefined) return false;
    if (typeof found !== "string" && found.isHandshakeRefused()) {
      answerRaw(socket, refusedHandshake);
      return true;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => joinWebSocket(opened, found));
    return true;
  }
}
