// What a client is given to connect with.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";

const flat = ["string", "number"];

export const check: Check<Scene> = {
  id: "acs.realtime.connection.allocation",
  title: "An allocation gives all that a client reads",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.allocation"],
  profile: "safe",
  people: 1,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    const allocated = await listener.trouter.allocate();
    const answer = scene.expect(allocated).status(200);
    // Clients take no other spelling.
    answer.header("content-type").matches(/^application\/json(;|$)/);
    // They take the port of their page where none is named, and a path for a namespace.
    answer.at("/socketio").matches(/^https?:\/\/[^/]+:\d+\/$/);
    for (const name of ["surl", "url"]) answer.at(`/${name}`).matches(/^https?:\/\/./);
    for (const name of ["ccid", "id"]) answer.at(`/${name}`).matches(/./);
    answer.at("/curlb").matches(/^/);
    const ttl = at(allocated.response.body, "/ttl");
    answer.that(Number(ttl) > 0, "The time to live is no number.", "seconds", ttl, "/body/ttl");
    const ticket = Object.entries(Object(at(allocated.response.body, "/connectparams")));
    const isFlat = ticket.length > 0 && ticket.every(([, value]) => flat.includes(typeof value));
    const expected = "an object of texts and numbers";
    const place = "/body/connectparams";
    answer.that(isFlat, "Clients put these into queries as they are.", expected, ticket, place);
  },
};
