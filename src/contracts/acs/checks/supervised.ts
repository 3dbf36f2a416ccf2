// How a check's requests go out: what they make is written down first, and every answer is held against the contract.

import type { Sender } from "../../suite/client.ts";
import { expectLawful } from "../../suite/lawful.ts";
import type { Ledger } from "../../suite/ledger.ts";
import { NoAnswer } from "../../suite/no-answer.ts";
import type { Recorded, RecordedRequest } from "../../suite/recorded.ts";
import type { VersionedApi } from "../../versions.ts";
import { judgeAcsExchange } from "../judge/index.ts";
import type { Manner, Send } from "./caller.ts";
import { newPerson } from "./people.ts";
import { Speech } from "./speech.ts";

export interface Supervision {
  readonly sender: Sender;
  readonly ledger: Ledger;
  readonly isStrict: boolean;
  /** A name for what is made next, never used before. */
  nextKey(): string;
}

/** `by` is the id of the user who calls; undefined for the resource itself. */
export function supervised(supervision: Supervision, version: VersionedApi, by?: string): Send {
  const maker = new Maker(supervision, version, by);
  return async (request, operation, manner = {}) => {
    const exchange = await maker.send(request, operation, manner);
    if (!manner.isUnjudged) {
      expectLawful(exchange, supervision.isStrict, (received) =>
        judgeAcsExchange({ vendor: "acs", ...received }),
      );
    }
    return exchange;
  };
}

type Ask = () => Promise<Recorded>;

class Maker {
  readonly #supervision: Supervision;
  readonly #version: VersionedApi;
  readonly #by: string | undefined;

  constructor(supervision: Supervision, version: VersionedApi, by: string | undefined) {
    this.#supervision = supervision;
    this.#version = version;
    this.#by = by;
  }

  async send(
    request: RecordedRequest,
    operation: string | undefined,
    { isHasty }: Manner,
  ): Promise<Recorded> {
    const { sender } = this.#supervision;
    const ask: Ask = isHasty ? () => sender.sendOnce(request) : () => sender.send(request);
    if (operation === "Chat_CreateChatThread") return this.#makeThread(request, ask);
    if (operation === "CommunicationIdentity_Create") return this.#makeUser(ask);
    return ask();
  }

  async #makeThread(request: RecordedRequest, ask: Ask): Promise<Recorded> {
    const speech = new Speech(this.#version);
    const repeatKey = request.headers[speech.repeatHeader ?? ""];
    return this.#make(ask, (body) => speech.newThread(body), {
      what: "thread",
      apiVersion: speech.version.id,
      ...(this.#by !== undefined && { by: this.#by }),
      ...(repeatKey !== undefined && { repeatKey }),
    });
  }

  async #makeUser(ask: Ask): Promise<Recorded> {
    return this.#make(ask, newPerson, { what: "user", apiVersion: this.#version.id });
  }

  /** Every creation goes through the ledger, also one that has to be refused: a broken endpoint may make something. */
  async #make(
    ask: Ask,
    idOf: (body: unknown) => string | undefined,
    made: {
      readonly what: "thread" | "user";
      readonly apiVersion: string;
      readonly by?: string;
      readonly repeatKey?: string;
    },
  ): Promise<Recorded> {
    const { ledger, nextKey } = this.#supervision;
    const key = nextKey();
    ledger.write({ kind: "making", key, ...made });
    const exchange = await ask().catch((error) => {
      if (error instanceof NoAnswer && error.isUnsent) ledger.write({ kind: "gone", key });
      throw error;
    });
    const id = idOf(exchange.response.body);
    if (id !== undefined) ledger.write({ kind: "made", what: made.what, key, id });
    else if (exchange.response.status >= 400) ledger.write({ kind: "gone", key });
    return exchange;
  }
}
