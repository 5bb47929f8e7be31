// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { setCookie } from "@std/http/cookie";
import type { Exchange } from "./exchange.ts";
import type { Field } from "./field_block.ts";
import { TOKEN_REGEXP } from "./_grammar.ts";

/** `cookie-value` of RFC 6265 section 4.1.1, with or without quotes. */
const VALUE_REGEXP =
  /^(?:[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*|"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")$/;

/** `path-value` of RFC 6265 section 4.1.1, and absolute. */
const PATH_REGEXP = /^\/[\x20-\x3a\x3c-\x7e]*$/;

/** A host name; the leading dot of old is not for senders. */
const DOMAIN_REGEXP = /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*$/i;

/** What browsers keep of name and value together, at least (RFC 6265 section 6.1). */
const MAX_SIZE = 4096;

/**
 * Finds one cookie of a request. The value comes as it was sent: nothing is
 * decoded, so nothing can turn into something else.
 *
 * A pair that breaks the grammar of RFC 6265 is as if it were not there. Where
 * a name comes twice the first counts, which has the longer path.
 *
 * @param exchange The exchange.
 * @param name The cookie's name; case matters.
 * @returns The value, or null if there is no such cookie.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest, readCookie } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(
 *   new Request("http://localhost/", { headers: { cookie: "a=1; b=2" } }),
 * );
 * assertEquals(readCookie(exchange, "b"), "2");
 * assertEquals(readCookie(exchange, "c"), null);
 * ```
 */
export function readCookie(
  exchange: Pick<Exchange, "field">,
  name: string,
): string | null {
  const text = exchange.field("cookie");
  if (text === null) return null;
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf(";", start);
    if (end === -1) end = text.length;
    start = skipSpaces(text, start, end);
    const nameEnd = start + name.length;
    if (text.startsWith(name, start) && text[nameEnd] === "=") {
      const value = withoutSpacesBehind(text, nameEnd + 1, end);
      if (VALUE_REGEXP.test(value)) return value;
    }
    start = end + 1;
  }
  return null;
}

/** Options of {@linkcode readCookies}. */
export interface ReadCookiesOptions {
  /**
   * How many cookies are read; those behind are as if they were not there.
   *
   * @default {100}
   */
  maxCount?: number;
}

/**
 * Reads all cookies of a request, by the rules of {@linkcode readCookie}.
 *
 * @param exchange The exchange.
 * @param options Limits.
 * @returns Values by name.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest, readCookies } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(
 *   new Request("http://localhost/", { headers: { cookie: "a=1; b=2" } }),
 * );
 * assertEquals([...readCookies(exchange)], [["a", "1"], ["b", "2"]]);
 * ```
 */
export function readCookies(
  exchange: Pick<Exchange, "field">,
  options: ReadCookiesOptions = {},
): Map<string, string> {
  const { maxCount = 100 } = options;
  const cookies = new Map<string, string>();
  const text = exchange.field("cookie") ?? "";
  let start = 0;
  while (start < text.length && cookies.size < maxCount) {
    let end = text.indexOf(";", start);
    if (end === -1) end = text.length;
    start = skipSpaces(text, start, end);
    const equals = text.indexOf("=", start);
    if (equals !== -1 && equals < end) {
      const name = text.slice(start, equals);
      const value = withoutSpacesBehind(text, equals + 1, end);
      if (
        !cookies.has(name) && TOKEN_REGEXP.test(name) &&
        VALUE_REGEXP.test(value)
      ) {
        cookies.set(name, value);
      }
    }
    start = end + 1;
  }
  return cookies;
}

/** Where a cookie belongs: what has to be the same to replace or delete it. */
export interface CookieScope {
  /**
   * The paths that it is sent to.
   *
   * @default {"/"}
   */
  path?: string;
  /** The domain that it is sent to, subdomains included; without, this very host. */
  domain?: string;
  /**
   * Whether it is sent over TLS only.
   *
   * @default {true for names that begin with `__Host-` or `__Secure-`, else false}
   */
  secure?: boolean;
  /**
   * Whether each top-level site has its own. Requires `secure`.
   *
   * @default {false}
   */
  partitioned?: boolean;
}

/** A cookie to set. */
export interface Cookie extends CookieScope {
  /** The name. */
  name: string;
  /** The value: what may stand there without being encoded, and no more. */
  value: string;
  /** How many seconds it lives. Without this and `expires`, until the browser closes. */
  maxAge?: number;
  /** When it dies. */
  expires?: Date;
  /**
   * Whether it is hidden from scripts.
   *
   * @default {true}
   */
  httpOnly?: boolean;
  /**
   * Whether it comes with requests that other sites cause. `None` requires
   * `secure`.
   *
   * @default {"Lax"}
   */
  sameSite?: "Strict" | "Lax" | "None";
}

