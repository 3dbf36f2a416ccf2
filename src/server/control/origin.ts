// Keeps other people's pages away from the control plane: neither their Origin nor their Host may reach it.

const loopback = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Says why a control request is refused, or nothing. A page under a name that points here brings a foreign Host. */
export function isForeign(request: Request, ownHosts: readonly string[]): string | undefined {
  const { host, hostname } = new URL(request.url);
  if (!loopback.test(hostname) && !ownHosts.includes(hostname.toLowerCase())) {
    return `Cannot control the emulator as ${hostname}: the Host is foreign. Use 127.0.0.1 or localhost.`;
  }
  const origin = request.headers.get("origin");
  if (origin === null || hostOf(origin) === host) return undefined;
  return `Cannot control the emulator from ${origin}: the Origin is foreign. Call it from outside a browser.`;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
