// Each single thing that is wrong with an answer is found, at its place and by its rule.

import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { statusRules } from "../../src/contracts/acs/judge/status-rules.ts";
import { apiAt, contracts, type Exchange, validateExchange } from "../../src/contracts/index.ts";
import { ruleSource } from "../../src/contracts/judge/rule-source.ts";
import { changed, type GoodName, good } from "./exchanges.ts";

const red: readonly (readonly [
  name: GoodName,
  pointer: string,
  value: unknown,
  rule: string,
  at: string,
])[] = [
  ["create", "/status", 200, "threads.create.answers-thread", "/status"],
  ["listThreads", "/status", 201, "status.Chat_ListChatThreads", "/status"],
  ["updateThread", "/status", 200, "threads.update.no-content", "/status"],
  ["createPreview2", "/status", 201, "threads.create.multi-status", "/status"],
  ["sendReceiptPreview2", "/status", 200, "receipts.send.created", "/status"],
  ["createIdentity", "/status", 200, "identity.create.created", "/status"],
  ["listMessages", "/status", 302, "status.ChatThread_ListChatMessages", "/status"],
  ["listMessages", "/status", 418, "status.ChatThread_ListChatMessages", "/status"],
  ["deleteMessage", "/body", "gone", "messages.delete.no-content", "/body"],
  ["typing", "/body", {}, "typing.send.ok", "/body"],
  ["removeParticipant", "/body", "{}", "participants.remove.no-content", "/body"],
  ["typing", "/headers/content-length", "2", "headers.empty", "/headers/content-length"],
  ["getThread", "/headers/content-type", "text/html", "headers.json", "/headers/content-type"],
  ["getThread", "/headers/content-type", undefined, "headers.json", "/headers/content-type"],
  [
    "getThread",
    "/headers/content-type",
    "application/json; charset=latin1",
    "headers.json",
    "/headers/content-type",
  ],
  [
    "createIdentity",
    "/headers/content-type",
    "text/plain",
    "media-type.CommunicationIdentity_Create",
    "/headers/content-type",
  ],
  [
    "getThread",
    "/headers/api-supported-versions",
    undefined,
    "versions.header",
    "/headers/api-supported-versions",
  ],
  [
    "getThread",
    "/headers/api-supported-versions",
    "2025-03-15, 2021-03-07",
    "versions.header",
    "/headers/api-supported-versions",
  ],
  [
    "deleteIdentity",
    "/headers/api-supported-versions",
    "newest",
    "identity.versions.header",
    "/headers/api-supported-versions",
  ],
  ["create", "/headers/location", undefined, "threads.create.location", "/headers/location"],
  [
    "create",
    "/headers/location",
    "/chat/threads/x",
    "threads.create.location",
    "/headers/location",
  ],
  [
    "create",
    "/headers/location",
    "https://h/chat/threads/19%3Aother@thread.v2",
    "threads.create.location",
    "/headers/location",
  ],
  ["send", "/headers/location", undefined, "messages.send.location", "/headers/location"],
  [
    "createPreview2",
    "/headers/location",
    undefined,
    "threads.create.location",
    "/headers/location",
  ],
  ["getThread", "/headers/location", "https://h/x", "headers.location", "/headers/location"],
  ["send", "/body", "", "schema.SendChatMessageResult", "/body"],
  ["send", "/body", "<html>", "schema.SendChatMessageResult", "/body"],
  ["send", "/body", [], "schema.SendChatMessageResult", "/body"],
  ["send", "/body/id", "m1", "ids.message", "/body/id"],
  ["getThread", "/body/topic", undefined, "schema.ChatThreadProperties", "/body/topic"],
  ["getThread", "/body/topic", 7, "schema.ChatThreadProperties", "/body/topic"],
  ["getThread", "/body/topic", null, "schema.ChatThreadProperties", "/body/topic"],
  ["getThread", "/body/id", "thread-1", "ids.thread", "/body/id"],
  ["getThread", "/body/createdOn", "yesterday", "schema.ChatThreadProperties", "/body/createdOn"],
  [
    "getThread",
    "/body/retentionPolicy/kind",
    "never",
    "schema.ChatRetentionPolicy",
    "/body/retentionPolicy",
  ],
  [
    "getThread",
    "/body/createdByCommunicationIdentifier/communicationUser",
    {},
    "schema.CommunicationIdentifierModel",
    "/body/createdByCommunicationIdentifier/communicationUser/id",
  ],
  ["listThreads", "/body/value/0/id", "x", "ids.thread", "/body/value/0/id"],
  ["listMessages", "/body/value/0/id", undefined, "schema.ChatMessage", "/body/value/0/id"],
  ["listMessages", "/body/value/0/type", "Text", "schema.ChatMessage", "/body/value/0/type"],
  [
    "listMessages",
    "/body/value/1/sequenceId",
    "a",
    "schema.ChatMessage",
    "/body/value/1/sequenceId",
  ],
  [
    "listMessages",
    "/body/value/0/metadata/tags",
    1,
    "schema.Metadata",
    "/body/value/0/metadata/tags",
  ],
  [
    "listMessages",
    "/body/value/1/version",
    "1750028655901",
    "messages.list.newest-change-first",
    "/body/value/1/version",
  ],
  [
    "listMessages",
    "/body/value/1/sequenceId",
    "4",
    "messages.list.sequence-descends",
    "/body/value/1/sequenceId",
  ],
  [
    "listMessages",
    "/body/value/1/version",
    "1750028648899",
    "ids.version",
    "/body/value/1/version",
  ],
  ["getMessage", "/body/createdOn", "2025-06-15T23:04:10Z", "times.created", "/body/createdOn"],
  ["getMessage", "/body/editedOn", "2025-06-15T23:04:16Z", "times.changed", "/body/editedOn"],
  ["listMessages", "/body/nextLink", "/chat/threads", "paths.links", "/body/nextLink"],
  ["listMessages", "/body/nextLink", "https://evil/x", "paths.links", "/body/nextLink"],
  [
    "listThreads",
    "/body/nextLink",
    "https://chat-test.communication.azure.com/chat/threads?syncState=W10%3D",
    "threads.list.link",
    "/body/nextLink",
  ],
  [
    "listParticipants",
    "/body/nextLink",
    "https://chat-test.communication.azure.com/",
    "participants.list.link",
    "/body/nextLink",
  ],
  [
    "listReceipts",
    "/body/nextLink",
    "https://chat-test.communication.azure.com/",
    "receipts.list.link",
    "/body/nextLink",
  ],
  ["unknownImage", "/body", "no", "errors.envelope-images", "/body"],
  [
    "listMessages",
    "/body/nextLink",
    "https://chat-test.communication.azure.com/chat/threads?api-version=2025-03-15",
    "messages.list.link",
    "/body/nextLink",
  ],
  [
    "listMessagesPreview2",
    "/body/value/0/priority",
    "Low",
    "schema.ChatMessage",
    "/body/value/0/priority",
  ],
  [
    "listMessagesPreview2",
    "/body/value/0/content",
    { message: "Hello" },
    "schema.ChatMessage",
    "/body/value/0/content",
  ],
  ["createIdentity", "/body/identity/id", "alice", "ids.user", "/body/identity/id"],
  [
    "createIdentity",
    "/body/accessToken/token",
    undefined,
    "schema.CommunicationIdentityAccessToken",
    "/body/accessToken/token",
  ],
  [
    "configuration",
    "/body/cloudType",
    undefined,
    "schema.RealTimeNotificationConfiguration",
    "/body/cloudType",
  ],
  ["unknownThread", "/body", "Not Found", "errors.envelope", "/body"],
  ["unknownThread", "/body", "", "errors.envelope", "/body"],
  ["unknownThread", "/body", { message: "no" }, "errors.envelope", "/body"],
  [
    "unknownThread",
    "/body/CommunicationError/Code",
    undefined,
    "errors.envelope",
    "/body/CommunicationError/Code",
  ],
  [
    "unknownThread",
    "/body/CommunicationError/Message",
    7,
    "errors.envelope",
    "/body/CommunicationError/Message",
  ],
  [
    "unknownThread",
    "/headers/content-type",
    "text/plain",
    "errors.layout",
    "/headers/content-type",
  ],
  ["unknownThreadPreview3", "/body", {}, "errors.envelope-2021", "/body"],
  ["barePreview2", "/body/code", undefined, "errors.envelope-preview2", "/body"],
  [
    "identityNotOwned",
    "/body",
    { code: "IdentityNotOwned" },
    "identity.errors.envelope",
    "/body/error",
  ],
  [
    "identityNotOwned",
    "/body/error/code",
    undefined,
    "identity.errors.envelope",
    "/body/error/code",
  ],
  [
    "identityNotOwned",
    "/headers/content-type",
    "text/html",
    "identity.errors.media-type",
    "/headers/content-type",
  ],
];

