// The services that notify an ACS client: allocation, handshake, long polling and registration over HTTP (acs-realtime 3).

import type { ListenerPass, Notifier } from "../../dialects/dialect.ts";
import type { Hub } from "../hub.ts";
import { notHandshakenFrame, splitFrames, unauthorizedFrame } from "./frames.ts";
import { issuerOf } from "./issuer.ts";
import { PollingTransport } from "./polling.ts";
import { CLOSE_SECONDS, HEARTBEAT_SECONDS, type Log, type Session } from "./session.ts";
import { type Found, Sessions, TICKET_SECONDS } from "./sessions.ts";
import { FRAME_MAX } from "./websocket.ts";

export interface TrouterOptions {
  readonly notifier: Notifier;
  readonly seed: number;
  readonly log: Log;
  readonly hubs: Hubs;
}

/** Where each world's listeners are: by what a client shows of who it is. */
export interface Hubs {
  ofToken(token: string): Hub;
  /** The default world's where there is none of that name. */
  named(world: string): Hub;
}

/** A request to these services. */
export interface TrouterCall {
  readonly request: Request;
  /** Scheme and authority as they are on the wire. */
  readonly origin: string;
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly headers: { get(name: string): string | null };
}

export interface TrouterAnswer {
  readonly status: number;
  readonly body: string | null;
  readonly headers: Record<string, string>;
}

type Handler = (call: TrouterCall) => TrouterAnswer | Promise<TrouterAnswer>;

const noHandshake = "Cannot shake hands: the allocation in the query";
const anew = "Allocate a connection with POST /v4/a.";
const REGISTRATION_MAX = 64 * 1024;

export class Trouter {
  readonly #options: TrouterOptions;
  readonly #sessions: Sessions;

  constructor(options: TrouterOptions) {
    this.#options = options;
    this.#sessions = new Sessions(options);
  }

  handle(call: TrouterCall): TrouterAnswer | Promise<TrouterAnswer> {
    const { handlers, allowed } = this.#route(call.segments);
    const handler = handlers?.[call.request.method];
    if (handler) return handler(call);
    if (!allowed) return say(404, `Cannot find ${call.segments.join("/")}: nothing is there.`);
    const answer = say(405, `Cannot use ${call.request.method} here. Use ${allowed}.`);
    answer.headers["allow"] = allowed;
    return answer;
  }

  /** The session that a websocket belongs to, by the path and query of its upgrade. */
  find(segments: readonly string[], query: Readonly<Record<string, string>>): Found | undefined {
    const [service, protocol, transport, id = ""] = segments;
    const isSocket = service === "socket.io" && protocol === "1" && transport === "websocket";
    return isSocket ? this.#sessions.find(id, query) : undefined;
  }

