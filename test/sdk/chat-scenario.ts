// The whole life of a chat, told once and run through every SDK version: what each call does, and what must come back.

import assert from "node:assert/strict";
import type { Ability, Message, Person } from "./chat-generations.ts";
import { ChatSession, chatVersion, type ThreadSession } from "./chat-session.ts";
import { IdentitySession } from "./identity-generations.ts";
import type { Installed } from "./installed.ts";

export interface ChatRun {
  readonly installed: Installed;
  readonly version: string;
  readonly connectionString: string;
  /** Options for every client made; none for the runs that prove unmodified clients. */
  readonly clientOptions?: () => object;
}

interface User extends Person {
  readonly id: string;
  readonly displayName: string;
  readonly chat: ChatSession;
}

/** What the steps hand on to each other. */
class Stage {
  readonly started = new Date();
  readonly alice: User;
  readonly bob: User;
  readonly carol: User;
  readonly dave: User;
  readonly erin: User;
  readonly stranger: User;
  #lunch: ThreadSession | undefined;
  /** Ids of messages that later steps come back to. */
  readonly sent: Record<"hello" | "reply" | "last", string> = { hello: "", reply: "", last: "" };

  constructor([alice, bob, carol, dave, erin, stranger]: readonly User[]) {
    assert(alice && bob && carol && dave && erin && stranger);
    this.alice = alice;
    this.bob = bob;
    this.carol = carol;
    this.dave = dave;
    this.erin = erin;
    this.stranger = stranger;
  }

