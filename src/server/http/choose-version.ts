// Picks the api-version that a request is served at.

import type { ServedApi, WireError } from "../dialects/dialect.ts";
import type { Endpoint, Resource } from "./routes.ts";
import type { Target } from "./target.ts";

export interface VersionPolicy {
  readonly isStrict: boolean;
  readonly warn: (message: string) => void;
}

/** A version newer than any known is served as the newest, with a warning, unless strictness forbids it. */
export function chooseVersion(
  resource: Resource<ServedApi>,
  { query, pathAndQuery, origin }: Target,
  policy: VersionPolicy,
): Endpoint | WireError {
  const version = query["api-version"];
  const supported = resource.supportedVersions;
  if (version === undefined || version === "") {
    return { error: "versionMissing", fill: { supported } };
  }
  const endpoint = resource.endpoints.get(version) ?? resource.endpoints.get(version.toLowerCase());
  if (endpoint) return endpoint;
  const newest = resource.served.api.versions.at(-1)?.id ?? "";
  const successor = resource.endpoints.get(newest);
  if (!policy.isStrict && successor && isNewer(version, newest)) {
    policy.warn(
      `api-version ${version} is newer than any known; served as ${newest}. Start with --strict to refuse it.`,
    );
    return successor;
  }
  const uri = `${origin}${pathAndQuery}`;
  return { error: "versionUnsupported", fill: { uri, version, supported } };
}

function isNewer(version: string, newest: string): boolean {
  const isVersion = /^\d{4}-\d{2}-\d{2}(-preview\d*)?$/.test(version);
  return isVersion && version.slice(0, 10) > newest.slice(0, 10);
}
