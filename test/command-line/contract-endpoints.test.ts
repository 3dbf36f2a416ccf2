// chat-emulator contract on endpoints that are no good: a clear result for each, soon, with the right exit code and no secret.

import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import {
  afterHead,
  type BadEndpoint,
  compressing,
  drip,
  ofRequests,
  ofSockets,
  ofTls,
  saying,
  stoppingAfter,
  strangersCertificate,
} from "../support/bad-endpoints.ts";
import { newFolder } from "./folders.ts";
import { runHere } from "./recorder.ts";

const MEGABYTE = 1024 * 1024;
const json = "content-type: application/json; charset=utf-8\r\n";
const few = ["acs.Chat_ListChatThreads.succeeds", "acs.threads.get.properties"];

let emulator: ChatEmulator;
let token: string;

beforeAll(async () => {
  emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  token = (await emulator.acs.user("alice")).token;
});
afterAll(() => emulator.close());

type Endpoint = () => Promise<Pick<BadEndpoint, "url"> & Partial<BadEndpoint>>;

async function judge(url: string, credentials: "key" | "token", ...more: readonly string[]) {
  const key = emulator.acs.connectionString;
  const given = credentials === "key" ? ["--connection-string", key] : ["--user-token", token];
  const only = few.flatMap((id) => ["--only", id]);
  const args = ["contract", url, ...given, "--timeout", "1", "--retries", "0", ...only, ...more];
  const ended = await runHere(args, { CHAT_EMULATOR_DATA: newFolder() });
  const said = ended.stdout + ended.stderr;
  expect(said).not.toContain(token);
  expect(said).not.toContain(emulator.acs.accessKey);
  expect(said).not.toMatch(/^ +at .*\.(ts|js):\d+/m);
  return ended;
}

/** Writes as much as the other side takes. */
function pour(response: ServerResponse, size: number): void {
  const chunk = Buffer.alloc(65_536, "x");
  let left = size;
  const write = (): void => {
    while (left > 0) {
      left -= chunk.length;
      if (response.write(chunk)) continue;
      response.once("drain", write);
      return;
    }
    response.end();
  };
  write();
}

