// The hosts of Stack Exchange chat: each chat server, the site where its people log in, and the old OpenID provider.

export interface ChatHost {
  /** The question-and-answer site that people log in to. */
  readonly site: string;
  /** The domain of the login's cookie, which both hosts are in. */
  readonly cookieDomain: string;
}

/** Each has its own rooms, messages, people and events. */
export const chatHosts = {
  "chat.stackexchange.com": {
    site: "meta.stackexchange.com",
    cookieDomain: ".stackexchange.com",
  },
  "chat.meta.stackexchange.com": {
    site: "meta.stackexchange.com",
    cookieDomain: ".stackexchange.com",
  },
  "chat.stackoverflow.com": { site: "stackoverflow.com", cookieDomain: ".stackoverflow.com" },
} as const satisfies Record<string, ChatHost>;

export type ChatHostName = keyof typeof chatHosts;

export const siteHosts = [
  "meta.stackexchange.com",
  "stackexchange.com",
  "stackoverflow.com",
] as const;

export const openIdHost = "openid.stackexchange.com";

/** Which of the vendor's apis a host offers. */
export function apiNameOf(host: string): "chat host" | "site" | "openid" | undefined {
  if (Object.hasOwn(chatHosts, host)) return "chat host";
  if (siteHosts.some((site) => site === host)) return "site";
  return host === openIdHost ? "openid" : undefined;
}
