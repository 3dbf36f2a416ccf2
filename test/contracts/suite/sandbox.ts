// The rooms and the people of the emulator that runs against Stack Exchange chat are made with.

import type { Account, ContractOptions } from "../../../src/contracts/index.ts";
import type { Fixture } from "../../../src/fixtures/fixture.ts";
import type { ChatEmulator } from "../../../src/server/index.ts";
import type { Break } from "./broken-server.ts";

function account(name: string): Account {
  return { email: `${name}@example.com`, password: "secret" };
}

/** Two people without rights. */
export const plainPeople: readonly Account[] = [account("bot"), account("alice")];

/** An owner of the room and somebody who is none, so that nothing is skipped. */
export const ownerAndPlain: readonly Account[] = [account("owner"), account("alice")];

/** Somebody who may do everything everywhere. */
export const moderator: Account = account("moderator");

/** Somebody who has hardly any reputation. */
const newcomer: Account = account("newcomer");

/** The people whom a run needs so that nothing is skipped. */
export const everybody: readonly Account[] = [...ownerAndPlain, moderator, newcomer];

const newcomers: Fixture = {
  name: "newcomers",
  stackexchange: {
    accounts: [{ ...newcomer, name: "Newcomer" }],
    hosts: {
      "chat.stackexchange.com": {
        users: [{ name: "Newcomer", account: newcomer.email, reputation: 1 }],
      },
    },
  },
};

/** Emulators with such rooms and people. */
export const withRooms = {
  fixtures: ["sandbox", newcomers],
  stackexchange: { duplicateSeconds: 60 },
} as const;

/** Two minutes pass as soon as somebody says that they do. */
export function timeFlies(emulator: ChatEmulator): Break {
  return ({ path, text }) => {
    const isSaid = path.endsWith("/messages/new") && text.includes("Two+minutes+later");
    if (isSaid) void emulator.clock.advance({ minutes: 3 });
  };
}

export const chatUrl = "https://chat.stackexchange.com";

/** A run that fails at once what does not hold. */
export const hasty = {
  vendor: "stackexchange",
  retries: 0,
  patienceSeconds: 0,
} as const satisfies Partial<ContractOptions>;
