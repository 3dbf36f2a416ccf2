// How a server is broken for each check of what all of chat has in common.

import {
  accepting,
  always,
  answering,
  type Breaks,
  participants,
  reading,
  refusing,
  threads,
  withoutHeader,
} from "./edits.ts";

const identifier = (edit: (identifier: { kind?: string; rawId?: string }) => void) =>
  always(participants(({ value }) => edit(value[0].communicationIdentifier)));

export const generalBreaks: Readonly<Record<string, Breaks>> = {
  "acs.general.identifier-form": [
    identifier((one) => {
      one.kind = "communicationUser";
    }),
    identifier((one) => {
      one.rawId = "8:acs:another";
    }),
  ],
  "acs.general.raw-id-optional": refusing(({ text }) =>
    /"communicationIdentifier":\{"c/.test(text),
  ),
  "acs.general.escaped-or-raw": [
    refusing(({ path }) => path.includes(":")),
    refusing(({ path }) => path.includes("%3a")),
  ],
  "acs.general.double-slash": refusing(({ path }) => path.startsWith("//")),
  "acs.general.request-id": withoutHeader("x-ms-client-request-id"),
  "acs.general.error-form": [
    always((_, answer) => {
      answer.text = answer.text.replaceAll("\r\n", "\n");
    }),
    always((_, answer) => {
      answer.text = answer.text.replace(/"Details": \[\]/, '"Details": [1]');
    }),
    always((_, answer) => {
      answer.text = answer.text.replace("CommunicationError", "error");
    }),
    always((_, answer) => {
      if (answer.status >= 400) answer.headers["content-type"] = "application/json; charset=utf-8";
    }),
  ],
  "acs.general.versions-of-operation": always((_, answer) => {
    answer.headers["api-supported-versions"] = "2020-11-01-preview3, 2025-03-15";
  }),
  "acs.general.media-types": [
    refusing(({ headers }) => headers.get("content-type")?.includes("merge-patch") ?? false),
    refusing(
      ({ headers, method }) =>
        method === "PATCH" && headers.get("content-type") === "application/json",
    ),
  ],
  // New users have no threads: one is listed that cannot be read. See read-only.test.ts for more.
  "acs.general.what-is-there": always(
    threads(({ value }) => value.push({ id: "19:acsV1_nothing1@thread.v2", topic: "None" })),
  ),
};

export const otherBreaks: Readonly<Record<string, Breaks>> = {
  "acs.images.upload-and-view": [
    always((asked, answer) => {
      if (asked.path.endsWith("/view/original") && answer.status === 200) answer.text = "GIF89a";
    }),
    always((asked, answer) => {
      if (asked.path.endsWith("/view/small")) answer.headers["content-type"] = "text/html";
    }),
    accepting("GET", /\/view\//, 200, "GIF"),
    answering("POST", /\/images$/, (body) => delete body.id),
  ],
  "acs.receipts.send.unknown-message": accepting("POST", /readReceipts/, 200, ""),
  "acs.receipts.list.one-each": [
    always(reading(/\/readReceipts$/, ({ value }) => value.pop())),
    // The earlier receipt stays beside the later one.
    always(
      reading(/\/readReceipts$/, ({ value }) => value.push({ ...value[0], chatMessageId: "1" })),
    ),
    always(
      reading(/\/readReceipts$/, (body) => {
        body.nextLink = "https://localhost:2428/chat/threads";
      }),
    ),
    always(
      reading(/\/readReceipts$/, ({ value }) => {
        [value[0].chatMessageId, value[1].chatMessageId] = [
          value[1].chatMessageId,
          value[0].chatMessageId,
        ];
      }),
    ),
  ],
  "acs.typing.send.no-trace": () => {
    let hasTyped = false;
    return (asked, answer) => {
      if (asked.path.endsWith("/typing")) hasTyped = true;
      if (!hasTyped || !asked.path.endsWith("/messages")) return;
      const body = JSON.parse(answer.text);
      body.value.pop();
      answer.text = JSON.stringify(body);
    };
  },
  "acs.typing.send.body-optional": [
    refusing(({ path, text }) => path.endsWith("/typing") && text === ""),
    refusing(({ path, text }) => path.endsWith("/typing") && text === "{}"),
    refusing(({ path, text }) => path.endsWith("/typing") && text.includes("Alice")),
  ],
  "acs.typing.send.no-body": refusing(({ path, text }) => path.endsWith("/typing") && text === ""),
};
