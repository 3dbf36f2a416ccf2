// Files of certificates to trust, for clients that take one file only.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { writePrivateFile } from "./private-file.ts";

/**
 * The file to name in NODE_EXTRA_CA_CERTS. Node reads one file from it and takes it in addition to its own
 * roots, so what the user has there already must come along in the same file.
 */
export function extraTrust(
  dataFolder: string,
  caFile: string,
  present: string | undefined,
): Promise<string> {
  return together(dataFolder, caFile, present, []);
}

/**
 * The file to name in SSL_CERT_FILE and REQUESTS_CA_BUNDLE. These replace what a client trusts, so without
 * the public roots it could reach nothing but the emulator.
 */
export function wholeTrust(
  dataFolder: string,
  caFile: string,
  present: string | undefined,
): Promise<string> {
  return together(dataFolder, caFile, present, rootCertificates);
}

async function together(
  dataFolder: string,
  caFile: string,
  present: string | undefined,
  roots: readonly string[],
): Promise<string> {
  const ca = await readFile(caFile, "utf8");
  // A file that cannot be read is of no use to the client either.
  const text = present ? await readFile(present, "utf8").catch(() => undefined) : undefined;
  if (present && text?.includes(ca.trim())) return present;
  const others = text === undefined ? roots : [text];
  if (others.length === 0) return caFile;
  const bundle = [ca, ...others].map((part) => `${part.trim()}\n`).join("");
  // Named by what it says: whoever writes it again changes nothing for those who read it.
  const digest = createHash("sha256").update(bundle).digest("hex").slice(0, 12);
  const file = join(dataFolder, `trust-${digest}.pem`);
  const written = await readFile(file, "utf8").catch(() => undefined);
  if (written !== bundle) await writePrivateFile(file, bundle);
  return file;
}
