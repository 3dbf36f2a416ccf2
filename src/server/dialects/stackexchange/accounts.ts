// The accounts that people log in with: one for all sites, and a person of its own on each chat host.

export interface Account {
  readonly email: string;
  readonly password: string;
  /** The name that its people have unless a fixture says otherwise. */
  readonly name: string;
}

export class Accounts {
  readonly #byEmail = new Map<string, Account>();

  /** Puts an account in the place of one with the same email. */
  add(account: Account): void {
    this.#byEmail.set(account.email.toLowerCase(), account);
  }

  replace(accounts: readonly Account[]): void {
    this.#byEmail.clear();
    for (const account of accounts) this.add(account);
  }

  /** Letter case does not matter in an email. */
  find(email: string): Account | undefined {
    return this.#byEmail.get(email.trim().toLowerCase());
  }

  logIn(email: string, password: string): Account | undefined {
    const account = this.find(email);
    return account?.password === password ? account : undefined;
  }

  all(): readonly Account[] {
    return [...this.#byEmail.values()];
  }
}
