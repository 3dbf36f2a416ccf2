// The public door: makes an emulator, and names everything that one is made of.

import type { ChatEmulator } from "./chat-emulator.ts";
import { createEmulator } from "./emulator.ts";
import type { EmulatorOptions } from "./options.ts";

export type {
  AccountRequest,
  AcsEmulator,
  AcsUser,
  Addresses,
  ChatEmulator,
  ChatTenant,
  ChatTenants,
  EmulatorClock,
  EmulatorFaults,
  EmulatorJournal,
  MessageFlag,
  MessageStream,
  NamedSnapshots,
  StackExchangeAccount,
  StackExchangeEmulator,
  StreamedMessage,
  TokenRequest,
} from "./chat-emulator.ts";
export type { StackExchangeSettings } from "./dialects/stackexchange/settings.ts";
export type { Duration } from "./duration.ts";
export { FaultError, type FaultRule, type FaultState, type Lag } from "./faults/index.ts";
export {
  type HttpEntry,
  type JournalEntry,
  JournalError,
  type JournalFilter,
  type SocketEntry,
} from "./journal/index.ts";
export type { EmulatorOptions, ListenOptions, LogEntry, LogLevel } from "./options.ts";
export type { HeardNotification, NotificationStream } from "./realtime/notification-stream.ts";
export type { Heard, Robot, RobotEvent, RobotHandler, RobotHands } from "./robots/index.ts";
export type { WorldSnapshot } from "./world.ts";

/**
 * Makes an emulator that answers in process at once, and over the network after `listen`.
 * Throws when an option or a fixture is not valid.
 */
export function createChatEmulator(options: EmulatorOptions = {}): Promise<ChatEmulator> {
  return createEmulator(options);
}
