// Real bodies pass the schema of their version, and fail as soon as something is wrong with them.

import type { ValidateFunction } from "ajv";
import { expect, test } from "vitest";
import { chatApi, identityApi } from "../../src/contracts/acs/index.ts";
import { apiAt } from "../../src/contracts/versions.ts";
import { type Example, messageExamples, threadExamples } from "./examples.ts";
import { answerExamples, requestExamples } from "./other-examples.ts";
import { strictValidator } from "./strict-validator.ts";

const examples = [...threadExamples, ...messageExamples, ...answerExamples, ...requestExamples];

const validators = new Map<string, (model: string) => ValidateFunction>();

function accepts(api: Example["api"], version: string, model: string, body: unknown): boolean {
  const key = `${api} ${version}`;
  let validator = validators.get(key);
  if (!validator) {
    const versioned = apiAt(api === "chat" ? chatApi : identityApi, version);
    if (!versioned) throw new Error(`Cannot validate: there is no ${key}.`);
    validator = strictValidator(versioned);
    validators.set(key, validator);
  }
  return validator(model)(body);
}

const named = examples.map((example, index) => ({ name: `${index} ${example.model}`, ...example }));

test.each(named)("example $name passes at its versions", ({ api, versions, model, body }) => {
  const refused = versions.filter((version) => !accepts(api, version, model, body));
  expect(refused).toEqual([]);
});

const exclusive = named.filter((example) => example.not);

test.each(exclusive)("example $name fails elsewhere", ({ api, not = [], model, body }) => {
  expect(not.filter((version) => accepts(api, version, model, body))).toEqual([]);
});

test.each(named)(
  "example $name fails without what is required",
  ({ api, versions, model, body }) => {
    const survivors = versions.flatMap((version) => {
      const schema = apiAt(api === "chat" ? chatApi : identityApi, version)?.definitions[model];
      const required = typeof schema === "object" ? (schema.required ?? []) : [];
      expect(required.length, `${model} at ${version} requires something`).toBeGreaterThan(0);
      return required
        .filter((name) => accepts(api, version, model, without(body, name)))
        .map((name) => `${version} without ${name}`);
    });
    expect(survivors).toEqual([]);
  },
);

test.each(named)(
  "example $name fails with a number for a text",
  ({ api, versions, model, body }) => {
    const mutants = mutantsOf(body);
    expect(mutants.length).toBeGreaterThan(0);
    const survivors = versions.flatMap((version) =>
      mutants
        .filter((mutant) => isKnown(api, version, model, mutant.path))
        .filter((mutant) => accepts(api, version, model, mutant.body))
        .map((mutant) => `${version} with ${mutant.path.join(".")}`),
    );
    expect(survivors).toEqual([]);
  },
);

test.each([
  ["2025-03-15", "ChatMessage", { createdOn: "yesterday" }],
  ["2025-03-15", "ChatMessage", { type: "Text" }],
  ["2025-03-15", "ChatMessage", { sequenceId: "four" }],
  ["2025-03-15", "ChatMessage", { version: "1.5" }],
  ["2025-03-15", "ChatMessage", { senderCommunicationIdentifier: { communicationUser: {} } }],
  ["2025-03-15", "ChatThreadProperties", { retentionPolicy: { kind: "threadCreationDate" } }],
  ["2025-03-15", "ChatThreadProperties", { retentionPolicy: { kind: "never" } }],
  ["2025-03-15", "ChatThreadProperties", { metadata: { key: 1 } }],
  ["2024-06-05-preview", "ChatMessage", { policyViolation: { state: "fine" } }],
  ["2020-09-21-preview2", "ChatMessage", { priority: "Low" }],
  ["2020-09-21-preview2", "ChatMessage", { type: "text" }],
])("at %s a %s with %j fails", (version, model, change) => {
  const example = examples.find(
    (candidate) => candidate.model === model && candidate.versions.includes(version),
  ) ?? { body: messageExamples[0]?.body };
  expect(accepts("chat", version, model, example.body)).toBe(true);
  expect(accepts("chat", version, model, { ...example.body, ...change })).toBe(false);
});

test.each([
  ["SendChatMessageRequest", { content: "x", type: "topicUpdated" }],
  ["SendChatMessageRequest", { content: null }],
  ["CreateChatThreadRequest", { topic: null }],
  ["CreateChatThreadRequest", { topic: "x", participants: [{ displayName: "nobody" }] }],
  [
    "UpdateChatThreadRequest",
    { retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 29 } },
  ],
  [
    "UpdateChatThreadRequest",
    { retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 91 } },
  ],
  ["UpdateChatThreadRequest", { metadata: { key: null } }],
  ["AddChatParticipantsRequest", {}],
  ["SendReadReceiptRequest", { chatMessageId: 1 }],
])("the request %s of %j is refused", (model, body) => {
  expect(accepts("chat", "2025-03-15", model, body)).toBe(false);
});

function without(body: object, name: string): object {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}

interface Mutant {
  readonly path: readonly string[];
  readonly body: object;
}

/** The body with each of its own texts replaced by a number, one at a time. */
function mutantsOf(body: object): Mutant[] {
  return Object.entries(body).flatMap(([name, value]): Mutant[] => {
    if (typeof value === "string") return [{ path: [name], body: { ...body, [name]: 7 } }];
    if (typeof value !== "object" || value === null) return [];
    return mutantsOf(value).map((inner) => ({
      path: [name, ...inner.path],
      body: {
        ...body,
        [name]: Array.isArray(value) ? Object.values(inner.body) : inner.body,
      },
    }));
  });
}

/** Whether the schema speaks of a place; of others it may not care. */
function isKnown(api: Example["api"], version: string, model: string, path: readonly string[]) {
  const definitions = apiAt(api === "chat" ? chatApi : identityApi, version)?.definitions ?? {};
  const schema = definitions[model];
  const known = typeof schema === "object" ? Object.keys(schema.properties ?? {}) : [];
  return known.includes(path[0] ?? "");
}
