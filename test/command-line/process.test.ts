// The built command as a process: what it prints, how it stops, and what it leaves behind.

import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { build, runBuilt, startBuilt } from "./built.ts";
import { fillDataFolder, newFolder } from "./folders.ts";

beforeAll(build, 60_000);

interface Place {
  readonly folder: string;
  readonly environment: Record<string, string>;
}

async function newPlace(): Promise<Place> {
  const folder = newFolder();
  await fillDataFolder(join(folder, "data"));
  return { folder, environment: { CHAT_EMULATOR_DATA: join(folder, "data") } };
}

async function startJson(args: readonly string[], environment: Record<string, string>) {
  const started = startBuilt(["--json", "--port", "0", ...args], environment);
  const line = await started.firstLine;
  if (line === undefined) throw new Error((await started.ended).stderr);
  return { ...started, ready: JSON.parse(line) };
}

test("--json prints one line with everything that a program needs, and stops within a second", async () => {
  const { environment } = await newPlace();
  const { child, ended, ready } = await startJson([], environment);
  const port = new URL(ready.url).port;
  expect(ready).toEqual({
    url: `http://127.0.0.1:${port}`,
    httpsUrl: `https://127.0.0.1:${port}`,
    proxyUrl: `http://127.0.0.1:${port}`,
    caFile: join(environment["CHAT_EMULATOR_DATA"] ?? "", "ca.pem"),
    controlUrl: `http://127.0.0.1:${port}/_emulator`,
    acs: {
      endpoint: `https://127.0.0.1:${port}/`,
      connectionString: expect.stringMatching(
        new RegExp(`^endpoint=https://127\\.0\\.0\\.1:${port}/;accesskey=[\\w+/]+=*$`),
      ),
      users: ["alice", "bob"].map((name) => ({
        name,
        id: expect.stringMatching(/^8:acs:/),
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      })),
    },
    stackexchange: {
      hosts: ["chat.stackexchange.com", "chat.meta.stackexchange.com", "chat.stackoverflow.com"],
      accounts: ["bot", "alice", "bob", "owner", "moderator"].map((name) => ({
        email: `${name}@example.com`,
        password: "secret",
      })),
    },
    pid: child.pid,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
  expect((await fetch(`${ready.controlUrl}/health`)).status).toBe(200);
  // A client that keeps its connection must not keep the emulator.
  const socket = connect(Number(port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  // How it is cut off is the emulator's business.
  socket.on("error", () => {});
  const before = performance.now();
  child.kill("SIGTERM");
  const { exitCode, stdout, stderr } = await ended;
  expect(performance.now() - before).toBeLessThan(1000);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^[^\n]+\n$/);
});

test("the ready file is whole, for its owner only, and gone after the stop", async () => {
  const { folder, environment } = await newPlace();
  const file = join(folder, "ready.json");
  writeFileSync(file, "left behind by a start that was killed");
  const { child, ended, ready } = await startJson(["--ready-file", file], environment);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(ready);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const running = join(folder, "data", "running");
  expect(readdirSync(running)).toEqual([`${new URL(ready.url).port}.json`]);
  child.kill("SIGINT");
  expect((await ended).exitCode).toBe(0);
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(running)).toEqual([]);
  expect(readdirSync(folder)).toEqual(["data"]);
});

test("whoever watches for the ready file reads it whole at its first appearance", async () => {
  const { folder, environment } = await newPlace();
  const watcher = watch(folder);
  onTestFinished(() => watcher.close());
  const seen = new Promise<string>((resolve) => {
    watcher.on("change", (_, name) => {
      const file = join(folder, "ready.json");
      if (name === "ready.json" && existsSync(file)) resolve(readFileSync(file, "utf8"));
    });
  });
  const args = ["--port", "0", "--ready-file", join(folder, "ready.json")];
  const { child, ended } = startBuilt(args, environment);
  expect(JSON.parse(await seen).pid).toBe(child.pid);
  child.kill("SIGTERM");
  await ended;
});

test("people get a banner with what they need to begin", async () => {
  const { environment } = await newPlace();
  const started = startBuilt([], { ...environment, CHAT_EMULATOR_PORT: "0" });
  expect(await started.firstLine).toMatch(/^chat-emulator \d+\.\d+\.\d+ is ready on port \d+\.$/);
  started.child.kill("SIGTERM");
  const { stdout } = await started.ended;
  expect(stdout).toMatch(/^ {2}Endpoint +https:\/\/127\.0\.0\.1:\d+\/$/m);
  expect(stdout).toMatch(/^ {2}Connection string +endpoint=\S+;accesskey=\S+$/m);
  expect(stdout).toMatch(/^ {2}CA certificate +\/.+\/ca\.pem$/m);
  expect(stdout).toMatch(/export NODE_EXTRA_CA_CERTS=\/.+\/ca\.pem$/m);
  for (const name of ["alice", "bob"])
    expect(stdout).toMatch(new RegExp(`^ {2}User +${name}$`, "m"));
  expect(stdout).toMatch(/^Press Ctrl\+C to stop\.$/m);
});

test("a busy port is named, with how to choose another", async () => {
  const { environment } = await newPlace();
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { exitCode, stdout, stderr } = await runBuilt(["--port", String(port)], environment);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(/^Cannot listen on [^\n]+\n$/);
  expect(stderr).toContain(`127.0.0.1:${port}`);
  expect(stderr).toContain("--port N");
});

test("a ready file that cannot be written is one line, and nothing is left running", async () => {
  const { folder, environment } = await newPlace();
  const file = join(folder, "no", "such", "ready.json");
  const { exitCode, stderr } = await runBuilt(["--port", "0", "--ready-file", file], environment);
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `Cannot write the ready file ${file}: there is no such file or folder. Choose a path in a folder you may write to.\n`,
  );
  expect(readdirSync(join(folder, "data", "running"))).toEqual([]);
});

test("listening for the whole network comes with a warning on stderr", async () => {
  const { environment } = await newPlace();
  const { child, ended } = await startJson(["--host", "0.0.0.0"], environment);
  child.kill("SIGTERM");
  const { exitCode, stderr } = await ended;
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^warn: Listening on 0\.0\.0\.0 opens the emulator to the network, [^\n]+\n$/,
  );
});

