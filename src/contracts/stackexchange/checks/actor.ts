// Somebody who uses Stack Exchange chat, or nobody in particular: cookies, the key, and calls of operations.

import type { Operation } from "../../contract.ts";
import { CheckFailed } from "../../suite/check.ts";
import type { Sender } from "../../suite/client.ts";
import { expectLawful } from "../../suite/lawful.ts";
import type { Recorded, RecordedRequest } from "../../suite/recorded.ts";
import { chatHostOperations, openIdOperations, siteOperations } from "../index.ts";
import { judgeStackExchange } from "../judge/index.ts";
import type { Addresses } from "./addresses.ts";
import { CookieJar } from "./cookie-jar.ts";
import { Page } from "./page.ts";
import { sendPatiently } from "./send-patiently.ts";

const rows: Readonly<Record<string, Operation>> = {
  ...chatHostOperations,
  ...siteOperations,
  ...openIdOperations,
};

export interface CallInput {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** Instead of the caller's own; null for none. */
  readonly fkey?: string | null;
  /** Changes the path, such as its slashes. */
  readonly path?: (path: string) => string;
  /** Another host than the one that the operation is usually asked at. */
  readonly host?: string;
  /** Takes a throttle for the answer, and does not wait it out. */
  readonly isHasty?: true;
}

/** What an operation makes that has to be taken away. */
export type Making = "message" | "room";

export interface ActorOptions {
  readonly addresses: Addresses;
  readonly sender: Sender;
  readonly isStrict: boolean;
  /** Carries out what makes something, so that it can be taken away. */
  making(what: Making, by: string, ask: () => Promise<Recorded>): Promise<Recorded>;
}

export class Actor {
  /** Which account of the run it is, from 1; empty for nobody. */
  readonly which: string;
  readonly jar: CookieJar;
  fkey = "";
  id = 0;
  name = "";
  readonly #options: ActorOptions;

  constructor(options: ActorOptions, which = "", jar = new CookieJar()) {
    this.#options = options;
    this.which = which;
    this.jar = jar;
  }

  /** The same person with another jar of cookies and no key. */
  with(jar: CookieJar): Actor {
    return new Actor(this.#options, this.which, jar);
  }

  /** Calls an operation that has to succeed. */
  async do(operation: string, input: CallInput = {}): Promise<Recorded> {
    const exchange = await this.call(operation, input);
    const expected = rowOf(operation).success.status;
    const actual = exchange.response.status;
    if (actual === expected) return exchange;
    const message = `${operation} did not succeed.`;
    throw new CheckFailed({ pointer: "/status", expected, actual, message, exchange });
  }

  /** A page that has to be there. */
  async page(operation: string, input: CallInput = {}): Promise<Page> {
    return new Page(await this.do(operation, input));
  }

  /** Calls an operation, whatever comes of it, as long as it is an answer of the contract. */
  async call(operation: string, input: CallInput = {}): Promise<Recorded> {
    const exchange = await this.ask(operation, input);
    expectLawful(exchange, this.#options.isStrict, (received) =>
      judgeStackExchange({ vendor: "stackexchange", ...received }),
    );
    return exchange;
  }

  /** Calls an operation and holds nothing against what comes of it. */
  async ask(operation: string, input: CallInput = {}): Promise<Recorded> {
    const { addresses } = this.#options;
    const { method, path, formKey, body } = rowOf(operation);
    const { params = {}, fkey = this.fkey } = input;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ""),
    );
    const query = new URLSearchParams(input.query);
    const form = new URLSearchParams(input.form);
    if (formKey && fkey !== null) form.set("fkey", fkey);
    const target = `${input.path?.(filled) ?? filled}${query.size > 0 ? `?${query}` : ""}`;
    const request = {
      method,
      url: addresses.urlOf(input.host ?? addresses.hostOf(operation), target),
      headers: body ? { "content-type": "application/x-www-form-urlencoded" } : {},
      ...(body && { body: form.toString() }),
    };
    const send = () => this.#send(request, input.isHasty ? 0 : undefined);
    const what = madeBy(operation, input);
    return what ? this.#options.making(what, this.which, send) : send();
  }

  /** Follows redirects within the service, as a browser does; resolves to the last answer. */
  async follow(exchange: Recorded, from: string): Promise<Recorded> {
    let last = exchange;
    let url = from;
    for (let hops = 0; hops < 5; hops += 1) {
      const { status, headers } = last.response;
      const { location } = headers;
      if (status < 300 || status >= 400 || location === undefined) break;
      url = new URL(location, url).href;
      if (!this.#options.addresses.isOwn(url)) break;
      last = await this.#send({ method: "GET", url, headers: {} });
    }
    return last;
  }

  /** The URL at which the service has the page of an operation. */
  urlOf(operation: string): string {
    const { addresses } = this.#options;
    return addresses.urlOf(addresses.hostOf(operation), rowOf(operation).path);
  }

  async #send(request: RecordedRequest, retries?: number): Promise<Recorded> {
    const { addresses, sender } = this.#options;
    const host = new URL(request.url).hostname;
    const cookie = this.jar.headerFor(host);
    const headers = {
      accept: "*/*",
      ...request.headers,
      ...(cookie !== undefined && { cookie }),
    };
    const exchange = await sendPatiently(sender, addresses.route({ ...request, headers }), retries);
    this.jar.take(exchange.response.headers["set-cookie"], host);
    return exchange;
  }
}

/** Saving a room makes one when it names none. */
function madeBy(operation: string, { form }: CallInput): Making | undefined {
  if (operation === "Chat_Send") return "message";
  return operation === "Chat_SaveRoom" && form?.["roomId"] === undefined ? "room" : undefined;
}

function rowOf(operation: string): Operation {
  const row = rows[operation];
  if (row) return row;
  throw new Error(`Cannot call ${operation}: there is no such operation.`);
}
