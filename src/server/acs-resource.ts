// The emulated resource as a program sees it: its endpoint, its key, and users with good tokens.

import type {
  AcsEmulator,
  AcsUser,
  MessageFlag,
  MessageStream,
  StreamedMessage,
  TokenRequest,
} from "./chat-emulator.ts";
import type { TokenAuthority } from "./dialects/acs/tokens.ts";
import type { PersonId } from "./engine/ids.ts";
import { flagMessage, streamMessage } from "./message-stream.ts";
import type { People } from "./play-fixtures.ts";
import type { Hub } from "./realtime/hub.ts";
import { NotificationStream } from "./realtime/notification-stream.ts";
import type { ListeningRobot, Robots } from "./robots/index.ts";
import type { Tenant } from "./tenant.ts";

/** A token this near to its end is not handed out again. */
const FRESH_MS = 5 * 60_000;
const LIFETIME_MINUTES = 1440;

export interface AcsResourceOptions {
  readonly tokens: TokenAuthority;
  tenant(): Tenant;
  people(): People;
  hub(): Hub;
  robots(): Robots;
  endpoint(): string;
}

export class AcsResource implements AcsEmulator {
  readonly #options: AcsResourceOptions;
  #streams = 0;
  readonly #issued = new WeakMap<Tenant, Map<PersonId, Omit<AcsUser, "name">>>();

  constructor(options: AcsResourceOptions) {
    this.#options = options;
  }

  get endpoint(): string {
    return this.#options.endpoint();
  }

  get accessKey(): string {
    return this.#options.tenant().accessKey;
  }

  get connectionString(): string {
    return `endpoint=${this.endpoint};accesskey=${this.accessKey}`;
  }

  get users(): readonly AcsUser[] {
    return [...this.#options.people()].map(([name, person]) => this.#userOf(name, person));
  }

  async user(name: string): Promise<AcsUser> {
    return this.#userOf(name, this.#named(name));
  }

  robot(name: string): ListeningRobot {
    return this.#options.robots().robot(this.#named(name), name);
  }

  #named(name: string): PersonId {
    const people = this.#options.people();
    const person = people.get(name) ?? this.#register(this.#options.tenant().namedPersonId(name));
    people.set(name, person);
    return person;
  }

  async issueToken(request: TokenRequest = {}): Promise<Omit<AcsUser, "name">> {
    const person = request.id === undefined ? this.#register() : this.#known(request.id);
    return this.#issue(person, request.scopes, request.expiresInMinutes);
  }

  notifications(user: { readonly id: string } | string): NotificationStream {
    const person = this.#known(idOf(user), "listen for", "Create it first.");
    this.#streams += 1;
    return new NotificationStream(this.#options.hub(), person, `stream ${this.#streams}`);
  }

  streamMessage(message: StreamedMessage): MessageStream {
    const sender = this.#known(idOf(message.sender), "send as", "Create it first.");
    return streamMessage(this.#options.tenant(), sender, message);
  }

  flagMessage(flag: MessageFlag): void {
    flagMessage(this.#options.tenant(), flag);
  }

  #known(
    id: string,
    what = "issue a token for",
    advice = "Create it first, or leave the id out.",
  ): PersonId {
    const person = this.#options.tenant().engine.state.people.get(id as PersonId);
    if (person && person.removedAt === undefined) return person.id;
    throw new Error(`Cannot ${what} ${id}: the emulator does not know that user. ${advice}`);
  }

  #register(id?: PersonId): PersonId {
    const result = this.#options.tenant().execute({ type: "registerPerson", ...(id && { id }) });
    if (result.refusal) throw new Error(`Cannot register a user: ${result.refusal.type}.`);
    return result.outcome.person;
  }

  #userOf(name: string, person: PersonId): AcsUser {
    const tenant = this.#options.tenant();
    let issued = this.#issued.get(tenant);
    if (!issued) {
      issued = new Map();
      this.#issued.set(tenant, issued);
    }
    let user = issued.get(person);
    const revokedAt = tenant.engine.state.people.get(person)?.sessionsRevokedAt;
    const isFresh = user && user.expiresOn.getTime() - FRESH_MS > tenant.clock.now();
    if (!user || !isFresh || revokedAt !== undefined) {
      user = this.#issue(person);
      issued.set(person, user);
    }
    return { name, ...user };
  }

  #issue(
    person: PersonId,
    scopes: readonly string[] = ["chat", "voip"],
    lifetimeMinutes = LIFETIME_MINUTES,
  ): Omit<AcsUser, "name"> {
    const tenant = this.#options.tenant();
    const now = tenant.clock.now();
    const order = { person, scopes, lifetimeMinutes, tenant, now };
    const { token, expiresAt } = this.#options.tokens.issue(order);
    return { id: person, token, expiresOn: new Date(expiresAt) };
  }
}

function idOf(user: { readonly id: string } | string): string {
  return typeof user === "string" ? user : user.id;
}
