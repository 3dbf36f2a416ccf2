// The address of a socket, and who is given one.

import { CheckFailed } from "../../../suite/check.ts";
import { SocketRefused } from "../../../suite/socket.ts";
import type { WrittenCheck } from "../define.ts";

type Checks = Readonly<Record<`stackexchange.socket.${string}`, WrittenCheck>>;

export const addressChecks: Checks = {
  "stackexchange.socket.address": {
    title: "The address of a socket names the room and has no query",
    operations: ["Chat_AuthorizeSocket"],
    rules: ["socket.address", "socket.address-form"],
    async run(scene) {
      const form = { roomid: String(scene.room) };
      const answer = await scene.me.do("Chat_AuthorizeSocket", { form });
      const known = new RegExp(`^wss?://[^/?#]+/(?:[^?#]*/)?events/${scene.room}/[\\da-f]{32}$`);
      scene.expect(answer).at("/url").matches(known);
    },
  },
  "stackexchange.socket.key": {
    title: "Without the key there is no address",
    operations: ["Chat_AuthorizeSocket"],
    rules: ["fkey.required"],
    async run(scene) {
      const form = { roomid: String(scene.room) };
      scene.expect(await scene.me.call("Chat_AuthorizeSocket", { form, fkey: null })).refused();
    },
  },
  "stackexchange.socket.origin": {
    title: "A handshake without the Origin of the chat host fails",
    operations: ["Chat_AuthorizeSocket"],
    rules: ["socket.origin"],
    async run(scene) {
      const authorized = await scene.authorizeSocket();
      let socket: AsyncDisposable;
      try {
        socket = await scene.connect(authorized, await scene.marker(), {});
      } catch (error) {
        if (error instanceof SocketRefused) return;
        throw error;
      }
      await socket[Symbol.asyncDispose]();
      throw new CheckFailed({
        pointer: "/body/url",
        expected: "a refused handshake",
        actual: "a socket",
        message: "The socket opens without an Origin.",
        exchange: authorized,
      });
    },
  },
};
