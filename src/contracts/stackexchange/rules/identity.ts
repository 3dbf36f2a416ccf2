// Rules of logging in and out: on the sites, and with the old OpenID provider.

import type { Rule } from "../../contract.ts";
import type { openIdOperations, siteOperations } from "../identity.ts";

export const siteGeneralRules: readonly Rule[] = [
  {
    id: "site.hosts",
    says: "People of chat.stackexchange.com log in at meta.stackexchange.com, those of the other chat hosts at the host without `chat.`.",
    evidence: "specified",
    source: "ChatExchange: client.py, `login`",
  },
  {
    id: "site.profile-link",
    says: "A page for somebody who is logged in has an element of the class `my-profile`, and no other page has.",
    evidence: "specified",
    source: "ChatExchange: browser.py, `login_se_cookie`",
  },
];

const showLogin: readonly Rule[] = [
  {
    id: "login.form",
    says: "The page has a form whose first `input[name=fkey]` has a value.",
    evidence: "specified",
    source: "ChatExchange: browser.py, `_se_openid_login_with_fkey`",
  },
  {
    id: "login.fields",
    says: "The form has the id `login-form`, inputs `#email` and `#password` and a button `#submit-button`.",
    evidence: "documented",
    source: "samliew/chatexchange: captured login page (reference 1.1)",
  },
  {
    id: "login.query-ignored",
    says: "Whatever query the page is asked with, it is the same.",
    evidence: "specified",
    source: "ChatExchange: client.py asks with `returnurl = %2f`, spaces included",
  },
  {
    id: "login.already",
    says: "Somebody who is logged in is sent on to `/` with 302.",
    evidence: "documented",
    source: "OakBot and samliew/chatexchange (reference 1.1)",
  },
];

const logIn: readonly Rule[] = [
  {
    id: "login.redirect",
    says: "A login answers 302 to `/` of the site, never to http.",
    evidence: "specified",
    source: "ChatExchange: browser.py follows it with secure cookies",
  },
  {
    id: "login.acct",
    says: "A login sets exactly one cookie `acct`, for the parent domain of site and chat host.",
    evidence: "specified",
    source: "ChatExchange: browser.py, `session.cookies.get` of `acct`",
  },
  {
    id: "login.acct-attributes",
    says: "The cookie is `t=<token>&s=<token>`, HttpOnly, for the whole path and, by https, secure.",
    evidence: "documented",
    source: "samliew/chatexchange and OakBot: captured logins (reference 1.1)",
  },
  {
    id: "login.wrong-password",
    says: "A login with a wrong password answers 200 with the form again and without the cookie.",
    evidence: "specified",
    source: "ChatExchange: browser.py and test_login.py, `test_login_recognizes_failure`",
  },
  {
    id: "login.fkey-checked",
    says: "A login without the form's key is no login.",
    evidence: "assumed",
    source: "assumed: every client sends it; what happens without was never captured",
  },
];

export const siteOperationRules = {
  Site_ShowLogin: showLogin,
  Site_LogIn: logIn,
  Site_ShowHome: [
    {
      id: "site.home",
      says: "The home page answers 200, as it is where a login leads.",
      evidence: "specified",
      source: "ChatExchange: browser.py follows the redirect and raises for 4xx",
    },
  ],
  Site_TrackLogin: [
    {
      id: "login.track",
      says: "The call that newer clients make before a login answers 200.",
      evidence: "documented",
      source: "samliew/chatexchange: client (reference 1.1)",
    },
  ],
  Site_LogOut: [
    {
      id: "logout.ends-session",
      says: "A logout answers 302 and ends the session and its keys.",
      evidence: "assumed",
      source: "assumed: no client of the reference logs out (reference 6)",
    },
  ],
  Site_Authenticate: [
    {
      id: "openid.authenticate",
      says: "A site takes an identifier of the OpenID provider and answers with a redirect.",
      evidence: "documented",
      source: "Tunaki/chatexchange before 2018 (reference 1.3)",
    },
  ],
  Site_ConfirmOpenId: [
    {
      id: "openid.confirm",
      says: "A site that does not know the identifier yet has it confirmed with `s` and `fkey`.",
      evidence: "documented",
      source: "Tunaki/chatexchange before 2018 (reference 1.3)",
    },
  ],
} as const satisfies Record<keyof typeof siteOperations, readonly Rule[]>;

export const openIdGeneralRules: readonly Rule[] = [
  {
    id: "openid.legacy",
    says: "The provider is there for clients of the time before 2018.",
    evidence: "documented",
    source: "Tunaki/chatexchange; ChatExchange: browser.py keeps one branch (reference 1.3)",
  },
];

export const openIdOperationRules = {
  OpenId_ShowPrompt: [
    {
      id: "openid.prompt",
      says: "The prompt has `input[name=session]` and `input[name=fkey]`.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `_se_openid_login_with_fkey`",
    },
  ],
  OpenId_SubmitPrompt: [
    {
      id: "openid.prompt-accepted",
      says: "The prompt's two values sent back are answered without an error.",
      evidence: "specified",
      source: "ChatExchange: browser.py raises for 4xx",
    },
  ],
  OpenId_ShowLogin: [
    {
      id: "openid.login-form",
      says: "The login page has an `input[name=fkey]`.",
      evidence: "documented",
      source: "Tunaki/chatexchange before 2018 (reference 1.3)",
    },
  ],
  OpenId_LogIn: [
    {
      id: "openid.delegate",
      says: "A login answers a page with the person's identifier in `#delegate`, or with `.error`.",
      evidence: "documented",
      source: "Tunaki/chatexchange before 2018 (reference 1.3)",
    },
  ],
} as const satisfies Record<keyof typeof openIdOperations, readonly Rule[]>;
