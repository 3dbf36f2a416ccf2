// Makes a thread for Alice and Bob, bundles the page, serves it, and tells each page who it is.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const names = { alice: "Alice", bob: "Bob" };
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

/** `bundling` are further options for esbuild, such as where to find the SDK. */
export async function serveChat(emulator, { port = 0, bundling = {} } = {}) {
  const session = await openThread(emulator);
  const script = await bundle(bundling);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const file = pathname === "/" ? "/index.html" : pathname;
    if (file === "/session.json") {
      const about = session(searchParams.get("user") ?? "alice");
      send(response, about ? 200 : 404, "application/json", JSON.stringify(about ?? null));
    } else if (file === "/chat.js") send(response, 200, types[".js"], script);
    else if (file === "/index.html" || file === "/style.css") {
      const type = types[file.slice(file.lastIndexOf("."))];
      send(response, 200, type, await readFile(new URL(`.${file}`, import.meta.url)));
    } else send(response, 404, "text/plain", "Not found");
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** Alice makes a thread with Bob in it; resolves to what a page has to know. */
async function openThread(emulator) {
  const users = { alice: await emulator.acs.user("alice"), bob: await emulator.acs.user("bob") };
  const participants = Object.entries(users).map(([user, { id }]) => ({
    communicationIdentifier: { rawId: id },
    displayName: names[user],
  }));
  const response = await fetch(`${emulator.url}/chat/threads?api-version=2025-03-15`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${users.alice.token}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ topic: "Hello", participants }),
  });
  const { chatThread } = await response.json();
  return (user) =>
    users[user] && {
      endpoint: emulator.acs.endpoint,
      token: users[user].token,
      userId: users[user].id,
      name: names[user],
      threadId: chatThread.id,
    };
}

async function bundle(bundling) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("chat.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "error",
    define: { global: "globalThis" },
    ...bundling,
  });
  return outputFiles[0].text;
}

function send(response, status, type, body) {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` });
  response.end(body);
}
