// The way in to the notification services and the feeds, which are loaded when the first client asks for them.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { OpenFeed } from "../dialects/dialect.ts";
import { readAddress } from "../http/address.ts";
import { answerRaw } from "../http/plain-answer.ts";
import { parseTarget } from "../http/target.ts";
import type { Tenant } from "../tenant.ts";
import type { FeedSockets } from "./feed-sockets.ts";
import type { TrouterService } from "./trouter/index.ts";
import { issuerOf } from "./trouter/issuer.ts";
import type { TrouterAnswer, TrouterCall, TrouterOptions } from "./trouter/routes.ts";

const ownPaths = /^\/*$|^\/+v4\/+a\/*$|^\/+socket\.io(\/|$)|\/v3\/+registrations(\/|$)/i;

export interface RealtimeOptions extends TrouterOptions {
  readonly openFeed: OpenFeed;
}

export class RealtimeDoor {
  readonly #options: RealtimeOptions;
  #service: TrouterService | undefined;
  #feeds: FeedSockets | undefined;

  constructor(options: RealtimeOptions) {
    this.#options = options;
  }

  serves(path: string): boolean {
    return ownPaths.test(path);
  }

  /** Whose the request is: these services are reached without a tenant in the path. */
  tenantOf({ headers, query }: Pick<TrouterCall, "headers" | "query">): Tenant {
    const { hubs } = this.#options;
    const token = headers.get("x-skypetoken");
    const hub = token === null ? hubs.named(issuerOf(query).world) : hubs.ofToken(token);
    return hub.tenant;
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
    const target = parseTarget(addressed(request));
    const isForFeed = target.segments[0] === "events";
    const service = await (isForFeed ? this.#loadFeeds() : this.load());
    socket.off("error", ignore);
    if (service.upgrade(request, socket, head, target)) return;
    answerRaw(socket, {
      status: 404,
      text: `Cannot open a websocket at ${target.path}: nothing there speaks it. Use /socket.io/1/websocket/ and a session's id, or the address that /ws-auth gives.`,
    });
  }

  async #loadFeeds(): Promise<FeedSockets> {
    const { FeedSockets } = await import("./feed-sockets.ts");
    this.#feeds ??= new FeedSockets(this.#options.openFeed);
    return this.#feeds;
  }

  async load(): Promise<TrouterService> {
    if (!this.#service) {
      const { TrouterService } = await import("./trouter/index.ts");
      this.#service ??= new TrouterService(this.#options);
    }
    return this.#service;
  }
}

/** A world in the path says nothing here: a session's id, or the token of a feed, is enough. */
function addressed({ url = "/" }: IncomingMessage): string {
  const whole = `http://localhost${url}`;
  return readAddress(whole)?.url ?? whole;
}
