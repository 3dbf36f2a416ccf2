// The checks of the address of a socket.

import { define } from "../define.ts";

export const socketChecks = define({
  "stackexchange.socket.address": {
    title: "The address of a socket names the room and has no query",
    operations: ["Chat_AuthorizeSocket"],
    rules: ["socket.address", "socket.address-form"],
    async run(scene) {
      const form = { roomid: String(scene.room) };
      const answer = await scene.me.do("Chat_AuthorizeSocket", { form });
      const form32 = new RegExp(`^wss?://[^/?#]+/(?:[^?#]*/)?events/${scene.room}/[\\da-f]{32}$`);
      scene.expect(answer).at("/url").matches(form32);
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
});
