// Logging in as clients do: by form, by cookie, over the old OpenID provider; and what is said to those who fail.

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type ChatClient, inputIn, LoginError, type SiteHost } from "./chat-client.ts";
import { first, readHtml, select, textOf } from "./html-tree.ts";
import { openStage, type Stage } from "./stage.ts";
import type { Answer } from "./ways.ts";

const hosts: readonly SiteHost[] = [
  "stackexchange.com",
  "meta.stackexchange.com",
  "stackoverflow.com",
];

async function withAccount(options?: Parameters<typeof openStage>[0]): Promise<Stage> {
  const stage = await openStage(options);
  await stage.emulator.stackexchange.account({
    email: "alice@example.com",
    password: "open sesame",
    name: "Alice Ä. Liddell",
  });
  return stage;
}

async function submit(client: ChatClient, form: Record<string, string>): Promise<Answer> {
  return client.askForm(client.siteHost, "/users/login", form);
}

async function formOf(client: ChatClient): Promise<Answer> {
  return client.ask({ method: "GET", host: client.siteHost, path: "/users/login" });
}

function errorOn(page: Answer): string {
  return textOf(first(readHtml(page.text), "p.error"));
}

test.each(hosts)("an account logs in for %s, and the chat host names it", async (host) => {
  const stage = await withAccount();
  const client = await stage.stranger(host).logIn("alice@example.com", "open sesame");
  const { name, id, fkey } = await client.identity();
  expect(name).toBe("Alice Ä. Liddell");
  expect(id).toBeGreaterThan(0);
  expect(fkey).toMatch(/^[0-9a-f]{32}$/);
});

test.each(["in process", "through the proxy", "by plain http"] as const)(
  "a wrong password is answered 200, with the form again and without a cookie, %s",
  async (way) => {
    const stage = await withAccount({ way });
    const client = stage.stranger("stackoverflow.com");
    await expect(client.logIn("alice@example.com", "wrong")).rejects.toThrow(LoginError);
    const fkey = inputIn((await formOf(client)).text, "fkey");
    const refused = await submit(client, { email: "alice@example.com", password: "wrong", fkey });
    expect([refused.status, refused.cookies]).toEqual([200, []]);
    expect(errorOn(refused)).toBe("The email or password is incorrect.");
    const page = readHtml(refused.text);
    expect(first(page, "#login-form #email").attributes.get("value")).toBe("alice@example.com");
    expect(select(page, "#login-form #password")).toHaveLength(1);
    expect(select(page, "#login-form button#submit-button")).toHaveLength(1);
    expect((await client.identity()).id).toBeUndefined();
    // The same form is good for another attempt.
    const { status } = await submit(client, {
      email: "alice@example.com",
      password: "open sesame",
      fkey: inputIn(refused.text, "fkey"),
    });
    expect(status).toBe(302);
  },
);

test("an unknown email is answered as a wrong password is", async () => {
  const stage = await withAccount();
  const client = stage.stranger();
  const fkey = inputIn((await formOf(client)).text, "fkey");
  const refused = await submit(client, { email: "x@example.com", password: "secret", fkey });
  expect(errorOn(refused)).toBe("The email or password is incorrect.");
});

test("a stale form is answered with a new one, which works", async () => {
  const stage = await withAccount();
  const client = stage.stranger();
  const credentials = { email: "ALICE@example.com ", password: "open sesame" };
  const stale = await submit(client, { ...credentials, fkey: "0".repeat(32) });
  expect([stale.status, stale.cookies]).toEqual([200, []]);
  expect(errorOn(stale)).toBe("The form was no longer good. Send it again.");
  const again = await submit(client, { ...credentials, fkey: inputIn(stale.text, "fkey") });
  expect([again.status, again.header("location")]).toEqual([302, "/"]);
});

test("the form of one site is no good at another one", async () => {
  const stage = await withAccount();
  const meta = stage.stranger();
  const other = stage.stranger("stackoverflow.com");
  const fkey = inputIn((await formOf(meta)).text, "fkey");
  const form = { email: "alice@example.com", password: "open sesame", fkey };
  expect(errorOn(await submit(other, form))).toMatch(/no longer good/);
});

