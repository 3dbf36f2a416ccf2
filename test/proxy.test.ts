// The port as a proxy: tunnels and absolute targets end inside the emulator, and never leave the machine.
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
import { ProxyAgent, request } from "undici";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { type Certificates, loadCertificates } from "../src/server/http/certificates.ts";
import { type OpenPort, openPort, type PortOptions } from "../src/server/http/port.ts";

const emulated = "contoso.communication.azure.com";
let folder: string;
let certificates: Certificates;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chat-emulator-"));
  certificates = await loadCertificates({ folder, hosts: ["*.communication.azure.com"] });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const echo: RequestListener = getRequestListener((request) =>
  Response.json({
    url: request.url,
    host: request.headers.get("host"),
    original: request.headers.get("x-emulator-original-host"),
  }),
);

async function start(options: Partial<PortOptions> = {}): Promise<OpenPort> {
  const sockets = new WebSocketServer({ noServer: true });
  const port = await openPort({
    listener: echo,
    onUpgrade: (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, (peer) =>
        peer.send(`${request.headers.host} ${request.url}`),
      );
    },
    isEmulatedHost: (host) => host.endsWith(".communication.azure.com") || host === "chat.example",
    certificates,
    host: "127.0.0.1",
    port: 0,
    ...options,
  });
  onTestFinished(() => port.close(0));
  return port;
}

// Asks for a tunnel, through TLS to the proxy if a socket is given.
async function openTunnel(
  port: OpenPort,
  target: string,
  through?: net.Socket,
): Promise<net.Socket> {
  const socket = through ?? net.connect(port.port, port.host);
  const outgoing = http.request({
    createConnection: () => socket,
    method: "CONNECT",
    path: target,
  });
  outgoing.end();
  const [response, , head] = (await once(outgoing, "connect")) as [
    http.IncomingMessage,
    net.Socket,
    Buffer,
  ];
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${head}`);
  return socket;
}

async function ask(
  socket: net.Socket,
  host: string,
  path = "/a",
): Promise<{ url: string; host: string; original: string | null }> {
  const outgoing = http.get({ createConnection: () => socket, headers: { host }, path });
  const [response] = (await once(outgoing, "response")) as [http.IncomingMessage];
  return JSON.parse(await text(response));
}

async function sendBytes(port: OpenPort, bytes: string): Promise<string> {
  const socket = net.connect(port.port, port.host);
  socket.on("error", () => {});
  socket.write(bytes);
  return text(socket).catch(() => "");
}

async function secured(socket: net.Socket, servername: string): Promise<tls.TLSSocket> {
  const secure = tls.connect({ socket, servername, ca: certificates.ca });
  await once(secure, "secureConnect");
  return secure;
}

test.each([emulated, "a.b.communication.azure.com", "chat.example"])(
  "a tunnel to %s with TLS inside ends in the emulator, with a certificate for that host",
  async (host) => {
    const port = await start();
    const secure = await secured(await openTunnel(port, `${host}:443`), host);
    expect(await ask(secure, host)).toEqual({ url: `https://${host}/a`, host, original: null });
  },
);

test("a tunnel with plain HTTP inside is plain", async () => {
  const port = await start();
  const socket = await openTunnel(port, `${emulated}:80`);
  expect((await ask(socket, emulated)).url).toBe(`http://${emulated}/a`);
});

test.each(["localhost", "127.0.0.1", "bob.localhost"])(
  "a tunnel to the emulator itself as %s opens",
  async (host) => {
    const port = await start();
    const authority = `${host}:${port.port}`;
    const secure = await secured(await openTunnel(port, authority), net.isIP(host) ? "" : host);
    expect((await ask(secure, authority)).url).toBe(`https://${authority}/a`);
  },
);

