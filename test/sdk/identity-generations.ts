// The published generations of the identity clients, each with what it calls differently, behind one way to make users.

import type { Installed } from "./installed.ts";

export interface Token {
  readonly token: string;
  readonly expiresOn: Date;
}

interface SdkUser {
  communicationUserId: string;
}

type SdkUserToken = Token & { user: SdkUser };

interface TokenOptions {
  tokenExpiresInMinutes?: number;
}

/** The methods of every generation's client; each generation calls those that it has. */
interface SdkIdentityClient {
  createUser(): Promise<SdkUser>;
  createUserWithToken(scopes: readonly string[]): Promise<SdkUserToken>;
  createUserAndToken(scopes: readonly string[], options?: TokenOptions): Promise<SdkUserToken>;
  issueToken(user: SdkUser, scopes: readonly string[]): Promise<Token>;
  getToken(user: SdkUser, scopes: readonly string[], options?: TokenOptions): Promise<Token>;
  revokeTokens(user: SdkUser): Promise<unknown>;
  deleteUser(user: SdkUser): Promise<unknown>;
}

interface IdentityPackage {
  CommunicationIdentityClient: new (connectionString: string, options: object) => SdkIdentityClient;
}

interface Generation {
  /** Whether the lifetime of a token can be chosen. */
  readonly choosesLifetime: boolean;
  createUserAndToken(
    client: SdkIdentityClient,
    scopes: readonly string[],
    options: TokenOptions,
  ): Promise<SdkUserToken>;
  issueToken(
    client: SdkIdentityClient,
    user: SdkUser,
    scopes: readonly string[],
    options: TokenOptions,
  ): Promise<Token>;
}

/** From identity 1.2.0 (2022-10-01): the lifetime of a token is an option. */
const withLifetime: Generation = {
  choosesLifetime: true,
  createUserAndToken: (client, scopes, options) => client.createUserAndToken(scopes, options),
  issueToken: (client, user, scopes, options) => client.getToken(user, scopes, options),
};

/** identity 1.0.0-beta.5 to 1.1.0 (2021-03-07 to 2022-06-01). */
const stable: Generation = {
  choosesLifetime: false,
  createUserAndToken: (client, scopes) => client.createUserAndToken(scopes),
  issueToken: (client, user, scopes) => client.getToken(user, scopes),
};

/** identity 1.0.0-beta.4 (2021-03-07 under its first names). */
const firstNames: Generation = {
  choosesLifetime: false,
  createUserAndToken: (client, scopes) => client.createUserWithToken(scopes),
  issueToken: (client, user, scopes) => client.issueToken(user, scopes),
};

/** administration 1.0.0-beta.4 (2020-07-20-preview2): a user and a token are two calls. */
const administration: Generation = {
  ...firstNames,
  async createUserAndToken(client, scopes) {
    const user = await client.createUser();
    return { ...(await client.issueToken(user, scopes)), user };
  },
};

/** Every version on npm, by its alias in package.json. */
export const identityVersions: Readonly<Record<string, Generation>> = {
  "administration-1.0.0-beta.4": administration,
  "identity-1.0.0-beta.4": firstNames,
  "identity-1.0.0-beta.5": stable,
  "identity-1.0.0": stable,
  "identity-1.1.0-beta.2": stable,
  "identity-1.1.0": stable,
  "identity-1.2.0": withLifetime,
  // package.json gives this one communication-common 2.3.1, which old lockfiles keep: its Host header has the port twice.
  "identity-1.3.0": withLifetime,
  "identity-1.3.1": withLifetime,
};

export class IdentitySession {
  readonly #client: SdkIdentityClient;
  readonly #generation: Generation;

  constructor(installed: Installed, alias: string, connectionString: string, options: object = {}) {
    const generation = identityVersions[alias];
    if (generation === undefined)
      throw new Error(`Cannot run ${alias}: no row. Add it to identityVersions.`);
    this.#generation = generation;
    const { CommunicationIdentityClient } = installed.open<IdentityPackage>(alias);
    this.#client = new CommunicationIdentityClient(connectionString, {
      // The way that the clients themselves offer to plain http; those older than the option ignore it.
      ...(connectionString.startsWith("endpoint=http://") ? { allowInsecureConnection: true } : {}),
      ...options,
    });
  }

  get choosesLifetime(): boolean {
    return this.#generation.choosesLifetime;
  }

  async createUser(): Promise<string> {
    const { communicationUserId } = await this.#client.createUser();
    return communicationUserId;
  }

  async createUserAndToken(
    scopes: readonly string[],
    options: TokenOptions = {},
  ): Promise<Token & { id: string }> {
    const result = await this.#generation.createUserAndToken(this.#client, scopes, options);
    return {
      id: result.user.communicationUserId,
      token: result.token,
      expiresOn: result.expiresOn,
    };
  }

  issueToken(id: string, scopes: readonly string[], options: TokenOptions = {}): Promise<Token> {
    const user = { communicationUserId: id };
    return this.#generation.issueToken(this.#client, user, scopes, options);
  }

  revokeTokens(id: string): Promise<unknown> {
    return this.#client.revokeTokens({ communicationUserId: id });
  }

  deleteUser(id: string): Promise<unknown> {
    return this.#client.deleteUser({ communicationUserId: id });
  }
}