test.each(red)("%s with %s as %j breaks %s", (name, pointer, value, rule, at) => {
  const exchange = changed(good[name], pointer, value);
  const verdict = validateExchange(exchange);
  expect(verdict.violations.map((found) => [found.rule, found.pointer])).toEqual([[rule, at]]);
  expect(verdict.violations[0]?.message).toMatch(/^[A-Z`].*\.$/);
  expect(ruleSource(contracts.acs, rule, verdict)?.source).toMatch(/.{8}/);
});

const lenient: readonly (readonly [what: string, exchange: Exchange, rule: string])[] = [
  ["an unknown property", changed(good.getMessage, "/body/reactions", []), "schema.ChatMessage"],
  [
    "an unknown property of an inner model",
    changed(good.getThread, "/body/retentionPolicy/x", 1),
    "schema.ChatRetentionPolicy",
  ],
  [
    "a time with a fraction",
    changed(good.getThread, "/body/createdOn", "2025-06-15T23:04:08.5Z"),
    "times.form",
  ],
  [
    "null for an identifier's part",
    changed(good.getThread, "/body/createdByCommunicationIdentifier/phoneNumber", null),
    "bodies.no-null",
  ],
  [
    "JSON without a charset",
    changed(good.getThread, "/headers/content-type", "application/json"),
    "headers.json",
  ],
  [
    "another root of errors",
    changed(good.unknownThread, "/body", { error: { code: "NotFound", message: "x" } }),
    "errors.envelope",
  ],
];

test.each(lenient)("%s is fine, unless strict", (_, exchange, rule) => {
  expect(validateExchange(exchange).violations).toEqual([]);
  const { violations } = validateExchange({ ...exchange, strict: true });
  expect(violations.map((violation) => violation.rule)).toContain(rule);
});

test.each([
  ["2020-09-21-preview2", "errors.envelope-preview2"],
  ["2020-11-01-preview3", "errors.envelope-2021"],
  ["2021-01-27-preview4", "errors.envelope-preview4"],
  ["2021-03-07", "errors.envelope-spring-2021"],
  ["2021-09-07", "errors.envelope"],
])("an error of %s that is none breaks %s", (apiVersion, rule) => {
  const exchange = { ...changed(good.unknownThread, "/body", []), apiVersion };
  expect(validateExchange(exchange).violations.map((found) => found.rule)).toEqual([rule]);
});

/** Every operation at every version, and the request for it. */
const everywhere = contracts.acs.apis.flatMap((api) =>
  api.versions.flatMap(({ id }) =>
    Object.entries(apiAt(api, id)?.operations ?? {}).map(([name, row]) => ({
      name,
      row,
      request: {
        method: row.method,
        url: `${row.path.replaceAll(/\{\w+\}/g, "x")}?api-version=${id}`,
      },
      id,
    })),
  ),
);

test("every operation at every version is found, and another status than its own is wrong", () => {
  expect(everywhere.length).toBeGreaterThan(300);
  for (const { name, request, id } of everywhere) {
    const verdict = validateExchange({ vendor: "acs", request, response: { status: 299 } });
    expect(verdict).toMatchObject({ operation: name, apiVersion: id });
    const [violation, ...others] = verdict.violations;
    expect(others).toEqual([]);
    expect(violation).toMatchObject({ pointer: "/status", actual: 299 });
    expect(ruleSource(contracts.acs, violation?.rule ?? "", verdict)).toBeDefined();
  }
});

test("every operation at every version has a body or none, as its row says", () => {
  for (const { name, row, request } of everywhere) {
    const { status, model } = row.success;
    if (model === "binary") continue;
    const response = { status, body: model === undefined ? "x" : "" };
    const { violations } = validateExchange({ vendor: "acs", request, response });
    expect(
      violations.map(({ pointer }) => pointer),
      name,
    ).toEqual(["/body"]);
  }
});

test("every rule that the judge names is in the ledger, and shown broken here", () => {
  const ledger = new Set(
    contracts.acs.apis.flatMap(({ rules }) => Object.values(rules).flat()).map(({ id }) => id),
  );
  const folder = resolve(import.meta.dirname, "../../src/contracts/acs/judge");
  const named = readdirSync(folder)
    .filter((name) => name !== "status-rules.ts")
    .flatMap((name) =>
      readFileSync(resolve(folder, name), "utf8").match(/"[a-z0-9-]+(\.[a-z0-9-]+)+"/g),
    )
    .flatMap((text) => (text ? [text.slice(1, -1)] : []));
  expect(named.filter((id) => !ledger.has(id))).toEqual([]);
  const shown = new Set([...red.map(([, , , rule]) => rule), ...lenient.map(([, , rule]) => rule)]);
  const elsewhere = /^errors\.envelope-/;
  expect(named.filter((id) => !shown.has(id) && !elsewhere.test(id))).toEqual([]);
});

test.each(Object.values(statusRules).flatMap((rules) => Object.values(rules)))(
  "%s is in the ledger",
  (rule) => {
    expect(
      ruleSource(contracts.acs, rule, { operation: undefined, apiVersion: undefined }),
    ).toBeDefined();
  },
);
