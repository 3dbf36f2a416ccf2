// Plays the Stack Exchange part of fixtures into a network.

import type { Fixture } from "../fixtures/fixture.ts";
import { playStackExchange } from "../fixtures/play-stackexchange.ts";
import {
  type StackExchangeHostFixture,
  stackExchangeHostNames,
} from "../fixtures/stackexchange-fixture.ts";
import type { ChatHost } from "./dialects/stackexchange/chat-host.ts";
import type { StackExchange } from "./dialects/stackexchange/stack-exchange.ts";
import type { Command } from "./engine/commands.ts";
import type { ConversationId, PersonId } from "./engine/ids.ts";
import { playStackExchangeSnapshot } from "./snapshot-stackexchange.ts";

/** Stops with an error that names the place where a fixture breaks a rule. */
export function playStackExchangeFixtures(
  network: StackExchange,
  fixtures: readonly Fixture[],
  now: number,
): void {
  for (const { name = "", snapshot } of fixtures) {
    if (!snapshot) continue;
    const { stackexchange } = snapshot;
    playStackExchangeSnapshot(network, stackexchange);
    const { played = [], beganAt = now } = stackexchange.fixtures ?? {};
    const pending = played.map((part) => ({ name, stackexchange: part }));
    playStackExchangeFixtures(network, pending, beganAt);
  }
  const people = new Map<string, Map<string, PersonId>>();
  for (const { name: fixture = "", stackexchange } of fixtures) {
    for (const account of stackexchange?.accounts ?? []) network.accounts.add(account);
    for (const name of stackExchangeHostNames) {
      const host = stackexchange?.hosts?.[name];
      const chat = network.host(name);
      if (!host || !chat) continue;
      const known = people.get(name) ?? new Map<string, PersonId>();
      people.set(name, known);
      play(chat, host, { now, known, fixture });
      assignAccounts(network, chat, host, known);
    }
  }
}

interface Playing {
  readonly now: number;
  /** The host's people of all fixtures so far, by name. */
  readonly known: Map<string, PersonId>;
  readonly fixture: string;
}

function play(
  chat: ChatHost,
  host: StackExchangeHostFixture,
  { now, known, fixture }: Playing,
): void {
  const steps = playStackExchange(host, `stackexchange.hosts["${chat.name}"]`, {
    now,
    personOf: (name) => known.get(name),
    hasRoom: (room) => chat.state.conversations.has(room),
    ownerOf: (room) => ownerOf(chat, room),
  });
  for (let step = steps.next(); ; ) {
    if (step.done) {
      for (const [name, person] of step.value) known.set(name, person);
      return;
    }
    const { at, command, place } = step.value;
    const result = chat.space.execute(composed(chat, command, at), at);
    if (result.refusal) {
      throw new Error(
        `Cannot play fixture ${fixture} at ${place}: ${result.refusal.type}. Correct that place.`,
      );
    }
    step = steps.next(result.outcome);
  }
}

function ownerOf(chat: ChatHost, room: ConversationId): PersonId | undefined {
  const roles = chat.state.conversations.get(room)?.forum?.roles ?? new Map();
  for (const [person, role] of roles) if (role === "owner") return person;
  return undefined;
}

/** What a text answers, and whom it calls, is found out as for a text that a client sends. */
function composed(chat: ChatHost, command: Command, at: number): Command {
  if (command.type === "postMessage") {
    const { by, conversation: room, text } = command;
    return { ...command, ...chat.compose(text, { by, room }, at) };
  }
  if (command.type === "editMessage" && command.text !== undefined) {
    const { by, conversation: room, text } = command;
    const { replyTo = null, mentions } = chat.compose(text, { by, room }, at);
    return { ...command, replyTo, mentions };
  }
  return command;
}

function assignAccounts(
  network: StackExchange,
  chat: ChatHost,
  host: StackExchangeHostFixture,
  known: ReadonlyMap<string, PersonId>,
): void {
  for (const { name, account: email } of host.users ?? []) {
    const account = email === undefined ? undefined : network.accounts.find(email);
    const person = known.get(name);
    if (account && person !== undefined) chat.assign(account, person);
  }
}
