// The few things of a browser that the SDK's real-time client looks for; import this before the SDK.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** As much of XMLHttpRequest as its socket.io client uses. */
class FetchedRequest {
  readyState = 0;
  status = 0;
  responseText = "";
  withCredentials = false;
  onreadystatechange = () => {};
  #call = { url: "", method: "GET" };
  #headers = {};
  #abort = new AbortController();

  open(method, url) {
    this.#call = { method, url };
    this.readyState = 1;
  }

  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }

  async send(body) {
    const { method, url } = this.#call;
    const { signal } = this.#abort;
    try {
      const response = await fetch(url, { method, headers: this.#headers, body, signal });
      this.responseText = await response.text();
      this.status = response.status;
    } catch {
      this.status = 0;
    }
    this.readyState = 4;
    this.onreadystatechange();
  }

  abort() {
    this.#abort.abort();
  }
}

// With --conditions=browser the name `ws` leads to a stub that throws, the file does not.
globalThis.WebSocket ??= require(require.resolve("ws").replace(/browser\.js$/, "index.js"));
globalThis.XMLHttpRequest ??= FetchedRequest;
globalThis.location ??= new URL("http://localhost/");
globalThis.self ??= globalThis;
