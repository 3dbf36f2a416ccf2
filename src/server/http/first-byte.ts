// Waits for the first byte of a connection, which tells TLS from plain HTTP.
import type { Socket } from "node:net";

/** The first byte of a TLS ClientHello record; no HTTP method begins with it. */
export const tlsHandshake = 0x16;

/** Looks at the first byte and puts it back; a connection that stays silent is closed. */
export function listenForFirstByte(
  socket: Socket,
  patienceMs: number,
  heard: (byte: number) => void,
): void {
  const hangUp = () => {
    socket.destroy();
  };
  const look = () => {
    const chunk: Buffer | null = socket.read();
    const byte = chunk?.[0];
    if (chunk === null || byte === undefined) return;
    socket.off("readable", look);
    socket.off("end", hangUp);
    socket.off("timeout", hangUp);
    socket.setTimeout(0);
    socket.unshift(chunk);
    heard(byte);
  };
  socket.setTimeout(patienceMs);
  socket.on("timeout", hangUp);
  socket.on("end", hangUp);
  socket.on("readable", look);
}
