// Cross-origin answers: pages are nearly always served from elsewhere, and the SDK sends credentials.

const METHODS = "GET,POST,PUT,PATCH,DELETE,OPTIONS";

// With credentials `*` would mean a header of that name, so each is named.
const EXPOSED = [
  "api-supported-versions",
  "content-length",
  "date",
  "location",
  "ms-cv",
  "retry-after",
  "www-authenticate",
  "x-emulator-api-version",
  "x-ms-client-request-id",
  "x-processing-time",
].join(",");

/** What every answer to a page carries, errors included (acs-realtime 3.0). */
export function allowOrigin(headers: Record<string, string>, origin: string): void {
  headers["access-control-allow-origin"] = origin;
  headers["access-control-allow-credentials"] = "true";
  headers["access-control-expose-headers"] = EXPOSED;
  headers["vary"] = "Origin";
}

/** The answer to a preflight, on every path. */
export function preflight(requestedHeaders: string | null, origin: string | null): Response {
  const headers: Record<string, string> = {
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": requestedHeaders ?? "*",
    "access-control-allow-private-network": "true",
    "access-control-max-age": "600",
  };
  if (origin !== null) allowOrigin(headers, origin);
  return new Response(null, { status: 204, headers });
}
