// The one port: http, https and websockets on one number, odd hosts, bad bytes and closing.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http, { type RequestListener } from "node:http";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import tls from "node:tls";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { type Certificates, loadCertificates } from "../src/server/http/certificates.ts";
import { type OpenPort, openPort, type PortOptions } from "../src/server/http/port.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
let folder: string;
let certificates: Certificates;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chat-emulator-"));
  certificates = await loadCertificates({ folder, hosts: ["*.communication.azure.com"] });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Says what it was asked, by way of Fetch, as the emulator does.
const echo: RequestListener = getRequestListener(async (request) => {
  const body = await request.text();
  return Response.json({
    method: request.method,
    url: request.url,
    host: request.headers.get("host"),
    original: request.headers.get("x-emulator-original-host"),
    body,
  });
});

async function start(options: Partial<PortOptions> = {}): Promise<OpenPort> {
  const port = await openPort({
    listener: echo,
    isEmulatedHost: (host) => host.endsWith(".communication.azure.com"),
    certificates,
    host: "127.0.0.1",
    port: 0,
    ...options,
  });
  onTestFinished(() => port.close(0));
  return port;
}

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

async function send(url: string, options: https.RequestOptions = {}, body = ""): Promise<Answer> {
  const { request } = url.startsWith("https:") ? https : http;
  const outgoing = request(url, { agent: false, ca: certificates.ca, ...options }).end(body);
  const [response] = (await once(outgoing, "response")) as [http.IncomingMessage];
  return { status: response.statusCode, body: await text(response), headers: response.headers };
}

// Everything the port sends to someone who writes these bytes.
async function sendBytes(port: OpenPort, bytes: string | Buffer, isLast = false): Promise<string> {
  const socket = net.connect(port.port, port.host);
  socket.on("error", () => {});
  socket.write(bytes);
  if (isLast) socket.end();
  return text(socket).catch(() => "");
}

function webSockets(): PortOptions["onUpgrade"] {
  const server = new WebSocketServer({ noServer: true });
  return (request, socket, head) => {
    server.handleUpgrade(request, socket, head, (peer) => {
      peer.on("message", (data) => peer.send(`${request.headers.host} ${request.url} ${data}`));
    });
  };
}

test("http is answered", async () => {
  const { port } = await start();
  const { status, body } = await send(
    `http://127.0.0.1:${port}/a?b=c`,
    { method: "POST" },
    "hello",
  );
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({
    method: "POST",
    url: `http://127.0.0.1:${port}/a?b=c`,
    host: `127.0.0.1:${port}`,
    original: null,
    body: "hello",
  });
});

test.each(["127.0.0.1", "localhost"])(
  "https to %s is answered on the same port, with a certificate the CA vouches for",
  async (name) => {
    const { port } = await start();
    const { status, body } = await send(`https://${name}:${port}/a`, { family: 4 });
    expect(status).toBe(200);
    expect(JSON.parse(body).url).toBe(`https://${name}:${port}/a`);
  },
);

test("https to a tenant's host shows a certificate for just that host", async () => {
  const { port } = await start();
  const { body } = await send(`https://127.0.0.1:${port}/`, {
    servername: "bob.localhost",
    headers: { host: `bob.localhost:${port}` },
  });
  expect(JSON.parse(body).url).toBe(`https://bob.localhost:${port}/`);
});

test("https to a host that is not emulated shows the usual certificate, which the client refuses", async () => {
  const { port } = await start();
  await expect(
    send(`https://127.0.0.1:${port}/`, { servername: "example.com" }),
  ).rejects.toMatchObject({
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
  });
});

test("a client that does not know the CA refuses", async () => {
  const { port } = await start();
  await expect(send(`https://127.0.0.1:${port}/`, { ca: undefined })).rejects.toMatchObject({
    code: "SELF_SIGNED_CERT_IN_CHAIN",
  });
});

test.skipIf(!hasOpenssl)(
  "the port tells of a client that says it distrusts the CA (skipped without openssl)",
  async () => {
    const problem = new Promise<string>((resolve) => {
      void start({ onProblem: resolve }).then(({ port }) => {
        const client = spawn(
          "openssl",
          ["s_client", "-connect", `127.0.0.1:${port}`, "-verify_return_error"],
          { stdio: "ignore" },
        );
        onTestFinished(() => void client.kill());
      });
    });
    expect(await problem).toBe(
      `Cannot finish a TLS handshake: the client does not trust the emulator's CA. Give it ${certificates.caFile}, for instance with NODE_EXTRA_CA_CERTS.`,
    );
  },
);

