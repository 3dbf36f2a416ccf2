// Whom the ticket of a connection is for, and in which world: clients say it again in the query of every later request.

import type { PersonId } from "../../engine/ids.ts";

interface Issuer {
  readonly person: PersonId;
  readonly world: string;
}

export function writeIssuer({ person, world }: Issuer): string {
  return Buffer.from(`${person} ${world}`).toString("base64url");
}

/** As the query says it; whether the ticket is good is another question. */
export function issuerOf({ issuer = "" }: Readonly<Record<string, string>>): Issuer {
  const [person = "", world = ""] = Buffer.from(issuer, "base64url").toString().split(" ");
  return { person: person as PersonId, world };
}
