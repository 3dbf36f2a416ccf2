// Plays the Stack Exchange part of fixtures into a network.

import type { Fixture } from "../fixtures/fixture.ts";
import type { StackExchange } from "./dialects/stackexchange/stack-exchange.ts";

export function playStackExchangeFixtures(
  _network: StackExchange,
  _fixtures: readonly Fixture[],
  _now: number,
): void {}