test("a second signal stops at once", async () => {
  const { environment } = await newPlace();
  const { child, ended } = await startJson([], environment);
  child.kill("SIGINT");
  child.kill("SIGTERM");
  expect((await ended).exitCode).toBe(130);
});

test("a reader that leaves early does not end the emulator", async () => {
  const { environment } = await newPlace();
  const { child, ended, ready } = await startJson(["--log", "debug"], environment);
  child.stdout?.destroy();
  child.stderr?.destroy();
  for (const path of ["/nowhere", "/chat/threads"]) await fetch(`${ready.url}${path}`);
  child.kill("SIGTERM");
  expect((await ended).exitCode).toBe(0);
});

test("exec runs the command with the environment set and ends with its exit code", async () => {
  const { environment } = await newPlace();
  const script = `
    const response = await fetch(process.env.CHAT_EMULATOR_URL + "/_emulator/health");
    const shown = Object.keys(process.env).filter((name) => /^(CHAT_EMULATOR|COMMUNICATION)_/.test(name));
    console.log(JSON.stringify({ status: response.status, shown }));
    process.exitCode = 7;`;
  const args = ["exec", "--", process.execPath, "--input-type=module", "-e", script];
  const { exitCode, stdout, stderr } = await runBuilt(args, environment);
  expect({ exitCode, stderr }).toEqual({ exitCode: 7, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    status: 200,
    shown: expect.arrayContaining([
      "CHAT_EMULATOR_URL",
      "CHAT_EMULATOR_ENDPOINT",
      "CHAT_EMULATOR_CA",
      "COMMUNICATION_CONNECTION_STRING",
      "COMMUNICATION_SERVICES_CONNECTION_STRING",
      "CHAT_EMULATOR_USER_ALICE_ID",
      "CHAT_EMULATOR_USER_ALICE_TOKEN",
      "CHAT_EMULATOR_USER_BOB_ID",
      "CHAT_EMULATOR_USER_BOB_TOKEN",
    ]),
  });
});

test("the command of exec trusts the emulator over https", async () => {
  const { environment } = await newPlace();
  const script = `await fetch(process.env.CHAT_EMULATOR_ENDPOINT + "_emulator/health")`;
  const args = ["exec", process.execPath, "--input-type=module", "-e", script];
  expect(await runBuilt(args, environment)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

test.each([
  [["true"], 0],
  [["false"], 1],
  [["sh", "-c", "exit 42"], 42],
  [["sh", "-c", "kill -TERM $$"], 143],
  [["sh", "-c", "kill -KILL $$"], 137],
])("exec %j ends with %i", async (command, expected) => {
  const { environment } = await newPlace();
  expect((await runBuilt(["exec", "--", ...command], environment)).exitCode).toBe(expected);
});

test("exec says in one line that there is no such command", async () => {
  const { environment } = await newPlace();
  // A folder of the PATH that may not be read would change the reason.
  const { exitCode, stdout, stderr } = await runBuilt(["exec", "--", "no-such-command"], {
    ...environment,
    PATH: "/usr/bin",
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toBe(
    "Cannot run no-such-command: there is no such command. Check its spelling and the PATH.\n",
  );
});

test("exec hands a signal on, and ends as the command does", async () => {
  const { environment } = await newPlace();
  const script = `process.on("SIGTERM", () => process.exit(9)); setInterval(() => {}, 1000); console.log("up")`;
  const { child, firstLine, ended } = startBuilt(
    ["exec", "--", process.execPath, "-e", script],
    environment,
  );
  expect(await firstLine).toBe("up");
  child.kill("SIGTERM");
  expect((await ended).exitCode).toBe(9);
});