test.each([
  ["in the middle of its TLS hello", Buffer.from("160301", "hex")],
  ["before it says anything", ""],
  ["in the middle of its headers", "GET / HT"],
])("a client that leaves %s leaves nothing behind", async (_, bytes) => {
  const port = await start();
  await sendBytes(port, bytes, true);
  await port.close(600_000);
});

test("http/1.1 is chosen among the protocols a client offers", async () => {
  const { port } = await start();
  const socket = tls.connect({
    port,
    host: "127.0.0.1",
    ca: certificates.ca,
    ALPNProtocols: ["h2", "http/1.1"],
  });
  await once(socket, "secureConnect");
  expect(socket.alpnProtocol).toBe("http/1.1");
  socket.destroy();
});

test.each(["http", "https"])("one %s connection serves many requests", async (scheme) => {
  const sockets = new Set<unknown>();
  const { port } = await start({
    listener: (request, response) => {
      sockets.add(request.socket);
      response.end(request.url);
    },
  });
  const module = scheme === "https" ? https : http;
  const agent = new module.Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  for (const path of ["/1", "/2", "/3"]) {
    expect((await send(`${scheme}://127.0.0.1:${port}${path}`, { agent })).body).toBe(path);
  }
  expect(sockets.size).toBe(1);
});

test("requests sent without waiting for answers are answered in order", async () => {
  const port = await start({ listener: (request, response) => response.end(request.url) });
  const get = (path: string, last = "") => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${last}\r\n`;
  const answers = await sendBytes(port, get("/1") + get("/2") + get("/3", "Connection: close\r\n"));
  expect(answers.match(/^\/\d/gm)).toEqual(["/1", "/2", "/3"]);
});

test("a request that arrives byte by byte is answered", async () => {
  const { port } = await start({ listener: (request, response) => response.end(request.url) });
  const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
  for (const byte of "GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") {
    await new Promise((resolve) => socket.write(byte, resolve));
  }
  expect(await text(socket)).toContain("/slow");
});

test("a large body arrives whole, over http and https", async () => {
  const { port } = await start({
    listener: async (request, response) => {
      response.end(String((await text(request)).length));
    },
  });
  const large = "x".repeat(5_000_000);
  for (const scheme of ["http", "https"]) {
    const { body } = await send(`${scheme}://127.0.0.1:${port}/`, { method: "POST" }, large);
    expect(body).toBe("5000000");
  }
});

test.each(["http", "https"])(
  "a Host with the port twice is repaired over %s, and the original kept",
  async (scheme) => {
    const { port } = await start();
    const host = `127.0.0.1:${port}:${port}`;
    const headers = { host, "X-Emulator-Original-Host": "spoofed" };
    const { status, body } = await send(`${scheme}://127.0.0.1:${port}/a`, { headers });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      url: `${scheme}://127.0.0.1:${port}/a`,
      host: `127.0.0.1:${port}`,
      original: host,
    });
  },
);

test("an original host that the client made up is dropped", async () => {
  const { port } = await start();
  const headers = { "x-emulator-original-host": "spoofed" };
  for (const _ of ["first", "second"]) {
    const { body } = await send(`http://127.0.0.1:${port}/`, { headers });
    expect(JSON.parse(body).original).toBeNull();
  }
});

test.each([
  "localhost",
  "LOCALHOST:2428",
  "[::1]:2428",
  "a_b.localhost:1",
  "contoso.communication.azure.com",
])("the Host %s is fine", async (host) => {
  const { port } = await start();
  expect((await send(`http://127.0.0.1:${port}/`, { headers: { host } })).status).toBe(200);
});

