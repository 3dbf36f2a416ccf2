// The emulator's certificates: what they say, where they are kept, when they are made anew.
import { execFileSync, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { defaultDataFolder, makePrivateFolder } from "../src/server/data-folder.ts";
import { loadCertificates } from "../src/server/http/certificates.ts";

const dayMs = 24 * 60 * 60 * 1000;
const hosts = ["*.communication.azure.com"];
const hasModes = process.platform !== "win32";
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

function newFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), "chat-emulator-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, "data");
}

function keyFile(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.startsWith("keys-"));
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? "");
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

test("the first start makes an authority and a server certificate that names this machine and the emulated hosts", async () => {
  const { ca, caFile, certificate, key } = await loadCertificates({ folder: newFolder(), hosts });
  const authority = new X509Certificate(ca);
  const leaf = new X509Certificate(certificate);
  expect(readFileSync(caFile, "utf8")).toBe(ca);
  expect(authority.ca).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(leaf.checkIssued(authority)).toBe(true);
  expect(leaf.verify(authority.publicKey)).toBe(true);
  expect(key).toContain("BEGIN PRIVATE KEY");
  expect(certificate.endsWith(ca)).toBe(true);
  expect(leaf.subjectAltName).toBe(
    "DNS:localhost, DNS:*.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:*.communication.azure.com",
  );
  expect(leaf.checkHost("contoso.communication.azure.com")).toBeDefined();
  expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  expect(leaf.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
  expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBeLessThanOrEqual(398 * dayMs);
});

test.skipIf(!hasModes)("the folder and the keys are for their owner only", async () => {
  const folder = newFolder();
  await loadCertificates({ folder });
  expect(modeOf(folder)).toBe(0o700);
  expect(modeOf(keyFile(folder))).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(["ca.pem", "keys-1.pem"]);
});

test.skipIf(!hasModes)("modes that have become looser are repaired", async () => {
  const folder = newFolder();
  await loadCertificates({ folder });
  chmodSync(folder, 0o755);
  chmodSync(keyFile(folder), 0o644);
  await loadCertificates({ folder });
  expect(modeOf(folder)).toBe(0o700);
  expect(modeOf(keyFile(folder))).toBe(0o600);
});

test.skipIf(!hasModes)("a folder with other things in it keeps its mode", async () => {
  const folder = newFolder();
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(join(folder, "letter.txt"), "");
  await loadCertificates({ folder });
  await loadCertificates({ folder });
  expect(modeOf(folder)).toBe(0o755);
  expect(modeOf(keyFile(folder))).toBe(0o600);
});

test("the second start reads what the first one wrote", async () => {
  const folder = newFolder();
  const first = await loadCertificates({ folder, hosts });
  const written = statSync(keyFile(folder)).mtimeMs;
  const second = await loadCertificates({ folder, hosts });
  expect({ ...second, contextFor: null }).toEqual({ ...first, contextFor: null });
  expect(statSync(keyFile(folder)).mtimeMs).toBe(written);
});

test("reading them does not load the library that makes them", async () => {
  const folder = newFolder();
  await loadCertificates({ folder });
  const require = createRequire(import.meta.url);
  const library = require.resolve("@peculiar/x509");
  expect(require.cache[library]).toBeDefined();
  delete require.cache[library];
  await loadCertificates({ folder });
  expect(require.cache[library]).toBeUndefined();
});

test("loading the library leaves no trace in Reflect", async () => {
  await loadCertificates({ folder: newFolder() });
  expect("getMetadata" in Reflect).toBe(false);
});

test.each([
  ["near its end", 370],
  ["past its end", 500],
])("a server certificate %s is made anew by the same authority", async (_, days) => {
  const folder = newFolder();
  const first = await loadCertificates({ folder, hosts, now: () => Date.now() - days * dayMs });
  const second = await loadCertificates({ folder });
  expect(second.ca).toBe(first.ca);
  expect(second.certificate).not.toBe(first.certificate);
  expect(new X509Certificate(second.certificate).subjectAltName).toContain("azure");
  keyFile(folder);
});

test("an authority near its end is made anew", async () => {
  const folder = newFolder();
  const first = await loadCertificates({ folder, now: () => Date.now() - 3630 * dayMs });
  const second = await loadCertificates({ folder });
  expect(second.ca).not.toBe(first.ca);
  expect(readFileSync(second.caFile, "utf8")).toBe(second.ca);
});

test("a server certificate does not outlive its authority", async () => {
  const folder = newFolder();
  const past = Date.now() - 3400 * dayMs;
  await loadCertificates({ folder, now: () => past });
  const { ca, certificate } = await loadCertificates({ folder });
  const end = Date.parse(new X509Certificate(certificate).validTo);
  expect(end).toBe(Date.parse(new X509Certificate(ca).validTo));
});

test.each([
  ["empty", () => ""],
  ["garbage", () => "\0\u0001 not a certificate"],
  ["cut short", (text: string) => text.slice(0, text.length / 2)],
  [
    "with its parts in disorder",
    (text: string) =>
      text
        .split(/(?=-----BEGIN)/)
        .reverse()
        .join(""),
  ],
])("a key file that is %s is made anew", async (_, spoil) => {
  const folder = newFolder();
  const first = await loadCertificates({ folder });
  writeFileSync(keyFile(folder), spoil(readFileSync(keyFile(folder), "utf8")));
  const second = await loadCertificates({ folder });
  expect(second.ca).not.toBe(first.ca);
  expect(readFileSync(second.caFile, "utf8")).toBe(second.ca);
  expect(await loadCertificates({ folder })).toMatchObject({ certificate: second.certificate });
  keyFile(folder);
});

test("a server certificate and key of different makes are made anew, and the authority kept", async () => {
  const folder = newFolder();
  const [first, other] = [
    await loadCertificates({ folder }),
    await loadCertificates({ folder: newFolder() }),
  ];
  writeFileSync(
    keyFile(folder),
    readFileSync(keyFile(folder), "utf8").replace(first.key, other.key),
  );
  const second = await loadCertificates({ folder });
  expect(second.ca).toBe(first.ca);
  expect(second.key).not.toBe(other.key);
});

test("a lost or changed ca.pem is written again", async () => {
  const folder = newFolder();
  const { ca, caFile } = await loadCertificates({ folder });
  rmSync(caFile);
  await loadCertificates({ folder });
  expect(readFileSync(caFile, "utf8")).toBe(ca);
  writeFileSync(caFile, "changed");
  await loadCertificates({ folder });
  expect(readFileSync(caFile, "utf8")).toBe(ca);
});

test("a new host is added to those the certificate names", async () => {
  const folder = newFolder();
  const first = await loadCertificates({ folder, hosts });
  const second = await loadCertificates({ folder, hosts: ["192.0.2.7", "Emulator", "not a host"] });
  const leaf = new X509Certificate(second.certificate);
  expect(second.ca).toBe(first.ca);
  expect(leaf.subjectAltName).toMatch(/azure\.com, IP Address:192\.0\.2\.7, DNS:emulator$/);
  expect((await loadCertificates({ folder, hosts })).certificate).toBe(second.certificate);
});

test("several first starts at once agree", async () => {
  const folder = newFolder();
  const all = await Promise.all(Array.from({ length: 6 }, () => loadCertificates({ folder })));
  const [first] = all;
  for (const { ca, certificate, key } of all) {
    expect({ ca, certificate, key }).toEqual({
      ca: first?.ca,
      certificate: first?.certificate,
      key: first?.key,
    });
  }
  expect(readdirSync(folder).sort()).toEqual(["ca.pem", "keys-1.pem"]);
});

test("several starts at once on a broken file agree", async () => {
  const folder = newFolder();
  await loadCertificates({ folder });
  writeFileSync(keyFile(folder), "broken");
  const all = await Promise.all(Array.from({ length: 6 }, () => loadCertificates({ folder })));
  expect(new Set(all.map(({ certificate }) => certificate)).size).toBe(1);
  expect(readFileSync(join(folder, "ca.pem"), "utf8")).toBe(all[0]?.ca);
});

test("a host the certificate names needs no other, and others get one each", async () => {
  const certificates = await loadCertificates({ folder: newFolder(), hosts });
  expect(await certificates.contextFor("localhost")).toBeUndefined();
  expect(await certificates.contextFor("contoso.communication.azure.com")).toBeUndefined();
  expect(await certificates.contextFor("not a host")).toBeUndefined();
  const bob = await certificates.contextFor("bob.localhost");
  expect(bob).toBeDefined();
  expect(await certificates.contextFor("BOB.localhost")).toBe(bob);
});

test("a folder that cannot be made is named, and what to do about it", async () => {
  const folder = newFolder();
  writeFileSync(folder, "a file");
  await expect(loadCertificates({ folder: join(folder, "inside") })).rejects.toThrow(
    /^Cannot keep certificates in .*inside: .*ENOTDIR.* Set CHAT_EMULATOR_DATA to a folder you may write to\.$/,
  );
});

test("the data folder follows the customs of the platform", () => {
  const home = homedir();
  expect(defaultDataFolder({ CHAT_EMULATOR_DATA: "/data" }, "linux")).toBe("/data");
  expect(defaultDataFolder({ XDG_DATA_HOME: "/xdg" }, "linux")).toBe(join("/xdg", "chat-emulator"));
  expect(defaultDataFolder({ XDG_DATA_HOME: "relative" }, "linux")).toBe(
    join(home, ".local/share/chat-emulator"),
  );
  expect(defaultDataFolder({}, "darwin")).toBe(
    join(home, "Library/Application Support/chat-emulator"),
  );
  expect(defaultDataFolder({ LOCALAPPDATA: "/local" }, "win32")).toBe(
    join("/local", "chat-emulator"),
  );
});

test.skipIf(!hasOpenssl)(
  "openssl accepts the chain by its strictest rules (skipped without openssl)",
  async () => {
    const folder = newFolder();
    const { caFile, certificate } = await loadCertificates({ folder, hosts });
    const leafFile = join(folder, "leaf.pem");
    writeFileSync(leafFile, certificate);
    const verify = ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", caFile];
    for (const name of [
      ["-verify_hostname", "a.communication.azure.com"],
      ["-verify_hostname", "localhost"],
      ["-verify_ip", "127.0.0.1"],
      ["-verify_ip", "::1"],
    ]) {
      expect(
        execFileSync("openssl", [...verify, ...name, leafFile], { encoding: "utf8" }),
      ).toContain("OK");
    }
    const wrong = spawnSync("openssl", [...verify, "-verify_hostname", "example.com", leafFile]);
    expect(wrong.status).not.toBe(0);
  },
);

test("a data folder that can never be made is said to be so, and does not hang", async () => {
  await expect(makePrivateFolder("/proc/nope/deeper")).rejects.toThrow("ENOENT");
});
