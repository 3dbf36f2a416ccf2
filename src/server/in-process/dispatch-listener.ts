// The handlers that undici gives to a dispatcher, of its older generation and its newer one, seen as one.

import type { Dispatcher } from "undici";

/** The request that a handler hears of and steers. */
export interface Controlled extends Dispatcher.DispatchController {
  rawHeaders: Buffer[];
  /** Without a reason it is the request's own. */
  abort(reason?: Error): void;
}

/** A handler of either generation, seen as one. */
export interface Listener {
  onStart(exchange: Controlled): void;
  onHead(exchange: Controlled, status: number, text: string): void;
  onData(exchange: Controlled, chunk: Buffer): void;
  onEnd(exchange: Controlled): void;
  onError(exchange: Controlled, error: Error): void;
}

export function listenerOf(
  handler: Dispatcher.DispatchHandler,
  { util }: typeof import("undici"),
): Listener {
  if (!handler.onRequestStart) return legacyListener(handler);
  return {
    onStart: (exchange) => handler.onRequestStart?.(exchange, undefined),
    onHead(exchange, status, text) {
      const headers = util.parseHeaders(exchange.rawHeaders);
      // The types hold this one for legacy, but undici calls it: fetch takes its timing from it.
      handler.onResponseStarted?.();
      handler.onResponseStart?.(exchange, status, headers, text);
    },
    onData: (exchange, chunk) => handler.onResponseData?.(exchange, chunk),
    onEnd: (exchange) => handler.onResponseEnd?.(exchange, {}),
    onError: (exchange, error) => handler.onResponseError?.(exchange, error),
  };
}

/** What undici up to 6 hands over, and with it the `fetch` of Node 20 and 22. */
function legacyListener(handler: Dispatcher.DispatchHandler): Listener {
  return {
    onStart: (exchange) => handler.onConnect?.((reason) => exchange.abort(reason)),
    onHead(exchange, status, text) {
      const resume = () => exchange.resume();
      handler.onResponseStarted?.();
      if (handler.onHeaders?.(status, exchange.rawHeaders, resume, text) === false) {
        exchange.pause();
      }
    },
    onData(exchange, chunk) {
      if (handler.onData?.(chunk) === false) exchange.pause();
    },
    onEnd: () => handler.onComplete?.([]),
    onError: (_exchange, error) => handler.onError?.(error),
  };
}