  /** The thread of the whole scenario, as alice sees it. */
  get lunch(): ThreadSession {
    assert(this.#lunch, "The thread has not been created.");
    return this.#lunch;
  }

  set lunch(thread: ThreadSession) {
    this.#lunch = thread;
  }

  /** The same thread as somebody else sees it. */
  lunchOf(user: User): Promise<ThreadSession> {
    return user.chat.thread(this.lunch.id);
  }
}

interface Step {
  readonly sentence: string;
  readonly needs?: Ability;
  run(stage: Stage): Promise<void>;
}

/** Plays every step that the version is able to, and says of a failure in which step it was. */
export async function runChatScenario(run: ChatRun): Promise<void> {
  const stage = await castOf(run);
  for (const { sentence, needs, run: play } of [...threads, ...messages, ...people, ...ends]) {
    if (needs !== undefined && !stage.alice.chat.can(needs)) continue;
    try {
      await play(stage);
    } catch (cause) {
      throw new Error(`${sentence}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
}

async function castOf({
  installed,
  version,
  connectionString,
  clientOptions = () => ({}),
}: ChatRun): Promise<Stage> {
  const { identity: alias } = chatVersion(version);
  const identity = new IdentitySession(installed, alias, connectionString, clientOptions());
  const endpoint = /endpoint=([^;]+)/.exec(connectionString)?.[1] ?? "";
  const cast: User[] = [];
  for (const displayName of ["Alice", "Bob", "Carol", "Dave", "Erin", "Stranger"]) {
    const { id, token } = await identity.createUserAndToken(["chat"]);
    const chat = new ChatSession(installed, version, endpoint, token, clientOptions());
    cast.push({ id, displayName, chat });
  }
  return new Stage(cast);
}

const person = ({ id, displayName }: User): Person => ({ id, displayName });

const sizes = (pages: readonly (readonly unknown[])[]): number[] =>
  pages.map((page) => page.length);

/** Lists of messages hand out a next link with every full page, so a last page that is full is followed by an empty one. */
function messagePageSizes(total: number, size: number): number[] {
  const full = Array.from({ length: Math.floor(total / size) }, () => size);
  return [...full, total % size];
}

function assertRecent(date: Date | undefined, stage: Stage, what: string): void {
  assert(date instanceof Date, `${what} is missing.`);
  // The service cuts times to whole seconds.
  const earliest = Math.floor(stage.started.getTime() / 1000) * 1000;
  assert(date.getTime() >= earliest && date.getTime() <= Date.now(), `${what} is ${date}.`);
}

function assertNewestChangeFirst(messages: readonly Message[]): void {
  const versions = messages.map((message) => Number(message.version));
  assert.deepEqual(
    versions,
    [...versions].sort((a, b) => b - a),
  );
  assert.equal(new Set(messages.map((message) => message.id)).size, messages.length);
}

/** The newest message, which a call that was just made must have written. */
async function newest(thread: ThreadSession): Promise<Message> {
  const [message] = await thread.messages.all();
  assert(message, "The thread has no messages.");
  return message;
}

const threads: readonly Step[] = [
  {
    sentence: "a created thread comes back with its topic and creator",
    async run(stage) {
      const { alice, bob } = stage;
      const { thread, invalid } = await alice.chat.createThread("Lunch", [person(bob)]);
      assert.match(thread.id, /^19:[A-Za-z0-9_-]+@thread\.v2$/);
      assert.equal(thread.topic, "Lunch");
      assert.equal(thread.createdBy, alice.id);
      assertRecent(thread.createdOn, stage, "createdOn");
      assert.equal(invalid, undefined);
      stage.lunch = await alice.chat.thread(thread.id);
    },
  },
  {
    sentence: "the creation wrote two system messages",
    async run({ alice, bob, lunch }) {
      const [topic, added, ...rest] = await lunch.messages.all();
      assert.deepEqual(rest, []);
      assert(topic && added);
      assert.deepEqual([topic.type, topic.topic], ["topicUpdated", "Lunch"]);
      assert.equal(topic.initiator, alice.id);
      assert.equal(added.type, "participantAdded");
      assert.deepEqual(new Set(added.people), new Set([alice.id, bob.id]));
      assert.equal(added.initiator, alice.id);
    },
  },
  {
    sentence: "system messages are numbered from one",
    needs: "sequence",
    async run({ lunch }) {
      const numbers = (await lunch.messages.all()).map((message) => message.sequenceId);
      assert.deepEqual(numbers, ["2", "1"]);
    },
  },
  {
    sentence: "every participant reads the thread, and a stranger is refused with 403",
    async run(stage) {
      const { alice, bob, stranger, lunch } = stage;
      const seen = await (await stage.lunchOf(bob)).properties();
      assert.deepEqual(seen, await lunch.properties());
      assert.equal(seen.createdBy, alice.id);
      const closed = await stage.lunchOf(stranger);
      assert.equal(await stranger.chat.refusal(() => closed.rawProperties()), 403);
    },
  },
  {
    sentence: "a thread that never was is refused with 404",
    async run({ alice }) {
      const unknown = await alice.chat.thread(`19:${"0".repeat(32)}@thread.v2`);
      assert.equal(await alice.chat.refusal(() => unknown.rawProperties()), 404);
    },
  },
  {
    sentence: "the same repeatability id creates one thread only",
    needs: "repeatability",
    async run({ bob, carol, alice }) {
      const create = () =>
        carol.chat.createThread("Once", [person(bob), person(alice)], { repeatabilityId: "once" });
      const [first, second] = [await create(), await create()];
      assert.equal(second.thread.id, first.thread.id);
      assert.equal((await carol.chat.threads.all()).length, 1);
      await carol.chat.deleteThread(first.thread.id);
    },
  },
  {
    sentence: "threads are listed by latest activity, in pages that look ahead",
    async run({ erin }) {
      const ids: string[] = [];
      for (const topic of ["One", "Two", "Three"])
        ids.unshift((await erin.chat.createThread(topic, [])).thread.id);
      const [third, second, first] = ids;
      assert.deepEqual(
        (await erin.chat.threads.all()).map(({ id, topic, isDeleted }) => [id, topic, isDeleted]),
        [
          [third, "Three", false],
          [second, "Two", false],
          [first, "One", false],
        ],
      );
      assert.deepEqual(sizes(await erin.chat.threads.pages({ maxPageSize: 2 })), [2, 1]);
      await erin.chat.createThread("Four", []);
      const pages = await erin.chat.threads.pages({ maxPageSize: 2 });
      assert.deepEqual(sizes(pages), [2, 2]);
      assert.deepEqual(
        pages.flat().map(({ topic }) => topic),
        ["Four", "Three", "Two", "One"],
      );
    },
  },
  {
    sentence: "a message brings its thread to the top of the list",
    async run({ erin }) {
      const last = (await erin.chat.threads.all()).at(-1);
      assert(last);
      const thread = await erin.chat.thread(last.id);
      const message = await thread.message(await thread.send("Anybody here?"));
      const [top] = await erin.chat.threads.all();
      assert.equal(top?.id, last.id);
      assert.deepEqual(top.lastMessageReceivedOn, message.createdOn);
    },
  },
  {
    sentence: "a new topic is kept, and told in a system message",
    async run({ alice, lunch }) {
      await lunch.updateTopic("Dinner");
      assert.equal((await lunch.properties()).topic, "Dinner");
      const { type, topic, initiator } = await newest(lunch);
      assert.deepEqual([type, topic, initiator], ["topicUpdated", "Dinner", alice.id]);
    },
  },
  {
    sentence: "metadata of a thread is merged key by key",
    needs: "thread metadata",
    async run({ alice }) {
      const { thread } = await alice.chat.createThread("Notes", [], {
        metadata: { a: "1", b: "2" },
      });
      assert.deepEqual(thread.metadata, { a: "1", b: "2" });
      const notes = await alice.chat.thread(thread.id);
      await notes.updateProperties({ metadata: { b: "3", c: "4" } });
      const { topic, metadata } = await notes.properties();
      assert.equal(topic, "Notes");
      assert.deepEqual(metadata, { a: "1", b: "3", c: "4" });
    },
  },
  {
    sentence: "a retention policy is none until one is set, and again after it is taken back",
    needs: "retention policy",
    async run({ lunch }) {
      const { retentionPolicy } = await lunch.properties();
      assert.deepEqual(retentionPolicy, { kind: "none" });
      const forty = { kind: "threadCreationDate", deleteThreadAfterDays: 40 } as const;
      await lunch.updateProperties({ retentionPolicy: forty });
      assert.deepEqual((await lunch.properties()).retentionPolicy, forty);
      await lunch.updateProperties({ retentionPolicy: { kind: "none" } });
      assert.deepEqual((await lunch.properties()).retentionPolicy, { kind: "none" });
    },
  },
];

const messages: readonly Step[] = [
  {
    sentence: "a sent text is read back by the others",
    async run(stage) {
      const { alice, bob, lunch, sent } = stage;
      sent.hello = await lunch.send("Hello <b>Bob</b> & café ☕", { senderDisplayName: "Alice" });
      const hello = await (await stage.lunchOf(bob)).message(sent.hello);
      assert.equal(hello.id, sent.hello);
      assert.equal(hello.type, "text");
      assert.equal(hello.text, "Hello <b>Bob</b> & café ☕");
      assert.equal(hello.sender, alice.id);
      assert.equal(hello.senderDisplayName, "Alice");
      assert.equal(hello.version, hello.id);
      assert.equal(hello.createdOn?.getTime(), Math.floor(Number(hello.id) / 1000) * 1000);
      assertRecent(hello.createdOn, stage, "createdOn");
      assert.deepEqual([hello.editedOn, hello.deletedOn], [undefined, undefined]);
    },
  },
  {
    sentence: "a sender without a name has an empty one",
    async run(stage) {
      const seen = await stage.lunchOf(stage.bob);
      stage.sent.reply = await seen.send("Hello Alice");
      const reply = await stage.lunch.message(stage.sent.reply);
      assert.deepEqual([reply.sender, reply.senderDisplayName], [stage.bob.id, ""]);
    },
  },
  {
    sentence: "html stays html",
    needs: "html",
    async run({ lunch }) {
      const { type, text } = await lunch.message(
        await lunch.send("<div>test</div>", { type: "html" }),
      );
      assert.deepEqual([type, text], ["html", "<div>test</div>"]);
    },
  },
  {
    sentence: "a message has the priority it was sent with, or the normal one",
    needs: "priority",
    async run({ lunch, sent }) {
      const urgent = await lunch.message(await lunch.send("Now!", { priority: "High" }));
      assert.equal(urgent.priority, "High");
      assert.equal((await lunch.message(sent.hello)).priority, "Normal");
    },
  },
  {
    sentence: "metadata of a message is merged, and an empty value takes its key away",
    needs: "message metadata",
    async run({ lunch }) {
      const id = await lunch.send("Tagged", { metadata: { deliveryMode: "slow", tags: "first" } });
      assert.deepEqual((await lunch.message(id)).metadata, { deliveryMode: "slow", tags: "first" });
      await lunch.updateMessage(id, { metadata: { tags: "" } });
      const { text, metadata } = await lunch.message(id);
      assert.deepEqual([text, metadata], ["Tagged", { deliveryMode: "slow" }]);
    },
  },
  {
    sentence: "an image is uploaded, attached to a message and deleted",
    needs: "images",
    async run({ lunch }) {
      const png = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10]);
      const image = await lunch.uploadImage(png.buffer, "dot.png");
      const id = await lunch.send("<p>See</p>", {
        type: "html",
        attachments: [{ id: image, attachmentType: "image" }],
      });
      assert.deepEqual((await lunch.message(id)).attachments, [image]);
      await lunch.deleteImage(image);
    },
  },
  {
    sentence: "an edited message has the new text, and is the newest change",
    async run(stage) {
      const { lunch, sent } = stage;
      const before = await lunch.message(sent.hello);
      await lunch.updateMessage(sent.hello, { content: "Good evening" });
      const after = await newest(lunch);
      assert.equal(after.id, sent.hello);
      assert.equal(after.text, "Good evening");
      assert.deepEqual(after.createdOn, before.createdOn);
      assert.equal(after.senderDisplayName, "Alice");
      assert.equal(Number(after.version) > Number(before.version), true);
      assert.equal(after.editedOn?.getTime(), Math.floor(Number(after.version) / 1000) * 1000);
      assert.equal(after.deletedOn, undefined);
      assert.deepEqual(await lunch.message(sent.hello), after);
    },
  },
  {
    sentence: "nobody edits or deletes the message of another",
    async run(stage) {
      const { alice, lunch, sent } = stage;
      const edit = () => lunch.updateMessage(sent.reply, { content: "Mine now" });
      assert.equal(await alice.chat.refusal(edit), 403);
      assert.equal(await alice.chat.refusal(() => lunch.deleteMessage(sent.reply)), 403);
      assert.equal((await lunch.message(sent.reply)).text, "Hello Alice");
    },
  },
  {
    sentence: "a deleted message stays in the list, without its text",
    async run(stage) {
      const { bob, lunch, sent } = stage;
      const before = await lunch.message(sent.reply);
      await (await stage.lunchOf(bob)).deleteMessage(sent.reply);
      const after = await newest(lunch);
      assert.deepEqual([after.id, after.type, after.text], [sent.reply, "text", ""]);
      assert.equal(after.sender, bob.id);
      assert.deepEqual(after.createdOn, before.createdOn);
      assert.equal(after.deletedOn?.getTime(), Math.floor(Number(after.version) / 1000) * 1000);
      assert.equal(after.editedOn, undefined);
    },
  },
  {
    sentence: "every change takes the next number",
    needs: "sequence",
    async run({ lunch }) {
      const numbers = (await lunch.messages.all()).map((message) => Number(message.sequenceId));
      assert.deepEqual(
        numbers,
        [...numbers].sort((a, b) => b - a),
      );
    },
  },
  {
    sentence: "messages are listed newest change first, ten to a page, until an empty page",
    async run({ lunch, sent }) {
      for (let number = 1; number <= 8; number += 1)
        sent.last = await lunch.send(`Message ${number}`);
      const all = await lunch.messages.all();
      assertNewestChangeFirst(all);
      assert.equal(all[0]?.id, sent.last);
      assert.deepEqual(
        all.slice(-2).map((message) => message.type),
        ["topicUpdated", "participantAdded"],
      );
      assert.deepEqual(sizes(await lunch.messages.pages()), messagePageSizes(all.length, 10));
      const ids = all.map((message) => message.id);
      for (const maxPageSize of [1, 2, 3, 5]) {
        const pages = await lunch.messages.pages({ maxPageSize });
        assert.deepEqual(sizes(pages), messagePageSizes(all.length, maxPageSize));
        assert.deepEqual(
          pages.flat().map((message) => message.id),
          ids,
        );
      }
    },
  },
  {
    sentence: "a start time is kept from page to page",
    async run({ lunch }) {
      const all = await lunch.messages.all();
      const pages = await lunch.messages.pages({ maxPageSize: 4, startTime: new Date(0) });
      assert.deepEqual(pages.flat(), all);
    },
  },
  {
    sentence: "a system message is read by its id, and an id that is none is refused with 400",
    async run({ alice, lunch }) {
      const system = (await lunch.messages.all()).at(-1);
      assert(system);
      assert.deepEqual(await lunch.message(system.id), system);
      assert.equal(
        await alice.chat.refusal(() => lunch.rawMessage("invalid_chat_message_id")),
        400,
      );
    },
  },
];

const people: readonly Step[] = [
  {
    sentence: "added participants are listed in the order they joined",
    async run({ alice, bob, carol, dave, erin, lunch }) {
      const shareHistoryTime = new Date("2020-05-26T18:06:06.000Z");
      const invalid = await lunch.addPeople([
        { ...person(carol), shareHistoryTime },
        person(dave),
        { id: erin.id },
      ]);
      assert.equal(invalid, undefined);
      const listed = await lunch.people.all();
      assert.deepEqual(
        new Set(listed.slice(0, 2).map(({ id }) => id)),
        new Set([alice.id, bob.id]),
      );
      const epoch = new Date(0);
      assert.deepEqual(listed.slice(2), [
        { ...person(carol), shareHistoryTime },
        { ...person(dave), shareHistoryTime: epoch },
        { id: erin.id, displayName: undefined, shareHistoryTime: epoch },
      ]);
      const { type, people, initiator } = await newest(lunch);
      assert.deepEqual([type, initiator], ["participantAdded", alice.id]);
      assert.deepEqual(people, [carol.id, dave.id, erin.id]);
    },
  },
  {
    sentence: "participants come in pages",
    needs: "participant pages",
    async run({ lunch }) {
      const all = await lunch.people.all();
      const pages = await lunch.people.pages({ maxPageSize: 2 });
      assert.deepEqual(sizes(pages), [2, 2, 1]);
      assert.deepEqual(pages.flat(), all);
    },
  },
  {
    sentence: "adding somebody again changes nothing, and an id that is none is refused with 400",
    async run({ alice, dave, lunch }) {
      const before = await lunch.people.all();
      await lunch.addPeople([{ id: dave.id, displayName: "David" }]);
      assert.deepEqual(await lunch.people.all(), before);
      const add = () => lunch.addPeople([{ id: "8:acs:invalidUserId", displayName: "Nobody" }]);
      assert.equal(await alice.chat.refusal(add), 400);
    },
  },
  {
    sentence: "a removed participant is told of, and cannot send any more",
    async run(stage) {
      const { alice, carol, lunch } = stage;
      const hers = await stage.lunchOf(carol);
      await hers.send("I have to go");
      await lunch.removePerson(carol.id);
      assert.equal((await lunch.people.all()).length, 4);
      const { type, people, initiator } = await newest(lunch);
      assert.deepEqual([type, people, initiator], ["participantRemoved", [carol.id], alice.id]);
      assert.equal(await carol.chat.refusal(() => hers.rawSend("Wait")), 403);
    },
  },
  {
    sentence: "typing is sent once in eight seconds",
    async run({ lunch }) {
      assert.equal(await lunch.type(), true);
      assert.equal(await lunch.type(), false);
    },
  },
  {
    sentence: "typing carries a name",
    needs: "typing with a name",
    async run(stage) {
      const seen = await stage.lunchOf(stage.bob);
      assert.equal(await seen.type({ senderDisplayName: "Bob" }), true);
    },
  },
  {
    sentence: "the latest receipt of each participant is listed",
    async run(stage) {
      const { alice, bob, lunch, sent } = stage;
      const seen = await stage.lunchOf(bob);
      await seen.sendReceipt(sent.hello);
      await seen.sendReceipt(sent.last);
      await lunch.sendReceipt(sent.last);
      const receipts = await lunch.receipts.all();
      const bySender = new Map(receipts.map((receipt) => [receipt.sender, receipt.messageId]));
      assert.equal(receipts.length, 2);
      assert.deepEqual(
        bySender,
        new Map([
          [alice.id, sent.last],
          [bob.id, sent.last],
        ]),
      );
      for (const { readOn } of receipts) assertRecent(readOn, stage, "readOn");
    },
  },
  {
    sentence: "receipts come in pages that look ahead",
    needs: "participant pages",
    async run({ lunch }) {
      assert.deepEqual(sizes(await lunch.receipts.pages({ maxPageSize: 1 })), [1, 1]);
      assert.deepEqual(sizes(await lunch.receipts.pages({ maxPageSize: 2 })), [2]);
    },
  },
];

const ends: readonly Step[] = [
  {
    sentence: "a deleted thread stays in the list, marked, and cannot be read",
    async run({ alice, lunch }) {
      await alice.chat.deleteThread(lunch.id);
      await alice.chat.deleteThread(lunch.id);
      const listed = (await alice.chat.threads.all()).find(({ id }) => id === lunch.id);
      assert.equal(listed?.isDeleted, true);
      assert.equal(await alice.chat.refusal(() => lunch.rawProperties()), 404);
    },
  },
];
