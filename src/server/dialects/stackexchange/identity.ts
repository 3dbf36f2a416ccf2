// Logging in and out: by the form of a site, and over the old OpenID provider.

import { chatHosts, openIdHost } from "../../../contracts/stackexchange/hosts.ts";
import type { Visit, VisitReply } from "../dialect.ts";
import type { Account } from "./accounts.ts";
import type { ChatHost } from "./chat-host.ts";
import {
  loginPage,
  openIdLoginPage,
  openIdPromptPage,
  type SiteShellView,
  siteHomePage,
} from "./pages/index.ts";
import { pageReply, redirectReply, textReply, withCookie } from "./replies.ts";
import type { Session } from "./sessions.ts";
import type { StackExchange } from "./stack-exchange.ts";
import { userLink } from "./views.ts";

/** A visit to a site, or to the OpenID provider. */
export interface SiteCall extends Visit {
  readonly network: StackExchange;
  readonly session: Session | undefined;
  readonly formKey: string;
}

export type SiteCodec = (call: SiteCall) => VisitReply;

const siteNames: Readonly<Record<string, string>> = {
  "meta.stackexchange.com": "Meta Stack Exchange",
  "stackexchange.com": "Stack Exchange",
  "stackoverflow.com": "Stack Overflow",
  [openIdHost]: "Stack Exchange OpenID",
};

const wrongPassword = "The email or password is incorrect.";
const staleForm = "The form was no longer good. Send it again.";

/** The chat host whose people the site's pages show. */
function chatOf({ network, host }: SiteCall): ChatHost {
  const name = host === "stackoverflow.com" ? "chat.stackoverflow.com" : "chat.stackexchange.com";
  const chat = network.host(name);
  if (!chat) throw new Error(`Cannot find ${name}: it is one of the three chat hosts.`);
  return chat;
}

function shellOf(call: SiteCall): SiteShellView {
  const chat = chatOf(call);
  const { host, session, isSecure } = call;
  return {
    host,
    siteName: siteNames[host] ?? host,
    chatUrl: `${isSecure ? "https" : "http"}://${chat.name}/`,
    viewer: session ? userLink(chat, chat.personOf(session.account)) : null,
  };
}

/** Who is logged in already is sent on, to a page that shows it. */
function showLogin(call: SiteCall): VisitReply {
  if (call.session) return redirectReply("/");
  return pageReply(loginPage(shellOf(call), { fkey: call.formKey }));
}

/** A wrong password is answered with the form again and 200: clients look for the cookie (stackexchange-chat 1.1). */
function logIn(call: SiteCall): VisitReply {
  const { network, form, formKey, session, host } = call;
  const account = network.accounts.logIn(form["email"] ?? "", form["password"] ?? "");
  const isFormGood = network.sessions.isFormKey(form["fkey"], session, host);
  if (!account || !isFormGood) {
    const error = isFormGood ? wrongPassword : staleForm;
    return pageReply(loginPage(shellOf(call), { fkey: formKey, email: form["email"], error }));
  }
  const target = network.settings.openIdPrompt
    ? `https://${openIdHost}/account/prompt?session=${network.serial()}`
    : "/";
  return withCookie(redirectReply(target), loginCookie(call, account));
}

/** One cookie for all hosts of the domain; over plain http it cannot be a secure one. */
function loginCookie({ network, host, isSecure }: SiteCall, account: Account): string {
  const value = network.sessions.open(account, network.serial());
  return `acct=${value}; domain=${domainOf(host)}; path=/;${isSecure ? " secure;" : ""} HttpOnly`;
}

function domainOf(host: string): string {
  const chat = Object.values(chatHosts).find(({ site }) => site === host);
  return chat?.cookieDomain ?? ".stackexchange.com";
}

function showHome(call: SiteCall): VisitReply {
  return pageReply(siteHomePage(shellOf(call), { fkey: call.formKey }));
}

function logOut({ network, session, host }: SiteCall): VisitReply {
  if (session) network.sessions.end(session);
  const gone = `acct=; domain=${domainOf(host)}; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT`;
  return withCookie(redirectReply("/"), gone);
}

export const siteCodecs = {
  Site_ShowLogin: showLogin,
  Site_LogIn: logIn,
  Site_ShowHome: showHome,
  // What newer clients send before they log in; nothing depends on it.
  Site_TrackLogin: () => textReply(200, ""),
  Site_LogOut: logOut,
  Site_Authenticate: authenticate,
  // The question is only asked of new accounts, which there are none of here.
  Site_ConfirmOpenId: () => redirectReply("/"),
} satisfies Record<string, SiteCodec>;

/** The provider's cookie is that of the whole domain, so who has logged in there only needs the site's. */
function authenticate(call: SiteCall): VisitReply {
  const identifier = call.form["openid_identifier"];
  const account = identifier === undefined ? undefined : accountOf(call, identifier);
  if (!account) {
    return pageReply(loginPage(shellOf(call), { fkey: call.formKey, error: wrongPassword }));
  }
  return withCookie(redirectReply("/"), loginCookie(call, account));
}

/** Where that cookie does not reach the site, the address alone has to say whose it is: only the provider tells it. */
function accountOf({ session, host, network }: SiteCall, identifier: string): Account | undefined {
  if (session || domainOf(host) === domainOf(openIdHost)) return session?.account;
  const [, name = ""] = /\/user\/([\da-f-]{36})\s*$/.exec(identifier) ?? [];
  return network.sessions.ofOpenId(name.replaceAll("-", ""));
}

function showPrompt(call: SiteCall): VisitReply {
  return pageReply(
    openIdPromptPage(shellOf(call), {
      session: call.query["session"] ?? "",
      fkey: call.formKey,
      askedBy: siteNames["meta.stackexchange.com"] ?? "",
    }),
  );
}

function showOpenIdLogin(call: SiteCall): VisitReply {
  const { session, formKey } = call;
  const view = session ? { delegate: delegateOf(call, session.account) } : { fkey: formKey };
  return pageReply(openIdLoginPage(shellOf(call), view));
}

function logInToOpenId(call: SiteCall): VisitReply {
  const { network, form, formKey } = call;
  const account = network.accounts.logIn(form["email"] ?? "", form["password"] ?? "");
  if (!account) {
    const view = { fkey: formKey, email: form["email"], error: wrongPassword };
    return pageReply(openIdLoginPage(shellOf(call), view));
  }
  const page = openIdLoginPage(shellOf(call), { delegate: delegateOf(call, account) });
  return withCookie(pageReply(page), loginCookie(call, account));
}

/** Clients read the address and hand it to the site. */
function delegateOf({ network }: SiteCall, account: Account): string {
  const name = network.sessions.openIdOf(account);
  const guid = [8, 12, 16, 20, 32].map((end, at, ends) => name.slice(ends[at - 1] ?? 0, end));
  return `https://${openIdHost}/user/${guid.join("-")}`;
}

export const openIdCodecs = {
  OpenId_ShowPrompt: showPrompt,
  OpenId_SubmitPrompt: (call) => pageReply(siteHomePage(shellOf(call), { fkey: call.formKey })),
  OpenId_ShowLogin: showOpenIdLogin,
  OpenId_LogIn: logInToOpenId,
} satisfies Record<string, SiteCodec>;
