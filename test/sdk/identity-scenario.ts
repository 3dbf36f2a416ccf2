// The whole life of a user and of his tokens, told once and run through every identity SDK version.

import assert from "node:assert/strict";
import { statusOf } from "./chat-generations.ts";
import { ChatSession } from "./chat-session.ts";
import { IdentitySession, type Token } from "./identity-generations.ts";
import type { Installed } from "./installed.ts";

export interface IdentityRun {
  readonly installed: Installed;
  /** An alias of package.json. */
  readonly alias: string;
  readonly connectionString: string;
}

const minute = 60_000;

interface Claims {
  readonly skypeid: string;
  readonly acsScope: string;
  readonly exp: number;
}

function claimsOf({ token }: Token): Claims {
  const payload = token.split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
}

function assertToken(issued: Token, id: string, scopes: string, minutes: number): void {
  const { skypeid, acsScope, exp } = claimsOf(issued);
  assert.equal(`8:${skypeid}`, id);
  assert.equal(acsScope, scopes);
  assert.equal(Math.floor(issued.expiresOn.getTime() / 1000), exp);
  const lifetime = issued.expiresOn.getTime() - Date.now();
  assert(
    lifetime > (minutes - 1) * minute && lifetime <= minutes * minute,
    `A token for ${minutes} minutes expires in ${lifetime / minute}.`,
  );
}

export async function runIdentityScenario(run: IdentityRun): Promise<void> {
  const identity = new IdentitySession(run.installed, run.alias, run.connectionString);
  await issuesTokens(identity);
  if (identity.choosesLifetime) await choosesLifetimes(identity);
  await revokesTokens(identity, run);
  await deletesUsers(identity, run);
  await refusesWhatIsWrong(identity, run);
}

const day = 24 * 60;

async function issuesTokens(identity: IdentitySession): Promise<void> {
  const id = await identity.createUser();
  assert.match(id, /^8:acs:[0-9a-f-]{36}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assertToken(await identity.issueToken(id, ["chat"]), id, "chat", day);
  assertToken(await identity.issueToken(id, ["chat", "voip"]), id, "chat,voip", day);
  const other = await identity.createUserAndToken(["chat"]);
  assert.notEqual(other.id, id);
  assertToken(other, other.id, "chat", day);
}

async function choosesLifetimes(identity: IdentitySession): Promise<void> {
  const hour = { tokenExpiresInMinutes: 60 };
  const user = await identity.createUserAndToken(["chat"], hour);
  assertToken(user, user.id, "chat", 60);
  assertToken(await identity.issueToken(user.id, ["voip"], hour), user.id, "voip", 60);
  for (const tokenExpiresInMinutes of [59, day + 1]) {
    const issue = () => identity.issueToken(user.id, ["chat"], { tokenExpiresInMinutes });
    assert.equal(await statusOf(issue), 400, `${tokenExpiresInMinutes} minutes`);
  }
}

/** Lists threads with a token, through a chat SDK that takes the endpoint's scheme. */
async function chatStatus(run: IdentityRun, { token }: Token): Promise<number | undefined> {
  const endpoint = /endpoint=([^;]+)/.exec(run.connectionString)?.[1] ?? "";
  const version = endpoint.startsWith("https:") ? "1.6.0" : "1.0.1";
  const chat = new ChatSession(run.installed, version, endpoint, token);
  return await chat.refusal(() => chat.threads.all());
}

async function revokesTokens(identity: IdentitySession, run: IdentityRun): Promise<void> {
  const user = await identity.createUserAndToken(["chat"]);
  assert.equal(await chatStatus(run, user), undefined);
  await identity.revokeTokens(user.id);
  assert.equal(await chatStatus(run, user), 401, "A revoked token");
  const renewed = await identity.issueToken(user.id, ["chat"]);
  assert.equal(await chatStatus(run, renewed), undefined, "A token issued after the revocation");
}

async function deletesUsers(identity: IdentitySession, run: IdentityRun): Promise<void> {
  const user = await identity.createUserAndToken(["chat"]);
  await identity.deleteUser(user.id);
  assert.equal(await chatStatus(run, user), 401, "The token of a deleted user");
  assert.equal(await statusOf(() => identity.issueToken(user.id, ["chat"])), 401);
}

async function refusesWhatIsWrong(identity: IdentitySession, run: IdentityRun): Promise<void> {
  const stranger =
    "8:acs:00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000000";
  assert.equal(await statusOf(() => identity.deleteUser(stranger)), 401, "A foreign identity");
  const id = await identity.createUser();
  assert.equal(await statusOf(() => identity.issueToken(id, [])), 400, "A token without scopes");
  const wrongKey = run.connectionString.replace(/accesskey=.*/, "accesskey=d3Jvbmcga2V5");
  const impostor = new IdentitySession(run.installed, run.alias, wrongKey);
  assert.equal(await statusOf(() => impostor.createUser()), 401, "A wrong access key");
}
