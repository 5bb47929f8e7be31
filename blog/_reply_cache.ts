// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ifNoneMatch } from "@std/http/etag";
import {
  answerField,
  chooseCoding,
  compressAnswer,
  type Exchange,
  FieldBlock,
  type Reply,
  weakened,
} from "../http/mod.ts";
import { hash } from "./_hash.ts";

/** From how many bytes on content is worth compressing. */
const MIN_COMPRESSED = 1024;

const CODINGS = ["br", "gzip"] as const;

/** One form of a page. */
interface Form {
  etag: string;
  /** The whole page. */
  full: Reply;
  /** What somebody gets who has it already. */
  unchanged: Reply;
}

/** What is kept of one page. */
interface Kept extends Form {
  /** The forms that were compressed, by coding. */
  coded: Map<string, Form>;
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
   * @default {"public, no-cache"}
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
    return choose(exchange, this.#find(key, make));
  }

  /**
   * Answers as {@linkcode ReplyCache.answer} does, compressed where the client
   * takes it. A page is compressed when that is first asked for, and kept so.
   *
   * @param exchange What to answer.
   * @param key Names the page; all that it depends on but the version.
   * @param make Makes the page.
   * @returns The page, or 304 where the client has it.
   */
  send(
    exchange: Exchange,
    key: string,
    make: () => Content,
  ): Reply | Promise<Reply> {
    const kept = this.#find(key, make);
    const { body } = kept.full;
    if (!(body instanceof Uint8Array) || body.length < MIN_COMPRESSED) {
      return choose(exchange, kept);
    }
    const accepted = exchange.field("accept-encoding");
    const coding = chooseCoding(accepted, CODINGS);
    if (coding === null) return choose(exchange, kept);
    const coded = kept.coded.get(coding);
    return coded === undefined
      ? this.#compress(exchange, kept, coding)
      : choose(exchange, coded);
  }

  async #compress(
    exchange: Exchange,
    kept: Kept,
    coding: string,
  ): Promise<Reply> {
    const answer = await compressAnswer(exchange, kept.full, {
      minSize: MIN_COMPRESSED,
    });
    const content = answerField(answer, "content-encoding");
    if (answer instanceof Response || content === null) {
      return choose(exchange, kept);
    }
    const etag = weakened(kept.etag);
    const form = {
      etag,
      full: {
        ...kept.full,
        body: answer.body,
        fields: kept.full.fields.with(
          kept.full.status === 200
            ? [["content-encoding", content], ["etag", etag]]
            : [["content-encoding", content]],
        ),
      },
      unchanged: {
        ...kept.unchanged,
        fields: kept.unchanged.fields.with([["etag", etag]]),
      },
    };
    if (!kept.coded.has(coding)) {
      kept.coded.set(coding, form);
      if (form.full.body instanceof Uint8Array) {
        this.#size += form.full.body.length;
      }
    }
    return choose(exchange, form);
  }

  #find(key: string, make: () => Content): Kept {
    const version = this.#version();
    if (version !== this.#keptVersion) {
      this.#kept.clear();
      this.#size = 0;
      this.#keptVersion = version;
    }
    return this.#kept.get(key) ?? this.#keep(key, make());
  }

  #keep(key: string, content: Content): Kept {
    const { bytes, fields, status = 200 } = content;
    const etag = `"${hash(bytes)}"`;
    const own: [string, string][] = [
      ["cache-control", content.cacheControl ?? "public, no-cache"],
    ];
    if (status === 200) own.push(["etag", etag]);
    if (bytes.length >= MIN_COMPRESSED) own.push(["vary", "accept-encoding"]);
    const all = fields.with(own);
    const kept: Kept = {
      coded: new Map(),
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

/** The whole form, or that nothing changed since the client got it. */
function choose(exchange: Exchange, form: Form): Reply {
  const asked = exchange.field("if-none-match");
  if (asked === null || form.full.status !== 200) return form.full;
  return asked === form.etag || !ifNoneMatch(asked, form.etag)
    ? form.unchanged
    : form.full;
}
