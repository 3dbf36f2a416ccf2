// How a server is broken for each kind of derived check.

import { identityOperations } from "../../../../src/contracts/acs/identity.ts";
import { realtimeOperations } from "../../../../src/contracts/acs/realtime.ts";
import type { Break } from "../broken-server.ts";
import { ANY, accepting, always, type Breaks, statusTo, withoutHeader } from "./edits.ts";

const operation = /^acs\.(\w+)\.[\w-]+$/;

/** Any success is answered with a status that nothing has. */
const otherSuccess: Break = (_, answer) => {
  if (answer.status < 300) answer.status = 299;
};

const successBreaks: Breaks = [
  always(otherSuccess),
  withoutHeader("ms-cv"),
  withoutHeader("x-processing-time"),
  always((_, answer) => {
    answer.headers["etag"] = '"1"';
  }),
  always((_, answer) => {
    answer.headers["retry-after"] = "1";
  }),
];

const lets = accepting(ANY, /./);

const refusalBreaks: Readonly<Record<string, Breaks>> = {
  "without-token": lets,
  "with-bad-token": [
    lets,
    always((_, answer) => {
      if (answer.status === 401) answer.text = '{"why":"no"}';
    }),
  ],
  "with-expired-token": lets,
  "with-foreign-token": lets,
  "without-signature": lets,
  "with-wrong-key": lets,
  "without-version": lets,
  "with-unknown-version": lets,
  "with-wrong-method": accepting("PUT", /./),
  "with-empty-body": lets,
  "with-broken-body": lets,
  "in-unknown-thread": always(statusTo(404, 403)),
  "in-malformed-thread": always(statusTo(400, 404)),
  "of-strangers": always(statusTo(403, 404)),
};

/** The ways in which a derived check of that id has to be broken; undefined when it is not derived. */
export function derivedBreaks(id: string): Breaks | undefined {
  const [, name = ""] = operation.exec(id) ?? [];
  const kind = id.slice(id.lastIndexOf(".") + 1);
  if (kind !== "succeeds") return refusalBreaks[kind];
  const isChat = !(name in identityOperations) && !(name in realtimeOperations);
  return isChat ? successBreaks : always(otherSuccess);
}
