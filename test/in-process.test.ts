// Clients in process: undici's and Node's own fetch, and an Azure SDK's transport, none with a socket.

import { once } from "node:events";
import { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { Hono } from "hono";
import * as undici from "undici";
import { describe, expect, test } from "vitest";
import {
  type AzureRequest,
  createAzureHttpClient,
} from "../src/server/in-process/azure-http-client.ts";
import { createDispatcher } from "../src/server/in-process/dispatcher.ts";
import { insecureClientOptions } from "../src/server/in-process/insecure-client-options.ts";

const ORIGIN = "http://emulator.test:2428";
const MEGABYTE = 1024 * 1024;

const app = new Hono();
app.onError(() => new Response(null, { status: 500 }));
app.all("/echo", async ({ req, json }) =>
  json({
    method: req.method,
    url: req.url,
    headers: req.header(),
    body: await req.text(),
  }),
);
app.get("/cookies", () => {
  const headers = new Headers([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["x-one", "1"],
  ]);
  return new Response(null, { headers });
});
app.get("/large", () => {
  let count = 0;
  const body = new ReadableStream({
    pull(controller) {
      count += 1;
      if (count > 64) controller.close();
      else controller.enqueue(new Uint8Array(MEGABYTE / 16).fill(count));
    },
  });
  return new Response(body);
});
app.get("/stuck", ({ req }) => once(req.raw.signal, "abort").then(() => new Response("late")));
app.get("/deaf", () => new Promise<Response>(() => {}));
app.get("/half", () => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from("half")),
  });
  return new Response(body);
});
app.get("/empty", () => new Response(null, { status: 204 }));
app.get("/away", ({ redirect }) => redirect("/echo"));
app.get("/binary", () => new Response(new Uint8Array([0, 255, 128])));

async function answer(request: Request): Promise<Response> {
  return app.fetch(request);
}

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const dispatcher = createDispatcher(answer);

async function echo(
  options: Omit<NonNullable<Parameters<typeof undici.request>[1]>, "dispatcher">,
  path = "/echo",
): Promise<Echo> {
  const { body } = await undici.request(`${ORIGIN}${path}`, { ...options, dispatcher });
  return (await body.json()) as Echo;
}

async function* chunks(): AsyncGenerator<string | Uint8Array> {
  yield "gréé";
  yield Buffer.from("tings");
}

