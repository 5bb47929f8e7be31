// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ifNoneMatch } from "@std/http/etag";
import { type Exchange, FieldBlock, type Reply } from "../http/mod.ts";
import { hash } from "./_hash.ts";

/** What is kept of one page. */
interface Kept {
  etag: string;
  /** The whole page. */
  full: Reply;
  /** What somebody gets who has it already. */
  unchanged: Reply;
}

/** Something to send, before it has a name. */
export interface Content {
  /** The bytes. */
  bytes: Uint8Array<ArrayBuffer>;
  /** All fields but `etag` and `cache-control`. */
  fields: FieldBlock;
  /**
   * What caches may do with it.
   *
   * @default {"no-cache"}
   */
  cacheControl?: string;
  /**
   * The status code.
   *
   * @default {200}
   */
  status?: number;
}

/** Options of {@linkcode ReplyCache}. */
export interface ReplyCacheOptions {
  /**
   * How many bytes are kept at most.
   *
   * @default {67108864}
   */
  maxSize?: number;
}

/**
 * Pages that were rendered, with all their fields, until something changes. A
 * page that was asked for before costs a look-up, and one that the reader has
 * already costs no content.
 */
export class ReplyCache {
  readonly #version: () => number;
  readonly #maxSize: number;
  readonly #kept = new Map<string, Kept>();
  #keptVersion = -1;
  #size = 0;

  /**
   * Makes an empty cache.
   *
   * @param version Says in which version the pages are now; all go when it
   * changes.
   * @param options The limit.
   */
  constructor(version: () => number, options: ReplyCacheOptions = {}) {
    this.#version = version;
    this.#maxSize = options.maxSize ?? 64 * 1024 * 1024;
  }

  /**
   * Answers with a page, made now or before.
   *
   * @param exchange What to answer.
   * @param key Names the page; all that it depends on but the version.
   * @param make Makes the page.
   * @returns The page, or 304 where the client has it.
   */
  answer(exchange: Exchange, key: string, make: () => Content): Reply {
    const version = this.#version();
    if (version !== this.#keptVersion) {
      this.#kept.clear();
      this.#size = 0;
      this.#keptVersion = version;
    }
    const kept = this.#kept.get(key) ?? this.#keep(key, make());
    const asked = exchange.field("if-none-match");
    if (asked === null || kept.full.status !== 200) return kept.full;
    return asked === kept.etag || !ifNoneMatch(asked, kept.etag)
      ? kept.unchanged
      : kept.full;
  }

  #keep(key: string, content: Content): Kept {
    const { bytes, fields, status = 200 } = content;
    const etag = `"${hash(bytes)}"`;
    const own: [string, string][] = [
      ["cache-control", content.cacheControl ?? "no-cache"],
    ];
    if (status === 200) own.push(["etag", etag]);
    const all = fields.with(own);
    const kept = {
      etag,
      full: { status, fields: all, extra: null, body: bytes },
      // RFC 9110 section 15.4.5: what a 200 would say, but not what of content.
      unchanged: {
        status: 304,
        fields: new FieldBlock(
          all.fields.filter(([name]) => name !== "content-type"),
        ),
        extra: null,
        body: null,
      },
    };
    if (this.#size + bytes.length > this.#maxSize) {
      this.#kept.clear();
      this.#size = 0;
    }
    this.#kept.set(key, kept);
    this.#size += bytes.length;
    return kept;
  }
}
