// The rooms and the people of the emulator that runs against Stack Exchange chat are made with.

import type { Account, ContractOptions } from "../../../src/contracts/index.ts";

function account(name: string): Account {
  return { email: `${name}@example.com`, password: "secret" };
}

/** Two people without rights. */
export const plainPeople: readonly Account[] = [account("bot"), account("alice")];

/** An owner of the room and somebody who is none, so that nothing is skipped. */
export const ownerAndPlain: readonly Account[] = [account("owner"), account("alice")];

/** Somebody who may do everything everywhere. */
export const moderator: Account = account("moderator");

/** Emulators with such rooms and people. */
export const withRooms = { fixtures: ["sandbox"] } as const;

export const chatUrl = "https://chat.stackexchange.com";

/** A run that fails at once what does not hold. */
export const hasty = {
  vendor: "stackexchange",
  retries: 0,
  patienceSeconds: 0,
} as const satisfies Partial<ContractOptions>;
