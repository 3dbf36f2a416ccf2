// Many connections to one server that hear what one sender writes: how long until the last has it, and whether each has it once.

import { send, textOf } from "./chat.mjs";
import { Load } from "./load.mjs";
import { TrouterClient } from "./trouter.mjs";

/** How many open at the same time. */
const DOORS = 16;
/** What has not come after so many milliseconds is lost. */
const PATIENCE = 10_000;
const NUMBER_AT = Buffer.from("Message ");

export class Crowd {
  #contestant;
  #clients = [];
  /** Those that do not read: nothing is expected of them. */
  #stalled = new Set();
  /** Of the message that is on its way: its number, who has it, and how many should. */
  #number = 0;
  #heard = new Map();
  #wanted = 0;
  #lastAt = 0;
  #unanswered = 0;
  #done = () => {};
  counts = { delivered: 0, lost: 0, twice: 0 };

  /** Opens so many connections, the members taking turns. */
  static async open(contestant, connections) {
    const crowd = new Crowd();
    crowd.#contestant = contestant;
    let opened = 0;
    const enter = async () => {
      const web = new Load(contestant.world.port, 1);
      try {
        while (opened < connections) await crowd.#enter(web, opened++);
      } finally {
        web.close();
      }
    };
    await Promise.all(Array.from({ length: DOORS }, enter));
    return crowd;
  }

  /** One more, that does not read. */
  async enterStalled() {
    const web = new Load(this.#contestant.world.port, 1);
    const client = await this.#enter(web, this.#clients.length);
    web.close();
    this.#stalled.add(client);
    client.stall();
    return client;
  }

  /** One that has been dropped, after it did not read. */
  forget(client) {
    this.#stalled.delete(client);
    this.#clients = this.#clients.filter((other) => other !== client);
  }

  /** Sends messages one after another; resolves to the milliseconds until the last client had each. */
  async listen(messages, textFor = textOf) {
    const times = [];
    for (let n = 0; n < messages; n++) {
      times.push(await this.#deliver(textFor));
      await this.#answerAll();
    }
    return times;
  }

  /** One message, with what each client was pushed. */
  async listenClosely() {
    await this.#deliver(textOf);
    const heard = [...this.#heard].map(([{ member }, push]) => ({ member, push: String(push) }));
    await this.#answerAll();
    return { text: textOf(this.#number), heard };
  }

  /** Without a word, all at once. */
  async leave() {
    await Promise.all(this.#clients.splice(0).map((client) => client.leave()));
  }

  /** In words; any other counts than none fail the run. */
  static count(crowds) {
    const sum = (name) => crowds.reduce((total, { counts }) => total + counts[name], 0);
    const [delivered, lost, twice] = [sum("delivered"), sum("lost"), sum("twice")];
    const text = `${lost} lost and ${twice} twice of ${delivered.toLocaleString("en")}`;
    if (lost > 0 || twice > 0) throw new Error(`Not everybody was told everything once: ${text}.`);
    return text;
  }

  async #enter(web, number) {
    const { port, crowd } = this.#contestant.world;
    const client = await TrouterClient.open({
      port,
      web,
      member: crowd.members[number % crowd.members.length],
      endpointId: `00000000-0000-4000-8000-${`${number}`.padStart(12, "0")}`,
      hear: (listener, push) => this.#hear(listener, push),
      acknowledged: () => this.#acknowledged(),
    });
    this.#clients.push(client);
    return client;
  }

  async #deliver(textFor) {
    this.#number += 1;
    this.#heard = new Map();
    this.#wanted = this.#clients.length - this.#stalled.size;
    const { thread } = this.#contestant.world.crowd;
    const post = send(thread, this.#number, textFor(this.#number));
    const [bytes] = this.#contestant.requests([post]);
    const all = this.#until();
    const startedAt = performance.now();
    const [{ status, body }] = await Promise.all([this.#contestant.load.ask(bytes), all]);
    if (status !== 201) throw new Error(`Expected 201 for a message, got ${status}: ${body}`);
    this.counts.delivered += this.#heard.size;
    this.counts.lost += this.#wanted - this.#heard.size;
    return this.#lastAt - startedAt;
  }

  /** Frames keep their order: once these are acknowledged, whatever came twice has come. */
  async #answerAll() {
    this.#unanswered = this.#heard.size;
    if (this.#unanswered === 0) return;
    const all = this.#until();
    for (const [client, push] of this.#heard) client.answer(push);
    await all;
    if (this.#unanswered > 0) throw new Error(`${this.#unanswered} pings got no answer.`);
  }

  #hear(client, push) {
    if (this.#stalled.has(client)) return;
    const at = push.indexOf(NUMBER_AT) + NUMBER_AT.length;
    const number = Number.parseInt(push.latin1Slice(at, at + 10), 10);
    if (number !== this.#number || this.#heard.has(client)) {
      this.counts.twice += 1;
      return;
    }
    this.#heard.set(client, push);
    if (this.#heard.size < this.#wanted) return;
    this.#lastAt = performance.now();
    this.#done();
  }

  #acknowledged() {
    this.#unanswered -= 1;
    if (this.#unanswered === 0) this.#done();
  }

  #until() {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE);
      this.#done = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
