// Read receipts on the wire: send and list.

import type { ChatModel } from "../../../contracts/acs/index.ts";
import type { receiptOperations } from "../../../contracts/acs/receipts.ts";
import * as queries from "../../engine/queries.ts";
import type { Receipt } from "../../engine/state.ts";
import type { Call, Codec, Reply } from "../dialect.ts";
import { decodeClaim } from "./decode.ts";
import { encodeReceipt, replyWithList } from "./encode.ts";
import { refusalError } from "./errors.ts";
import { decodeMessage, isWireError } from "./identifiers.ts";
import { countedPage, pageSize, pageSizes } from "./paging.ts";

export const receiptCodecs = {
  ChatThread_ListChatReadReceipts: listReceipts,
  ChatThread_SendChatReadReceipt: sendReceipt,
} as const satisfies Record<keyof typeof receiptOperations, Codec>;

function listReceipts(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const size = pageSize(call, pageSizes.receipts);
  if (isWireError(size)) return size;
  const answer = queries.receipts(call.tenant.engine.state, claim);
  if (answer.refusal) return refusalError(answer.refusal);
  const { page, nextLink } = countedPage(call, settled(call, answer.value), size);
  return replyWithList(call, "ChatMessageReadReceipt", page.map(encodeReceipt), nextLink);
}

/** Without what has not come round yet, where reads lag behind writes. */
function settled({ tenant, now }: Call, receipts: readonly Receipt[]): readonly Receipt[] {
  const { receiptsMs } = tenant.lag;
  return receiptsMs === 0 ? receipts : receipts.filter(({ readAt }) => readAt <= now - receiptsMs);
}

function sendReceipt(call: Call): Reply {
  const claim = decodeClaim(call);
  if (isWireError(claim)) return claim;
  const body = call.body as ChatModel<"SendReadReceiptRequest">;
  const message = decodeMessage(body.chatMessageId);
  if (isWireError(message)) return message;
  const result = call.tenant.execute({ type: "markRead", ...claim, message });
  return result.refusal ? refusalError(result.refusal) : {};
}
