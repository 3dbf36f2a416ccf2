// What a test hears of a server that is slow, or goes away, told by a server that does so at the right moment.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { ControlLine } from "../../src/server/kit/control-line.ts";
import { remoteNotifications } from "../../src/server/kit/remote-notifications.ts";
import { RemoteTurn } from "../../src/server/kit/remote-turn.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<ControlLine> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return new ControlLine(`http://127.0.0.1:${port}/_emulator`);
}

const robot = { id: "8:acs:bob", name: "bob" };
const open = new AbortController().signal;
const heard = { event: "message", threadId: "19:x", payload: {} };

test("a turn ends when the last of its calls is answered, awaited or not", async () => {
  const log: string[] = [];
  let release = () => {};
  const control = await serve((request, response) => {
    const act = request.url?.split("/").at(-1) ?? "";
    log.push(act);
    if (act === "say") release = () => response.end('{"messageId":"1"}');
    else response.end();
  });
  const turn = new RemoteTurn(control, { turn: "1", robot, heard }, open);
  const said = turn.hands.say("Hello");
  await control.get("asked");
  const done = turn.done();
  await control.get("asked-again");
  release();
  await done;
  expect(await said).toBe("1");
  expect(log).toEqual(["say", "asked", "asked-again", "done"]);
});

test("waits that a turn leaves behind are sent before it ends", async () => {
  const log: string[] = [];
  const control = await serve((request, response) => {
    log.push(request.url?.split("/").at(-1) ?? "");
    response.end();
  });
  const turn = new RemoteTurn(control, { turn: "1", robot, heard }, open);
  const waits = [turn.hands.wait({ seconds: 1 }), turn.hands.wait({ seconds: 2 })];
  await turn.done();
  await Promise.all(waits);
  expect(log.sort()).toEqual(["done", "wait", "wait"]);
});

test("waits of hands that are kept begin when they are asked for", async () => {
  const lengths: number[] = [];
  const control = await serve(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    if (request.url?.endsWith("/wait")) lengths.push(JSON.parse(body).duration.milliseconds);
    response.end();
  });
  const turn = new RemoteTurn(control, { turn: "1", robot, heard }, open);
  await turn.done();
  await Promise.all([turn.hands.wait({ seconds: 1 }), turn.hands.wait({ seconds: 2 })]);
  expect(lengths.sort()).toEqual([1000, 2000]);
});

test("a turn whose wait is refused rejects all that wait in it", async () => {
  const control = await serve((_, response) => {
    response.writeHead(410).end('{"error":"Cannot go on: it is over. Begin anew."}');
  });
  const { hands } = new RemoteTurn(control, { turn: "1", robot, heard }, open);
  const waits = [hands.wait({ seconds: 1 }), hands.wait({ seconds: 2 })];
  const results = await Promise.allSettled(waits);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(hands.wait({ second: 1 } as object)).rejects.toThrow(
    'Cannot wait by "second": a duration has no such unit. Did you mean seconds?',
  );
});

test("nothing more is asked of a turn that is gone", async () => {
  const asked: unknown[] = [];
  const control = await serve(({ url }, response) => {
    asked.push(url);
    response.writeHead(410).end('{"error":"Cannot go on: it is over. Begin anew."}');
  });
  const ending = new AbortController();
  const gone = new RemoteTurn(control, { turn: "1", robot, heard }, open);
  const ended = new RemoteTurn(control, { turn: "2", robot, heard }, ending.signal);
  await expect(gone.hands.say("Hello")).rejects.toThrow("Cannot go on: it is over.");
  await expect(gone.hands.say("Hello?")).rejects.toThrow("Cannot go on: it is over.");
  await expect(gone.hands.wait({ seconds: 1 })).rejects.toThrow("Cannot go on: it is over.");
  ending.abort(new Error("Cannot go on: nobody is there."));
  await expect(ended.hands.say("Hello")).rejects.toThrow("nobody is there");
  expect(asked).toEqual(["/_emulator/turns/1/say"]);
});

test("notifications of a server that goes away say so, after those that came", async () => {
  const one = { name: "chatMessageReceived", threadId: "19:x", payload: {} };
  const control = await serve((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`event: notification\ndata: ${JSON.stringify(one)}\n\n`, () =>
      response.destroy(),
    );
  });
  const notifications = await remoteNotifications(control, "8:acs:bob");
  expect(await notifications.next()).toEqual({ done: false, value: one });
  await expect(notifications.next()).rejects.toThrow(
    "Cannot hear more notifications: the connection to the emulator is gone. See whether it still runs.",
  );
});

test("notifications that are too many are an error in the server's words", async () => {
  const control = await serve((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end('event: problem\ndata: {"error":"Cannot keep more."}\n\n');
  });
  const notifications = await remoteNotifications(control, "8:acs:bob");
  await expect(notifications.next()).rejects.toThrow("Cannot keep more.");
});