/**
 * Makes the field that sets a cookie, for `extra` of a reply. Unless told
 * otherwise it is for the whole host, hidden from scripts, and not sent with what
 * other sites post.
 *
 * @param cookie The cookie.
 * @returns The field.
 * @throws {TypeError} If a part holds what it may not, or contradicts a prefix:
 * `__Host-` (secure, for all paths, no domain) or `__Secure-` (secure).
 * @throws {RangeError} If name and value are longer than 4096 bytes, or an age or
 * a date is none.
 *
 * @example Usage
 * ```ts
 * import { setCookieField } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(setCookieField({ name: "__Host-id", value: "x1" }), [
 *   "set-cookie",
 *   "__Host-id=x1; Secure; HttpOnly; SameSite=Lax; Path=/",
 * ]);
 * ```
 */
export function setCookieField(cookie: Cookie): Field {
  const { name, value, expires, maxAge } = cookie;
  if (!TOKEN_REGEXP.test(name)) {
    throw new TypeError(`Cannot set cookie "${name}": its name is no token`);
  }
  if (!VALUE_REGEXP.test(value)) {
    throw new TypeError(
      `Cannot set cookie "${name}": its value holds a space, quote, comma, semicolon, backslash or what is not ASCII`,
    );
  }
  if (name.length + value.length > MAX_SIZE) {
    throw new RangeError(
      `Cannot set cookie "${name}": longer than ${MAX_SIZE} bytes`,
    );
  }
  if (maxAge !== undefined && (!Number.isSafeInteger(maxAge) || maxAge < 0)) {
    throw new RangeError(
      `Cannot set cookie "${name}": maxAge ${maxAge} is not a whole number from 0 up`,
    );
  }
  if (expires !== undefined && Number.isNaN(expires.getTime())) {
    throw new RangeError(`Cannot set cookie "${name}": expires is no date`);
  }
  const headers = new Headers();
  setCookie(headers, {
    ...cookie,
    ...checkedScope(cookie),
    httpOnly: cookie.httpOnly ?? true,
    sameSite: checkedSameSite(cookie),
  });
  return ["set-cookie", headers.get("set-cookie")!];
}

/**
 * Makes the field that deletes a cookie.
 *
 * @param name The cookie's name.
 * @param scope Where it belongs; as it was set.
 * @returns The field.
 * @throws {TypeError} See {@linkcode setCookieField}.
 *
 * @example Usage
 * ```ts
 * import { deleteCookieField } from "@tpd2/tpd2/http";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(deleteCookieField("id")[1], "Max-Age=0");
 * ```
 */
export function deleteCookieField(
  name: string,
  scope: CookieScope = {},
): Field {
  return setCookieField({
    ...scope,
    name,
    value: "",
    maxAge: 0,
    expires: new Date(0),
  });
}

/** Browsers compare the prefixes whatever their case (RFC 6265bis section 5.4). */
function checkedScope(cookie: Cookie): CookieScope & { path: string } {
  const { name, domain, path = "/", partitioned } = cookie;
  const lower = name.toLowerCase();
  const host = lower.startsWith("__host-");
  const prefixed = host || lower.startsWith("__secure-");
  const { secure = prefixed } = cookie;
  if (prefixed && !secure) throw contradiction(name, "it must be secure");
  if (host && (path !== "/" || domain !== undefined)) {
    throw contradiction(name, "it must have path / and no domain");
  }
  if (partitioned && !secure) {
    throw contradiction(name, "partitioned ones must be secure");
  }
  if (!PATH_REGEXP.test(path)) {
    throw new TypeError(
      `Cannot set cookie "${name}": path "${path}" does not start with "/", or holds a semicolon or a control character`,
    );
  }
  if (domain !== undefined && !DOMAIN_REGEXP.test(domain)) {
    throw new TypeError(
      `Cannot set cookie "${name}": domain "${domain}" is no host name`,
    );
  }
  return { path, secure };
}

function checkedSameSite(cookie: Cookie): "Strict" | "Lax" | "None" {
  const { name, sameSite = "Lax", secure } = cookie;
  if (!["Strict", "Lax", "None"].includes(sameSite)) {
    throw new TypeError(
      `Cannot set cookie "${name}": sameSite is none of Strict, Lax, None`,
    );
  }
  if (sameSite === "None" && !(secure ?? /^__(?:host|secure)-/i.test(name))) {
    throw contradiction(name, "with sameSite None it must be secure");
  }
  return sameSite;
}

function contradiction(name: string, what: string): TypeError {
  return new TypeError(`Cannot set cookie "${name}": ${what}`);
}

function skipSpaces(text: string, start: number, end: number): number {
  while (start < end && (text[start] === " " || text[start] === "\t")) start++;
  return start;
}

function withoutSpacesBehind(text: string, start: number, end: number): string {
  while (end > start && (text[end - 1] === " " || text[end - 1] === "\t")) {
    end--;
  }
  return text.slice(start, end);
}
