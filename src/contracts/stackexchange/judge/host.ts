// For which host a request is: the one that its header names, wherever it was sent.

import type { ExchangeRequest } from "../../judge/exchange.ts";
import { headerMap } from "../../judge/received.ts";
import { parseRequestTarget } from "../../judge/request-target.ts";

/** In lower case and without a port; undefined where neither header nor URL names one. */
export function hostOf({
  url,
  headers,
}: Pick<ExchangeRequest, "url" | "headers">): string | undefined {
  const named = headers && headerMap(headers).get("host");
  const host = named ?? parseRequestTarget(url).host;
  return host?.toLowerCase().replace(/:\d+$/, "");
}
