// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/mod.ts";
import {
  actionForm,
  Logins,
  ParameterError,
  textField,
  variable,
  type Visitor,
} from "../page/mod.ts";
import { code, div, h1, type Markup, p } from "../ml/mod.ts";
import { passwordHash } from "./_admin_password.ts";
import type { CommentStore } from "./comment_store.ts";
import type { PageParts } from "./_layout.ts";

/** There is one account. */
const ACCOUNT = "admin";

/**
 * How often the password may be tried in vain in a quarter of an hour. Since there is
 * one account, few attempts in all would let anybody lock out who runs the blog.
 */
const MAX_ATTEMPTS = 100;

/** How often one address may try. */
const MAX_PER_ADDRESS = 10;

/** How long a password may be in the form; more than 1024 bytes are none in any case. */
const MAX_PASSWORD = 1024;

/** The hash of the password that a visitor had: with another password one has to log in again. */
const PASSED = variable("the hash of the password that was right", "");

/** Lets in who knows the password. */
export class AdminDoor {
  readonly #store: CommentStore;
  readonly #logins: Logins;

  /**
   * Closes the door.
   *
   * @param store Where the hash of the password is.
   * @param clock Where time comes from.
   */
  constructor(store: CommentStore, clock: Clock) {
    this.#store = store;
    this.#logins = new Logins(() => passwordHash(store), {
      clock,
      maxPerAccount: MAX_ATTEMPTS,
      maxPerAddress: MAX_PER_ADDRESS,
    });
  }

  /** The hash of the password; `null` where none was ever set. */
  get key(): string | null {
    return passwordHash(this.#store);
  }

  /**
   * Whether a visitor is in.
   *
   * @param visitor The visitor, if it is one.
   */
  isAdmin(visitor: Visitor | null): boolean {
    if (visitor === null || visitor.account !== ACCOUNT) return false;
    const hash = passwordHash(this.#store);
    return hash !== null && visitor.get(PASSED) === hash;
  }

  /**
   * The page before the door. It is made while a page is being rendered.
   *
   * @returns The page.
   */
  page(): PageParts {
    return {
      title: "Log in",
      noindex: true,
      content: div(
        { class: "admin" },
        h1("Log in"),
        passwordHash(this.#store) === null
          ? p(
            "No password is set. Set one by running the program with ",
            code("set-password"),
            " and the same ",
            code("--data"),
            ".",
          )
          : this.#form(),
      ),
    };
  }

  #form(): Markup<"form"> {
    return actionForm(
      {
        password: textField("Password", {
          type: "password",
          autocomplete: "current-password",
          maxLength: MAX_PASSWORD,
        }),
      },
      async ({ password }, context) => {
        const hash = passwordHash(this.#store);
        if (await this.#logins.login(context, ACCOUNT, password)) {
          context.visitor.set(PASSED, hash ?? "");
          return;
        }
        throw new ParameterError([{ name: "password", message: "is wrong" }]);
      },
      { submit: "Log in", id: "login" },
    );
  }
}
