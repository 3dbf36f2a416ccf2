// Everything that serving Stack Exchange chat takes, in one place so that it is loaded in one go and only when wanted.

export { feedOpener } from "./dialects/stackexchange/feed.ts";
export { createStackExchangeDialect } from "./dialects/stackexchange/index.ts";
export { Passes } from "./dialects/stackexchange/passes.ts";
export { worldOfCookies } from "./dialects/stackexchange/sessions.ts";
export { StackExchange } from "./dialects/stackexchange/stack-exchange.ts";
export { playStackExchangeFixtures } from "./play-stackexchange.ts";
