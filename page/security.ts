// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Answer } from "../http/exchange.ts";
import { type Field, FieldBlock } from "../http/field_block.ts";
import { STYLE_HASH } from "./_style.ts";

/** The sources of each directive of a content security policy. */
export type ContentSecurityPolicy = Readonly<
  Record<string, readonly string[] | false>
>;

/** Options of a site's security headers. */
export interface SecurityOptions {
  /**
   * Directives of the content security policy, in place of those of the same
   * name in {@linkcode DEFAULT_POLICY}; `false` leaves one out. `false` in all
   * sends no policy.
   *
   * @default {{}}
   */
  policy?: ContentSecurityPolicy | false;
  /**
   * Fields in place of those of the same name in
   * {@linkcode DEFAULT_SECURITY_FIELDS}, names in lower case; `false` leaves
   * one out. More fields, such as `strict-transport-security`, are added.
   *
   * @default {{}}
   */
  fields?: Readonly<Record<string, string | false>>;
}

/**
 * The content security policy of a site: everything from the site itself, no
 * inline scripts, no `eval`, no framing by others. Style attributes are allowed,
 * because markup checks them.
 *
 * @example Usage
 * ```ts
 * import { DEFAULT_POLICY, site } from "@tpd2/tpd2/page";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const imageSources = [...DEFAULT_POLICY["img-src"] || [], "https://images.example"];
 * const gallery = site({ security: { policy: { "img-src": imageSources } } });
 * gallery.page("/", () => "Pictures");
 *
 * const { headers } = await gallery.fetch(new Request("http://localhost/"));
 * assertStringIncludes(
 *   headers.get("content-security-policy")!,
 *   "img-src 'self' data: https://images.example",
 * );
 * ```
 */
export const DEFAULT_POLICY: ContentSecurityPolicy = {
  "default-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "style-src-attr": ["'unsafe-inline'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'self'"],
};

/**
 * The other security fields of a site.
 *
 * @example Usage
 * ```ts
 * import { DEFAULT_SECURITY_FIELDS, site } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const example = site();
 * example.page("/", () => "Hello");
 * const { headers } = await example.fetch(new Request("http://localhost/"));
 * for (const [name, value] of Object.entries(DEFAULT_SECURITY_FIELDS)) {
 *   assertEquals(headers.get(name), value);
 * }
 * ```
 */
export const DEFAULT_SECURITY_FIELDS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
};

const NO_SECURITY = new FieldBlock([]);
const POLICY = "content-security-policy";

/** The security fields of one site, put into the prepared blocks of its replies. */
export class Security {
  readonly #directives: Readonly<Record<string, readonly string[] | false>>;
  readonly #fields: FieldBlock;
  readonly #secured = new WeakMap<FieldBlock, FieldBlock>();
  #lastSecured: FieldBlock | null = null;

  /**
   * Prepares the fields.
   *
   * @param options What differs from the defaults; `false` for no fields at all.
   * @param hasStyle Whether pages have the built-in style element.
   */
  constructor(options: SecurityOptions | false, hasStyle: boolean) {
    const { policy = {}, fields = {} } = options === false ? {} : options;
    const directives: Record<string, readonly string[] | false> = {
      ...DEFAULT_POLICY,
      ...(policy || {}),
    };
    const style = directives["style-src"];
    if (hasStyle && style && !style.includes("'unsafe-inline'")) {
      directives["style-src"] = [
        ...style.filter((source) => source !== "'none'"),
        `'${STYLE_HASH}'`,
      ];
    }
    this.#directives = directives;
    if (options === false) {
      this.#fields = NO_SECURITY;
      return;
    }
    const all = Object.entries({ ...DEFAULT_SECURITY_FIELDS, ...fields })
      .filter((field): field is [string, string] => field[1] !== false);
    if (policy !== false) all.unshift([POLICY, policyText(directives)]);
    this.#fields = new FieldBlock(all);
  }

  /** The security fields alone. */
  get fields(): readonly Field[] {
    return this.#fields.fields;
  }

  /**
   * The block with the security fields that it lacks, made once for each block.
   *
   * @param block The fields of a reply.
   * @returns The fields, secured.
   */
  secure(block: FieldBlock): FieldBlock {
    // Most answers of a site have the block of the answer before.
    if (block === this.#lastSecured) return block;
    let secured = this.#secured.get(block);
    if (secured === undefined) {
      const missing = this.fields.filter(([name]) =>
        block.get(name) === undefined
      );
      secured = missing.length === 0 ? block : block.with(missing);
      this.#secured.set(block, secured);
      this.#secured.set(secured, secured);
    }
    return this.#lastSecured = secured;
  }

  /**
   * An answer with the security fields that it lacks.
   *
   * @param answer The answer.
   * @returns The answer, secured; the same where it lacks none.
   */
  secureAnswer(answer: Answer): Answer {
    if (answer instanceof Response) return this.#secureResponse(answer);
    const fields = this.secure(answer.fields);
    return fields === answer.fields ? answer : { ...answer, fields };
  }

  #secureResponse(response: Response): Response {
    const missing = this.fields.filter(([name]) => !response.headers.has(name));
    if (missing.length === 0) return response;
    const { body, status, statusText } = response;
    const headers = new Headers(response.headers);
    for (const [name, value] of missing) headers.set(name, value);
    // The fields of a response that came from elsewhere cannot be changed.
    return new Response(body, { status, statusText, headers });
  }

  /**
   * The fields of one reply that really inlines something: a policy that
   * allows the nonce, and no caching, since a nonce is good for once only.
   *
   * @param nonce The nonce.
   * @returns The fields.
   */
  nonceFields(nonce: string): Field[] {
    const fields: Field[] = [["cache-control", "no-store"]];
    if (this.#fields.get(POLICY) !== undefined) {
      const directives = { ...this.#directives };
      for (const name of ["script-src", "style-src"]) {
        const sources = directives[name];
        if (!sources || sources.includes("'unsafe-inline'")) continue;
        directives[name] = [
          ...sources.filter((source) => source !== "'none'"),
          `'nonce-${nonce}'`,
        ];
      }
      fields.push([POLICY, policyText(directives)]);
    }
    return fields;
  }
}

function policyText(
  directives: Readonly<Record<string, readonly string[] | false>>,
): string {
  const parts: string[] = [];
  for (const [name, sources] of Object.entries(directives)) {
    if (sources === false) continue;
    for (const text of [name, ...sources]) {
      if (/[;,\s]/.test(text)) {
        throw new TypeError(
          `Cannot use "${text}" in a content security policy: it holds a separator`,
        );
      }
    }
    parts.push([name, ...sources].join(" "));
  }
  return parts.join("; ");
}