describe("undici.request", () => {
  const bodies: readonly [string, () => unknown][] = [
    ["text", () => "gréétings"],
    ["a Buffer", () => Buffer.from("gréétings")],
    ["a Uint8Array that starts late", () => new Uint8Array(Buffer.from("--gréétings")).subarray(2)],
    ["a stream of bytes", () => Readable.from([Buffer.from("gréé"), Buffer.from("tings")])],
    ["a stream of text", () => Readable.from(["gréé", "tings"])],
    ["an async iterator", chunks],
    ["an iterator", () => ["gréé", "tings"].values()],
    ["a Blob", () => new Blob(["gréétings"])],
  ];

  test.each(bodies)("carries %s", async (_kind, body) => {
    const seen = await echo({
      method: "POST",
      body: body() as NonNullable<undici.Dispatcher.DispatchOptions["body"]>,
    });
    expect(seen).toMatchObject({ method: "POST", url: `${ORIGIN}/echo`, body: "gréétings" });
  });

  test("announces the length of a body it knows", async () => {
    const { headers } = await echo({ method: "POST", body: "gréétings" });
    expect(headers).toMatchObject({ "content-length": "11" });
  });

  test("refuses a body of unknown kind as undici does", async () => {
    const sending = echo({ method: "POST", body: 7 as never });
    await expect(sending).rejects.toThrow(undici.errors.InvalidArgumentError);
  });

  test("takes headers as an object, as pairs and as a flat list", async () => {
    const object = await echo({ headers: { "X-A": ["1", "2"], "x-b": "3" } });
    const pairs = await echo({
      headers: new Map([
        ["X-A", "1, 2"],
        ["x-b", "3"],
      ]),
    });
    const flat = await echo({ headers: ["X-A", "1", "x-a", "2", "x-b", "3"] });
    for (const { headers } of [object, pairs, flat]) {
      expect(headers).toEqual({ "x-a": "1, 2", "x-b": "3" });
    }
  });

  test("leaves a path as it came, and adds the query option", async () => {
    const path = "//echo/8%3Aacs%3A1";
    const seen: string[] = [];
    const watched = createDispatcher(async ({ url }) => {
      seen.push(url);
      return new Response();
    });
    const options = { origin: ORIGIN, path, method: "GET", query: { a: ["1", "2"], b: "x y" } };
    await watched.request(options);
    expect(seen).toEqual([`${ORIGIN}${path}?a=1&a=2&b=x+y`]);
  });

  test("goes to the Host that the client names", async () => {
    const { url } = await echo({ headers: { host: "chat.stackexchange.com" } });
    expect(url).toBe("http://chat.stackexchange.com/echo");
  });

  test("keeps headers that come twice apart", async () => {
    const { headers, body } = await undici.request(`${ORIGIN}/cookies`, { dispatcher });
    await body.dump();
    expect(headers).toMatchObject({ "set-cookie": ["a=1", "b=2"], "x-one": "1" });
  });

  test("has a status text as a server's answer has", async () => {
    const { statusCode, statusText, body } = await undici.request(`${ORIGIN}/none`, { dispatcher });
    await body.dump();
    expect([statusCode, statusText]).toEqual([404, "Not Found"]);
  });

  test("takes an empty answer and one to HEAD", async () => {
    const empty = await undici.request(`${ORIGIN}/empty`, { dispatcher });
    const head = await undici.request(`${ORIGIN}/large`, { dispatcher, method: "HEAD" });
    expect([empty.statusCode, await empty.body.text()]).toEqual([204, ""]);
    expect([head.statusCode, await head.body.text()]).toEqual([200, ""]);
  });

  test("reads a large answer slowly without losing a byte", async () => {
    const { body } = await undici.request(`${ORIGIN}/large`, { dispatcher, highWaterMark: 1024 });
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      await new Promise(setImmediate);
    }
    expect(length).toBe(4 * MEGABYTE);
  });

  test.each(["/stuck", "/deaf"])("stops waiting for %s when told to", async (path) => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const sending = undici.request(`${ORIGIN}${path}`, { dispatcher, signal });
    setImmediate(() => aborter.abort());
    await expect(sending).rejects.toHaveProperty("name", "AbortError");
  });

  test("is not sent once its signal is aborted", async () => {
    let calls = 0;
    const counting = createDispatcher(async () => {
      calls += 1;
      return new Response();
    });
    const signal = AbortSignal.abort();
    const sending = undici.request(ORIGIN, { dispatcher: counting, signal });
    await expect(sending).rejects.toHaveProperty("name", "AbortError");
    expect(calls).toBe(0);
  });

  test("stops in the middle of an answer", async () => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const { body } = await undici.request(`${ORIGIN}/half`, { dispatcher, signal });
    setImmediate(() => aborter.abort());
    await expect(body.text()).rejects.toHaveProperty("name", "AbortError");
  });

  test("gives up on headers and on a body that are late", async () => {
    const deaf = undici.request(`${ORIGIN}/deaf`, { dispatcher, headersTimeout: 5 });
    await expect(deaf).rejects.toThrow(undici.errors.HeadersTimeoutError);
    const { body } = await undici.request(`${ORIGIN}/half`, { dispatcher, bodyTimeout: 5 });
    await expect(body.text()).rejects.toThrow(undici.errors.BodyTimeoutError);
  });

  test("fails when its own body breaks", async () => {
    async function* broken(): AsyncGenerator<string> {
      yield "half";
      throw new Error("The disk is gone.");
    }
    const sending = echo({ method: "POST", body: Readable.from(broken()) });
    await expect(sending).rejects.toThrow("The disk is gone.");
  });

  test("fails with the error of whoever answers", async () => {
    const failing = createDispatcher(async () => {
      throw new Error("Nobody is home.");
    });
    const sending = undici.request(ORIGIN, { dispatcher: failing });
    await expect(sending).rejects.toThrow("Nobody is home.");
  });

  test("says that there are no websockets in process", async () => {
    const upgrading = undici.upgrade(`${ORIGIN}/echo`, { dispatcher });
    await expect(upgrading).rejects.toThrow("Cannot open a tunnel or a websocket in process");
  });
});

