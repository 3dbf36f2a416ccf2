// The load: keep-alive connections that each send a request, read the whole answer, and send the next.

import { connect } from "node:net";

/** Milliseconds; an idle connection closed by it is opened again for the next run. */
const SILENCE_MAX = 20_000;
const HEAD_END = Buffer.from("\r\n\r\n");

/** The bytes of a request; made once, sent many times. */
export function request(method, path, { headers = {}, body = "" } = {}) {
  const lines = [`${method} ${path} HTTP/1.1`, "host: 127.0.0.1:2428"];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body)
    lines.push("content-type: application/json", `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** Connections to one server, kept between runs. */
export class Load {
  #port;
  #clients;

  constructor(port, connections) {
    this.#port = port;
    this.#clients = Array.from({ length: connections });
  }

  /**
   * Sends the requests in turn, each expecting `status`, until `until.count` are answered or
   * `until.milliseconds` have passed; returns how many there were, and per second.
   */
  async run(requests, status, until) {
    const { count = Number.POSITIVE_INFINITY, milliseconds = Number.POSITIVE_INFINITY } = until;
    await this.#connect();
    const startedAt = performance.now();
    const deadline = startedAt + milliseconds;
    let sent = 0;
    const next = () => {
      if (sent >= count || performance.now() >= deadline) return undefined;
      return requests[sent++ % requests.length];
    };
    await Promise.all(this.#clients.map((client) => client.drive(next, status)));
    const seconds = (performance.now() - startedAt) / 1000;
    return { count: sent, rate: sent / seconds };
  }

  /** One request, answered in full: `{ status, headers, body }`. */
  async ask(bytes) {
    await this.#connect();
    return this.#clients[0].ask(bytes);
  }

  close() {
    for (const client of this.#clients) client?.close();
  }

  /** Servers close connections that idle, such as those that wait for another server's turn to end. */
  async #connect() {
    const opened = this.#clients.map((client) =>
      client?.isOpen ? client : Client.open(this.#port),
    );
    this.#clients = await Promise.all(opened);
  }
}

class Client {
  #socket;
  #answered;
  #failed;
  #head;
  #body;
  #rest = 0;
  #buffered;
  isOpen = false;

  static open(port) {
    return new Promise((resolve, reject) => {
      const client = new Client();
      const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => {
        client.isOpen = true;
        resolve(client);
      });
      client.#socket = socket;
      socket.on("data", (chunk) => client.#read(chunk));
      socket.setTimeout(SILENCE_MAX, () => socket.destroy(new Error("The server fell silent.")));
      const lost = (error) => {
        client.isOpen = false;
        reject(error);
        client.#failed?.(error);
      };
      socket.on("error", lost);
      socket.on("close", () => lost(new Error("The server closed the connection.")));
    });
  }

  drive(next, status) {
    const wanted = `HTTP/1.1 ${status} `;
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      const step = () => {
        const request = next();
        if (request === undefined) return resolve();
        this.#socket.write(request);
      };
      this.#answered = () => {
        if (!this.#head.startsWith(wanted)) {
          return reject(new Error(`Expected ${status}, got: ${this.#head}\n${this.#text()}`));
        }
        step();
      };
      step();
    });
  }

  async ask(bytes) {
    await new Promise((resolve, reject) => {
      this.#failed = reject;
      this.#answered = resolve;
      this.#socket.write(bytes);
    });
    const [first, ...lines] = this.#head.split("\r\n");
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(":")).toLowerCase(),
        line.slice(line.indexOf(":") + 1).trim(),
      ]),
    );
    return { status: Number(first.split(" ")[1]), headers, body: this.#text() };
  }

  close() {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #text() {
    return Buffer.concat(this.#body).toString();
  }

  #read(chunk) {
    if (this.#rest > 0) {
      this.#body.push(chunk);
      this.#rest -= chunk.length;
    } else {
      const bytes = this.#buffered ? Buffer.concat([this.#buffered, chunk]) : chunk;
      const end = bytes.indexOf(HEAD_END);
      if (end < 0) {
        this.#buffered = bytes;
        return;
      }
      this.#buffered = undefined;
      this.#head = bytes.latin1Slice(0, end);
      const body = bytes.subarray(end + HEAD_END.length);
      this.#body = [body];
      this.#rest = bodyLength(this.#head) - body.length;
    }
    if (this.#rest < 0) this.#failed(new Error("The answer is longer than its Content-Length."));
    if (this.#rest === 0) this.#answered();
  }
}

function bodyLength(head) {
  const at = head.toLowerCase().indexOf("\r\ncontent-length:");
  if (at >= 0) return Number.parseInt(head.slice(at + 17), 10);
  if (/^HTTP\/1\.1 (204|304) /.test(head)) return 0;
  throw new Error(`The answer does not tell its length:\n${head}`);
}
