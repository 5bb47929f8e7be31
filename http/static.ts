// Copyright 2026 the tpd2 authors. MIT license.

import { contentType as contentTypeOf } from "@std/media-types";
import { ByteCache } from "./_byte_cache.ts";
import { conditional } from "./conditional.ts";
import { chooseCoding } from "./content_coding.ts";
import {
  type Answer,
  type Exchange,
  type Handler,
  HttpError,
} from "./exchange.ts";
import type { Field } from "./field_block.ts";
import { fileStream, readParts } from "./_file_content.ts";
import { NO_FIELDS, type Reply, reply } from "./reply.ts";
import { sizedStream } from "./sized_stream.ts";
import { rawPathOf, rawRest, resolveStaticPath } from "./_static_path.ts";
import {
  gather,
  selectContent,
  StaticFields,
  validatorsOf,
} from "./_static_reply.ts";

/** Options of {@linkcode staticFiles}. */
export interface StaticFilesOptions {
  /**
   * The parameter of the path that the dispatcher found and that leads below
   * the root; where there is no such parameter, the whole path does.
   *
   * @default {"path"}
   */
  param?: string;
  /**
   * The file that stands for its folder; null if none does.
   *
   * @default {"index.html"}
   */
  index?: string | null;
  /**
   * Whether files and folders whose names begin with a dot are shown.
   *
   * @default {false}
   */
  dotFiles?: boolean;
  /**
   * How long caches may keep files without asking.
   *
   * @default {"public, no-cache"}
   */
  cacheControl?: string;
  /**
   * Tells which files never change, since their names do: those may be kept
   * for a year. Given the path below the root, such as `app.3f2a.js`.
   *
   * @default {() => false}
   */
  immutable?: (path: string) => boolean;
  /**
   * The codings whose files may lie beside the plain ones, with `.br` and `.gz`
   * at the end, best first. One that is older than the plain file is not used.
   *
   * @default {["br", "gzip"]}
   */
  precompressed?: readonly ("br" | "gzip")[];
  /**
   * How many ranges of a file may be asked for at once; a request for more is
   * answered with all of it.
   *
   * @default {16}
   */
  maxRanges?: number;
  /**
   * Up to how many bytes content is read at once; more is read as the client
   * takes it.
   *
   * @default {262144}
   */
  maxInlineSize?: number;
  /**
   * How many bytes of files are kept in memory in all. Whether a file has changed
   * is looked up for each request.
   *
   * @default {16777216}
   */
  maxCacheSize?: number;
  /** Fields of all responses with content, such as `cross-origin-resource-policy`. */
  extra?: readonly Field[];
}

const SUFFIXES = { br: ".br", gzip: ".gz" } as const;
const IMMUTABLE = "public, max-age=31536000, immutable";
const METHODS = [["allow", "GET, HEAD, OPTIONS"]] as const;

/** Types that are worth compressing, so that there may be compressed files. */
const COMPRESSIBLE_REGEXP =
  /^(?:text\/|application\/(?:javascript|json|xml|wasm|manifest\+json)|image\/(?:svg\+xml|bmp)|font\/(?:ttf|otf)|[^;]*\+(?:json|xml))/;

/** A regular file that may be served, or a folder. */
interface Found {
  readonly path: string;
  readonly info: Deno.FileInfo;
}

/**
 * Serves the files below a folder: with validators and conditions, ranges, types
 * by their names, and precompressed siblings.
 *
 * What must not be served is not there, 404: hidden files, what a symbolic link
 * leads to outside of the folder, what is no regular file, paths with `..`, empty
 * segments, backslashes or escaped separators. Names are decoded once.
 *
 * @param root The folder: a path, or a `file:` URL.
 * @param options What to show, and how long it may be kept.
 * @returns The handler, for GET at a path such as `/static/**:path`. It throws
 * an {@linkcode HttpError}: 404, 405, and 400 for broken escapes.
 *
 * @example Usage
 * ```ts
 * import { Dispatcher, exchangeFromRequest, staticFiles } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const root = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${root}/a.txt`, "hello");
 *
 * const dispatcher = new Dispatcher();
 * dispatcher.add("GET", "/static/**:path", staticFiles(root));
 *
 * const exchange = exchangeFromRequest(new Request("http://localhost/static/a.txt"));
 * const answer = await dispatcher.handle(exchange);
 * assertEquals(answer.body, new TextEncoder().encode("hello"));
 * await Deno.remove(root, { recursive: true });
 * ```
 */
