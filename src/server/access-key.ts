// The access key of the emulated resource: well known and printed, as Azurite's is, so that a connection string can be committed.

export const DEFAULT_ACCESS_KEY = Buffer.from(
  "chat-emulator well-known access key, not a secret, for local use only!",
).toString("base64");
