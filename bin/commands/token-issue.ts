// chat-emulator token issue: makes a user of a running emulator, or takes one, and prints a token.

import { DEFAULT_ACCESS_KEY } from "../../src/server/access-key.ts";
import { signRequest } from "../../src/server/dialects/acs/signature.ts";
import { Complaint, causeOf, oneLine } from "../complaint.ts";
import { dataFolderOf } from "../data-folder.ts";
import { userVariable } from "../environment.ts";
import type { OptionsOf } from "../options.ts";
import { findRunning } from "../running.ts";
import type { Environment, Terminal } from "../terminal.ts";
import { isThisMachine } from "../this-machine.ts";

type IssueOptions = OptionsOf<"token issue">;

interface Target {
  readonly url: string;
  readonly accessKey: string;
  idOf(name: string): string | undefined | Promise<string | undefined>;
}

interface Issued {
  readonly id: string;
  readonly token: string;
  readonly expiresOn: string;
}

const apiVersion = "2023-10-01";

export async function issueToken(options: IssueOptions, terminal: Terminal): Promise<number> {
  const emulator = options.url
    ? targetAt(options.url, terminal.environment)
    : await listedTarget(dataFolderOf(options, terminal.environment), options.runningPort);
  const { user, tenant } = options;
  const target = tenant === undefined ? emulator : targetOf(emulator, tenant);
  const issued =
    user === undefined
      ? await createUser(target, options)
      : await issueFor((await target.idOf(user)) ?? user, target, options);
  terminal.print(`${options.json ? JSON.stringify(issued) : issued.token}\n`);
  return 0;
}

async function listedTarget(dataFolder: string, port: number | undefined): Promise<Target> {
  const { url, acs } = await findRunning(dataFolder, port);
  const accessKey = /accesskey=([^;]+)/i.exec(acs.connectionString)?.[1] ?? "";
  return { url, accessKey, idOf: (name) => acs.users.find((user) => user.name === name)?.id };
}

/** An emulator that the list does not have, such as that of `exec` or one in a container: it has the well-known key. */
function targetAt(given: string, environment: Environment): Target {
  const { protocol, hostname } = new URL(given);
  // The port takes plain http as well, which needs no certificate.
  const isPlainEnough = protocol === "https:" && isThisMachine(hostname);
  const url = isPlainEnough ? given.replace(/^https/i, "http") : given;
  return {
    url,
    accessKey: DEFAULT_ACCESS_KEY,
    idOf: (name) => environment[userVariable(name, "ID")],
  };
}

/** The users of a tenant are in no list: its control plane knows them by name, and makes those it does not know. */
function targetOf({ url, accessKey }: Target, tenant: string): Target {
  const place = `${url}/t/${encodeURIComponent(tenant)}`;
  return {
    url: place,
    accessKey,
    async idOf(name) {
      if (name.startsWith("8:")) return name;
      const response = await fetch(`${place}/_emulator/acs/users`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name }),
      }).catch((error) => {
        throw notThere(url, error);
      });
      const answer = await response.text();
      if (!response.ok) throw refused(response.status, answer);
      return (JSON.parse(answer) as { id: string }).id;
    },
  };
}

async function createUser(target: Target, options: IssueOptions): Promise<Issued> {
  const body = {
    createTokenWithScopes: options.scopes,
    expiresInMinutes: options.expiresInMinutes,
  };
  const answer = await post(target, "/identities", body);
  const { identity, accessToken } = answer as {
    identity: { id: string };
    accessToken: Omit<Issued, "id">;
  };
  return { id: identity.id, token: accessToken.token, expiresOn: accessToken.expiresOn };
}

async function issueFor(id: string, target: Target, options: IssueOptions): Promise<Issued> {
  const body = { scopes: options.scopes, expiresInMinutes: options.expiresInMinutes };
  const path = `/identities/${encodeURIComponent(id)}/:issueAccessToken`;
  const { token, expiresOn } = (await post(target, path, body)) as Omit<Issued, "id">;
  return { id, token, expiresOn };
}

async function post(target: Target, path: string, content: unknown): Promise<unknown> {
  const url = new URL(`${target.url}${path}?api-version=${apiVersion}`);
  const body = Buffer.from(JSON.stringify(content));
  const { host: _, ...signature } = signRequest({
    method: "POST",
    target: url.pathname + url.search,
    body,
    host: url.host,
    accessKey: target.accessKey,
    now: Date.now(),
  });
  const headers = { ...signature, "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body }).catch((error) => {
    throw notThere(target.url, error);
  });
  const answer = await response.text();
  if (!response.ok) throw refused(response.status, answer);
  return JSON.parse(answer);
}

function notThere(url: string, error: Error): Complaint {
  // What fetch itself throws says no more than "fetch failed".
  const cause = causeOf(error.cause ?? error);
  return new Complaint(
    `Cannot reach the emulator at ${url}: ${cause}. Start one with: chat-emulator start.`,
  );
}

function refused(status: number, answer: string): Complaint {
  const message = /"(?:message|error)":\s*"((?:[^"\\]|\\.)*)"/.exec(answer)?.[1] ?? answer;
  const cause = oneLine(message).replace(/\.$/, "");
  return new Complaint(
    `Cannot issue a token: the emulator answered ${status}, ${cause}. Check --user and --scope.`,
  );
}
