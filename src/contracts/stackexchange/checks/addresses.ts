// Where requests go: to the service's own hosts, or all to one endpoint that tells them apart by their Host header.

import { NothingJudged } from "../../suite/nothing-judged.ts";
import type { RecordedRequest } from "../../suite/recorded.ts";
import { type ChatHostName, chatHosts, openIdHost } from "../hosts.ts";

export class Addresses {
  readonly chatHost: ChatHostName;
  readonly siteHost: string;
  readonly #scheme: string;
  /** Undefined when the hosts are asked themselves. */
  readonly #endpoint: string | undefined;

  constructor(url: string, chatHost: string | undefined) {
    const { protocol, hostname } = new URL(url);
    const isItself = isChatHost(hostname);
    const meant = isItself ? hostname : (chatHost ?? "chat.stackexchange.com");
    if (!isChatHost(meant)) {
      throw new NothingJudged(
        `there is no chat host ${meant}. Give one of ${Object.keys(chatHosts).join(", ")}`,
      );
    }
    this.chatHost = meant;
    this.siteHost = chatHosts[meant].site;
    this.#scheme = isItself ? protocol : "https:";
    this.#endpoint = isItself ? undefined : url;
  }

  hostOf(operation: string): string {
    if (operation.startsWith("Site_")) return this.siteHost;
    return operation.startsWith("OpenId_") ? openIdHost : this.chatHost;
  }

  /** The URL as the service would have it. */
  urlOf(host: string, path: string): string {
    return `${this.#scheme}//${host}${path}`;
  }

  /** The same request on its way to where it is really sent. */
  route(request: RecordedRequest): RecordedRequest {
    if (this.#endpoint === undefined) return request;
    const { host } = new URL(request.url);
    const path = request.url.slice(`${this.#scheme}//${host}`.length);
    return {
      ...request,
      url: `${this.#endpoint}${path}`,
      headers: { host, ...request.headers },
    };
  }

  /** Whether a redirect leads to a host of the service, which alone are followed. */
  isOwn(url: string): boolean {
    const { hostname } = new URL(url);
    return [this.chatHost, this.siteHost, openIdHost].includes(hostname);
  }
}

function isChatHost(name: string): name is ChatHostName {
  return Object.hasOwn(chatHosts, name);
}
