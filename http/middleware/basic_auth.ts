// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Exchange, type Handler, HttpError } from "../exchange.ts";

/** Options of {@linkcode basicAuth}. */
export interface BasicAuthOptions {
  /**
   * Who may pass: passwords by name, or a function that knows them. Such a function
   * should take the same time whether or not there is such a name.
   */
  users:
    | Readonly<Record<string, string>>
    | ((name: string, password: string) => boolean | Promise<boolean>);
  /**
   * What the browser shows when it asks.
   *
   * @default {"private"}
   */
  realm?: string;
  /**
   * The longest credentials, in characters as they are sent.
   *
   * @default {1024}
   */
  maxLength?: number;
}

/** The scheme and a `token68` (RFC 9110 section 11.4). */
const BASIC_REGEXP = /^basic +([A-Za-z0-9+/]+=*)$/i;

/** What may stand in a quoted string without being escaped. */
const REALM_REGEXP = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;

const encoder = new TextEncoder();

/**
 * Lets only those pass who know a name and a password (RFC 7617). Passwords are
 * compared in a time that tells nothing of them. Use it over TLS only: the
 * credentials come with each request, as good as plain.
 *
 * @param handler The handler.
 * @param options Who may pass.
 * @returns The handler that asks; it throws an {@linkcode HttpError} 401.
 * @throws {TypeError} If a name holds a colon, or the realm a quote.
 *
 * @example Usage
 * ```ts
 * import { basicAuth, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const handler = basicAuth(() => reply("secret"), { users: { ada: "lovelace" } });
 * const ask = async (fields: HeadersInit) =>
 *   await handler(exchangeFromRequest(new Request("http://localhost/", { headers: fields })));
 *
 * const answer = await ask({ authorization: `Basic ${btoa("ada:lovelace")}` });
 * assertEquals(answer.body, "secret");
 * await assertRejects(() => ask({}), Error, "name and password");
 * ```
 */
export function basicAuth(
  handler: Handler,
  options: BasicAuthOptions,
): Handler {
  const { users, realm = "private", maxLength = 1024 } = options;
  if (!REALM_REGEXP.test(realm)) {
    throw new TypeError(
      `Cannot use realm "${realm}": it holds a quote, a backslash, or what is not ASCII`,
    );
  }
  const check = typeof users === "function" ? users : checkerOf(users);
  const challenge = `Basic realm="${realm}", charset="UTF-8"`;
  return async (exchange) => {
    const credentials = credentialsOf(exchange, maxLength);
    if (credentials === null || !await check(...credentials)) {
      throw new HttpError(401, "Please give your name and password", {
        fields: [["www-authenticate", challenge]],
      });
    }
    return await handler(exchange);
  };
}

function credentialsOf(
  exchange: Exchange,
  maxLength: number,
): [name: string, password: string] | null {
  const value = exchange.field("authorization");
  if (value === null || value.length > maxLength) return null;
  const match = BASIC_REGEXP.exec(value);
  if (match === null) return null;
  let text: string;
  try {
    const bytes = Uint8Array.from(
      atob(match[1]!),
      (character) => character.charCodeAt(0),
    );
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  const colon = text.indexOf(":");
  // RFC 7617 section 2: neither part holds control characters.
  // deno-lint-ignore no-control-regex
  if (colon === -1 || /[\0-\x1f\x7f]/.test(text)) return null;
  return [text.slice(0, colon), text.slice(colon + 1)];
}

/** Compares with all there are, so that the time does not tell which names there are. */
function checkerOf(
  users: Readonly<Record<string, string>>,
): (name: string, password: string) => Promise<boolean> {
  const names = Object.keys(users);
  for (const name of names) {
    if (name.includes(":")) {
      throw new TypeError(`Cannot use name "${name}": it holds a colon`);
    }
  }
  let known: Promise<Uint8Array[]> | null = null;
  return async (name, password) => {
    // When first asked: making a handler starts nothing.
    known ??= Promise.all(
      names.map((name) => digest(`${name}:${users[name]}`)),
    );
    const given = await digest(`${name}:${password}`);
    let found = 0;
    for (const one of await known) found |= equals(given, one);
    return found === 1;
  };
}

async function digest(text: string): Promise<Uint8Array> {
  const bytes = encoder.encode(text.normalize("NFC"));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** 1 if two digests are equal, else 0, in the same time. */
function equals(a: Uint8Array, b: Uint8Array): number {
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0 ? 1 : 0;
}