test.each([
  ["garbage", "Host: %%%\r\n"],
  ["with a space", "Host: a b\r\n"],
  ["with a user", "Host: a@b\r\n"],
  ["with a path", "Host: a/b\r\n"],
  ["with two different ports", "Host: a:1:2\r\n"],
  ["with an impossible port", "Host: a:99999\r\n"],
  ["an impossible address", "Host: 999.1.1.1\r\n"],
  ["empty", "Host: \r\n"],
  ["missing", ""],
  ["there twice", "Host: a\r\nhost: b\r\n"],
])("a Host that is %s is answered 400", async (_, header) => {
  const port = await start();
  const answer = await sendBytes(port, `GET / HTTP/1.1\r\n${header}\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toMatch(
    /\r\n\r\nCannot tell which host is asked for: .* Send one Host header such as 127\.0\.0\.1:2428\.\n$/,
  );
  expect((await send(`http://127.0.0.1:${port.port}/`)).status).toBe(200);
});

test("the first Host of the first request may be empty too, and is answered 400", async () => {
  const port = await start();
  expect(await sendBytes(port, "GET / HTTP/1.0\r\nHost:\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
});

test.each([
  ["zeros", Buffer.alloc(100)],
  ["words", "hello there\r\n\r\n"],
  ["a header without a colon", "GET / HTTP/1.1\r\nHost localhost\r\n\r\n"],
  ["a header folded over lines", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\0\r\n\r\n"],
  [
    "both a length and chunks",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
  ],
  ["a target that is no path", "GET chat HTTP/1.1\r\nHost: a\r\n\r\n"],
])("%s are answered 400", async (_, bytes) => {
  const port = await start();
  expect(await sendBytes(port, bytes)).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\r\n\r\nCannot read the request: .*\.\n$/,
  );
  expect((await send(`http://127.0.0.1:${port.port}/`)).status).toBe(200);
});

test("headers that are too large are answered 431", async () => {
  const port = await start();
  const answer = await sendBytes(
    port,
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(40_000)}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

test("a broken TLS hello closes the connection and nothing else", async () => {
  const port = await start();
  await sendBytes(port, Buffer.concat([Buffer.from([0x16, 3, 1, 0, 5]), Buffer.alloc(50)]));
  expect((await send(`https://127.0.0.1:${port.port}/`)).status).toBe(200);
});

test("connections that are reset at any stage do no harm", async () => {
  const onUpgrade = webSockets();
  const port = await start({ onUpgrade });
  const reset = async (bytes: string | Buffer) => {
    const socket = net.connect(port.port, port.host);
    await once(socket, "connect");
    await new Promise((resolve) => socket.write(bytes, resolve));
    socket.resetAndDestroy();
    await once(socket, "close");
  };
  for (const bytes of [
    Buffer.from([0x16]),
    Buffer.from([0x16, 3, 1, 1, 0]),
    "G",
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "CONNECT localhost:1 HTTP/1.1\r\n\r\n",
    `CONNECT localhost:${port.port} HTTP/1.1\r\n\r\n`,
  ]) {
    await reset(bytes);
  }
  const socket = tls.connect({ port: port.port, host: port.host, ca: certificates.ca });
  await once(socket, "secureConnect");
  socket.destroy();
  const peer = new WebSocket(`ws://127.0.0.1:${port.port}/`);
  await once(peer, "open");
  peer.terminate();
  expect((await send(`https://127.0.0.1:${port.port}/`)).status).toBe(200);
});

test.each([
  ["nothing", ""],
  ["half a TLS hello", Buffer.from([0x16, 3, 1])],
])("a client that says %s is hung up on after a while", async (_, bytes) => {
  const port = await start({ headersTimeoutMs: 50 });
  expect(await sendBytes(port, bytes)).toBe("");
});

test("a client that never finishes its headers is told so and hung up on", async () => {
  const port = await start({ headersTimeoutMs: 50 });
  expect(await sendBytes(port, "GET / HTTP/1.1\r\nHost: a\r\n")).toMatch(/^HTTP\/1\.1 408 /);
});

test("a client that is silent after its TLS handshake is hung up on", async () => {
  const { port } = await start({ headersTimeoutMs: 100 });
  const socket = tls.connect({ port, host: "127.0.0.1", ca: certificates.ca });
  await once(socket, "secureConnect");
  socket.resume();
  await once(socket, "close");
});

test.each(["ws", "wss"])("a websocket opens over %s", async (scheme) => {
  const { port } = await start({ onUpgrade: webSockets() });
  const peer = new WebSocket(`${scheme}://127.0.0.1:${port}/socket`, { ca: certificates.ca });
  await once(peer, "open");
  peer.send("hello");
  const [message] = await once(peer, "message");
  expect(String(message)).toBe(`127.0.0.1:${port} /socket hello`);
});

test("a websocket's Host is repaired too", async () => {
  const { port } = await start({ onUpgrade: webSockets() });
  const peer = new WebSocket(`ws://127.0.0.1:${port}/`, {
    headers: { host: `localhost:${port}:${port}` },
  });
  await once(peer, "open");
  peer.send("");
  const [message] = await once(peer, "message");
  expect(String(message)).toBe(`localhost:${port} / `);
});

test("an upgrade with a bad Host is answered 400, and one that nobody takes 426", async () => {
  const port = await start();
  const ask = (host: string) =>
    `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
  expect(await sendBytes(port, ask("a:1:2"))).toMatch(/^HTTP\/1\.1 400 /);
  expect(await sendBytes(port, ask("a"))).toMatch(
    /^HTTP\/1\.1 426 .*\r\n[\s\S]*Upgrade: websocket\r\n/,
  );
});

test("an offer to speak http/2 is ignored, whatever else the request holds", async () => {
  const port = await start({ onUpgrade: webSockets() });
  const offer =
    "Connection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
  const answer = await sendBytes(
    port,
    `POST /a HTTP/1.1\r\nHost: localhost\r\n${offer}Content-Length: 5\r\n\r\nhello`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('"url":"http://localhost/a"');
  expect(answer).toContain('"body":"hello"');
});

test("a busy port is named, and how to choose another", async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow(
    new Error(
      `Cannot listen on 127.0.0.1:${port}: the port is in use. Stop the other process, or choose another port with --port N (0 picks a free one).`,
    ),
  );
});

test("an impossible port and an address of another machine are named", async () => {
  await expect(start({ port: 70_000 })).rejects.toThrow(
    "Cannot listen on 127.0.0.1:70000: a port is a whole number from 0 to 65535. Choose one with --port N (0 picks a free one).",
  );
  await expect(start({ host: "192.0.2.1", port: 2428 })).rejects.toThrow(
    "Cannot listen on 192.0.2.1:2428: this machine has no such address. Choose an address of this machine with --host H.",
  );
});

test("closing hangs up on idle connections at once", async () => {
  const port = await start({ onUpgrade: webSockets() });
  const agent = new http.Agent({ keepAlive: true });
  const secureAgent = new https.Agent({ keepAlive: true });
  await send(`http://127.0.0.1:${port.port}/`, { agent });
  await send(`https://127.0.0.1:${port.port}/`, { agent: secureAgent });
  const silent = net.connect(port.port, port.host);
  const silentTls = tls.connect({ port: port.port, host: port.host, ca: certificates.ca });
  const peer = new WebSocket(`ws://127.0.0.1:${port.port}/`);
  await Promise.all([
    once(silent, "connect"),
    once(silentTls, "secureConnect"),
    once(peer, "open"),
  ]);
  for (const socket of [silent, silentTls]) socket.on("error", () => {}).resume();
  const closed = Promise.all([
    once(silent, "close"),
    once(silentTls, "close"),
    once(peer, "close"),
  ]);
  // A grace the test would not survive: nothing here may wait for it.
  await port.close(600_000);
  await closed;
  await expect(send(`http://127.0.0.1:${port.port}/`)).rejects.toMatchObject({
    code: "ECONNREFUSED",
  });
});

test("closing lets a running request finish", async () => {
  let finish: () => void = () => {};
  const started = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let respond: (() => void) | undefined;
  const port = await start({
    listener: (_, response) => {
      respond = () => response.end("done");
      finish();
    },
  });
  const agent = new http.Agent({ keepAlive: true });
  const answer = send(`http://127.0.0.1:${port.port}/`, { agent });
  await started;
  const closed = port.close(600_000);
  respond?.();
  expect((await answer).body).toBe("done");
  await closed;
});

test("closing again with less grace hurries the first closing", async () => {
  let begin = () => {};
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const port = await start({ listener: () => begin() });
  send(`http://127.0.0.1:${port.port}/`).catch(() => {});
  await started;
  await Promise.all([port.close(600_000), port.close(0)]);
});

test("closing ends a request that does not finish in time", async () => {
  let begin = () => {};
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const port = await start({ listener: () => begin() });
  const answer = send(`http://127.0.0.1:${port.port}/`);
  answer.catch(() => {});
  await started;
  await port.close(10);
  await expect(answer).rejects.toMatchObject({ code: "ECONNRESET" });
});
