// Brings somebody in: the login form of the site, and the key and the name from the chat host.

import type { Account } from "../../contract-options.ts";
import { NothingJudged } from "../../suite/nothing-judged.ts";
import type { Recorded } from "../../suite/recorded.ts";
import type { Actor } from "./actor.ts";
import { parseHtml, select, textOf } from "./html.ts";

/** Throws NothingJudged when the account is not let in. */
export async function logIn(actor: Actor, account: Account): Promise<void> {
  const shown = await actor.ask("Site_ShowLogin");
  const fkey = keyOn(shown);
  if (fkey === undefined) throw unusable(actor, "its login page has no key", shown);
  const answer = await actor.ask("Site_LogIn", { form: { ...account, fkey } });
  if (!actor.jar.has("acct")) throw unusable(actor, "it did not let the account in", answer);
  await meet(actor);
}

/** Reads key, id and name off the page that clients read them from. */
export async function meet(actor: Actor): Promise<void> {
  const page = await actor.ask("Chat_ShowFavorites");
  const fkey = keyOn(page);
  if (fkey === undefined) throw unusable(actor, "its page of favourites has no key", page);
  actor.fkey = fkey;
  const [link] = select(parseHtml(page.response.text), ".topbar-menu-links a");
  const id = /\/users\/(-?\d+)/.exec(link?.attributes["href"] ?? "")?.[1];
  if (actor.which === "") return;
  if (!link || id === undefined)
    throw unusable(actor, "its top bar does not name the account", page);
  actor.id = Number(id);
  actor.name = textOf(link);
}

export function keyOn({ response }: Recorded): string | undefined {
  const [input] = select(parseHtml(response.text), "input[name=fkey]");
  return input?.attributes["value"] || undefined;
}

function unusable({ which }: Actor, what: string, { request, response }: Recorded): NothingJudged {
  const who = which === "" ? "" : ` Are email and password of account ${which} right?`;
  const { host } = new URL(request.url);
  return new NothingJudged(
    `${request.headers["host"] ?? host} cannot be used: ${what}, and answered ${response.status}.${who}`,
  );
}
