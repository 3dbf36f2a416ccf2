// The list of running emulators, and the commands that work with one that runs.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { portOf, type ReadyLine, readyLineOf } from "../../bin/ready.ts";
import { announce } from "../../bin/running.ts";
import { createChatEmulator } from "../../src/server/index.ts";
import { fillDataFolder, newFolder } from "./folders.ts";
import { runHere } from "./recorder.ts";

interface Running {
  readonly ready: ReadyLine;
  readonly dataFolder: string;
  readonly environment: Record<string, string>;
  withdraw(): Promise<void>;
}

async function startHere(dataFolder = newFolder(), clock?: string): Promise<Running> {
  await fillDataFolder(dataFolder);
  const emulator = await createChatEmulator({
    fixtures: ["two-people"],
    dataFolder,
    ...(clock !== undefined && { clock }),
  });
  onTestFinished(() => emulator.close());
  await emulator.listen({ port: 0 });
  const ready = readyLineOf(emulator);
  const withdraw = await announce(dataFolder, ready);
  return { ready, dataFolder, withdraw, environment: { CHAT_EMULATOR_DATA: dataFolder } };
}

/** What a shell has after `eval`. */
function evaluated(exports: string): Record<string, string> {
  const script = `${exports}\nenv -0`;
  const text = execFileSync("sh", ["-c", script], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  const pairs = text.split("\0").filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

function entries(dataFolder: string): string[] {
  return readdirSync(join(dataFolder, "running"));
}

test("a running emulator has a file for its owner only, and none after it stopped", async () => {
  const { ready, dataFolder, withdraw } = await startHere();
  const file = join(dataFolder, "running", `${portOf(ready.url)}.json`);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(ready);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataFolder, "running")).mode & 0o777).toBe(0o700);
  await withdraw();
  expect(entries(dataFolder)).toEqual([]);
});

test("the file of another emulator that took the port stays", async () => {
  const { ready, dataFolder, withdraw } = await startHere();
  await announce(dataFolder, { ...ready, pid: process.ppid });
  await withdraw();
  expect(entries(dataFolder)).toEqual([`${portOf(ready.url)}.json`]);
});

test("env prints lines that a shell reads back as they are meant", async () => {
  const { ready, environment } = await startHere();
  const { exitCode, stdout } = await runHere(["env"], { ...environment, NO_PROXY: "corp.example" });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^(export [A-Z0-9_]+=\S.*\n)+$/);
  const [alice, bob] = ready.acs.users;
  expect(evaluated(stdout)).toMatchObject({
    CHAT_EMULATOR_URL: ready.url,
    CHAT_EMULATOR_ENDPOINT: ready.acs.endpoint,
    CHAT_EMULATOR_CA: ready.caFile,
    COMMUNICATION_CONNECTION_STRING: ready.acs.connectionString,
    COMMUNICATION_SERVICES_CONNECTION_STRING: ready.acs.connectionString,
    NODE_EXTRA_CA_CERTS: ready.caFile,
    NO_PROXY: "corp.example,127.0.0.1,localhost",
    CHAT_EMULATOR_USER_ALICE_ID: alice?.id,
    CHAT_EMULATOR_USER_ALICE_TOKEN: alice?.token,
    CHAT_EMULATOR_USER_BOB_ID: bob?.id,
    CHAT_EMULATOR_USER_BOB_TOKEN: bob?.token,
  });
});

test("quotes, spaces and dollars in a path get through the shell", async () => {
  const dataFolder = join(newFolder(), "it's $HOME `now`");
  const { ready, environment } = await startHere(dataFolder);
  const { stdout } = await runHere(["env"], environment);
  expect(evaluated(stdout)["CHAT_EMULATOR_CA"]).toBe(ready.caFile);
});

test("certificates that the user trusts already come along in one file", async () => {
  const { ready, dataFolder, environment } = await startHere();
  const corporate = join(dataFolder, "corporate.pem");
  writeFileSync(corporate, "-----BEGIN CERTIFICATE-----\ncorporate\n-----END CERTIFICATE-----\n");
  const given = { ...environment, NODE_EXTRA_CA_CERTS: corporate, REQUESTS_CA_BUNDLE: corporate };
  const {
    NODE_EXTRA_CA_CERTS: extra,
    REQUESTS_CA_BUNDLE: bundle,
    SSL_CERT_FILE: whole,
  } = evaluated((await runHere(["env"], given)).stdout);
  const ca = readFileSync(ready.caFile, "utf8");
  expect(readFileSync(extra ?? "", "utf8")).toBe(ca + readFileSync(corporate, "utf8"));
  expect(bundle).toBe(extra);
  // Without public roots of its own a client would trust the emulator and nothing else.
  const roots = readFileSync(whole ?? "", "utf8").match(/BEGIN CERTIFICATE/g) ?? [];
  expect(roots.length).toBeGreaterThan(50);
  const again = await runHere(["env"], { ...given, NODE_EXTRA_CA_CERTS: extra });
  expect(evaluated(again.stdout)["NODE_EXTRA_CA_CERTS"]).toBe(extra);
});