const unanswered: readonly (readonly [string, Endpoint, string])[] = [
  ["where nobody listens", async () => ({ url: "http://127.0.0.1:1" }), "nobody listens there"],
  [
    "whose host does not exist",
    async () => ({ url: "http://no-such-host.invalid" }),
    "no-such-host.invalid could not be asked: ",
  ],
  ["that hangs up", () => ofSockets((socket) => socket.end()), "it hung up without an answer"],
  ["that resets", () => ofSockets((socket) => socket.resetAndDestroy()), "could not be asked: it "],
  [
    "that speaks another protocol",
    () => ofSockets((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")),
    "Response does not match the HTTP/1.1 protocol",
  ],
  [
    "that speaks https when asked by http",
    async () => {
      const certificate = await strangersCertificate(["127.0.0.1"]);
      const endpoint = await ofTls(certificate, (_, response) => response.end());
      return { url: endpoint.url.replace("https", "http") };
    },
    "Is it http that it speaks, or https?",
  ],
  [
    "that speaks http when asked by https",
    async () => {
      const endpoint = await ofRequests((_, response) => response.end());
      return { url: endpoint.url.replace("http", "https") };
    },
    "it does not speak TLS. Is its URL one of http?",
  ],
  [
    "with a certificate of an unknown CA",
    async () => ofTls(await strangersCertificate(["127.0.0.1"]), (_, response) => response.end()),
    "Give the CA that signed it with --ca, or take any certificate with --insecure",
  ],
  ["that never answers", () => ofSockets(() => undefined), "did not answer "],
  [
    "that cuts a body of known length",
    () => saying(`HTTP/1.1 200 OK\r\n${json}content-length: 1000\r\n\r\n{"value":[`),
    "broke its answer 200 to ",
  ],
  [
    "that cuts a chunk",
    () => saying(`HTTP/1.1 200 OK\r\n${json}transfer-encoding: chunked\r\n\r\n64\r\n{"value":[`),
    "off before it was whole",
  ],
  [
    "that leaves out the last chunk",
    () =>
      saying(`HTTP/1.1 200 OK\r\n${json}transfer-encoding: chunked\r\n\r\n0a\r\n{"value":[\r\n`),
    "off before it was whole",
  ],
  [
    "with ten thousand headers",
    () => saying(`HTTP/1.1 200 OK\r\n${"x-a: b\r\n".repeat(10_000)}content-length: 0\r\n\r\n`),
    "the headers of its answer are too large",
  ],
  [
    "with a header of a megabyte",
    () => saying(`HTTP/1.1 200 OK\r\nx-a: ${"b".repeat(MEGABYTE)}\r\ncontent-length: 0\r\n\r\n`),
    "the headers of its answer are too large",
  ],
  ["with a status line that is none", () => saying("HTTP/1.1 banana\r\n\r\n"), "HTTP/1.1 protocol"],
  [
    "that switches protocols",
    () => saying("HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", "stay"),
    "could not be asked: ",
  ],
];

/** Each that waits for its time out would wait for three with tokens. */
const more: typeof unanswered = [
  [
    "that sends headers and no body",
    () => saying(`HTTP/1.1 200 OK\r\n${json}content-length: 10\r\n\r\n`, "stay"),
    "within 1 second.",
  ],
  [
    "that continues for ever",
    () => saying("HTTP/1.1 102 Processing\r\n\r\n".repeat(100_000), "stay"),
    "did not answer ",
  ],
  [
    "that answers a byte at a time for ever",
    () => afterHead((socket) => drip(socket, `HTTP/1.1 200 OK\r\n${json}\r\n`)),
    "did not answer ",
  ],
  [
    "that never ends a header",
    () => afterHead((socket) => drip(socket, "HTTP/1.1 200 OK\r\nx-a: ")),
    "did not answer ",
  ],
  [
    "that says to continue for ever",
    () => saying("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000), "stay"),
    "could not be asked: ",
  ],
  [
    "with a status of zero",
    () => saying("HTTP/1.1 000 Odd\r\ncontent-length: 0\r\n\r\n"),
    "the status of its answer is none of HTTP",
  ],
  [
    "that gives a 204 a body",
    () => saying("HTTP/1.1 204 Empty\r\ncontent-length: 5\r\n\r\nhello", "stay"),
    "204 with a body that breaks HTTP (Response body length does not match",
  ],
  [
    "with a chunk of no size",
    () => saying(`HTTP/1.1 200 OK\r\n${json}transfer-encoding: chunked\r\n\r\nZZ\r\n`, "stay"),
    "200 with a body that breaks HTTP (Response does not match",
  ],
];

test.each(more)("nothing can be judged at an endpoint %s", async (_, open, says) => {
  const { url } = await open();
  const { exitCode, stdout, stderr } = await judge(url, "key");
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(says);
});

test("a request that is answered before its body is read has an answer", async () => {
  const { url } = await ofSockets((socket) => {
    socket.once("readable", () =>
      socket.end("HTTP/1.1 413 Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
    );
  });
  const { exitCode, stderr } = await judge(url, "key");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("answered 413");
});

test.each([
  ["a wrong key", "endpoint=URL;accesskey=d3Jvbmc=", "Is the access key right?"],
  ["a key that is no base64", "endpoint=URL;accesskey=%%%", "Is the access key right?"],
  ["no key", "endpoint=URL", "there are no users. Give a connection string"],
  ["nothing of a connection string", "hello", "there are no users. Give a connection string"],
])("%s is said to be so, with exit code 2", async (_, text, says) => {
  const connectionString = text.replace("URL", emulator.url);
  const args = ["contract", emulator.url, "--connection-string", connectionString];
  const ended = await runHere(args, { CHAT_EMULATOR_DATA: newFolder() });
  expect({ ...ended, stderr: "" }).toEqual({ exitCode: 2, stdout: "", stderr: "" });
  expect(ended.stderr).toContain(says);
});

describe.each(["key", "token"] as const)("nothing can be judged, with a %s", (credentials) => {
  test.each(unanswered)("at an endpoint %s", async (_, open, says) => {
    const { url } = await open();
    const { exitCode, stdout, stderr } = await judge(url, credentials);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(
      /^Cannot check https?:.*[^.?][.?] See chat-emulator contract --help\.$/m,
    );
    expect(stderr).toContain(says);
  });
});

test.each([
  ["of another host", ["example.com"], Date.now(), "its certificate is for another host"],
  ["that has expired", ["127.0.0.1"], Date.UTC(2001, 1, 1), "certificate has expired"],
] as const)(
  "a certificate %s is named, and taken when insecure",
  async (_, names, madeAt, says) => {
    const certificate = await strangersCertificate(names, madeAt);
    const { url } = await ofTls(certificate, (__, response) => response.writeHead(404).end());
    const ca = join(newFolder(), "ca.pem");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(ca, certificate.ca);
    const trusting = await judge(url, "token", "--ca", ca);
    expect(trusting.exitCode).toBe(2);
    expect(trusting.stderr).toContain(says);
    expect((await judge(url, "token", "--insecure")).exitCode).toBe(1);
  },
);

const html =
  (status: number): Endpoint =>
  () =>
    ofRequests((_, response) => {
      response.writeHead(status, { "content-type": "text/html" }).end("<html>Hello</html>");
    });

const judged: readonly (readonly [string, Endpoint, string, string])[] = [
  ["HTML", html(200), "It answers with HTML: is the URL right?", 'got       "<html>Hello</html>"'],
  ["HTML and 404", html(404), "It answers with HTML", "answered 404 <html>Hello</html>"],
  ["HTML and 502", html(502), "It answers with HTML", "answered 502 <html>Hello</html>"],
  [
    "half of some JSON",
    () => saying(`HTTP/1.1 200 OK\r\n${json}content-length: 10\r\n\r\n{"value":[`),
    "The resource did not make a user",
    "The body is no JSON",
  ],
  [
    "a redirect to itself",
    () => ofRequests(({ url }, response) => response.writeHead(307, { location: url }).end()),
    "It leads to /identities?",
    "answered 307 (to /chat/threads?",
  ],
  [
    "a status that nobody has",
    () => saying("HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n"),
    "answered 999",
    "got       999",
  ],
  [
    "escape sequences",
    () => saying("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n\0\u001b[3x"),
    "answered 200",
    "The body is no JSON",
  ],
  [
    "brackets a million deep",
    () =>
      ofRequests((_, response) => {
        response.setHeader("content-type", "application/json");
        response.end("[".repeat(1e6) + "]".repeat(1e6));
      }),
    "answered 200",
    "  at        /body",
  ],
];

test.each(judged)(
  "%s is judged wrong, and no users come of it",
  async (_, open, atKey, atToken) => {
    const { url } = await open();
    const withKey = await judge(url, "key");
    expect({ exitCode: withKey.exitCode, stdout: withKey.stdout }).toEqual({
      exitCode: 2,
      stdout: "",
    });
    expect(withKey.stderr).toContain(atKey);
    const withToken = await judge(url, "token");
    expect(withToken.exitCode).toBe(1);
    expect(withToken.stdout).toContain(atToken);
    expect(withToken.stdout).not.toContain("\u001b");
  },
);

test.each([301, 302, 303, 307, 308])(
  "a %i to another host is not followed, which hears nothing",
  async (status) => {
    const other = await ofRequests((_, response) => response.end("{}"));
    const { url } = await ofRequests((asked, response) => {
      response.writeHead(status, { location: `${other.url}${asked.url}` }).end();
    });
    expect((await judge(url, "key")).stderr).toContain(`It leads to ${other.url}/identities`);
    expect((await judge(url, "token")).stdout).toContain(`(to ${other.url}/chat/threads`);
    expect(other.heard()).toBe("");
  },
);

test.each([
  ["of known length", { "content-length": String(100 * MEGABYTE) }],
  ["in chunks", {}],
])("a body of 100 MB %s is not read to its end", async (_, headers) => {
  const endpoint = await ofRequests((__, response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers });
    pour(response, 100 * MEGABYTE);
  });
  const { exitCode, stderr } = await judge(endpoint.url, "key");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("answered with more than 4 MB, which was not read to its end");
  // What the sockets of this machine hold comes on top.
  expect(endpoint.written()).toBeLessThan(50 * MEGABYTE);
});

test("100 MB in a few bytes of gzip are not unpacked to their end", async () => {
  const bomb = gzipSync(Buffer.alloc(100 * MEGABYTE));
  const { url } = await ofRequests((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(bomb);
  });
  const before = process.memoryUsage().rss;
  const { exitCode, stderr } = await judge(url, "token");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("answered with more than 4 MB, which was not read to its end");
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * MEGABYTE);
});

test.each(["gzip", "deflate", "br"] as const)(
  "answers that come compressed by %s are judged by what is in them",
  async (encoding) => {
    const { url } = await compressing(encoding, emulator.url);
    const { exitCode, stdout } = await judge(url, "token");
    expect(stdout).toMatch(/^2 checks: 2 passed, 0 failed/);
    expect(exitCode).toBe(0);
  },
);

test.each([
  ["gzip", "with a body that is no gzip"],
  ["zstd, gzip", "in the content-encoding zstd, gzip, which is not known"],
])("a body that cannot be unpacked by %s is said to be so", async (encoding, says) => {
  const { url } = await ofRequests((_, response) => {
    response.writeHead(200, { "content-encoding": encoding }).end("{}");
  });
  const { exitCode, stderr } = await judge(url, "key");
  expect(exitCode).toBe(2);
  expect(stderr).toContain(says);
});

test("an endpoint that stops answering in the middle of a long run is left alone soon", async () => {
  const endpoint = await stoppingAfter(60, emulator.url);
  const wide = ["--only", "acs.threads.*", "--only", "acs.messages.*"];
  const { exitCode, stdout } = await judge(endpoint.url, "key", ...wide);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("These could not be taken away; the ledger is kept for contract clean:");
  // 60 that are answered, three checks that are not, and two of what is left.
  expect(endpoint.heard().match(/ HTTP\/1\.1\r\n/g)?.length).toBeLessThanOrEqual(66);
});

test("a link to another host is not followed with the token", async () => {
  const other = await ofRequests((_, response) => response.end("{}"));
  const { url } = await ofRequests((_, response) => {
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.end(JSON.stringify({ value: [], nextLink: `${other.url}/chat/threads?page=2` }));
  });
  const { exitCode } = await judge(url, "token", "--only", "acs.threads.list.*");
  expect(exitCode).toBe(1);
  expect(other.heard()).toBe("");
});

test("an endpoint that stops answering fails the run soon, and the ledger keeps what is left", async () => {
  const { url } = await stoppingAfter(8, emulator.url);
  const ledger = join(newFolder(), "run.ledger");
  const all = ["--only", "acs.messages.*", "--ledger", ledger];
  const { exitCode, stdout } = await judge(url, "token", ...all);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("did not answer ");
  expect(stdout).toContain("The last 3 checks were given no answer.");
  expect(stdout).toContain("These could not be taken away; the ledger is kept for contract clean:");
  expect(existsSync(ledger)).toBe(true);
  const key = ["--connection-string", emulator.acs.connectionString];
  const cleaned = await runHere(["contract", "clean", ledger, ...key, "--timeout", "1"], {});
  expect(cleaned.exitCode).toBe(1);
});

const refusing = (value: string) =>
  afterHead((socket) => {
    socket.write(`HTTP/1.1 429 Slow\r\nretry-after: ${value}\r\ncontent-length: 0\r\n\r\n`);
  });
const requestsOf = ({ heard }: BadEndpoint) => heard().match(/ HTTP\/1\.1\r\n/g)?.length;

test.each([
  ["nothing that is said", "", 2],
  ["soon", "soon", 2],
  ["a text with a number", "in 5", 2],
  ["a negative number", "-5", 2],
  ["half a second", "0.5", 2],
  ["thirty years", "1000000000", 2],
  ["a day in the year 2999", "Tue, 01 Jan 2999 00:00:00 GMT", 2],
  // Five times the first request, and the second one once.
  ["a day that is over", "Wed, 21 Oct 2015 07:28:00 GMT", 6],
  ["no time at all", "0", 6],
])("a 429 that says to wait for %s holds nobody up", async (_, value, requests) => {
  const endpoint = await refusing(value);
  const { exitCode, stdout } = await judge(endpoint.url, "token");
  expect(exitCode).toBe(1);
  expect(stdout).toContain("got       429");
  expect(requestsOf(endpoint)).toBe(requests);
});

test("a 429 that says until when to wait is waited out", async () => {
  const until = Math.ceil(Date.now() / 1000) * 1000 + 1000;
  let early = 0;
  const { url } = await ofRequests((_, response) => {
    if (Date.now() < until) early += 1;
    const headers = { "retry-after": new Date(until).toUTCString() };
    response.writeHead(Date.now() < until ? 429 : 404, headers).end();
  });
  const { stdout } = await judge(url, "token");
  expect(stdout).toContain("answered 404");
  expect(early).toBe(1);
});
