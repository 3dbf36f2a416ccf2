// The checks of the old OpenID provider, where it still is.

import { CheckSkipped } from "../../../suite/check.ts";
import { NoAnswer } from "../../../suite/no-answer.ts";
import type { Actor, CallInput } from "../actor.ts";
import { define } from "../define.ts";
import { keyOn } from "../log-in.ts";
import { Page } from "../page.ts";
import type { Scene } from "../scene.ts";

/** The service has shut its provider down in 2018; its place may be empty. */
async function pageOfProvider(
  actor: Actor,
  operation: "OpenId_ShowPrompt" | "OpenId_ShowLogin",
  input: CallInput = {},
): Promise<Page> {
  try {
    const exchange = await actor.call(operation, input);
    if (exchange.response.status === 200) return new Page(exchange);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
  }
  throw new CheckSkipped("It needs the OpenID provider, which is not there.");
}

/** Sends the provider's login form; resolves to the page that it answers. */
async function logInThere(scene: Scene, actor: Actor, password?: string): Promise<Page> {
  const fkey = keyOn((await pageOfProvider(actor, "OpenId_ShowLogin")).exchange) ?? "";
  const form = { ...scene.account, ...(password !== undefined && { password }), fkey };
  return actor.page("OpenId_LogIn", { form });
}

export const openIdChecks = define({
  "stackexchange.openid.prompt": {
    title: "The prompt has a session and a key, and takes them back",
    operations: ["OpenId_ShowPrompt", "OpenId_SubmitPrompt"],
    rules: ["openid.prompt", "openid.prompt-accepted", "openid.legacy"],
    async run(scene) {
      const query = { session: "0123456789abcdef" };
      const page = await pageOfProvider(scene.me, "OpenId_ShowPrompt", { query });
      const kept = (name: string) =>
        page.first(`input[name=${name}]`).bears("value", /\S/).attribute("value") ?? "";
      const form = { session: kept("session"), fkey: kept("fkey") };
      await scene.me.do("OpenId_SubmitPrompt", { form });
    },
  },
  "stackexchange.openid.login": {
    title: "Who logs in at the provider is given an address, by which the site lets him in",
    operations: ["OpenId_ShowLogin", "OpenId_LogIn", "Site_Authenticate"],
    rules: ["openid.login-form", "openid.delegate", "openid.authenticate", "openid.legacy"],
    async run(scene) {
      const actor = scene.newSession();
      const page = await logInThere(scene, actor);
      const delegate = page.first("#delegate");
      delegate.reads(/^\s*https:\/\/openid\.stackexchange\.com\/user\/[\da-f-]{36}\s*$/);
      const fkey = keyOn(await actor.ask("Site_ShowLogin")) ?? scene.me.fkey;
      const form = { openid_identifier: delegate.text.trim(), fkey };
      const answer = await actor.do("Site_Authenticate", { form });
      const home = await actor.follow(answer, actor.urlOf("Site_ShowHome"));
      scene.expect(home).status(200);
      new Page(home).first(".my-profile");
    },
  },
  "stackexchange.openid.wrong-password": {
    title: "The provider shows an error for a wrong password, and no address",
    operations: ["OpenId_ShowLogin", "OpenId_LogIn"],
    rules: ["openid.delegate"],
    profile: "full",
    async run(scene) {
      const page = await logInThere(scene, scene.newSession(), "certainly not the password");
      page.first(".error");
      page.demand(!page.has("#delegate"), "There is an address.", "none", "#delegate");
    },
  },
});
