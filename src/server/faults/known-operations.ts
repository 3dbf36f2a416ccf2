// What a fault may name: the operations, api-versions and notifications of both vendors, from the contracts' tables.

import {
  chatApi,
  type chatOperations,
  identityApi,
  realtimeApi,
} from "../../contracts/acs/index.ts";
import { notificationIds } from "../../contracts/acs/realtime.ts";
import type { Api, Operation } from "../../contracts/contract.ts";
import { propertiesOf } from "../../contracts/schemas.ts";
import { chatHostApi, openIdApi, siteApi } from "../../contracts/stackexchange/index.ts";
import { eventTypes } from "../../contracts/stackexchange/realtime.ts";
import { apiAt } from "../../contracts/versions.ts";
import { closest } from "../../fixtures/did-you-mean.ts";
import type { Vendor } from "./fault-rule.ts";

export interface KnownOperation {
  readonly name: string;
  readonly vendor: Vendor;
  readonly api: Api;
  /** Whether its path or its form names one thread or room. */
  readonly hasThread: boolean;
  /** Whether somebody calls it who is known, or it is about somebody. */
  readonly hasUser: boolean;
}

const apis: readonly (readonly [Vendor, Api])[] = [
  ["acs", chatApi],
  ["acs", identityApi],
  ["acs", realtimeApi],
  ["stackexchange", chatHostApi],
  ["stackexchange", siteApi],
  ["stackexchange", openIdApi],
];

let known: readonly KnownOperation[] | undefined;

/** Made when the first fault is added. */
export function knownOperations(): readonly KnownOperation[] {
  known ??= apis.flatMap(([vendor, api]) =>
    Object.entries(api.operations).map(([name, row]) => ({
      name,
      vendor,
      api,
      hasThread: hasThread(api, row),
      hasUser: row.auth !== "signature" || row.path.includes("{id}"),
    })),
  );
  return known;
}

function hasThread({ definitions }: Api, { path, body }: Operation): boolean {
  if (path.includes("{chatThreadId}") || path.includes("{room}")) return true;
  if (body?.encoding !== "form") return false;
  const fields = propertiesOf(definitions[body.model]) ?? [];
  return fields.some((field) => field.toLowerCase() === "roomid");
}

/** The operations that add participants, the only ones that can fail in part. */
export const addingOperations: ReadonlySet<string> = new Set<keyof typeof chatOperations>([
  "Chat_CreateChatThread",
  "ChatThread_AddChatParticipants",
]);

/** The versions of all apis or of these, each once. */
export function versionsOf(operations: readonly KnownOperation[]): readonly string[] {
  const ids = new Set<string>();
  for (const api of new Set(operations.map((operation) => operation.api))) {
    for (const { id } of api.versions) ids.add(id);
  }
  return [...ids];
}

export function isAtVersion({ api, name }: KnownOperation, version: string): boolean {
  return Object.hasOwn(apiAt(api, version)?.operations ?? {}, name);
}

/** The newest version that has the operation. */
export function newestVersionOf(operation: KnownOperation): string | undefined {
  return operation.api.versions.findLast(({ id }) => isAtVersion(operation, id))?.id;
}

/** The operation that was probably meant, also by who leaves out what stands before the underscore. */
export function closestOperation(word: string): string | undefined {
  const names = knownOperations().map(({ name }) => name);
  const whole = closest(word, names);
  if (whole !== undefined) return whole;
  const byEnd = new Map(names.map((name) => [name.slice(name.indexOf("_") + 1), name]));
  const end = closest(word.slice(word.indexOf("_") + 1), byEnd.keys());
  return end === undefined ? undefined : byEnd.get(end);
}

export const notificationNames: Readonly<Record<Vendor, readonly string[]>> = {
  acs: Object.keys(notificationIds),
  stackexchange: Object.keys(eventTypes),
};
