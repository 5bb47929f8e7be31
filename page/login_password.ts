// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Options of {@linkcode hashPassword}: how much work it is. */
export interface HashPasswordOptions {
  /**
   * The memory that it takes, in KiB.
   *
   * @default {19456}
   */
  memory?: number;
  /**
   * How many times it goes over the memory.
   *
   * @default {2}
   */
  passes?: number;
  /**
   * How many lanes there are.
   *
   * @default {1}
   */
  parallelism?: number;
}

type Work = Required<HashPasswordOptions>;

/** The greatest length of a password, in UTF-8 bytes. */
const MAX_PASSWORD = 1024;
const SALT_LENGTH = 16;
const HASH_LENGTH = 32;

/** What RFC 9106 section 4 writes as a PHC string; the numbers are bounded below. */
const HASH_REGEXP =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z\d+/]{11,86})\$([A-Za-z\d+/]{22,86})$/;

/** A hash that was stored may cost this much and no more: 1 GiB in 64 passes. */
const MAX_MEMORY = 1_048_576;
const MAX_PASSES = 64;
const MAX_PARALLELISM = 64;

const encoder = new TextEncoder();

/**
 * Hashes a password with Argon2id (RFC 9106), by the runtime's WebCrypto. The
 * defaults take 19 MiB and some 40 ms.
 *
 * @param password The password; at most 1024 bytes in UTF-8.
 * @param options How much work it is.
 * @returns The hash with its salt and options, as a PHC string.
 * @throws {RangeError} If the password is empty or too long, or the work is out of bounds.
 * @throws {TypeError} If the runtime has no Argon2id.
 *
 * @example Usage
 * ```ts
 * import { hashPassword, verifyPassword } from "@tpd2/tpd2/page";
 * import { assert } from "@std/assert";
 *
 * const hash = await hashPassword("correct horse", { memory: 64 });
 * assert(hash.startsWith("$argon2id$v=19$m=64,t=2,p=1$"));
 * assert(await verifyPassword("correct horse", hash));
 * assert(!await verifyPassword("battery staple", hash));
 * ```
 */
export async function hashPassword(
  password: string,
  options: HashPasswordOptions = {},
): Promise<string> {
  const { memory = 19_456, passes = 2, parallelism = 1 } = options;
  const work = checkWork({ memory, passes, parallelism });
  const secret = secretOf(password);
  if (secret === null) {
    throw new RangeError(
      `Cannot hash a password: it must have 1 to ${MAX_PASSWORD} bytes`,
    );
  }
  const salt = crypto.getRandomValues(new Uint8Array(SALT_LENGTH));
  const hash = await derive(secret, salt, work, HASH_LENGTH);
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}` +
    `$${toBase64(salt)}$${toBase64(hash)}`;
}

/**
 * Tells whether a password is the one that was hashed, in a time that does not
 * depend on how wrong it is.
 *
 * @param password The password.
 * @param hash What {@linkcode hashPassword} made, or another program by Argon2id.
 * @returns Whether it is.
 * @throws {SyntaxError} If the hash is none of Argon2id, version 19.
 * @throws {RangeError} If checking it would take too much work.
 * @throws {TypeError} If the runtime has no Argon2id.
 *
 * @example Usage
 * ```ts
 * import { verifyPassword } from "@tpd2/tpd2/page";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => verifyPassword("secret", "secret"), SyntaxError);
 * ```
 */
export async function verifyPassword(
  password: string,
  hash: string,
): Promise<boolean> {
  const match = HASH_REGEXP.exec(hash);
  if (match === null) {
    throw new SyntaxError("Cannot read the hash: it is none of Argon2id");
  }
  const [, memory, passes, parallelism, salt, wanted] = match;
  const work = checkWork({
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  const secret = secretOf(password);
  if (secret === null) return false;
  const expected = fromBase64(wanted!);
  const found = await derive(secret, fromBase64(salt!), work, expected.length);
  return isEqual(found, expected);
}

function checkWork(work: Work): Work {
  const { memory, passes, parallelism } = work;
  const isGood = Number.isInteger(memory) && Number.isInteger(passes) &&
    Number.isInteger(parallelism) && parallelism >= 1 &&
    parallelism <= MAX_PARALLELISM && memory >= 8 * parallelism &&
    memory <= MAX_MEMORY && passes >= 1 && passes <= MAX_PASSES;
  if (isGood) return work;
  throw new RangeError(
    `Cannot use Argon2id with memory ${memory}, passes ${passes} and parallelism ${parallelism}`,
  );
}

/** The bytes of a password that could be one; however its letters were composed. */
function secretOf(password: string): Uint8Array<ArrayBuffer> | null {
  if (password.length > MAX_PASSWORD) return null;
  const bytes = encoder.encode(password.normalize("NFC"));
  return bytes.length === 0 || bytes.length > MAX_PASSWORD ? null : bytes;
}

async function derive(
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  work: Work,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto;
  let key: CryptoKey;
  try {
    // The types know neither this format nor the algorithm yet (WICG Modern
    // Algorithms in the Web Cryptography API).
    const format = "raw-secret" as "raw";
    key = await subtle.importKey(format, secret, "Argon2id", false, [
      "deriveBits",
    ]);
  } catch (cause) {
    throw new TypeError(
      "Cannot hash a password: the runtime has no Argon2id",
      { cause },
    );
  }
  const algorithm = { name: "Argon2id", nonce: salt, ...work };
  return new Uint8Array(await subtle.deriveBits(algorithm, key, length * 8));
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ (b[i] ?? 0);
  return difference === 0;
}

/** Base64 without padding, as PHC strings have it. */
function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch (cause) {
    throw new SyntaxError("Cannot read the hash: it is no base64", { cause });
  }
}
