// The address of the proxy for the clients of one tenant.

/** Some clients only send a name that has a password. */
export function proxyUrlOf(serverUrl: string, tenant: string): string {
  const { protocol, host } = new URL(serverUrl);
  return `${protocol}//${tenant}:x@${host}`;
}
