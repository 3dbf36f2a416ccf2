// The steps by which a client gets at the notifications of a user, each an exchange that can be looked at.

import { randomUUID } from "node:crypto";
import { CheckFailed } from "../../../suite/check.ts";
import { at, type Recorded, type RecordedRequest } from "../../../suite/recorded.ts";
import type { VersionedApi } from "../../../versions.ts";
import type { Actor } from "../actor.ts";
import { text } from "../speech.ts";
import { packFrames } from "./frames.ts";

export type Ask = (request: RecordedRequest) => Promise<Recorded>;

/** What an allocation gives for the steps after it. */
export interface Allocation {
  /** Where socket.io is, with a slash at its end. */
  readonly socketio: string;
  /** `connectparams` as they are said again in every query. */
  readonly ticket: string;
  readonly surl: string;
}

export interface Shown {
  /** Instead of the user's own; null for none. */
  readonly token?: string | null;
  /** The id of the client, which stays when it connects anew. */
  readonly endpointId?: string;
}

export class Trouter {
  readonly user: Actor;
  readonly #ask: Ask;
  readonly #url: string;
  readonly #registrarUrl: string;
  readonly #correlation = randomUUID();
  #connections = 0;

  private constructor(user: Actor, ask: Ask, urls: { trouter: string; registrar: string }) {
    this.user = user;
    this.#ask = ask;
    this.#url = urls.trouter;
    this.#registrarUrl = urls.registrar;
  }

  /** Asks the configuration where they are. */
  static async find(user: Actor, version: VersionedApi, ask: Ask): Promise<Trouter> {
    const configuration = await user.in(version).do("Realtime_GetConfiguration");
    return new Trouter(user, ask, {
      trouter: urlAt(configuration, "/trouterServiceUrl"),
      registrar: urlAt(configuration, "/registrarServiceUrl"),
    });
  }

  async allocate({ token, endpointId }: Shown = {}): Promise<Recorded> {
    this.#connections += 1;
    const query = new URLSearchParams({
      ...this.#names(),
      ...(endpointId !== undefined && { epid: endpointId }),
    });
    return this.#ask({
      method: "POST",
      url: `${this.#url}/v4/a?${query}`,
      headers: { "content-type": "text/plain", ...this.#proof(token) },
    });
  }

  /** The query of every step after it begins with the ticket, as it is. */
  query({ ticket }: Allocation, { endpointId }: Shown = {}): string {
    const query = new URLSearchParams({
      v: "v4",
      tc: JSON.stringify({ cv: this.#correlation, ua: "chat-contract", hr: "", v: "0" }),
      timeout: "40",
      auth: "true",
      ...(endpointId !== undefined && { epid: endpointId }),
      userActivity: JSON.stringify({ state: "active", cv: this.#correlation }),
      ...this.#names(),
    });
    return `${ticket}&${query}`;
  }

  async shakeHands(allocation: Allocation, shown: Shown = {}): Promise<Recorded> {
    return this.#ask({
      method: "GET",
      url: `${allocation.socketio}socket.io/1/?${this.query(allocation, shown)}&t=${Date.now()}`,
      headers: this.#proof(shown.token),
    });
  }

  /** Where a session is polled. */
  address(allocation: Allocation, session: string, shown: Shown = {}): string {
    const path = `socket.io/1/xhr-polling/${encodeURIComponent(session)}`;
    return `${allocation.socketio}${path}?${this.query(allocation, shown)}`;
  }

  async poll(address: string): Promise<Recorded> {
    return this.#ask({ method: "GET", url: `${address}&t=${Date.now()}`, headers: {} });
  }

  async post(address: string, frames: readonly string[]): Promise<Recorded> {
    return this.#ask({
      method: "POST",
      url: `${address}&t=${Date.now()}`,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: packFrames(frames),
    });
  }

  async register(id: string, { surl }: Allocation, { token }: Shown = {}): Promise<Recorded> {
    const registration = {
      clientDescription: {
        appId: "AcsWeb",
        aesKey: "",
        languageId: "en-US",
        platform: "SPOOL",
        templateKey: "AcsWeb_Chat_2.1",
        platformUIVersion: "0.0.0",
      },
      registrationId: id,
      nodeId: "",
      transports: { TROUTER: [{ context: "", path: surl, ttl: 7200 }] },
    };
    return this.#ask({
      method: "POST",
      url: `${this.#registrarUrl}/v3/registrations`,
      headers: { "content-type": "application/json", ...this.#proof(token) },
      body: JSON.stringify(registration),
    });
  }

  async unregister(id: string, { token }: Shown = {}): Promise<Recorded> {
    return this.#ask({
      method: "DELETE",
      url: `${this.#registrarUrl}/v3/registrations/${encodeURIComponent(id)}`,
      headers: this.#proof(token),
    });
  }

  #names() {
    return { cor_id: this.#correlation, con_num: `${this.#connections}_1` };
  }

  #proof(token: string | null = this.user.token): Readonly<Record<string, string>> {
    return token === null ? {} : { "x-skypetoken": token };
  }
}

/** Reads only what later steps need. */
export function readAllocation(exchange: Recorded): Allocation {
  const socketio = urlAt(exchange, "/socketio", "/");
  const ticket = Object.entries(Object(at(exchange.response.body, "/connectparams")))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return { socketio, ticket, surl: text(exchange.response.body, "surl") ?? "" };
}

/** The id that a handshake begins with. */
export function sessionOf({ response }: Recorded): string {
  return response.text.split(":")[0] ?? "";
}

function urlAt(exchange: Recorded, pointer: string, ending = ""): string {
  const url = at(exchange.response.body, pointer);
  const isText = typeof url === "string" && /^https?:/.test(url) && url.endsWith(ending);
  if (isText && URL.canParse(url)) return url;
  throw new CheckFailed({
    pointer: `/body${pointer}`,
    expected: ending === "" ? "a URL" : `a URL with ${ending} at its end`,
    actual: url,
    message: "No client can connect there.",
    exchange,
  });
}
