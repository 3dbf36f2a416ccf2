// Reads one exchange in the shape that `validateExchange` takes, from JSON that anybody may have written.

import type { Exchange, HeadersLike, VendorName } from "../judge/exchange.ts";

export interface Undecodable {
  readonly problem: string;
}

export type Decoded = Exchange | Undecodable;

/** Beside an object, headers may be a list of `{ name, value }`, as in a HAR. */
export function decodeExchange(value: unknown): Decoded {
  if (!isRecord(value)) return { problem: "it is no exchange, which is an object" };
  const { vendor = "acs", apiVersion, strict, request, response } = value;
  if (!isRecord(request)) return { problem: "its request is missing" };
  if (!isRecord(response)) return { problem: "its response is missing" };
  if (!isVendor(vendor)) return { problem: `${JSON.stringify(vendor)} is no vendor; acs is one` };
  const { method, url } = request;
  const { status } = response;
  if (typeof method !== "string") return { problem: "its request.method is no text" };
  if (typeof url !== "string") return { problem: "its request.url is no text" };
  if (typeof status !== "number") return { problem: "its response.status is no number" };
  return {
    vendor,
    ...(typeof apiVersion === "string" && { apiVersion }),
    ...(typeof strict === "boolean" && { strict }),
    request: { method, url, headers: decodeHeaders(request["headers"]), body: request["body"] },
    response: {
      status,
      headers: decodeHeaders(response["headers"]),
      body: response["body"],
      ...(response["isBodyUnknown"] === true && { isBodyUnknown: true }),
    },
  };
}

function isVendor(value: unknown): value is VendorName {
  return value === "acs" || value === "stackexchange";
}

/** Undefined when there are none; what has no name or no text is left out. */
export function decodeHeaders(headers: unknown): HeadersLike | undefined {
  if (Array.isArray(headers)) {
    return headers.flatMap((header): [string, string][] => {
      const [name, value] = Array.isArray(header)
        ? header
        : isRecord(header)
          ? [header["name"], header["value"]]
          : [];
      return typeof name === "string" && typeof value === "string" ? [[name, value]] : [];
    });
  }
  if (!isRecord(headers)) return undefined;
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    [value].flat().flatMap((one): [string, string][] => {
      const isPlain = typeof one === "string" || typeof one === "number";
      return isPlain ? [[name, String(one)]] : [];
    }),
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
