// Logging in and out: on the sites, and with the old OpenID provider.

import type { Definitions, Operation } from "../contract.ts";

const text = { type: "string" } as const;

export const siteDefinitions = {
  LogInForm: {
    type: "object",
    properties: { email: text, password: text, fkey: text },
    required: ["email", "password", "fkey"],
  },
  TrackLoginForm: {
    type: "object",
    properties: { email: text, password: text, fkey: text },
  },
  LogOutForm: { type: "object", properties: { fkey: text } },
  AuthenticateForm: {
    type: "object",
    properties: { fkey: text, openid_identifier: text },
    required: ["fkey", "openid_identifier"],
  },
  ConfirmOpenIdForm: {
    type: "object",
    properties: { fkey: text, s: text },
    required: ["fkey", "s"],
  },
} as const satisfies Definitions;

const page = { status: 200, mediaType: "text/html" } as const;
const elsewhere = { status: 302, hasLocation: true } as const;

export const siteOperations = {
  Site_ShowLogin: { method: "GET", path: "/users/login", auth: "anyone", success: page },
  Site_LogIn: {
    method: "POST",
    path: "/users/login",
    auth: "anyone",
    body: { model: "LogInForm", isRequired: true, encoding: "form" },
    success: elsewhere,
  },
  Site_ShowHome: { method: "GET", path: "/", auth: "anyone", success: page },
  Site_TrackLogin: {
    method: "POST",
    path: "/users/login-or-signup/validation/track",
    auth: "anyone",
    body: { model: "TrackLoginForm", isRequired: false, encoding: "form" },
    success: { status: 200, mediaType: "text/plain" },
  },
  Site_LogOut: {
    method: "POST",
    path: "/users/logout",
    auth: "session",
    body: { model: "LogOutForm", isRequired: false, encoding: "form" },
    success: elsewhere,
  },
  Site_Authenticate: {
    method: "POST",
    path: "/users/authenticate",
    auth: "anyone",
    body: { model: "AuthenticateForm", isRequired: true, encoding: "form" },
    success: elsewhere,
  },
  Site_ConfirmOpenId: {
    method: "POST",
    path: "/users/openidconfirm",
    auth: "anyone",
    body: { model: "ConfirmOpenIdForm", isRequired: true, encoding: "form" },
    success: elsewhere,
  },
} as const satisfies Record<string, Operation>;

export const openIdDefinitions = {
  PromptForm: {
    type: "object",
    properties: { session: text, fkey: text },
    required: ["session", "fkey"],
  },
  OpenIdLogInForm: {
    type: "object",
    properties: { email: text, password: text, fkey: text },
    required: ["email", "password", "fkey"],
  },
} as const satisfies Definitions;

export const openIdOperations = {
  OpenId_ShowPrompt: { method: "GET", path: "/account/prompt", auth: "anyone", success: page },
  OpenId_SubmitPrompt: {
    method: "POST",
    path: "/account/prompt/submit",
    auth: "anyone",
    body: { model: "PromptForm", isRequired: true, encoding: "form" },
    success: page,
  },
  OpenId_ShowLogin: { method: "GET", path: "/account/login", auth: "anyone", success: page },
  OpenId_LogIn: {
    method: "POST",
    path: "/account/login/submit",
    auth: "anyone",
    body: { model: "OpenIdLogInForm", isRequired: true, encoding: "form" },
    success: page,
  },
} as const satisfies Record<string, Operation>;
