// Every api-version has the operations it had, and all lead to the newest.

import { expect, test } from "vitest";
import { chatApi, identityApi } from "../../src/contracts/acs/index.ts";
import type { Api } from "../../src/contracts/contract.ts";
import { apiAt } from "../../src/contracts/versions.ts";

const apis: readonly Api[] = [chatApi, identityApi];

/** Method, path, status and what a repeat is known by, in the order of the table. */
function shapes(api: Api, version: string): readonly string[] {
  return Object.values(apiAt(api, version)?.operations ?? {}).map(
    ({ method, path, success }) => `${method} ${path} ${success.status}`,
  );
}

const thread = "/chat/threads/{chatThreadId}";
const message = `${thread}/messages/{chatMessageId}`;

const commonOperations = [
  "POST /chat/threads 201",
  "GET /chat/threads 200",
  `GET ${thread} 200`,
  `PATCH ${thread} 204`,
  `DELETE ${thread} 204`,
  `POST ${thread}/messages 201`,
  `GET ${thread}/messages 200`,
  `GET ${message} 200`,
  `PATCH ${message} 204`,
  `DELETE ${message} 204`,
  `GET ${thread}/participants 200`,
  `POST ${thread}/participants/:add 201`,
  `POST ${thread}/participants/:remove 204`,
  `GET ${thread}/readReceipts 200`,
  `POST ${thread}/readReceipts 200`,
  `POST ${thread}/typing 200`,
];

test("2020-09-21-preview2 has members, multiple statuses and changes that answer 200", () => {
  expect(shapes(chatApi, "2020-09-21-preview2")).toEqual([
    "POST /chat/threads 207",
    "GET /chat/threads 200",
    `GET ${thread} 200`,
    `PATCH ${thread} 200`,
    `DELETE ${thread} 204`,
    `POST ${thread}/messages 201`,
    `GET ${thread}/messages 200`,
    `GET ${message} 200`,
    `PATCH ${message} 200`,
    `DELETE ${message} 204`,
    `GET ${thread}/members 200`,
    `POST ${thread}/members 207`,
    `DELETE ${thread}/members/{participantId} 204`,
    `GET ${thread}/readReceipts 200`,
    `POST ${thread}/readReceipts 201`,
    `POST ${thread}/typing 200`,
  ]);
});

test("2020-11-01-preview3 removes participants by their path", () => {
  expect(shapes(chatApi, "2020-11-01-preview3")).toEqual(
    commonOperations.map((shape) =>
      shape === `POST ${thread}/participants/:remove 204`
        ? `DELETE ${thread}/participants/{participantId} 204`
        : shape,
    ),
  );
});

test.each(["2021-01-27-preview4", "2021-03-07", "2021-09-07", "2024-03-07", "2025-03-15"])(
  "%s has the sixteen common operations",
  (version) => {
    expect(shapes(chatApi, version)).toEqual(commonOperations);
  },
);

test("2024-06-05-preview alone has images", () => {
  const images = [
    `POST ${thread}/images 201`,
    `GET ${thread}/images/{imageId}/view/{imageViewType} 200`,
    `DELETE ${thread}/images/{imageId} 204`,
  ];
  expect(shapes(chatApi, "2024-06-05-preview")).toEqual([...commonOperations, ...images]);
  const others = chatApi.versions.map(({ id }) => id).filter((id) => id !== "2024-06-05-preview");
  const withImages = others.filter((id) => shapes(chatApi, id).join().includes("/images"));
  expect(withImages).toEqual([]);
});

test.each([
  ["2020-11-01-preview3", "repeatability-request-id"],
  ["2021-01-27-preview4", "repeatability-request-id"],
  ["2021-03-01-preview5", "idempotency-token"],
  ["2021-03-07", "repeatability-request-id"],
  ["2025-03-15", "repeatability-request-id"],
])("%s takes the repeatability id from %s", (version, header) => {
  const operations = apiAt(chatApi, version)?.operations;
  expect(operations?.["Chat_CreateChatThread"]?.repeatabilityHeader?.toLowerCase()).toBe(header);
});

test("identity has five operations since Teams tokens can be exchanged, and had others at first", () => {
  const common = [
    "POST /identities 201",
    "DELETE /identities/{id} 204",
    "POST /identities/{id}/:issueAccessToken 200",
    "POST /identities/{id}/:revokeAccessTokens 204",
  ];
  expect(shapes(identityApi, "2023-10-01")).toEqual([
    ...common,
    "POST /teamsUser/:exchangeAccessToken 200",
  ]);
  expect(shapes(identityApi, "2021-03-07")).toEqual(common);
  expect(shapes(identityApi, "2020-07-20-preview2")).toEqual([
    "POST /identities 200",
    "DELETE /identities/{id} 204",
    "POST /identities/{id}/token 200",
    "PATCH /identities/{id} 204",
  ]);
});

test("the versions are listed as the service lists them", () => {
  expect(identityApi.versions.map(({ id }) => id)).toEqual([
    "2020-07-20-preview2",
    "2021-03-07",
    "2021-10-31-preview",
    "2021-11-01",
    "2022-06-01",
    "2022-10-01",
    "2023-10-01",
    "2025-03-02-preview",
    "2025-06-30",
  ]);
  const chat = chatApi.versions.map(({ id }) => id);
  expect(chat).toEqual([...chat].sort());
  // What the service itself advertised in June 2025.
  const advertised = [
    "2021-03-07",
    "2021-04-05-preview6",
    "2021-09-07",
    "2023-04-01-preview",
    "2023-07-01-preview",
    "2023-11-07",
    "2023-11-15-preview",
    "2024-03-01-preview",
    "2024-03-07",
    "2024-03-15-preview",
    "2024-06-05-preview",
    "2025-03-15",
  ];
  expect(chat.filter((id) => advertised.includes(id))).toEqual(advertised);
});

test.each(apis)("every version of $name leads to the newest, without a circle", (api) => {
  const newest = api.versions.at(-1);
  expect(newest?.from).toBeUndefined();
  const byId = new Map(api.versions.map((version) => [version.id, version]));
  expect(byId.size).toBe(api.versions.length);
  for (const version of api.versions) {
    const path = new Set<string>();
    let at = version;
    while (at.from !== undefined && !path.has(at.id)) {
      path.add(at.id);
      const next = byId.get(at.from);
      expect(next, `${at.id} comes from ${at.from}`).toBeDefined();
      if (!next) break;
      at = next;
    }
    expect(at, `the line of ${version.id}`).toBe(newest);
  }
});

test("a version that does not exist has no operations", () => {
  expect(apiAt(chatApi, "2019-01-01")).toBeUndefined();
});
