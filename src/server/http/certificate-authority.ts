// Makes the emulator's own certificate authority and the server certificates it signs.
import { KeyObject, randomBytes, webcrypto } from "node:crypto";
import { createRequire } from "node:module";
import { isIP } from "node:net";
import type * as X509 from "@peculiar/x509";

/** A certificate and its private key, both as PEM text. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Signs certificates in the name of one authority. */
export interface CertificateMaker {
  makeAuthority(): Promise<KeyPair>;
  makeLeaf(authority: KeyPair, names: readonly string[]): Promise<KeyPair>;
}

const dayMs = 24 * 60 * 60 * 1000;
const authorityDays = 3650;
// Chromium and Apple refuse server certificates that are valid for more than 398 days.
const leafDays = 397;
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const serverAuthentication = "1.3.6.1.5.5.7.3.1";

/** Loads the certificate library (some 200 ms): only called when a certificate must be made. */
export function certificateMaker(now: () => number): CertificateMaker {
  const x509 = loadX509();
  return {
    makeAuthority: () => makeAuthority(x509, now()),
    makeLeaf: (authority, names) => makeLeaf(x509, authority, names, now()),
  };
}

// The library's dependency tsyringe refuses to load without these two, yet only reads from them
// constructor metadata that the library does not have. They stand there for the time of one
// synchronous require: left behind, they would keep a real reflect-metadata from installing itself.
function loadX509(): typeof X509 {
  const require = createRequire(import.meta.url);
  const stand: Record<string, () => undefined> = {};
  for (const name of ["getMetadata", "getOwnMetadata", "defineMetadata"]) {
    if (!(name in Reflect)) stand[name] = () => undefined;
  }
  Object.assign(Reflect, stand);
  try {
    return require("@peculiar/x509") as typeof X509;
  } finally {
    for (const name of Object.keys(stand)) Reflect.deleteProperty(Reflect, name);
  }
}

async function makeAuthority(x509: typeof X509, now: number): Promise<KeyPair> {
  const keys = await newKeys();
  // Two authorities with one name and different keys confuse trust stores, so each has its own.
  const name = `CN=chat-emulator CA ${randomBytes(4).toString("hex")}, O=chat-emulator`;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: newSerialNumber(),
      name,
      ...validity(now, now + authorityDays * dayMs),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return { certificate: `${certificate.toString("pem")}\n`, key: keyText(keys.privateKey) };
}

async function makeLeaf(
  x509: typeof X509,
  authority: KeyPair,
  names: readonly string[],
  now: number,
): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const issuerKey = await importKey(authority.key);
  const keys = await newKeys();
  const end = Math.min(now + leafDays * dayMs - dayMs, issuer.notAfter.getTime());
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: newSerialNumber(),
      subject: "CN=chat-emulator, O=chat-emulator",
      issuer: issuer.subject,
      ...validity(now, end),
      publicKey: keys.publicKey,
      signingKey: issuerKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([serverAuthentication]),
        new x509.SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value })),
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return { certificate: `${certificate.toString("pem")}\n`, key: keyText(keys.privateKey) };
}

// A day back, so that a container whose clock is behind accepts a certificate made just now.
function validity(now: number, end: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now - dayMs), notAfter: new Date(end) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ""), "base64");
  return webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
}

function keyText(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: "pkcs8", format: "pem" }).toString();
}

// A serial number is a positive integer of at most 20 bytes: the first bit must be clear, and some
// other bit of the first byte set so that no leading zero is left.
function newSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}
