// The emulator's own certificates: read from the data folder, and made only when they are missing or stale.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { createSecureContext, type SecureContext } from "node:tls";
import { defaultDataFolder } from "../data-folder.ts";
import type { KeyPair } from "./certificate-authority.ts";
import {
  addGeneration,
  dropOlder,
  type Generation,
  newestGeneration,
  openFolder,
  publish,
} from "./certificate-files.ts";

/** What a TLS server needs to speak for the emulator, and what a client needs to trust it. */
export interface Certificates {
  /** The file with the authority's certificate, for NODE_EXTRA_CA_CERTS and the like. */
  readonly caFile: string;
  /** The authority's certificate as PEM text. */
  readonly ca: string;
  /** The server certificate and then the authority's, as PEM text. */
  readonly certificate: string;
  /** The server certificate's private key, as PEM text. */
  readonly key: string;
  /** A certificate for a host that the server certificate does not name; nothing if it does name it. */
  contextFor(host: string): Promise<SecureContext | undefined>;
}

export interface CertificateOptions {
  /** Where the files are kept; `defaultDataFolder()` unless told. */
  readonly folder?: string;
  /** What the server certificate names besides this machine: host patterns, hosts and addresses. */
  readonly hosts?: readonly string[];
  /** The time in milliseconds. */
  readonly now?: () => number;
}

interface Bundle {
  readonly authority?: KeyPair;
  readonly leaf?: KeyPair;
  /** The names in the server certificate. */
  readonly names: readonly string[];
}

const thisMachine = ["localhost", "*.localhost", "127.0.0.1", "::1"];
const dayMs = 24 * 60 * 60 * 1000;
const renewDays = 30;
const rememberedHosts = 100;
const hostName = /^(?=.{1,253}$)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/** Reads the certificates, making what is missing, broken, near its end or lacks a name. */
export async function loadCertificates(options: CertificateOptions = {}): Promise<Certificates> {
  const folder = options.folder ?? defaultDataFolder();
  const now = options.now ?? Date.now;
  const names = [...thisMachine, ...(options.hosts ?? []).flatMap(certificateName)];
  try {
    await openFolder(folder);
    return await settle(folder, names, now);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Cannot keep certificates in ${folder}: ${cause}. Set CHAT_EMULATOR_DATA to a folder you may write to.`,
      { cause: error },
    );
  }
}

// Whoever finds the newest generation unfit writes the next one and looks again: of several
// processes that do so at once one is first, and all of them end with what that one wrote.
async function settle(
  folder: string,
  names: readonly string[],
  now: () => number,
): Promise<Certificates> {
  let newest: Generation | undefined;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    newest = await newestGeneration(folder);
    const { authority, leaf, names: present } = readBundle(newest?.text ?? "", now());
    if (authority && leaf && names.every((name) => present.includes(plainName(name)))) {
      const caFile = await publish(folder, "ca.pem", authority.certificate);
      if (newest && newest.number > 1) await dropOlder(folder, newest.number);
      return certificates(caFile, authority, leaf, now);
    }
    const wanted = [...new Set([...present, ...names.map(plainName)])];
    const text = await makeBundle(authority, wanted, now);
    await addGeneration(folder, { number: (newest?.number ?? 0) + 1, text });
  }
  throw new Error(
    `the files in it are unfit each time they are made (the last was number ${newest?.number})`,
  );
}

async function makeBundle(
  present: KeyPair | undefined,
  names: readonly string[],
  now: () => number,
): Promise<string> {
  const { certificateMaker } = await import("./certificate-authority.ts");
  const maker = certificateMaker(now);
  const authority = present ?? (await maker.makeAuthority());
  const leaf = await maker.makeLeaf(authority, names);
  return `${leaf.key}${leaf.certificate}${authority.certificate}${authority.key}`;
}

function readBundle(text: string, now: number): Bundle {
  const blocks = text.match(/-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----\n/g) ?? [];
  const [leafKey = "", leafText = "", authorityText = "", authorityKey = ""] = blocks;
  try {
    const ca = new X509Certificate(authorityText);
    const authority = { certificate: authorityText, key: authorityKey };
    if (!ca.ca || !isCurrent(ca, now) || !holdsKey(ca, authorityKey)) return { names: [] };
    return { authority, ...readLeaf({ certificate: leafText, key: leafKey }, ca, now) };
  } catch {
    return { names: [] };
  }
}

function readLeaf(leaf: KeyPair, ca: X509Certificate, now: number): Bundle {
  try {
    const certificate = new X509Certificate(leaf.certificate);
    const isSigned = certificate.checkIssued(ca) && certificate.verify(ca.publicKey);
    if (!isSigned || !holdsKey(certificate, leaf.key)) return { names: [] };
    const names = (certificate.subjectAltName ?? "").split(", ").map(namedIn);
    return isCurrent(certificate, now) ? { leaf, names } : { names };
  } catch {
    return { names: [] };
  }
}

function holdsKey(certificate: X509Certificate, key: string): boolean {
  return certificate.checkPrivateKey(createPrivateKey(key));
}

function isCurrent(certificate: X509Certificate, now: number): boolean {
  const end = Date.parse(certificate.validTo) - renewDays * dayMs;
  return Date.parse(certificate.validFrom) <= now && now < end;
}

function namedIn(entry: string): string {
  return plainName(entry.slice(entry.indexOf(":") + 1));
}

function certificateName(host: string): string[] {
  const name = host.toLowerCase().replace(/%.*$/, "");
  return isIP(name) !== 0 || hostName.test(name.replace(/^\*\./, "")) ? [name] : [];
}

// One spelling for each IPv6 address: certificates print 0:0:0:0:0:0:0:1 for ::1.
function plainName(name: string): string {
  return isIP(name) === 6 ? new URL(`http://[${name}]`).hostname.slice(1, -1) : name;
}

function certificates(
  caFile: string,
  authority: KeyPair,
  leaf: KeyPair,
  now: () => number,
): Certificates {
  const named = new X509Certificate(leaf.certificate);
  const contexts = new Map<string, Promise<SecureContext>>();
  return {
    caFile,
    ca: authority.certificate,
    certificate: leaf.certificate + authority.certificate,
    key: leaf.key,
    async contextFor(host) {
      const name = host.toLowerCase();
      // OpenSSL's and Node's own rules decide: neither lets *.localhost stand for bob.localhost.
      if (!hostName.test(name) || named.checkHost(name) !== undefined) return undefined;
      const present = contexts.get(name);
      if (present) return present;
      const made = makeContext(authority, name, now);
      remember(contexts, name, made);
      return made;
    },
  };
}

function remember(
  contexts: Map<string, Promise<SecureContext>>,
  name: string,
  made: Promise<SecureContext>,
): void {
  const [oldest] = contexts.keys();
  if (contexts.size >= rememberedHosts && oldest !== undefined) contexts.delete(oldest);
  contexts.set(name, made);
  made.catch(() => contexts.delete(name));
}

async function makeContext(
  authority: KeyPair,
  host: string,
  now: () => number,
): Promise<SecureContext> {
  const { certificateMaker } = await import("./certificate-authority.ts");
  const { certificate, key } = await certificateMaker(now).makeLeaf(authority, [host]);
  return createSecureContext({ cert: certificate + authority.certificate, key });
}