test("undici's stream, pipeline and interceptors work as with any dispatcher", async () => {
  const seen: string[] = [];
  const { Writable } = await import("node:stream");
  await dispatcher.stream({ origin: ORIGIN, path: "/binary", method: "GET" }, ({ statusCode }) => {
    seen.push(String(statusCode));
    return new Writable({
      write(chunk: Buffer, _encoding, done) {
        seen.push(chunk.toString("hex"));
        done();
      },
    });
  });
  expect(seen).toEqual(["200", "00ff80"]);

  const options = { origin: ORIGIN, path: "/echo", method: "POST" };
  const pipeline = dispatcher.pipeline(options, ({ body }) => body);
  const piped = textOf(pipeline);
  pipeline.end("piped");
  expect(JSON.parse(await piped)).toMatchObject({ body: "piped" });

  const redirected = dispatcher.compose(undici.interceptors.redirect({ maxRedirections: 1 }));
  const { body } = await undici.request(`${ORIGIN}/away`, { dispatcher: redirected });
  expect(await body.json()).toMatchObject({ url: `${ORIGIN}/echo` });
});

/** Node's fetch brings an undici of its own, with its own types. */
const nodeFetch = globalThis.fetch as unknown as typeof undici.fetch;

describe.each([
  ["undici's fetch", undici.fetch],
  [`the fetch of Node ${process.versions.node}`, nodeFetch],
])("%s", (_name, fetch) => {
  const bodies: readonly [string, () => undici.BodyInit][] = [
    ["text", () => "gréétings"],
    ["bytes", () => Buffer.from("gréétings")],
    ["a stream", () => ReadableStream.from([Buffer.from("gréétings")])],
  ];

  test.each(bodies)("carries %s", async (_kind, body) => {
    const init = { method: "POST", headers: { "x-a": "1" }, duplex: "half", dispatcher } as const;
    const response = await fetch(`${ORIGIN}/echo?q=1`, { ...init, body: body() });
    expect(response.status).toBe(200);
    const seen = { method: "POST", url: `${ORIGIN}/echo?q=1`, body: "gréétings" };
    expect(await response.json()).toMatchObject({ ...seen, headers: { "x-a": "1" } });
  });

  test("reads headers that come twice, bytes, and the body to its end", async () => {
    const cookies = await fetch(`${ORIGIN}/cookies`, { dispatcher });
    expect(cookies.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    const binary = await fetch(`${ORIGIN}/binary`, { dispatcher });
    expect(Buffer.from(await binary.arrayBuffer()).toString("hex")).toBe("00ff80");
    const large = await fetch(`${ORIGIN}/large`, { dispatcher });
    expect((await large.arrayBuffer()).byteLength).toBe(4 * MEGABYTE);
  });

  test("follows a redirect and takes an empty answer", async () => {
    const response = await fetch(`${ORIGIN}/away`, { dispatcher });
    expect([response.redirected, response.url]).toEqual([true, `${ORIGIN}/echo`]);
    expect((await fetch(`${ORIGIN}/empty`, { dispatcher })).status).toBe(204);
  });

  test.each(["/stuck", "/deaf"])("stops waiting for %s when told to", async (path) => {
    const aborter = new AbortController();
    const sending = fetch(`${ORIGIN}${path}`, { dispatcher, signal: aborter.signal });
    setImmediate(() => aborter.abort());
    await expect(sending).rejects.toHaveProperty("name", "AbortError");
  });

  test("stops in the middle of an answer", async () => {
    const aborter = new AbortController();
    const response = await fetch(`${ORIGIN}/half`, { dispatcher, signal: aborter.signal });
    setImmediate(() => aborter.abort());
    await expect(response.text()).rejects.toHaveProperty("name", "AbortError");
  });

  test("fails when nobody answers", async () => {
    const failing = createDispatcher(async () => {
      throw new Error("Nobody is home.");
    });
    const failure = await fetch(ORIGIN, { dispatcher: failing }).catch((error: Error) => error);
    expect(failure).toMatchObject({ cause: { message: "Nobody is home." } });
  });
});

test("a handler of the newest form steers its answer, and sees it in the order of the wire", async () => {
  const seen: string[] = [];
  const over = new Promise<void>((resolve) => {
    dispatcher.dispatch(
      { origin: ORIGIN, path: "/cookies", method: "GET" },
      {
        onRequestStart: () => seen.push("start"),
        onResponseStart(controller, status, headers, text) {
          const { rawHeaders } = controller;
          seen.push(`${status} ${text} ${headers["set-cookie"]} ${String(rawHeaders)}`);
          controller.pause();
          setImmediate(() => controller.resume());
        },
        onResponseData: () => seen.push("data"),
        onResponseEnd: () => {
          seen.push("end");
          resolve();
        },
        onResponseError: (_controller, error) => seen.push(error.message),
      },
    );
  });
  await over;
  expect(seen).toEqual(["start", "200 OK a=1,b=2 set-cookie,a=1,set-cookie,b=2,x-one,1", "end"]);
});

test("nothing reaches a handler that pauses until it resumes, however long that takes", async () => {
  const seen: string[] = [];
  const over = new Promise<void>((resolve) => {
    dispatcher.dispatch(
      { origin: ORIGIN, path: "/binary", method: "GET", bodyTimeout: 5 },
      {
        onRequestStart: () => {},
        onResponseStart(controller) {
          controller.pause();
          setTimeout(() => {
            seen.push("resumed");
            controller.resume();
          }, 20);
        },
        onResponseData(controller) {
          seen.push("data");
          controller.pause();
          setTimeout(() => {
            seen.push("resumed");
            controller.resume();
          }, 20);
        },
        onResponseEnd: () => {
          seen.push("end");
          resolve();
        },
        onResponseError: (_controller, error) => seen.push(error.message),
      },
    );
  });
  await over;
  expect(seen).toEqual(["resumed", "data", "resumed", "end"]);
});

test("nothing reaches a handler that has aborted", async () => {
  const seen: string[] = [];
  const own = createDispatcher(answer);
  own.dispatch(
    { origin: ORIGIN, path: "/binary", method: "GET" },
    {
      onRequestStart: () => {},
      onResponseStart: (controller) => controller.abort(new Error("Enough.")),
      onResponseData: () => seen.push("data"),
      onResponseEnd: () => seen.push("end"),
      onResponseError: (controller, { message }) => {
        seen.push(`${message} ${controller.aborted} ${controller.reason?.message}`);
      },
    },
  );
  // Closing waits for what runs.
  await own.close();
  expect(seen).toEqual(["Enough. true Enough."]);
});

test("closing waits for what runs and refuses what comes", async () => {
  const closing = createDispatcher(answer);
  const running = undici.request(`${ORIGIN}/echo`, { dispatcher: closing });
  const closed = closing.close();
  const late = undici.request(`${ORIGIN}/echo`, { dispatcher: closing });
  await expect(late).rejects.toThrow(undici.errors.ClientClosedError);
  const { body } = await running;
  expect(await body.json()).toMatchObject({ method: "GET" });
  await closed;
  await new Promise<void>((resolve) => closing.close(resolve));
});

test("destroying aborts what runs and refuses what comes", async () => {
  const dying = createDispatcher(answer);
  const running = undici.request(`${ORIGIN}/deaf`, { dispatcher: dying });
  const destroyed = dying.destroy(new Error("Out of time."));
  await expect(running).rejects.toThrow("Out of time.");
  await destroyed;
  await dying.close();
  await new Promise<void>((resolve) => dying.destroy(resolve));
  const late = undici.request(ORIGIN, { dispatcher: dying });
  await expect(late).rejects.toThrow(undici.errors.ClientDestroyedError);
});

function azureRequest(path: string, options: Partial<AzureRequest> = {}): AzureRequest {
  return { url: `${ORIGIN}${path}`, method: "GET", headers: [], timeout: 0, ...options };
}

describe("the Azure client", () => {
  const client = createAzureHttpClient(answer);
  const bodies: readonly [string, unknown][] = [
    ["text", "gréétings"],
    ["a Uint8Array that starts late", new Uint8Array(Buffer.from("--gréétings")).subarray(2)],
    ["an ArrayBuffer", new Uint8Array(Buffer.from("gréétings")).buffer],
    ["a Blob", new Blob(["gréétings"])],
    ["a stream", Readable.from([Buffer.from("gréétings")])],
    ["a stream of text", Readable.from(["gréé", "tings"])],
    ["a function that makes a stream", () => Readable.from([Buffer.from("gréétings")])],
    ["a web stream", new Blob(["gréétings"]).stream()],
  ];

  test.each(bodies)("carries %s", async (_kind, body) => {
    const request = azureRequest("/echo", { method: "PUT", headers: [["X-A", "1"]], body });
    const response = await client.sendRequest(request);
    expect(response.request).toBe(request);
    expect(response.status).toBe(200);
    const seen: unknown = JSON.parse(response.bodyAsText ?? "");
    expect(seen).toMatchObject({ method: "PUT", headers: { "x-a": "1" }, body: "gréétings" });
  });

  test("refuses a body of unknown kind", async () => {
    const sending = client.sendRequest(azureRequest("/echo", { method: "PUT", body: 7 }));
    await expect(sending).rejects.toThrow("Cannot send the body");
  });

  test("hands over the headers in the SDK's form", async () => {
    const { headers } = await client.sendRequest(azureRequest("/binary"));
    headers.set("X-Number", 7);
    expect(headers.get("x-number")).toBe("7");
    expect(headers.has("X-NUMBER")).toBe(true);
    expect([...headers]).toEqual([["x-number", "7"]]);
    headers.delete("x-number");
    expect(headers.toJSON()).toEqual({});
    expect(headers.get("x-number")).toBeUndefined();
  });

  test("has no text for HEAD, and empty text for an empty answer", async () => {
    const head = await client.sendRequest(azureRequest("/echo", { method: "HEAD" }));
    const empty = await client.sendRequest(azureRequest("/empty"));
    expect([head.status, head.bodyAsText]).toEqual([200, undefined]);
    expect([empty.status, empty.bodyAsText]).toEqual([204, ""]);
  });

  test.each([[200], [Number.POSITIVE_INFINITY]])(
    "streams an answer of status %s",
    async (status) => {
      const streamResponseStatusCodes = new Set([status]);
      const response = await client.sendRequest(
        azureRequest("/large", { streamResponseStatusCodes }),
      );
      expect(response.bodyAsText).toBeUndefined();
      let length = 0;
      for await (const chunk of response.readableStreamBody ?? []) length += chunk.length;
      expect(length).toBe(4 * MEGABYTE);
    },
  );

  test("streams an empty answer, and leaves other statuses as text", async () => {
    const empty = azureRequest("/empty", { streamResponseStatusCodes: new Set([204]) });
    const { readableStreamBody } = await client.sendRequest(empty);
    expect(await textOf(readableStreamBody ?? Readable.from([]))).toBe("");
    const other = azureRequest("/none", { streamResponseStatusCodes: new Set([200]) });
    expect(await client.sendRequest(other)).toMatchObject({
      status: 404,
      bodyAsText: "404 Not Found",
    });
  });

  test.each(["/stuck", "/deaf", "/half"])("stops %s when told to", async (path) => {
    const aborter = new AbortController();
    const sending = client.sendRequest(azureRequest(path, { abortSignal: aborter.signal }));
    setImmediate(() => aborter.abort());
    await expect(sending).rejects.toMatchObject({
      name: "AbortError",
      message: "The operation was aborted.",
    });
  });

  test.each(["/deaf", "/half"])("stops %s when its time is up", async (path) => {
    const sending = client.sendRequest(azureRequest(path, { timeout: 5 }));
    await expect(sending).rejects.toHaveProperty("name", "AbortError");
  });

  test("sends nothing once its signal is aborted", async () => {
    const request = azureRequest("/echo", { abortSignal: AbortSignal.abort() });
    const unused = createAzureHttpClient(async () => expect.unreachable());
    await expect(unused.sendRequest(request)).rejects.toHaveProperty("name", "AbortError");
  });

  test("stops a streamed answer when told to", async () => {
    const aborter = new AbortController();
    const streamResponseStatusCodes = new Set([200]);
    const options = { streamResponseStatusCodes, abortSignal: aborter.signal };
    const { readableStreamBody } = await client.sendRequest(azureRequest("/half", options));
    setImmediate(() => aborter.abort());
    await expect(textOf(readableStreamBody ?? Readable.from([]))).rejects.toHaveProperty(
      "name",
      "AbortError",
    );
  });
});

describe("insecure client options", () => {
  test("put plain http on the wire, and give the request back with https", async () => {
    const { additionalPolicies, signalingClientOptions } = insecureClientOptions();
    const configs = [...additionalPolicies, ...signalingClientOptions.additionalPolicies];
    expect(configs.map(({ position }) => position)).toEqual(["perRetry", "perRetry"]);
    for (const { policy } of configs) {
      const request = {
        url: "https://127.0.0.1:2428/chat?https://",
        allowInsecureConnection: false,
        headers: new Headers(),
      };
      const sent = await policy.sendRequest(request, async (seen) => ({ ...seen }));
      const url = "http://127.0.0.1:2428/chat?https://";
      expect(sent).toMatchObject({ url, allowInsecureConnection: true });
      expect(sent.headers.get("x-forwarded-proto")).toBe("https");
      expect(request.url).toBe("https://127.0.0.1:2428/chat?https://");
    }
  });

  test("give the request back with https when it failed", async () => {
    const [config] = insecureClientOptions().additionalPolicies;
    const request = { url: "https://127.0.0.1:2428/", headers: new Headers() };
    const sending = config?.policy.sendRequest(request, () => Promise.reject(new Error("No.")));
    await expect(sending).rejects.toThrow("No.");
    expect(request.url).toBe("https://127.0.0.1:2428/");
  });
});