test("who is logged in already is led on to a page that shows it", async () => {
  const stage = await withAccount();
  const client = await stage.stranger().logIn("alice@example.com", "open sesame");
  const shown = await formOf(client);
  expect([shown.status, shown.header("location")]).toEqual([302, "/"]);
  const home = await client.ask({ method: "GET", host: client.siteHost, path: "/" });
  const profile = first(readHtml(home.text), "a.my-profile");
  expect(profile.attributes.get("href")).toBe(`/users/${await client.id()}/alice-a-liddell`);
});

test("a cookie logs in by itself, and only a good one does", async () => {
  const stage = await withAccount();
  const first = await stage.stranger().logIn("alice@example.com", "open sesame");
  const acct = first.jar.get("acct") ?? "";
  const second = await stage.stranger().logInWithCookie(acct);
  expect(await second.id()).toBe(await first.id());
  const forged = [acct.replace(/.$/, (last) => (last === "0" ? "1" : "0")), "t=x&s=x", "", "=;="];
  for (const bad of forged) {
    await expect(stage.stranger().logInWithCookie(bad)).rejects.toThrow(LoginError);
  }
});

test("two logins of an account are two sessions of the same person, each with its key", async () => {
  const stage = await withAccount();
  const one = await stage.stranger().logIn("alice@example.com", "open sesame");
  const other = await stage.stranger().logIn("alice@example.com", "open sesame");
  expect(one.jar.get("acct")).not.toBe(other.jar.get("acct"));
  expect(await one.id()).toBe(await other.id());
  expect((await one.identity()).fkey).not.toBe((await other.identity()).fkey);
});

test("logging out ends that session and no other", async () => {
  const stage = await withAccount();
  const one = await stage.stranger().logIn("alice@example.com", "open sesame");
  const other = await stage.stranger().logIn("alice@example.com", "open sesame");
  const room = await stage.room(one);
  const acct = one.jar.get("acct") ?? "";
  const out = await one.askForm(one.siteHost, "/users/logout", {});
  expect([out.status, out.header("location")]).toEqual([302, "/"]);
  expect(one.jar.get("acct")).toBeUndefined();
  // Neither the key nor the cookie is worth anything now.
  expect((await one.send(room, "Hello")).status).toBe(404);
  await expect(stage.stranger().logInWithCookie(acct)).rejects.toThrow(LoginError);
  expect((await other.send(room, "Hello")).status).toBe(200);
});

test("nobody in particular has a key, and a login link where others have their names", async () => {
  const stage = await withAccount();
  const stranger = stage.stranger();
  const page = readHtml((await stranger.get("/chats/join/favorite")).text);
  const link = first(page, ".topbar-menu-links a");
  expect(link.attributes.get("href")).toBe("https://meta.stackexchange.com/users/login");
  expect((await stranger.identity()).fkey).toMatch(/^[0-9a-f]{32}$/);
  const { fkey } = await stranger.identity();
  expect((await stage.stranger().identity()).fkey).toBe(fkey);
});

test.each(["in process", "through the proxy", "by plain http"] as const)(
  "the prompt of the OpenID provider stands between the form and the login, %s",
  async (way) => {
    const stage = await withAccount({ way, stackexchange: { openIdPrompt: true } });
    const client = stage.stranger();
    const fkey = inputIn((await formOf(client)).text, "fkey");
    const form = { email: "alice@example.com", password: "open sesame", fkey };
    const sent = await submit(client, form);
    expect([sent.status, sent.header("location")]).toEqual([
      302,
      expect.stringMatching(
        /^https:\/\/openid\.stackexchange\.com\/account\/prompt\?session=[0-9a-f]+$/,
      ),
    ]);
    const whole = await stage.stranger().logIn("alice@example.com", "open sesame");
    expect((await whole.identity()).name).toBe("Alice Ä. Liddell");
  },
);