test("a tunnel through TLS to the proxy opens, and what is inside counts", async () => {
  const port = await start();
  const proxy = () => secured(net.connect(port.port, port.host), "localhost");
  const secure = await secured(await openTunnel(port, `${emulated}:443`, await proxy()), emulated);
  expect((await ask(secure, emulated)).url).toBe(`https://${emulated}/a`);
  const plain = await openTunnel(port, `${emulated}:80`, await proxy());
  expect((await ask(plain, emulated)).url).toBe(`http://${emulated}/a`);
});

test("a Host with the port twice is repaired inside a tunnel", async () => {
  const port = await start();
  const authority = `127.0.0.1:${port.port}`;
  const secure = await secured(await openTunnel(port, authority), "");
  expect(await ask(secure, `${authority}:${port.port}`)).toEqual({
    url: `https://${authority}/a`,
    host: authority,
    original: `${authority}:${port.port}`,
  });
});

test("bytes sent along with the CONNECT are not lost", async () => {
  const port = await start();
  const answers = await sendBytes(
    port,
    `CONNECT ${emulated}:80 HTTP/1.1\r\nHost: ${emulated}:80\r\n\r\nGET /early HTTP/1.1\r\nHost: ${emulated}\r\nConnection: close\r\n\r\n`,
  );
  expect(answers).toMatch(/^HTTP\/1\.1 200 Connection Established\r\n\r\nHTTP\/1\.1 200 OK/);
  expect(answers).toContain(`http://${emulated}/early`);
});

test.each([
  ["a foreign host", "example.com:443", "example.com"],
  [
    "a host that only looks emulated",
    "communication.azure.com.example:443",
    "communication.azure.com.example",
  ],
  ["another port of this machine", "localhost:1", "localhost"],
  ["another address", "192.0.2.1:443", "192.0.2.1"],
])("a tunnel to %s is answered 403", async (_, target, host) => {
  const port = await start();
  const answer = await sendBytes(port, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\nContent-Type: text\/plain/);
  expect(answer.split("\r\n\r\n")[1]).toBe(
    `Cannot tunnel to ${host}: the emulator only stands in for itself and the chat services it emulates. Add ${host} to NO_PROXY to reach it directly.\n`,
  );
});