export function staticFiles(
  root: string | URL,
  options: StaticFilesOptions = {},
): Handler {
  const files = new StaticFiles(root, options);
  return (exchange) => files.answer(exchange);
}

class StaticFiles {
  readonly #root: string | URL;
  readonly #options: Required<StaticFilesOptions>;
  readonly #fields: StaticFields;
  readonly #cache: ByteCache;
  /** The root without symbolic links, once it was found. */
  #realRoot: string | null = null;

  constructor(root: string | URL, options: StaticFilesOptions) {
    this.#root = root;
    this.#options = {
      param: "path",
      index: "index.html",
      dotFiles: false,
      cacheControl: "public, no-cache",
      immutable: () => false,
      precompressed: ["br", "gzip"],
      maxRanges: 16,
      maxInlineSize: 256 * 1024,
      maxCacheSize: 16 * 1024 * 1024,
      extra: [],
      ...options,
    };
    this.#fields = new StaticFields(this.#options.extra);
    this.#cache = new ByteCache(this.#options.maxCacheSize);
  }

  async answer(exchange: Exchange): Promise<Answer> {
    const { method } = exchange;
    if (method === "OPTIONS") {
      return reply(null, { status: 204, fields: NO_FIELDS, extra: METHODS });
    }
    if (method !== "GET" && method !== "HEAD") {
      throw new HttpError(405, `There is no ${method} at ${exchange.path}`, {
        fields: METHODS,
      });
    }
    const { dotFiles, index, param } = this.#options;
    const raw = rawPathOf(exchange.target);
    const rest = exchange.params[param] ?? exchange.path.slice(1);
    const path = rest === "" && !raw.endsWith("/")
      ? { segments: [], folder: false }
      : resolveStaticPath(rawRest(raw, rest), {
        dotFiles,
        windows: Deno.build.os === "windows",
      });
    if (path === null) throw missing(exchange);
    let name = path.segments.join("/");
    let found = await this.#find(name);
    if (found?.info.isDirectory && index !== null) {
      name = name === "" ? index : `${name}/${index}`;
      found = await this.#find(name);
      if (found?.info.isFile && !path.folder) return redirectToFolder(exchange);
    } else if (path.folder) found = null;
    if (!found?.info.isFile) throw missing(exchange);
    const answer = await this.#send(exchange, name, found);
    if (answer === null) throw missing(exchange);
    return answer;
  }

  /** Finds what a name below the root stands for, unless that lies elsewhere. */
  async #find(name: string): Promise<Found | null> {
    try {
      this.#realRoot ??= await Deno.realPath(this.#root);
      const root = this.#realRoot;
      const path = await Deno.realPath(name === "" ? root : `${root}/${name}`);
      if (path !== root && !this.#isShown(path)) return null;
      return { path, info: await Deno.stat(path) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Whether a path without symbolic links is below the root, and not hidden. */
  #isShown(path: string): boolean {
    const separator = Deno.build.os === "windows" ? "\\" : "/";
    const prefix = this.#realRoot!.endsWith(separator)
      ? this.#realRoot!
      : this.#realRoot! + separator;
    if (!path.startsWith(prefix)) return false;
    if (this.#options.dotFiles) return true;
    return !path.slice(prefix.length).split(separator).some((segment) =>
      segment.startsWith(".")
    );
  }

  async #send(
    exchange: Exchange,
    name: string,
    found: Found,
  ): Promise<Reply | null> {
    const { cacheControl, immutable, precompressed } = this.#options;
    const extension = /\.[^./]+$/.exec(name)?.[0] ?? "";
    const contentType = contentTypeOf(extension) ?? "application/octet-stream";
    const varies = precompressed.length > 0 &&
      COMPRESSIBLE_REGEXP.test(contentType);
    const sibling = varies
      ? await this.#findSibling(exchange, name, found)
      : null;
    const fields = this.#fields.block({
      contentType,
      cacheControl: immutable(name) ? IMMUTABLE : cacheControl,
      varies,
      coding: sibling?.coding ?? null,
    });
    return await this.#sendFile(exchange, sibling ?? found, {
      contentType,
      empty: { status: 200, fields, extra: null, body: null },
    });
  }

  /** The best precompressed file that the client takes. Ranges are of the plain one. */
  async #findSibling(
    exchange: Exchange,
    name: string,
    plain: Found,
  ): Promise<Found & { coding: string } | null> {
    if (exchange.field("range") !== null) return null;
    const accepted = exchange.field("accept-encoding");
    let offered = this.#options.precompressed;
    while (true) {
      const coding = chooseCoding(accepted, offered);
      if (coding === null) return null;
      const found = await this.#find(name + SUFFIXES[coding]);
      if (
        found?.info.isFile &&
        Number(found.info.mtime) >= Number(plain.info.mtime)
      ) {
        return { ...found, coding };
      }
      offered = offered.filter((other) => other !== coding);
    }
  }

  /** Sends a file or a part of it; null if it is gone meanwhile. */
  async #sendFile(
    exchange: Exchange,
    { path, info }: Found,
    { contentType, empty }: { contentType: string; empty: Reply },
  ): Promise<Reply | null> {
    const { maxInlineSize, maxRanges } = this.#options;
    let bytes = this.#cache.get(path, info);
    let file: Deno.FsFile | null = null;
    try {
      if (bytes === null) {
        file = await Deno.open(path);
        // What was opened counts, not what was found.
        info = await file.stat();
        if (!info.isFile) return null;
      }
      const { size } = info;
      const validators = validatorsOf(info, Date.now());
      const answer = conditional(exchange, empty, validators);
      if (answer.status !== 200) return answer;
      const options = { size, contentType, maxRanges };
      const content = selectContent(exchange, validators, options);
      const start = replyOf(content, answer);
      if (bytes === null && size <= maxInlineSize) {
        bytes = await readParts(file!, [{ start: 0, end: size }], size);
        // A strong tag says that the time would tell of another change.
        if (validators.etag?.startsWith('"')) {
          this.#cache.set(path, info, bytes);
        }
      }
      if (bytes !== null) return { ...start, body: gather(content, bytes) };
      const { parts, length } = content;
      if (length <= maxInlineSize) {
        return { ...start, body: await readParts(file!, parts, length) };
      }
      const stream = fileStream(file!, parts, exchange.method === "HEAD");
      file = null;
      return { ...start, body: sizedStream(stream, length) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    } finally {
      file?.close();
    }
  }
}

/** Status and fields for what goes out. */
function replyOf(
  content: ReturnType<typeof selectContent>,
  answer: Reply,
): Reply {
  const { status, contentType, contentRange } = content;
  if (status === 200) return answer;
  const extra: Field[] = [...answer.extra ?? []];
  if (contentRange !== null) extra.push(["content-range", contentRange]);
  const fields = contentType === null
    ? answer.fields
    : answer.fields.with([["content-type", contentType]]);
  return { status, fields, extra, body: null };
}

/** To the same path with a slash behind it, as a reference that cannot name another host. */
function redirectToFolder(exchange: Exchange): Reply {
  const name = rawPathOf(exchange.target).split("/").at(-1);
  const query = exchange.query === "" ? "" : `?${exchange.query}`;
  return reply(null, {
    status: 308,
    fields: NO_FIELDS,
    extra: [["location", `./${name}/${query}`]],
  });
}

function missing(exchange: Exchange): HttpError {
  return new HttpError(404, `There is nothing at ${exchange.path}`);
}

/** Whether an error says that there is nothing to serve, rather than that we are misconfigured. */
function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.FilesystemLoop ||
    (error instanceof Error && "code" in error &&
      error.code === "ENAMETOOLONG");
}