test("without a running emulator env and token issue say how to start one", async () => {
  const dataFolder = newFolder();
  for (const args of [["env"], ["token", "issue"]]) {
    const { exitCode, stdout, stderr } = await runHere(args, { CHAT_EMULATOR_DATA: dataFolder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toBe(
      `Cannot find a running emulator: ${dataFolder} lists none. Start one with: chat-emulator start.\n`,
    );
  }
});

test("entries of processes that are gone, and broken ones, are ignored and removed", async () => {
  const dataFolder = newFolder();
  mkdirSync(join(dataFolder, "running"));
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  const stale = JSON.stringify({ url: "http://127.0.0.1:2428", pid });
  writeFileSync(join(dataFolder, "running", "2428.json"), stale);
  writeFileSync(join(dataFolder, "running", "2429.json"), "{");
  const { exitCode } = await runHere(["env"], { CHAT_EMULATOR_DATA: dataFolder });
  expect(exitCode).toBe(2);
  expect(entries(dataFolder)).toEqual([]);
});

test("among several emulators the port chooses", async () => {
  const first = await startHere();
  const second = await startHere(first.dataFolder);
  const port = String(portOf(second.ready.url));
  const unclear = await runHere(["env"], first.environment);
  expect(unclear.exitCode).toBe(2);
  expect(unclear.stderr).toMatch(
    /^Cannot choose a running emulator: there are several, on ports \d+, \d+\. Choose one with --port N\.\n$/,
  );
  const { stdout } = await runHere(["env", "--port", port], first.environment);
  expect(evaluated(stdout)["CHAT_EMULATOR_URL"]).toBe(second.ready.url);
  const { stderr } = await runHere(["env", "--port", "1"], first.environment);
  expect(stderr).toMatch(
    /^Cannot find a running emulator: none listens on port 1\. Choose one of /,
  );
});

test("token issue makes a user whose token the emulator takes", async () => {
  const { ready, environment } = await startHere();
  const { exitCode, stdout, stderr } = await runHere(["token", "issue"], environment);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const response = await fetch(`${ready.url}/chat/threads?api-version=2023-11-07`, {
    headers: { authorization: `Bearer ${stdout.trim()}` },
  });
  expect(response.status).toBe(200);
});

test("token issue is for a user of the fixtures by name, or any by id", async () => {
  const { ready, environment } = await startHere();
  const alice = ready.acs.users[0];
  for (const user of ["alice", alice?.id ?? ""]) {
    const args = [
      "token",
      "issue",
      "--user",
      user,
      "--json",
      "--expires-in",
      "60",
      "--scope",
      "chat",
    ];
    const { exitCode, stdout } = await runHere(args, environment);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^[^\n]+\n$/);
    const issued = JSON.parse(stdout);
    expect(Object.keys(issued)).toEqual(["id", "token", "expiresOn"]);
    expect(issued.id).toBe(alice?.id);
    const minutes = (Date.parse(issued.expiresOn) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
  }
});

test("token issue is for a tenant's user, by name or anew, and its token leads to that tenant", async () => {
  const { ready, environment } = await startHere();
  const tenant = ["token", "issue", "--json", "--tenant", "blue"];
  const [named, again, fresh] = await Promise.all(
    [["--user", "alice"], ["--user", "alice"], []].map(async (more) => {
      const { exitCode, stdout } = await runHere([...tenant, ...more], environment);
      expect(exitCode).toBe(0);
      return JSON.parse(stdout);
    }),
  );
  expect(named.id).toBe(again.id);
  expect(named.id).not.toBe(ready.acs.users[0]?.id);
  for (const { token } of [named, fresh]) {
    const response = await fetch(`${ready.url}/t/blue/chat/threads?api-version=2023-11-07`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
  }
});

test("token issue says what is wrong with the name of a tenant", async () => {
  const { environment } = await startHere();
  const args = ["token", "issue", "--tenant", "not a name", "--user", "alice"];
  const { exitCode, stderr } = await runHere(args, environment);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^Cannot .*tenant.*\n$/);
});

test("token issue works with the emulator's URL alone, as for one in a container", async () => {
  const { ready } = await startHere();
  const dataFolder = newFolder();
  for (const url of [ready.url, `${ready.httpsUrl}/`]) {
    const environment = { CHAT_EMULATOR_DATA: dataFolder, CHAT_EMULATOR_URL: url };
    const { exitCode, stderr } = await runHere(["token", "issue"], environment);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  }
});

test("in the environment that env sets, users have their names too", async () => {
  const { ready, dataFolder, environment, withdraw } = await startHere();
  const variables = evaluated((await runHere(["env"], environment)).stdout);
  await withdraw();
  const { stdout } = await runHere(["token", "issue", "--user", "bob", "--json"], {
    ...variables,
    CHAT_EMULATOR_DATA: dataFolder,
  });
  expect(JSON.parse(stdout).id).toBe(ready.acs.users[1]?.id);
});

test("token issue works when the emulator's clock stands far from ours", async () => {
  const { environment } = await startHere(newFolder(), "frozen:2021-06-01T12:00:00Z");
  const { exitCode, stderr } = await runHere(["token", "issue"], environment);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});

test("what the emulator refuses, and an emulator that is not there, are one line", async () => {
  const { environment } = await startHere();
  const scope = await runHere(["token", "issue", "--scope", "fly"], environment);
  expect(scope.exitCode).toBe(2);
  expect(scope.stderr).toMatch(/^Cannot issue a token: the emulator answered 400, [^\n]+\n$/);
  const away = await runHere(["token", "issue", "--url", "http://127.0.0.1:1"], environment);
  expect(away.exitCode).toBe(2);
  expect(away.stderr).toMatch(/^Cannot reach the emulator at http:\/\/127\.0\.0\.1:1: [^\n]+\n$/);
});
