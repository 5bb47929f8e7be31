// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Exchange, HttpError } from "../http/exchange.ts";
import type { Markup } from "../ml/mod.ts";
import { type Clock, systemClock } from "../net/clock.ts";
import { addressKey, Attempts } from "./attempts.ts";
import { textField } from "./field_text.ts";
import { actionForm, type FormOptions } from "./form.ts";
import type { Frame } from "./frame.ts";
import {
  hashPassword,
  type HashPasswordOptions,
  verifyPassword,
} from "./login_password.ts";
import { ParameterError } from "./parameter_error.ts";
import type { Visitor } from "./visitor.ts";

/** Finds the hash of an account's password; `null` if there is no such account. */
export type FindPasswordHash = (
  account: string,
) => string | null | Promise<string | null>;

/** Options of {@linkcode Logins}. */
export interface LoginsOptions {
  /**
   * How many times an account may be tried in vain.
   *
   * @default {10}
   */
  maxPerAccount?: number;
  /**
   * How many times an address may try in vain, whatever accounts. Of IPv6 a
   * network of 64 bits counts as one.
   *
   * @default {30}
   */
  maxPerAddress?: number;
  /**
   * In how many milliseconds all these attempts come back, one by one.
   *
   * @default {900000}
   */
  window?: number;
  /**
   * Of how many accounts, and of how many addresses, the attempts are known.
   *
   * @default {10000}
   */
  maxKnown?: number;
  /**
   * How many passwords are checked at a time: each takes memory. As many again
   * times sixteen may wait; more are refused with 503.
   *
   * @default {2}
   */
  maxChecking?: number;
  /**
   * How much work the passwords were hashed with: as much is done for accounts
   * that are not there.
   *
   * @default {{}}
   */
  work?: HashPasswordOptions;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

/** Who logs in, and where: the context of an action, or of a page. */
export interface LoginContext {
  /** The exchange. */
  readonly exchange: Exchange;
  /** The tab. */
  readonly frame: Frame;
  /** The visitor. */
  readonly visitor: Visitor;
}

/** The greatest length of an account's name. */
const MAX_ACCOUNT = 254;

/**
 * Logs visitors in and out, with care: attempts are limited by account and by
 * address, it takes as long for accounts that are not there, and the visitor's
 * secret changes, so that nobody can have put it there before.
 *
 * @example Usage
 * ```ts
 * import { hashPassword, loginForm, Logins, site } from "@tpd2/tpd2/page";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const accounts = new Map([["ada", await hashPassword("engine", { memory: 64 })]]);
 * const logins = new Logins((account) => accounts.get(account) ?? null);
 *
 * const office = site();
 * office.page("/", (_values, { visitor }) =>
 *   visitor.account === null ? loginForm(logins) : `Welcome, ${visitor.account}`);
 *
 * const response = await office.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), 'autocomplete="current-password"');
 * ```
 */
export class Logins {
  readonly #find: FindPasswordHash;
  readonly #accounts: Attempts;
  readonly #addresses: Attempts;
  readonly #maxChecking: number;
  readonly #waiting: (() => void)[] = [];
  readonly #work: HashPasswordOptions;
  #checking = 0;
  #decoy: Promise<string> | null = null;

  /**
   * Prepares to log visitors in.
   *
   * @param find Finds the hash of an account's password.
   * @param options Limits.
   */
  constructor(find: FindPasswordHash, options: LoginsOptions = {}) {
    const { window = 900_000, maxKnown = 10_000, clock = systemClock } =
      options;
    const both = { window, maxKeys: maxKnown, clock };
    this.#find = find;
    this.#work = options.work ?? {};
    this.#accounts = new Attempts({
      ...both,
      max: options.maxPerAccount ?? 10,
    });
    this.#addresses = new Attempts({
      ...both,
      max: options.maxPerAddress ?? 30,
    });
    this.#maxChecking = options.maxChecking ?? 2;
  }

  /**
   * Logs the visitor in if the password is right. All tabs of the visitor begin
   * anew then; the name and the variables stay.
   *
   * @param context Who logs in.
   * @param account The account.
   * @param password The password.
   * @returns Whether it was right.
   * @throws {HttpError} 429 if there were too many attempts, 503 if too many
   * passwords are being checked.
   */
  async login(
    context: LoginContext,
    account: string,
    password: string,
  ): Promise<boolean> {
    const address = addressKey(context.exchange.remoteAddress);
    const name = account.normalize("NFC");
    if (name === "" || name.length > MAX_ACCOUNT) return false;
    const delay = Math.max(
      this.#accounts.delay(name),
      this.#addresses.delay(address),
    );
    if (delay > 0) throw tooMany(delay);
    // Taken before it is known to fail, or many at once would count as one.
    this.#accounts.take(name);
    this.#addresses.take(address);
    if (!await this.#check(name, password)) return false;
    this.#accounts.giveBack(name);
    this.#addresses.giveBack(address);
    context.frame.site.frames.changeAccount(context.visitor, name);
    return true;
  }

  /**
   * Logs the visitor out. All tabs of the visitor begin anew.
   *
   * @param context Who logs out.
   */
  logout(context: LoginContext): void {
    context.frame.site.frames.changeAccount(context.visitor, null);
  }

  async #check(account: string, password: string): Promise<boolean> {
    await this.#enter();
    try {
      // Made for whoever comes first, so that it says nothing about the account.
      const decoy = await (this.#decoy ??= hashPassword("decoy", this.#work));
      const hash = await this.#find(account);
      const isRight = await verifyPassword(password, hash ?? decoy);
      return hash !== null && isRight;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#checking--;
      else next();
    }
  }

  /** Waits for a turn. */
  #enter(): Promise<void> | undefined {
    if (this.#checking < this.#maxChecking) {
      this.#checking++;
      return undefined;
    }
    if (this.#waiting.length >= this.#maxChecking * 16) {
      throw new HttpError(503, "Cannot log in: too many do at the moment", {
        fields: [["retry-after", "5"]],
      });
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/**
 * A form to log in with.
 *
 * @param logins Who logs visitors in.
 * @param options Its button and its look.
 * @returns The form.
 * @throws {TypeError} If no page is being rendered.
 *
 * @example Usage
 * ```ts
 * import { loginForm, Logins, site } from "@tpd2/tpd2/page";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const logins = new Logins(() => null);
 * const office = site().page("/", () => loginForm(logins, { submit: "Come in" }));
 * const response = await office.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), "Come in");
 * ```
 */
export function loginForm(
  logins: Logins,
  options: FormOptions = {},
): Markup<"form"> {
  return actionForm(
    {
      account: textField("Account", {
        maxLength: MAX_ACCOUNT,
        autocomplete: "username",
      }),
      password: textField("Password", {
        type: "password",
        autocomplete: "current-password",
      }),
    },
    async ({ account, password }, context) => {
      if (await logins.login(context, account, password)) return;
      throw new ParameterError([
        { name: "password", message: "is wrong, or there is no such account" },
      ]);
    },
    { submit: "Log in", ...options },
  );
}

function tooMany(delay: number): HttpError {
  const seconds = Math.ceil(delay / 1000);
  return new HttpError(
    429,
    `Cannot log in: too many attempts; try again in ${seconds} seconds`,
    { fields: [["retry-after", String(seconds)]] },
  );
}
