// The dialect of Stack Exchange chat: three chat hosts, the sites where people log in, and the old OpenID provider.

import {
  apiNameOf,
  chatHosts,
  openIdHost,
  siteHosts,
} from "../../../contracts/stackexchange/hosts.ts";
import {
  type ChatHostOperation,
  chatHostApi,
  chatHostOperations,
  type OpenIdOperation,
  openIdApi,
  type SiteOperation,
  siteApi,
} from "../../../contracts/stackexchange/index.ts";
import type { HostedApi, HostedDialect, LostVisit, Visit, VisitReply } from "../dialect.ts";
import type { ChatCall, ChatCodec } from "./call.ts";
import { refusalReply } from "./errors.ts";
import { openIdCodecs, type SiteCall, type SiteCodec, siteCodecs } from "./identity.ts";
import { imageCodecs } from "./images.ts";
import { messageCodecs } from "./messages.ts";
import { problemPage } from "./pages/index.ts";
import { participantCodecs } from "./participants.ts";
import { realtimeCodecs } from "./realtime.ts";
import { pageReply } from "./replies.ts";
import { roomRuleCodecs } from "./room-rule.ts";
import { roomCodecs } from "./rooms.ts";
import type { StackExchange } from "./stack-exchange.ts";
import { starCodecs } from "./stars.ts";
import { withFaults } from "./struck.ts";
import { transcriptCodecs } from "./transcript.ts";
import { userCodecs } from "./users.ts";
import { shellOf } from "./views.ts";

/** A form with a long message of many lines, escaped at its worst. */
const FORM_MAX = 256 * 1024;

export interface StackExchangeDialectOptions {
  /** The network of the world that somebody comes to; a form may tell when nothing else does. */
  networkFor(visit: Anywhere & Partial<Pick<Visit, "form">>): StackExchange;
  /** Where sockets connect to, such as `ws://127.0.0.1:2428`. */
  socketUrl(): string;
  readonly isStrict: boolean;
}

export function createStackExchangeDialect(options: StackExchangeDialectOptions): HostedDialect {
  const apis = {
    "chat host": servedChat(options),
    site: servedSite(options, siteApi, siteCodecs),
    openid: servedSite(options, openIdApi, openIdCodecs),
  };
  const hosts = [...Object.keys(chatHosts), ...siteHosts, openIdHost];
  return {
    vendor: "stackexchange",
    hosts: new Map(hosts.map((host) => [host, apis[apiNameOf(host) ?? "site"]])),
  };
}

const chatCodecs: Readonly<Record<string, ChatCodec>> = {
  ...roomCodecs,
  ...roomRuleCodecs,
  ...participantCodecs,
  ...realtimeCodecs,
  ...messageCodecs,
  ...starCodecs,
  ...transcriptCodecs,
  ...userCodecs,
  ...imageCodecs,
} satisfies Record<ChatHostOperation, ChatCodec>;

function servedChat(options: StackExchangeDialectOptions): HostedApi {
  const { isStrict } = options;
  return {
    api: chatHostApi,
    bodyMax: FORM_MAX,
    refuse: (lost) => refuseAtChat(chatCall(options, lost), lost),
    serve(visit) {
      const call: ChatCall = { ...chatCall(options, visit), ...visit };
      const { row, form, visitor, network } = call;
      // The key comes first: without it nothing is said about the rest.
      if (row.formKey && !network.sessions.isFormKey(form["fkey"], visitor?.session, call.host)) {
        return refusalReply({ error: "badFormKey" }, isStrict);
      }
      if (row.auth === "session" && !visitor)
        return refusalReply({ error: "notLoggedIn" }, isStrict);
      return withFaults(call, call.visitor?.person, () => {
        const reason = visit.problem();
        if (reason !== undefined) {
          return refusalReply({ error: "malformedRequest", fill: { reason } }, isStrict);
        }
        return codecOf(chatCodecs, visit.operation)(call);
      });
    },
  };
}

type Anywhere = Pick<Visit, "world" | "host" | "headers" | "method" | "path" | "isSecure">;

function chatCall(options: StackExchangeDialectOptions, visit: Anywhere): ChatCall {
  const network = options.networkFor(visit);
  const chat = network.host(visit.host);
  if (!chat) throw new Error(`Cannot serve ${visit.host}: it is no chat host.`);
  const session = network.sessions.find(visit.headers.get("cookie"));
  return {
    ...nowhere,
    ...visit,
    network,
    chat,
    visitor: session && { session, person: chat.personOf(session.account) },
    formKey: network.sessions.formKey(session, visit.host),
    now: network.clock.now(),
    isStrict: options.isStrict,
    socketUrl: options.socketUrl(),
  };
}

/** What a visit lacks whose operation is not known. */
const nowhere = {
  operation: "",
  row: chatHostOperations.Chat_ShowHome,
  params: {},
  query: {},
  form: {},
  bytes: undefined,
  problem: () => undefined,
} as const;

function refuseAtChat(call: ChatCall, lost: LostVisit): VisitReply {
  const reply = refuse(lost, call.isStrict);
  const wantsPage = lost.method === "GET" && lost.problem === "pageUnknown";
  if (!wantsPage) return reply;
  const view = {
    status: reply.status,
    title: "Page not found",
    text: "There is no such page here.",
  };
  return pageReply(problemPage(shellOf(call), view), reply.status);
}

function refuse({ problem, reason = "", allowed }: LostVisit, isStrict: boolean): VisitReply {
  const reply = refusalReply({ error: problem, fill: { reason } }, isStrict);
  return allowed === undefined
    ? reply
    : { ...reply, headers: [...reply.headers, ["allow", allowed]] };
}

function servedSite(
  { networkFor, isStrict }: StackExchangeDialectOptions,
  api: HostedApi["api"],
  codecs: Readonly<Record<string, SiteCodec>>,
): HostedApi {
  return {
    api,
    bodyMax: FORM_MAX,
    refuse: (lost) => refuse(lost, isStrict),
    serve(visit) {
      const network = networkFor(visit);
      const session = network.sessions.find(visit.headers.get("cookie"));
      const formKey = network.sessions.formKey(session, visit.host);
      const call: SiteCall = { ...visit, network, session, formKey };
      return withFaults(call, undefined, () => {
        const reason = visit.problem();
        if (reason !== undefined) {
          return refusalReply({ error: "malformedRequest", fill: { reason } }, isStrict);
        }
        return codecOf(codecs, visit.operation)(call);
      });
    },
  };
}

siteCodecs satisfies Record<SiteOperation, SiteCodec>;
openIdCodecs satisfies Record<OpenIdOperation, SiteCodec>;

function codecOf<Codec>(codecs: Readonly<Record<string, Codec>>, operation: string): Codec {
  const codec = codecs[operation];
  if (!codec)
    throw new Error(`Cannot serve ${operation}: it has no codec. Add one to its dialect.`);
  return codec;
}
