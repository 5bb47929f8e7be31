// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

const ALPHABET =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Of 22 characters of six bits the last has two that are always zero. */
const SECRET_REGEXP = /^[A-Za-z0-9_-]{21}[AQgw]$/;

// Asking the system for randomness costs the same for one secret as for many.
const pool = new Uint8Array(16 * 128);
let used = pool.length;

/**
 * Makes 128 random bits that nobody can guess.
 *
 * @returns They in base64url, without padding: 22 characters.
 */
export function randomSecret(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let text = "";
  let bits = 0;
  let held = 0;
  for (const end = used + 16; used < end; used++) {
    held = held << 8 | pool[used]!;
    // What was given away must not lie about.
    pool[used] = 0;
    for (bits += 8; bits >= 6;) {
      bits -= 6;
      text += ALPHABET[held >> bits & 63];
    }
    held &= (1 << bits) - 1;
  }
  return text + ALPHABET[held << 6 - bits & 63];
}

/**
 * Hashes a secret: what is kept of it where others may look. It has 128 random
 * bits, so that neither salt nor work is needed to keep it from being guessed.
 *
 * @param secret The secret.
 * @returns Its SHA-256, in lower-case hexadecimal.
 */
export async function hashSecret(secret: string): Promise<string> {
  const bytes = new TextEncoder().encode(secret);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** Whether text could be one of ours at all. */
export function isSecret(text: string): boolean {
  return SECRET_REGEXP.test(text);
}
