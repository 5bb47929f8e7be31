// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { hashPassword, type HashPasswordOptions } from "../page/mod.ts";
import type { CommentStore } from "./comment_store.ts";

/** The name of the setting that holds the hash. */
const SETTING = "password";

/** How short a password may be, in characters: what people choose is guessed soon enough. */
const MIN_LENGTH = 10;

/** What a password is refused with. */
export class PasswordError extends Error {
  /** The error's name. */
  override readonly name = "PasswordError";
}

/**
 * The hash of the admin's password.
 *
 * @param store Where it is.
 * @returns The hash, or `null` where none was ever set.
 */
export function passwordHash(store: CommentStore): string | null {
  return store.setting(SETTING) ?? null;
}

/**
 * Sets the admin's password. Whoever is logged in with another is so no more.
 *
 * @param store Where it goes.
 * @param password The password.
 * @param work How much work it is to guess it.
 * @throws {PasswordError} If it cannot be one; the message says why.
 */
export async function setPassword(
  store: CommentStore,
  password: string,
  work?: HashPasswordOptions,
): Promise<void> {
  if ([...password].length < MIN_LENGTH) {
    throw new PasswordError(
      `Cannot set the password: it has fewer than ${MIN_LENGTH} characters`,
    );
  }
  try {
    store.set(SETTING, await hashPassword(password, work));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new PasswordError("Cannot set the password: it is too long", {
      cause,
    });
  }
}
