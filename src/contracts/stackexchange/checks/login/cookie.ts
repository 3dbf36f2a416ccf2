// Logging in with the cookie of an earlier login.

import type { WrittenCheck } from "../define.ts";
import { Page } from "../page.ts";

type Checks = Readonly<Record<`stackexchange.login.${string}`, WrittenCheck>>;

export const cookieChecks: Checks = {
  "stackexchange.login.cookie": {
    title: "With the cookie acct alone the login page leads to one with a link to the profile",
    operations: ["Site_ShowLogin", "Site_ShowHome"],
    rules: ["login.already", "site.profile-link", "session.cookie"],
    async run(scene) {
      const actor = scene.me.with(scene.me.jar.only("acct"));
      const shown = await actor.call("Site_ShowLogin");
      scene.expect(shown).status(302);
      const last = await actor.follow(shown, actor.urlOf("Site_ShowLogin"));
      scene.expect(last).status(200);
      new Page(last).first(".my-profile");
    },
  },
  "stackexchange.login.no-profile": {
    title: "Without a login no page has a link to the profile",
    operations: ["Site_ShowHome", "Site_ShowLogin"],
    rules: ["site.profile-link", "site.home"],
    profile: "read-only",
    async run(scene) {
      for (const operation of ["Site_ShowHome", "Site_ShowLogin"] as const) {
        const page = await scene.nobody.page(operation);
        page.demand(!page.has(".my-profile"), "It has a `.my-profile`.", "none", ".my-profile");
      }
    },
  },
};
