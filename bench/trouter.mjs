// A raw client of the notification services: allocates, shakes hands, connects, and hands over what it is pushed.

import { WebSocket } from "ws";
import { request } from "./load.mjs";

const [HEARTBEAT, PUSH, EVENT, ACKNOWLEDGEMENT] = Buffer.from("2356");

export class TrouterClient {
  /** The member whose connection it is. */
  member;
  #socket;
  #asked = 0;

  /** `web` carries the two requests before the websocket; `hear` is given pushes, `acknowledged` is told of answers to pings. */
  static async open({ port, web, member, endpointId, hear, acknowledged }) {
    const client = new TrouterClient();
    client.member = member;
    const headers = { "x-skypetoken": member.token };
    const path = `/v4/a?cor_id=1&con_num=1_1&epid=${endpointId}`;
    const allocation = JSON.parse(await askFor(web, request("POST", path, { headers })));
    const query = new URLSearchParams({
      ...allocation.connectparams,
      v: "v4",
      timeout: "40",
      epid: endpointId,
    });
    const answer = await askFor(web, request("GET", `/socket.io/1/?${query}&t=1`, { headers }));
    const [session] = answer.split(":");
    const url = `ws://127.0.0.1:${port}/socket.io/1/websocket/${session}?${query}`;
    await client.#connect(url, { hear, acknowledged });
    return client;
  }

  /** Resolves once `trouter.connected` has come. */
  #connect(url, { hear, acknowledged }) {
    const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      socket.on("error", reject);
      socket.on("close", (code) => reject(new Error(`A websocket closed early, with ${code}.`)));
      socket.on("message", (data) => {
        if (data[0] === PUSH) hear(this, data);
        else if (data[0] === ACKNOWLEDGEMENT) acknowledged();
        else if (data[0] === HEARTBEAT) socket.send("2::");
        else if (data[0] === EVENT) resolve();
      });
    });
  }

  /** Says that a push was heard and asks whether the server is there, as the SDK does after each. */
  answer(push) {
    const id = Number.parseInt(push.latin1Slice('3:::{"id":'.length, 30), 10);
    this.#socket.send(`3:::{"id":${id},"status":200,"headers":{},"body":""}`);
    this.#asked += 1;
    this.#socket.send(`5:${this.#asked}+::{"name":"ping"}`);
  }

  /** Reads nothing more until it resumes. */
  stall() {
    this.#socket.pause();
  }

  resume() {
    this.#socket.resume();
  }

  /** Resolves when the connection is closed, by whomever. */
  ended() {
    return new Promise((resolve) => {
      if (this.#socket.readyState === WebSocket.CLOSED) resolve();
      else this.#socket.once("close", resolve);
    });
  }

  leave() {
    const ended = this.ended();
    this.#socket.terminate();
    return ended;
  }
}

async function askFor(web, bytes) {
  const { status, body } = await web.ask(bytes);
  if (status !== 200) throw new Error(`Cannot connect to the notifications: ${status} ${body}`);
  return body;
}