test.each(hosts)(
  "the old way over the OpenID provider works for %s, and shows an error for a wrong password",
  async (of) => {
    const stage = await withAccount();
    const client = stage.stranger(of);
    const host = "openid.stackexchange.com";
    const shown = await client.ask({ method: "GET", host, path: "/account/login" });
    const fkey = inputIn(shown.text, "fkey");
    const send = (password: string) =>
      client.askForm(host, "/account/login/submit", { email: "alice@example.com", password, fkey });
    const refused = await send("wrong");
    expect(select(readHtml(refused.text), ".error")).toHaveLength(1);
    expect(client.jar.get("acct")).toBeUndefined();
    const delegate = textOf(first(readHtml((await send("open sesame")).text), "#delegate"));
    expect(delegate).toMatch(/https:\/\/openid\.stackexchange\.com\/user\/[0-9a-f-]{36}/);
    // The provider's login is one for its own domain.
    const isElsewhere = of === "stackoverflow.com";
    const path = isElsewhere ? "/users/login" : "/";
    const authenticate = async (identifier: string) => {
      const page = await client.ask({ method: "GET", host: client.siteHost, path });
      const form = { fkey: inputIn(page.text, "fkey"), openid_identifier: identifier };
      return client.askForm(client.siteHost, "/users/authenticate", form);
    };
    if (isElsewhere) {
      const nobody = `https://${host}/user/00000000-0000-0000-0000-000000000000`;
      expect((await authenticate(nobody)).status).toBe(200);
    }
    expect((await authenticate(delegate)).status).toBe(302);
    const confirmed = { s: "1", fkey };
    expect((await client.askForm(client.siteHost, "/users/openidconfirm", confirmed)).status).toBe(
      302,
    );
    expect((await client.identity()).name).toBe("Alice Ä. Liddell");
  },
);

test("nobody is let in by an address that he has made up of somebody's email", async () => {
  const stage = await withAccount();
  const email = "alice@example.com";
  const guesses = [
    createHash("sha256").update(email).digest("hex"),
    createHash("md5").update(email).digest("hex"),
    Buffer.from(email).toString("hex"),
  ].map((name) => name.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
  for (const guess of guesses) {
    const client = stage.stranger("stackoverflow.com");
    const page = await client.ask({ method: "GET", host: client.siteHost, path: "/users/login" });
    const answer = await client.askForm(client.siteHost, "/users/authenticate", {
      fkey: inputIn(page.text, "fkey"),
      openid_identifier: `https://openid.stackexchange.com/user/${guess}`,
    });
    expect([answer.status, client.jar.get("acct")]).toEqual([200, undefined]);
  }
});

test("what newer clients send before they log in is taken", async () => {
  const stage = await withAccount();
  const client = stage.stranger();
  const path = "/users/login-or-signup/validation/track";
  expect((await client.askForm(client.siteHost, path, { email: "a", password: "b" })).status).toBe(
    200,
  );
});

test("visitors who are logged in get the chat host's own cookie on its first page", async () => {
  const stage = await withAccount();
  const cookies = await Promise.all(
    hosts.map(async (host) => {
      const client = await stage.stranger(host).logIn("alice@example.com", "open sesame");
      return (await client.get("/")).cookies;
    }),
  );
  const named = (name: string) => [expect.stringMatching(new RegExp(`^${name}=t=\\w+; path=/`))];
  expect(cookies).toEqual([named("sechatusr"), named("chatusr"), named("chatusr")]);
  expect((await stage.stranger().get("/")).cookies).toEqual([]);
});

test("after a reset a cookie is good as soon as its account is there again", async () => {
  const stage = await withAccount();
  const client = await stage.stranger().logIn("alice@example.com", "open sesame");
  const acct = client.jar.get("acct") ?? "";
  await stage.emulator.reset();
  await expect(stage.stranger().logInWithCookie(acct)).rejects.toThrow(LoginError);
  await stage.emulator.stackexchange.account({ email: "alice@example.com", name: "Alice" });
  const again = await stage.stranger().logInWithCookie(acct);
  expect((await again.identity()).name).toBe("Alice");
});