  #route(segments: readonly string[]): {
    readonly handlers?: Readonly<Record<string, Handler>>;
    readonly allowed?: string;
  } {
    const handlers = this.#handlersOf(segments);
    return handlers ? { handlers, allowed: Object.keys(handlers).join(", ") } : {};
  }

  #handlersOf(segments: readonly string[]): Readonly<Record<string, Handler>> | undefined {
    const [first = "", second, third] = segments;
    if (segments.length === 0) return { GET: () => say(200, "Trouter") };
    if (first === "v4" && second === "a") return { POST: (call) => this.#allocate(call) };
    if (first === "socket.io" && second === "1") {
      if (third === undefined) return { GET: (call) => this.#shakeHands(call) };
      if (third === "xhr-polling") {
        return { GET: (call) => this.#poll(call), POST: (call) => this.#take(call) };
      }
    }
    const registrations = segments.findIndex((part) => part.toLowerCase() === "registrations");
    if (segments[registrations - 1]?.toLowerCase() !== "v3") return undefined;
    return segments.length === registrations + 1
      ? { POST: (call) => this.#register(call) }
      : { DELETE: (call) => this.#unregister(call) };
  }

  #allocate(call: TrouterCall): TrouterAnswer {
    const pass = this.#admit(call);
    if ("status" in pass) return pass;
    const ticket = this.#sessions.allocate(pass, this.#options.hubs.ofToken(tokenOf(call)));
    const base = withPort(call.origin);
    const url = `${base}/v4/f/${ticket.sr}/`;
    return json(200, {
      // The client takes the port of its page when none is named, and must find a slash at the end.
      socketio: `${base}/`,
      surl: url,
      url,
      ccid: ticket.sr,
      id: ticket.sr,
      curlb: "",
      ttl: String(TICKET_SECONDS),
      connectparams: ticket,
    });
  }

  #shakeHands(call: TrouterCall): TrouterAnswer {
    const hub = this.#options.hubs.named(issuerOf(call.query).world);
    const holder = this.#sessions.holder(call.query, hub);
    if (!holder) return say(403, `${noHandshake} is missing, made up, expired or revoked. ${anew}`);
    // Newer SDKs show their token once more.
    const pass = call.headers.get("x-skypetoken") === null ? holder : this.#admit(call);
    if ("status" in pass) return pass;
    if (pass.person !== holder.person) {
      return say(403, `${noHandshake} is another user's. ${anew}`);
    }
    const session = this.#sessions.open(call.query, pass, hub);
    const transports = "websocket,xhr-polling";
    return say(200, `${session.id}:${HEARTBEAT_SECONDS}:${CLOSE_SECONDS}:${transports}`);
  }

  #poll(call: TrouterCall): TrouterAnswer | Promise<TrouterAnswer> {
    const session = this.#sessionOf(call);
    if (typeof session === "string") return say(200, session);
    session.touch();
    const present = session.transport;
    const transport =
      present instanceof PollingTransport ? present : new PollingTransport(session.clock);
    if (transport !== present) session.attach(transport);
    return transport.poll(call.request.signal).then((text) => say(200, text));
  }

  async #take(call: TrouterCall): Promise<TrouterAnswer> {
    const session = this.#sessionOf(call);
    if (typeof session === "string") return say(200, session);
    const read = await readText(call, FRAME_MAX);
    // Its client will try again; what it began to say was not said.
    if ("problem" in read && read.problem === "brokenOff") {
      return say(400, "Cannot read the frames: the body broke off. Send it again.");
    }
    const frames = "text" in read ? splitFrames(read.text) : undefined;
    if (frames?.every((frame) => session.receive(frame))) return say(200, "1");
    session.finish("it sent what is no frame of socket.io 0.9");
    return say(400, "Cannot read the frames: they are not those of socket.io 0.9, or too large.");
  }

  async #register(call: TrouterCall): Promise<TrouterAnswer> {
    const pass = this.#admit(call);
    if ("status" in pass) return pass;
    const read = await readText(call, REGISTRATION_MAX);
    const registration = "text" in read ? readRegistration(read.text) : undefined;
    if (!registration) {
      return say(400, "Cannot register: the body is no JSON object with a registrationId.");
    }
    const { id, template } = registration;
    this.#options.log("debug", `${pass.person} registered ${id} with the template ${template}.`);
    return { status: 202, body: null, headers: { "content-length": "0" } };
  }

  #unregister(call: TrouterCall): TrouterAnswer {
    const pass = this.#admit(call);
    if ("status" in pass) return pass;
    return { status: 202, body: null, headers: { "content-length": "0" } };
  }

  /** The session of a poll; or the frame that says why there is none. */
  #sessionOf({ segments, query }: TrouterCall): Session | string {
    const found = this.#sessions.find(segments[3] ?? "", query);
    if (found === "unknown") return notHandshakenFrame;
    return found === "unauthorized" ? unauthorizedFrame : found;
  }

  #admit(call: TrouterCall): ListenerPass | TrouterAnswer {
    const token = tokenOf(call);
    const { tenant } = this.#options.hubs.ofToken(token);
    const pass = this.#options.notifier.admit(token, tenant, tenant.clock.now());
    if (pass === "unauthorized") {
      return say(
        401,
        "Cannot connect: X-Skypetoken is missing, expired or revoked. Get a new token.",
      );
    }
    if (pass === "forbidden") {
      return say(403, "Cannot connect: the token is not for chat. Get one with a chat scope.");
    }
    return pass;
  }
}

function tokenOf({ headers }: TrouterCall): string {
  return headers.get("x-skypetoken") ?? "";
}

function say(status: number, text: string): TrouterAnswer {
  return { status, body: text, headers: { "content-type": "text/plain; charset=utf-8" } };
}

function json(status: number, value: unknown): TrouterAnswer {
  // The client takes no other spelling of the media type, parameters aside.
  return { status, body: JSON.stringify(value), headers: { "content-type": "application/json" } };
}

/** Hosts that a proxy or a host mapping leads here are asked for on their own ports. */
function withPort(origin: string): string {
  if (/:\d+$/.test(origin)) return origin;
  return `${origin}:${origin.startsWith("https:") ? 443 : 80}`;
}

type ReadText = { readonly text: string } | { readonly problem: "tooLarge" | "brokenOff" };

async function readText({ request }: TrouterCall, max: number): Promise<ReadText> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of request.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > max) return { problem: "tooLarge" };
    }
  } catch {
    return { problem: "brokenOff" };
  }
  return { text: text + decoder.decode() };
}

function readRegistration(text: string): { id: string; template: string } | undefined {
  try {
    const { registrationId, clientDescription } = JSON.parse(text);
    if (typeof registrationId !== "string" || registrationId === "") return undefined;
    return { id: registrationId, template: String(clientDescription?.templateKey) };
  } catch {
    return undefined;
  }
}