test.each(["example.com", "/path", "a:b", "host:99999", "user@host:443"])(
  "a CONNECT to %s, which is no host and port, is answered 400",
  async (target) => {
    const port = await start();
    const answer = await sendBytes(port, `CONNECT ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(answer).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*Cannot read the request: its target .* is not a host and port/,
    );
  },
);

test("a tunnel inside a tunnel to a foreign host is refused as well", async () => {
  const port = await start();
  const socket = await openTunnel(port, `${emulated}:80`);
  await expect(openTunnel(port, "example.com:443", socket)).rejects.toThrow(
    "403 Cannot tunnel to example.com",
  );
});

test.each([
  ["http", `http://${emulated}`],
  ["https", `https://${emulated}`],
])("an absolute %s target is served as if asked for there", async (scheme, origin) => {
  const port = await start();
  const answer = await sendBytes(
    port,
    `GET ${origin}/a%2Fb//c?d=e HTTP/1.1\r\nHost: other\r\nConnection: close\r\n\r\n`,
  );
  const [, body = ""] = answer.split("\r\n\r\n");
  expect(JSON.parse(body)).toEqual({
    url: `${scheme}://${emulated}/a%2Fb//c?d=e`,
    host: emulated,
    original: "other",
  });
});

test("the scheme of an absolute target is that of its request only", async () => {
  const { port } = await start();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const urls: string[] = [];
  for (const path of [`https://${emulated}/`, "/", `http://${emulated}`]) {
    const outgoing = http.get({ port, agent, path, host: "127.0.0.1" });
    const [response] = (await once(outgoing, "response")) as [http.IncomingMessage];
    urls.push(JSON.parse(await text(response)).url);
  }
  expect(urls).toEqual([
    `https://${emulated}/`,
    `http://127.0.0.1:${port}/`,
    `http://${emulated}/`,
  ]);
});

test("an absolute target keeps the double port that its Host was signed with", async () => {
  const port = await start();
  const authority = `127.0.0.1:${port.port}`;
  const answer = await sendBytes(
    port,
    `GET http://${authority}/a HTTP/1.1\r\nHost: ${authority}:${port.port}\r\nConnection: close\r\n\r\n`,
  );
  const [, body = ""] = answer.split("\r\n\r\n");
  expect(JSON.parse(body)).toEqual({
    url: `http://${authority}/a`,
    host: authority,
    original: `${authority}:${port.port}`,
  });
});

test("an absolute target at a foreign host is answered 403", async () => {
  const port = await start();
  const answer = await sendBytes(
    port,
    "GET http://example.com/a HTTP/1.1\r\nHost: example.com\r\n\r\n",
  );
  expect(answer).toMatch(
    /^HTTP\/1\.1 403 Forbidden\r\n[\s\S]*\r\n\r\nCannot tunnel to example\.com: /,
  );
});

test.each(["ftp://a/", "http:///a", "http://a b/", "http://[::1/"])(
  "the absolute target %s is answered 400",
  async (target) => {
    const port = await start();
    expect(await sendBytes(port, `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  },
);

test("a websocket opens through a tunnel, with TLS and without, and by an absolute target", async () => {
  const port = await start();
  const through = async (url: string, createConnection: () => net.Socket) => {
    const peer = new WebSocket(url, { createConnection });
    const [message] = await once(peer, "message");
    return String(message);
  };
  const plain = await openTunnel(port, `${emulated}:80`);
  expect(await through(`ws://${emulated}/1`, () => plain)).toBe(`${emulated} /1`);
  const secure = await secured(await openTunnel(port, `${emulated}:443`), emulated);
  expect(await through(`wss://${emulated}/2`, () => secure)).toBe(`${emulated} /2`);
  const answer = once(
    http.get({
      port: port.port,
      path: `ws://${emulated}/3`,
      headers: {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      },
    }),
    "upgrade",
  );
  const [response, socket] = (await answer) as [http.IncomingMessage, net.Socket];
  expect(response.statusCode).toBe(101);
  socket.destroy();
});

test.each(["http", "https"])(
  "undici's ProxyAgent reaches an emulated host by %s",
  async (scheme) => {
    const port = await start();
    const dispatcher = new ProxyAgent({
      uri: `http://127.0.0.1:${port.port}`,
      requestTls: { ca: certificates.ca },
    });
    onTestFinished(() => dispatcher.destroy());
    for (const path of ["/1", "/2"]) {
      const { body, statusCode } = await request(`${scheme}://${emulated}${path}`, { dispatcher });
      expect(statusCode).toBe(200);
      expect(await body.json()).toMatchObject({
        url: `${scheme}://${emulated}${path}`,
        host: emulated,
      });
    }
  },
);

test("undici's ProxyAgent is told 403 for a foreign host", async () => {
  const port = await start();
  const dispatcher = new ProxyAgent(`http://127.0.0.1:${port.port}`);
  onTestFinished(() => dispatcher.destroy());
  await expect(request("https://example.com/", { dispatcher })).rejects.toThrow(
    "Proxy response (403)",
  );
});

test("node:https reaches an emulated host through a tunnel", async () => {
  const port = await start();
  const socket = await openTunnel(port, `${emulated}:443`);
  const createConnection = () => tls.connect({ socket, servername: emulated, ca: certificates.ca });
  const agent = Object.assign(new https.Agent(), { createConnection });
  const outgoing = https.get(`https://${emulated}/a`, { agent });
  const [response] = (await once(outgoing, "response")) as [http.IncomingMessage];
  expect(JSON.parse(await text(response)).url).toBe(`https://${emulated}/a`);
});

test("closing ends open tunnels at once", async () => {
  const port = await start();
  const silent = await openTunnel(port, `${emulated}:443`);
  const secure = await secured(await openTunnel(port, `${emulated}:443`), emulated);
  for (const socket of [silent, secure]) socket.on("error", () => {}).resume();
  const closed = Promise.all([once(silent, "close"), once(secure, "close")]);
  await port.close(600_000);
  await closed;
});
