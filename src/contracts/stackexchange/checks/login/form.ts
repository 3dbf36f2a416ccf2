// The form in which one logs in, and what comes of it.

import type { Recorded } from "../../../suite/recorded.ts";
import type { Actor } from "../actor.ts";
import { parseSetCookie } from "../cookie-jar.ts";
import type { WrittenCheck } from "../define.ts";
import { keyOn } from "../log-in.ts";
import { Page } from "../page.ts";
import type { Scene } from "../scene.ts";

type Checks = Readonly<Record<`stackexchange.login.${string}`, WrittenCheck>>;

/** Sends the form of a new session; resolves to what is answered at once. */
async function submit(scene: Scene, actor: Actor, password?: string): Promise<Recorded> {
  const shown = await actor.do("Site_ShowLogin");
  const fkey = keyOn(shown) ?? "";
  const form = { ...scene.account, ...(password !== undefined && { password }), fkey };
  return actor.call("Site_LogIn", { form });
}

function acctOf({ request, response }: Recorded) {
  const host = request.headers["host"] ?? new URL(request.url).hostname;
  return parseSetCookie(response.headers["set-cookie"], host).filter(({ name }) => name === "acct");
}

export const formChecks: Checks = {
  "stackexchange.login.form": {
    title: "The login page has a form with a key, an email and a password",
    operations: ["Site_ShowLogin"],
    rules: ["login.form", "login.fields", "session.reading-is-free", "pages.html"],
    profile: "read-only",
    async run(scene) {
      const page = await scene.nobody.page("Site_ShowLogin");
      page.first("input[name=fkey]").bears("value", /^\w+$/);
      const form = page.first("#login-form");
      for (const field of ["#email", "#password", "#submit-button"]) form.first(field);
    },
  },
  "stackexchange.login.query-ignored": {
    title: "The login page is the same with the query that ChatExchange asks with",
    operations: ["Site_ShowLogin"],
    rules: ["login.query-ignored", "login.form"],
    profile: "read-only",
    async run(scene) {
      const query = { "returnurl ": " /" };
      const page = await scene.nobody.page("Site_ShowLogin", { query });
      page.first("input[name=fkey]").bears("value", /^\w+$/);
    },
  },
  "stackexchange.login.redirect": {
    title: "A login answers 302 to the home page, not by http, which then is there",
    operations: ["Site_LogIn", "Site_ShowLogin", "Site_ShowHome"],
    rules: ["login.redirect", "site.home", "site.hosts", "site.profile-link"],
    async run(scene) {
      const actor = scene.newSession();
      const answer = await submit(scene, actor);
      scene.expect(answer).status(302);
      scene
        .expect(answer)
        .header("location")
        .matches(/^(?:https:\/\/[^/]+)?\/$/);
      const home = await actor.follow(answer, actor.urlOf("Site_ShowHome"));
      scene.expect(home).status(200);
      new Page(home).first(".my-profile").leadsTo(/^(?:https?:\/\/[^/]+)?\/users\/\d+/);
    },
  },
  "stackexchange.login.acct": {
    title:
      "A login sets exactly one cookie acct, for the parent domain, HttpOnly and, by https, secure",
    operations: ["Site_LogIn"],
    rules: ["login.acct", "login.acct-attributes"],
    async run(scene) {
      const answer = await submit(scene, scene.newSession());
      const set = acctOf(answer);
      const place = "/headers/set-cookie";
      const count = `There are ${set.length} cookies \`acct\`.`;
      scene.expect(answer).that(set.length === 1, count, 1, set.length, place);
      const [{ domain, value, attributes } = { domain: "", value: "", attributes: {} }] = set;
      const isParent = /^(?:stackexchange|stackoverflow)\.com$/.test(domain);
      scene
        .expect(answer)
        .that(isParent, "The domain is not the parent.", ".stackexchange.com", domain, place);
      const isTwofold = /^t=[^&]+&s=[^&]+$/.test(value);
      scene.expect(answer).that(isTwofold, "It is not `t=…&s=…`.", "t=…&s=…", typeof value, place);
      // A browser would not keep a secure cookie that came by http, as it may from an emulator.
      const isSecure = answer.request.url.startsWith("https:");
      for (const name of isSecure ? ["secure", "httponly"] : ["httponly"]) {
        const names = Object.keys(attributes);
        scene.expect(answer).that(names.includes(name), `It is not ${name}.`, name, names, place);
      }
    },
  },
  "stackexchange.login.wrong-password": {
    title: "A login with a wrong password answers 200 with the form again and without the cookie",
    operations: ["Site_LogIn"],
    rules: ["login.wrong-password"],
    profile: "full",
    async run(scene) {
      const answer = await submit(scene, scene.newSession(), "certainly not the password");
      scene.expect(answer).status(200);
      const set = acctOf(answer).length;
      scene
        .expect(answer)
        .that(set === 0, "The cookie is set.", "no acct", "acct", "/headers/set-cookie");
      new Page(answer).first("input[name=fkey]");
    },
  },
  "stackexchange.login.fkey": {
    title: "A login without the form's key is no login",
    operations: ["Site_LogIn"],
    rules: ["login.fkey-checked"],
    profile: "full",
    async run(scene) {
      const actor = scene.newSession();
      await actor.do("Site_ShowLogin");
      const answer = await actor.call("Site_LogIn", { form: { ...scene.account, fkey: "" } });
      const set = acctOf(answer).length;
      scene
        .expect(answer)
        .that(set === 0, "The cookie is set.", "no acct", "acct", "/headers/set-cookie");
    },
  },
  "stackexchange.login.tracked": {
    title: "The call that newer clients make before a login answers 200",
    operations: ["Site_TrackLogin"],
    rules: ["login.track"],
    async run(scene) {
      const actor = scene.newSession();
      const fkey = keyOn(await actor.do("Site_ShowLogin")) ?? "";
      // Never the password: it is the account's, and nothing here hangs on it.
      const { email } = scene.account;
      await actor.do("Site_TrackLogin", { form: { email, fkey } });
    },
  },
  "stackexchange.login.identity": {
    title: "After a login the chat host names the account, with a key and without the login's help",
    operations: ["Site_LogIn", "Chat_ShowFavorites"],
    rules: ["session.cookie", "pages.top-bar"],
    async run(scene) {
      const actor = scene.newSession();
      const answer = await submit(scene, actor);
      scene.expect(answer).status(302);
      const page = await actor.page("Chat_ShowFavorites");
      const link = page.first(".topbar-menu-links a");
      link.leadsTo(new RegExp(`/users/${scene.me.id}(?:/|$)`)).says(scene.me.name);
    },
  },
  "stackexchange.login.out": {
    title: "After a logout the cookie of the session is good for nothing",
    operations: ["Site_LogOut", "Site_LogIn", "Chat_ShowFavorites"],
    rules: ["logout.ends-session"],
    profile: "full",
    async run(scene) {
      const actor = scene.newSession();
      scene.expect(await submit(scene, actor)).status(302);
      const before = actor.with(actor.jar.copy());
      const home = await actor.page("Site_ShowHome");
      const fkey = home.all("input[name=fkey]")[0]?.attribute("value") ?? "";
      await actor.do("Site_LogOut", { form: { fkey } });
      const page = await before.page("Chat_ShowFavorites");
      page.first(".topbar-menu-links a").leadsTo(/\/users\/login/);
    },
  },
};
