// A visit to a chat host as its codecs get it: with the host, the visitor and a good form.

import type { PersonId } from "../../engine/ids.ts";
import type { Visit, VisitReply } from "../dialect.ts";
import type { ChatHost } from "./chat-host.ts";
import type { Session } from "./sessions.ts";
import type { StackExchange } from "./stack-exchange.ts";

/** Somebody who has logged in. */
export interface Visitor {
  readonly session: Session;
  readonly person: PersonId;
}

export interface ChatCall extends Visit {
  readonly network: StackExchange;
  readonly chat: ChatHost;
  readonly visitor: Visitor | undefined;
  /** The key that this visitor's forms must carry. */
  readonly formKey: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isStrict: boolean;
  /** Where sockets are to connect to, such as `ws://127.0.0.1:2428`. */
  readonly socketUrl: string;
}

export type ChatCodec = (call: ChatCall) => VisitReply;

/** A call of somebody who has logged in; the operation's row says so. */
export type MemberCall = ChatCall & { readonly visitor: Visitor };

export function byMember(codec: (call: MemberCall) => VisitReply): ChatCodec {
  return (call) => {
    const { visitor } = call;
    if (!visitor) {
      throw new Error(
        `Cannot serve ${call.operation}: its row lets anybody in. Let it ask for a session.`,
      );
    }
    return codec({ ...call, visitor });
  };
}
