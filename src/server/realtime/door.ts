// The way in to the notification services, which are loaded when the first client asks for them.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { answerRaw } from "../http/plain-answer.ts";
import { parseTarget } from "../http/target.ts";
import type { TrouterService } from "./trouter/index.ts";
import type { TrouterAnswer, TrouterCall, TrouterOptions } from "./trouter/routes.ts";

const ownPaths = /^\/*$|^\/+v4\/+a\/*$|^\/+socket\.io(\/|$)|\/v3\/+registrations(\/|$)/i;

export class RealtimeDoor {
  readonly #options: TrouterOptions;
  #service: TrouterService | undefined;

  constructor(options: TrouterOptions) {
    this.#options = options;
  }

  serves(path: string): boolean {
    return ownPaths.test(path);
  }

  async handle(call: TrouterCall): Promise<TrouterAnswer> {
    try {
      const service = await this.load();
      return await service.handle(call);
    } catch (error) {
      // A mistake of the emulator's own, as in the pipeline.
      this.#options.log("error", error instanceof Error ? `${error.stack}` : String(error));
      return { status: 500, body: null, headers: {} };
    }
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A client that leaves before the service is loaded is no trouble.
    const ignore = () => {};
    socket.on("error", ignore);
    const service = await this.load();
    socket.off("error", ignore);
    const target = parseTarget(`http://localhost${request.url ?? "/"}`);
    if (service.upgrade(request, socket, head, target)) return;
    answerRaw(socket, {
      status: 404,
      text: `Cannot open a websocket at ${target.path}: nothing there speaks it. Use /socket.io/1/websocket/ and a session's id.`,
    });
  }

  async load(): Promise<TrouterService> {
    if (!this.#service) {
      const { TrouterService } = await import("./trouter/index.ts");
      this.#service ??= new TrouterService(this.#options);
    }
    return this.#service;
  }
}
